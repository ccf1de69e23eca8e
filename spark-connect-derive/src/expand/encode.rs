//! `impl Encode`: Arrow columns out of rows.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;

use super::field::Field;
use super::generics::Parts;
use crate::model::{Kind, Row};

/// `impl Encode for Order`, with the struct that holds its columns while rows are added to them.
pub(crate) fn expand(row: &Row, fields: &[Field<'_>]) -> TokenStream {
    let Row { ident, fresh, .. } = row;
    let (writer, batch, library) = (&fresh.writer, &fresh.batch, &fresh.library);
    let row_type = row.itself();
    let Parts { parameters, arguments, bounds } = row.parts();
    let row_name = ident.unraw().to_string();
    let names = names(row);
    let (column, value) = (row.variable("__column"), row.variable("__value"));
    let declared = fields.iter().map(|field| {
        let ident = &field.column.ident;
        let ty = match field.column.kind {
            Kind::With(_) => field.typed(&field.function("ConvertedColumn"), &stored(field)),
            _ => field.value_of("Encode", "Column"),
        };
        quote!(#ident: #ty)
    });
    let columns = fields.iter().map(|field| {
        let of = |method: &str, arguments: &TokenStream| {
            field.call_with(&field.method("__fields", method), &stored(field), arguments)
        };
        field.set(&match &field.column.kind {
            Kind::Plain | Kind::Default(_) => of("column", &TokenStream::new()),
            Kind::With(_) => of("converted", &TokenStream::new()),
            Kind::Flatten => {
                let schema = field.call(&field.of("SparkRow", "schema"), &TokenStream::new());
                of("flattened", &quote!(&#schema))
            }
        })
    });
    let appended = fields.iter().map(|field| {
        let (place, value) = (field.get("__column"), field.borrow(&field.get("__value")));
        match &field.column.kind {
            Kind::With(module) => quote!(#place.append(#module::to_stored(#value))),
            _ => {
                let place = field.borrow_mut(&place);
                field.call(&field.value_of("Encode", "append"), &quote!(#place, #value))
            }
        }
    });
    let nulls = fields.iter().map(|field| {
        let place = field.get("__column");
        match &field.column.kind {
            Kind::With(_) => quote!(#place.append_null()),
            _ => field.call(&field.value_of("Encode", "append_null"), &field.borrow_mut(&place)),
        }
    });
    let finished = fields.iter().map(|field| {
        let method = match &field.column.kind {
            Kind::Plain | Kind::Default(_) => "field",
            Kind::With(_) => "converted",
            Kind::Flatten => "flattened",
        };
        field.call_with(&field.method("__finished", method), &stored(field), &field.get("__column"))
    });
    let (found, done) = (row.variable("__fields"), row.variable("__finished"));
    quote! {
        pub struct #writer #parameters #bounds {
            #(#declared,)*
            #batch: #library::StructColumn<#row_type>,
        }
        #[automatically_derived]
        impl #parameters #library::Encode for #row_type #bounds {
            type Column = #writer #arguments;
            fn column(
                __data_type: &#library::DataType,
                __values: ::core::primitive::usize,
                __misfit: &mut #library::Misfit,
            ) -> #writer #arguments {
                let mut #found =
                    #library::StructFields::new(__data_type, #row_name, #names, __values, __misfit);
                #writer { #(#columns,)* #batch: #found.finish() }
            }
            #[inline]
            fn append(#column: &mut #writer #arguments, #value: &Self) {
                #(#appended;)*
                #column.#batch.append();
            }
            fn append_null(#column: &mut #writer #arguments) {
                #(#nulls;)*
                #column.#batch.append_null();
            }
            fn finish(
                #column: #writer #arguments,
            ) -> ::core::result::Result<#library::ArrayRef, #library::Refused> {
                let mut #done = <#library::FinishedFields as ::core::default::Default>::default();
                #(#finished;)*
                #column.#batch.finish(#done)
            }
        }
    }
}

/// The type whose values are added to the column of a field.
fn stored(field: &Field<'_>) -> TokenStream {
    match field.column.kind {
        Kind::With(_) => field.itself(),
        Kind::Plain | Kind::Default(_) | Kind::Flatten => field.value_itself(),
    }
}

/// The names of the columns, in their order.
fn names(row: &Row) -> TokenStream {
    let library = &row.fresh.library;
    if row.has_flattened() {
        let schema = quote!(<Self as #library::SparkRow>::schema());
        return quote!(&<::std::vec::Vec<_> as ::core::iter::FromIterator<_>>::from_iter(#schema.names()));
    }
    let names = row.columns.iter().map(|column| &column.name);
    quote!(&[#(#names),*])
}
