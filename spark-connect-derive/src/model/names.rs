//! Names that hide nothing.

use std::collections::HashSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::{Generics, Ident, Path};

use super::{Column, FreshNames, columns::flatten};

impl FreshNames {
    /// Names that occur neither in the types of the columns and in `from` nor elsewhere in the generated code.
    pub(super) fn beside(
        row: &Ident,
        library: &TokenStream,
        columns: &[Column],
        generics: &Generics,
        from: &[Path],
    ) -> Self {
        let types = columns.iter().map(|column| column.column_ty.to_token_stream());
        let taken: HashSet<String> = types
            .chain(from.iter().map(Path::to_token_stream))
            .chain([library.clone(), row.to_token_stream(), generics.to_token_stream()])
            .flat_map(flatten)
            .filter_map(|token| if let TokenTree::Ident(ident) = token { Some(ident) } else { None })
            .map(|ident| ident.unraw().to_string())
            .collect();
        let fields: HashSet<String> = columns.iter().map(|column| column.ident.unraw().to_string()).collect();
        Self {
            scope: fresh("S", &taken),
            reader: fresh("Reader", &taken),
            writer: fresh("Writer", &taken),
            batch: fresh("_batch", &fields),
            library: fresh("__spark", &taken),
        }
    }

    /// Names for the struct that reads a view and for its last field.
    pub(super) fn of_view(
        view: &Ident,
        library: &TokenStream,
        types: impl Iterator<Item = TokenStream>,
        fields: impl Iterator<Item = Ident>,
        from: &Path,
    ) -> (Ident, Ident) {
        let taken: HashSet<String> = types
            .chain([library.clone(), view.to_token_stream(), from.to_token_stream()])
            .flat_map(flatten)
            .filter_map(|token| if let TokenTree::Ident(ident) = token { Some(ident) } else { None })
            .map(|ident| ident.unraw().to_string())
            .collect();
        let fields: HashSet<String> = fields.map(|field| field.unraw().to_string()).collect();
        (fresh("Reader", &taken), fresh("_batch", &fields))
    }
}

/// `name`, with as many underscores behind it as it takes not to be `taken`.
fn fresh(name: &str, taken: &HashSet<String>) -> Ident {
    let mut name = name.to_owned();
    while taken.contains(&name) {
        name.push('_');
    }
    Ident::new(&name, proc_macro2::Span::call_site())
}
