//! `impl Decode`: rows out of Arrow columns.

use proc_macro2::{Ident, Literal, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt as _;

use super::field::Field;
use super::generics::Parts;
use crate::model::{Kind, Row};

/// `impl Decode for Order`, with the struct that holds its columns ready to be read.
pub(crate) fn expand(row: &Row, fields: &[Field<'_>]) -> TokenStream {
    let Row { ident, fresh, skipped, .. } = row;
    let (reader, batch, library) = (&fresh.reader, &fresh.batch, &fresh.library);
    let row_type = row.itself();
    let Parts { parameters, bounds, .. } = row.parts();
    let borrowed = row.borrowed();
    let (reader_parameters, reader_arguments) = (&borrowed.parameters, &borrowed.arguments);
    let anonymous = anonymous(reader_arguments);
    let row_name = ident.unraw().to_string();
    let (found, column, number) = (row.variable("__fields"), row.variable("__column"), row.variable("__row"));
    let declared = fields.iter().map(|field| {
        let ident = &field.column.ident;
        let ty = field.typed(&field.of("Decode", "Column"), &quote!('a));
        match field.column.kind {
            Kind::With(_) => quote!(#ident: #library::Converted<'a, #ty>),
            _ => quote!(#ident: #ty),
        }
    });
    let columns = fields.iter().enumerate().map(|(position, field)| {
        let (name, position) = (&field.column.name, Literal::usize_unsuffixed(position));
        let named = |method: &str| {
            field.call_with(&field.method("__fields", method), &field.itself(), &quote!(#name, #position))
        };
        field.set(&field.tried(&match field.column.kind {
            Kind::Flatten => field.call(&field.of("Decode", "column"), &quote!(#found.flattened())),
            Kind::With(_) => named("converted"),
            _ => named("column"),
        }))
    });
    let values = fields.iter().map(|field| {
        let column = field.borrow(&field.get("__column"));
        let read = |column: &TokenStream, number: &TokenStream| {
            field.call(&field.of("Decode", "value"), &quote!(#column, #number))
        };
        let value = match &field.column.kind {
            Kind::Plain | Kind::Flatten => field.tried(&read(&column, &quote!(#number))),
            Kind::Default(value) => {
                let read = field.tried(&read(&column, &quote!(#number)));
                match value {
                    None => quote!(::core::option::Option::unwrap_or_default(#read)),
                    Some(value) => quote!(::core::option::Option::unwrap_or_else(#read, || #value)),
                }
            }
            Kind::With(module) => {
                let (place, read) = (field.get("__column"), read(&quote!(column), &quote!(row)));
                field.tried(&quote!(#place.value(#number, |column, row| {
                    ::core::result::Result::map(#read, #module::from_stored)
                })))
            }
        };
        field.set(&value)
    });
    quote! {
        pub struct #reader #reader_parameters #bounds {
            #(#declared,)*
            #batch: ::core::marker::PhantomData<&'a ()>,
        }
        // `?` takes the compiler longer than what clippy would have it replace.
        #[automatically_derived]
        #[allow(clippy::question_mark)]
        impl #parameters #library::Decode for #row_type #bounds {
            type Column<'a> = #reader #reader_arguments;
            fn column<'a>(
                __input: #library::Input<'a>,
            ) -> ::core::result::Result<#reader #reader_arguments, #library::Error> {
                let #found = __input.fields(#row_name)?;
                ::core::result::Result::Ok(#reader { #(#columns,)* #batch: ::core::marker::PhantomData })
            }
            #[inline]
            fn value(
                #column: &#reader #anonymous,
                #number: ::core::primitive::usize,
            ) -> ::core::result::Result<Self, #library::Unreadable> {
                ::core::result::Result::Ok(Self {
                    #(#values,)*
                    #(#skipped: ::core::default::Default::default(),)*
                })
            }
        }
    }
}

/// `<'_, T>` of `<'a, T>`.
fn anonymous(arguments: &TokenStream) -> TokenStream {
    let mut is_lifetime = false;
    let anonymous = arguments.clone().into_iter().map(|token| match token {
        TokenTree::Punct(punct) if punct.as_char() == '\'' => {
            is_lifetime = true;
            TokenTree::Punct(punct)
        }
        TokenTree::Ident(name) if is_lifetime => {
            is_lifetime = false;
            TokenTree::Ident(Ident::new("_", name.span()))
        }
        token => token,
    });
    anonymous.collect()
}
