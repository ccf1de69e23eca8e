//! The list of everything that is wrong with one struct.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Error;

/// Collects mistakes, each with its place in the source, until the whole struct has been looked at.
#[derive(Debug, Default)]
pub(crate) struct Mistakes {
    found: Vec<Error>,
}

impl Mistakes {
    /// Reports a mistake at `place`.
    pub(crate) fn at(&mut self, place: impl ToTokens, message: impl std::fmt::Display) {
        self.push(Error::new_spanned(place, message));
    }

    /// Reports a mistake that the parser found.
    pub(crate) fn push(&mut self, error: Error) {
        self.found.push(error);
    }

    /// Whether nothing is wrong so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// One `compile_error!` for each mistake.
    pub(crate) fn compile_errors(&self) -> Vec<TokenStream> {
        self.found.iter().map(Error::to_compile_error).collect()
    }

    /// The text of each mistake.
    #[cfg(test)]
    pub(crate) fn messages(&self) -> Vec<String> {
        self.found.iter().map(ToString::to_string).collect()
    }
}
