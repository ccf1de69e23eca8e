//! The parameters of a row in the types and impls that are generated.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, parse_quote};

use crate::model::Row;

/// What stands in `impl #parameters Trait for Order #arguments #bounds`.
pub(crate) struct Parts {
    /// `<S: 'static, T>`
    pub(crate) parameters: TokenStream,
    /// `<S, T>`
    pub(crate) arguments: TokenStream,
    /// `where T: SparkType`
    pub(crate) bounds: TokenStream,
}

impl Row {
    /// The row's type, with its arguments.
    pub(crate) fn itself(&self) -> TokenStream {
        let ident = &self.ident;
        let arguments = self.parts().arguments;
        quote!(#ident #arguments)
    }

    /// The parameters of the row.
    pub(crate) fn parts(&self) -> Parts {
        parts(&self.generics)
    }

    /// The parameters of its columns: the scope, then those of the row.
    pub(crate) fn scoped(&self) -> Parts {
        let scope = &self.fresh.scope;
        self.parts_with(parse_quote!(#scope: 'static))
    }

    /// The parameters of what reads it: a lifetime, then those of the row.
    pub(crate) fn borrowed(&self) -> Parts {
        self.parts_with(parse_quote!('a))
    }

    /// `OrderCols<S>` or `OrderOptCols<S>`.
    pub(crate) fn columns_type(&self, cols: &Ident) -> TokenStream {
        let arguments = self.scoped().arguments;
        quote!(#cols #arguments)
    }

    fn parts_with(&self, first: GenericParam) -> Parts {
        let mut generics = self.generics.clone();
        generics.params.insert(0, first);
        parts(&generics)
    }
}

fn parts(generics: &Generics) -> Parts {
    let (parameters, arguments, bounds) = generics.split_for_impl();
    let [parameters, arguments] = [parameters.to_token_stream(), arguments.to_token_stream()];
    Parts { parameters, arguments, bounds: bounds.to_token_stream() }
}
