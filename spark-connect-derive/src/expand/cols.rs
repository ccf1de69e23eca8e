//! `OrderCols<S>` and `OrderOptCols<S>`: the columns of a row as closures see them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt as _;

use super::field::Field;
use super::generics::Parts;
use crate::model::{Column, Row};

/// Declares both structs, beside the row.
pub(crate) fn structs(row: &Row, fields: &[Field<'_>]) -> TokenStream {
    let Row { vis, allowed, cols, opt_cols, fresh, .. } = row;
    let scope = &fresh.scope;
    let Parts { parameters, bounds, .. } = row.scoped();
    let name = row.ident.unraw();
    let doc = format!(" Columns of [`{name}`], as closures see them.");
    let opt_doc = format!(" Columns of an optional [`{name}`], as closures see them.");
    let own_lints = row.own_lints();
    let (columns, opt_columns): (Vec<_>, Vec<_>) = Field::declared(fields)
        .map(|field| {
            let Column { allowed, vis, ident, .. } = field.column;
            let (docs, ty, opt_ty) = (column_docs(field.column), field.cols(scope), field.opt_cols(scope));
            let declared = quote!(#docs #(#allowed)* #vis #ident);
            (quote!(#declared: #ty), quote!(#declared: #opt_ty))
        })
        .unzip();
    quote! {
        #[doc = #doc]
        #(#allowed)*
        #own_lints
        #vis struct #cols #parameters #bounds {
            #(#columns,)*
        }

        #[doc = #opt_doc]
        #(#allowed)*
        #own_lints
        #vis struct #opt_cols #parameters #bounds {
            #(#opt_columns,)*
        }
    }
}

/// `` Column `order id`. ``, below what the user says about it.
fn column_docs(column: &Column) -> TokenStream {
    let Column { docs, name, .. } = column;
    // A column's name can contain backticks; Markdown then wants more of them around it.
    let doc =
        if name.contains('`') { format!(" Column `` {name} ``.") } else { format!(" Column `{name}`.") };
    let gap = docs.iter().any(|attr| attr.path().is_ident("doc")).then(|| quote!(#[doc = ""]));
    quote!(#(#docs)* #gap #[doc = #doc])
}

/// The traits that both structs implement.
pub(crate) fn impls(row: &Row, fields: &[Field<'_>]) -> TokenStream {
    let Row { cols, opt_cols, fresh, .. } = row;
    let (scope, library) = (&fresh.scope, &fresh.library);
    let row_type = row.itself();
    let Parts { parameters, arguments, bounds } = row.scoped();
    let this = row.variable("self");
    let named = Field::named(fields, "self");
    let option = quote!(::core::option::Option<#row_type>);
    let both = [(cols, quote!(#row_type), "unbind"), (opt_cols, option, "unbind_opt")];
    let both = both.map(|(cols, out, unbind)| {
        let (name, unbind) = (cols.to_string(), format_ident!("{unbind}"));
        quote! {
            #[automatically_derived]
            impl #parameters ::core::clone::Clone for #cols #arguments #bounds {
                #[inline]
                fn clone(&#this) -> Self {
                    #named
                    *#this
                }
            }
            #[automatically_derived]
            impl #parameters ::core::marker::Copy for #cols #arguments #bounds {}
            #[automatically_derived]
            impl #parameters ::core::fmt::Debug for #cols #arguments #bounds {
                fn fmt(&self, __formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    __formatter.write_str(#name)
                }
            }
            #[automatically_derived]
            impl #parameters #library::Value<#scope> for #cols #arguments #bounds {
                type Out = #out;
                fn handle(#this) -> #library::Handle {
                    #named
                    <#row_type as #library::SparkType>::#unbind::<#scope>(#this)
                }
            }
        }
    });
    quote! {
        #(#both)*
        #[automatically_derived]
        impl #parameters #library::Columns<#scope> for #cols #arguments #bounds {
            type Row = #row_type;
            fn list(#this) -> ::std::vec::Vec<(&'static ::core::primitive::str, #library::Handle)> {
                #named
                <#row_type as #library::StructRow>::columns::<#scope>(#this)
            }
        }
    }
}
