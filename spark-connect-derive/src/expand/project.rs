//! `impl ProjectFrom`: the columns of a row from those of a row that has them all.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::generics::Parts;
use crate::model::Row;

/// One impl for each row type in `#[spark(from(...))]`.
pub(crate) fn expand(row: &Row) -> TokenStream {
    let Row { cols, fresh, from, .. } = row;
    let library = &fresh.library;
    let row_type = row.itself();
    let cols_type = row.columns_type(cols);
    let Parts { parameters, bounds, .. } = row.parts();
    let scope = &fresh.scope;
    let source = row.variable("__cols");
    // All of it is placed at the name of the field: that is where rustc then reports that the other row has no such
    // field, or one of another type.
    let fields: Vec<_> = row
        .columns
        .iter()
        .map(|column| {
            let place = row.ident.span().located_at(column.ident.span());
            let source = Ident::new("__cols", place);
            let mut field = column.ident.clone();
            field.set_span(place);
            quote_spanned!(place=> #field: #source.#field)
        })
        .collect();
    let impls = from.iter().map(|from| {
        quote! {
            #[automatically_derived]
            impl #parameters #library::ProjectFrom<#from> for #row_type #bounds {
                fn project<#scope: 'static>(
                    #source: <#from as #library::SparkType>::Cols<#scope>,
                ) -> #cols_type {
                    #cols { #(#fields,)* }
                }
            }
        }
    });
    quote!(#(#impls)*)
}
