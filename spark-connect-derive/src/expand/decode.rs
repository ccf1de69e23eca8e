//! `impl Decode`: rows out of Arrow columns.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;

use super::field::Field;
use crate::model::Row;

/// `impl Decode for Order`, with the struct that holds its columns ready to be read.
pub(crate) fn expand(row: &Row, fields: &[Field<'_>]) -> TokenStream {
    let Row { ident: row_type, library, fresh, .. } = row;
    let (reader, batch) = (&fresh.reader, &fresh.batch);
    let row_name = row_type.unraw().to_string();
    let (found, column, number) = (row.variable("__fields"), row.variable("__column"), row.variable("__row"));
    let declared = fields.iter().map(|field| {
        let ident = &field.column.ident;
        let ty = field.typed(&field.of("Decode", "Column"), &quote!('a));
        quote!(#ident: #ty)
    });
    let columns = fields.iter().enumerate().map(|(position, field)| {
        let (name, position) = (&field.column.name, Literal::usize_unsuffixed(position));
        let column = field.method("__fields", "column");
        field.set(&field.tried(&field.call_with(&column, &field.itself(), &quote!(#name, #position))))
    });
    let values = fields.iter().map(|field| {
        let column = field.borrow(&field.get("__column"));
        field.set(&field.tried(&field.call(&field.of("Decode", "value"), &quote!(#column, #number))))
    });
    quote! {
        pub struct #reader<'a> {
            #(#declared,)*
            #batch: ::core::marker::PhantomData<&'a ()>,
        }
        #[automatically_derived]
        impl #library::Decode for #row_type {
            type Column<'a> = #reader<'a>;
            fn column<'a>(
                __input: #library::Input<'a>,
            ) -> ::core::result::Result<#reader<'a>, #library::Error> {
                let #found = __input.fields(#row_name)?;
                ::core::result::Result::Ok(#reader { #(#columns,)* #batch: ::core::marker::PhantomData })
            }
            #[inline]
            fn value(
                #column: &#reader<'_>,
                #number: ::core::primitive::usize,
            ) -> ::core::result::Result<Self, #library::Error> {
                ::core::result::Result::Ok(Self { #(#values,)* })
            }
        }
    }
}
