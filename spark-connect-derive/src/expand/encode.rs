//! `impl Encode`: Arrow columns out of rows.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, quote};
use syn::ext::IdentExt as _;

use super::field::Field;
use super::generics::Parts;
use super::spark_type::{Part, sequence};
use crate::model::{Kind, Row};

/// `impl Encode for Order`, with the struct that holds the builders of its columns.
pub(crate) fn expand(row: &Row, fields: &[Field<'_>]) -> TokenStream {
    let Row { ident, library, fresh, .. } = row;
    let row_type = row.itself();
    let Parts { parameters, arguments, bounds } = row.parts();
    let (builder, rows) = (&fresh.builder, &fresh.rows);
    let row_name = ident.unraw().to_string();
    let names = names(row);
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
        let (method, argument) = match field.column.kind {
            Kind::Flatten => {
                let part = field.call(&field.of("SparkRow", "schema"), &TokenStream::new());
                ("flattened", quote!(&#part))
            }
            _ if row.has_flattened() => ("named", field.column.name.to_token_stream()),
            _ => ("field", Literal::usize_unsuffixed(position).to_token_stream()),
        };
        let builder = field.call_with(&field.method("__rows", method), &field.itself(), &argument);
        field.set(&field.tried(&builder))
    });
    let appended = each(&|_, field| {
        let name = &field.column.name;
        let builder = field.borrow_mut(&field.get("__builder"));
        let value = field.borrow(&field.get("__value"));
        field.tried(&match &field.column.kind {
            Kind::Plain | Kind::Default(_) => {
                let arguments = quote!(#builder, #value, #name);
                field.call_with(&field.function("append_field"), &field.value_itself(), &arguments)
            }
            Kind::With(module) => {
                let arguments = quote!(#builder, #module::to_stored(#value), #name);
                let types = field.itself();
                field.call_with(&field.function("append_converted"), &quote!(#types, _), &arguments)
            }
            Kind::Flatten => field.call(&field.of("Encode", "append"), &quote!(#builder, #value)),
        })
    });
    let null = each(&|_, field| {
        let builder = field.borrow_mut(&field.get("__builder"));
        field.call(&field.of("Encode", "append_null"), &builder)
    });
    let finished = sequence(row, fields, |field| {
        let column = field.tried(&field.call(&field.of("Encode", "finish"), &field.get("__builder")));
        match field.column.kind {
            Kind::Flatten => Part::Many(quote!(#library::fields_of(&#column)?)),
            _ => Part::One(column),
        }
    });
    quote! {
        pub struct #builder #parameters #bounds {
            #(#declared,)*
            #rows: #library::StructBuilder,
        }
        #[automatically_derived]
        impl #parameters #library::Encode for #row_type #bounds {
            type Builder = #builder #arguments;
            fn builder(
                __data_type: &#library::DataType,
                __capacity: ::core::primitive::usize,
            ) -> ::core::result::Result<#builder #arguments, #library::Error> {
                let #new = #library::StructBuilder::new(__data_type, #row_name, #names, __capacity)?;
                ::core::result::Result::Ok(#builder { #(#made,)* #rows: #new })
            }
            fn append(
                #building: &mut #builder #arguments,
                #value: &Self,
            ) -> ::core::result::Result<(), #library::Error> {
                #(#appended;)*
                #building.#rows.append_valid();
                ::core::result::Result::Ok(())
            }
            fn append_null(#building: &mut #builder #arguments) {
                #(#null;)*
                #building.#rows.append_null();
            }
            fn finish(#building: #builder #arguments) -> ::core::result::Result<#library::ArrayRef, #library::Error> {
                #building.#rows.finish(#finished)
            }
        }
    }
}

/// The names of the columns, in their order.
fn names(row: &Row) -> TokenStream {
    let library = &row.library;
    if row.has_flattened() {
        let schema = quote!(<Self as #library::SparkRow>::schema());
        return quote!(&<::std::vec::Vec<_> as ::core::iter::FromIterator<_>>::from_iter(#schema.names()));
    }
    let names = row.columns.iter().map(|column| &column.name);
    quote!(&[#(#names),*])
}
