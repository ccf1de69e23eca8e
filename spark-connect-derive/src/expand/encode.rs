//! `impl Encode`: Arrow columns out of rows.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;

use super::field::Field;
use crate::model::Row;

/// `impl Encode for Order`, with the struct that holds the builders of its columns.
pub(crate) fn expand(row: &Row, fields: &[Field<'_>]) -> TokenStream {
    let Row { ident: row_type, library, fresh, .. } = row;
    let (builder, rows) = (&fresh.builder, &fresh.rows);
    let row_name = row_type.unraw().to_string();
    let names = row.columns.iter().map(|column| &column.name);
    let new = row.variable("__rows");
    let (building, value) = (row.variable("__builder"), row.variable("__value"));
    let each = |code: &dyn Fn(usize, &Field<'_>) -> TokenStream| -> Vec<TokenStream> {
        fields.iter().enumerate().map(|(position, field)| code(position, field)).collect()
    };
    let declared = each(&|_, field| {
        let (ident, ty) = (&field.column.ident, field.of("Encode", "Builder"));
        quote!(#ident: #ty)
    });
    let made = each(&|position, field| {
        let position = Literal::usize_unsuffixed(position);
        let builder = field.call_with(&field.method("__rows", "field"), &field.itself(), &quote!(#position));
        field.set(&field.tried(&builder))
    });
    let appended = each(&|_, field| {
        let name = &field.column.name;
        let builder = field.borrow_mut(&field.get("__builder"));
        let value = field.borrow(&field.get("__value"));
        let arguments = quote!(#builder, #value, #name);
        field.tried(&field.call_with(&field.function("append_field"), &field.itself(), &arguments))
    });
    let null = each(&|_, field| {
        let builder = field.borrow_mut(&field.get("__builder"));
        field.call(&field.of("Encode", "append_null"), &builder)
    });
    let finished =
        each(&|_, field| field.tried(&field.call(&field.of("Encode", "finish"), &field.get("__builder"))));
    quote! {
        pub struct #builder {
            #(#declared,)*
            #rows: #library::StructBuilder,
        }
        #[automatically_derived]
        impl #library::Encode for #row_type {
            type Builder = #builder;
            fn builder(
                __data_type: &#library::DataType,
                __capacity: ::core::primitive::usize,
            ) -> ::core::result::Result<#builder, #library::Error> {
                let #new = #library::StructBuilder::new(__data_type, #row_name, &[#(#names),*], __capacity)?;
                ::core::result::Result::Ok(#builder { #(#made,)* #rows: #new })
            }
            fn append(
                #building: &mut #builder,
                #value: &Self,
            ) -> ::core::result::Result<(), #library::Error> {
                #(#appended;)*
                #building.#rows.append_valid();
                ::core::result::Result::Ok(())
            }
            fn append_null(#building: &mut #builder) {
                #(#null;)*
                #building.#rows.append_null();
            }
            fn finish(#building: #builder) -> ::core::result::Result<#library::ArrayRef, #library::Error> {
                #building.#rows.finish(<::std::vec::Vec<_> as ::core::convert::From<_>>::from([#(#finished),*]))
            }
        }
    }
}
