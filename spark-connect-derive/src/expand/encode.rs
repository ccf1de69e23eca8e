//! `impl Encode`: Arrow columns out of rows.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;

use super::field::Field;
use super::generics::Parts;
use crate::model::{Kind, Row};

/// `impl Encode for Order`.
pub(crate) fn expand(row: &Row, fields: &[Field<'_>]) -> TokenStream {
    let Row { ident, fresh, .. } = row;
    let library = &fresh.library;
    let row_type = row.itself();
    let Parts { parameters, bounds, .. } = row.parts();
    let row_name = ident.unraw().to_string();
    let names = names(row);
    let columns = row.variable("__columns");
    let encoded = fields.iter().map(|field| {
        let value = field.borrow(&field.get("__value"));
        let part = |value: &TokenStream| field.closure("__value", value);
        let call = |method: &str, types: &TokenStream, arguments: &TokenStream| {
            field.call_with(&field.method("__columns", method), types, arguments)
        };
        match &field.column.kind {
            Kind::Plain | Kind::Default(_) => call("field", &field.value_itself(), &part(&value)),
            Kind::With(module) => {
                let types = field.itself();
                call("converted", &quote!(#types, _), &part(&quote!(#module::to_stored(#value))))
            }
            Kind::Flatten => {
                let schema = field.call(&field.of("SparkRow", "schema"), &TokenStream::new());
                let part = part(&value);
                call("flattened", &field.itself(), &quote!(&#schema, #part))
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl #parameters #library::Encode for #row_type #bounds {
            fn encode<'a>(
                __values: impl #library::Values<'a, Self>,
                __data_type: &#library::DataType,
            ) -> ::core::result::Result<#library::ArrayRef, #library::Refused> {
                let mut #columns =
                    #library::StructColumns::<Self, _>::new(__values, __data_type, #row_name, #names);
                #(#encoded;)*
                #columns.finish()
            }
        }
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
