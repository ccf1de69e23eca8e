//! `impl SparkType` (how the columns of a row are bound to a place in a plan) and `impl SparkRow` (its schema).

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;

use super::field::Field;
use crate::attr::DecimalAttr;
use crate::model::Row;

/// `impl SparkType for Order`.
pub(crate) fn spark_type(row: &Row, fields: &[Field<'_>]) -> TokenStream {
    let Row { ident: row_type, cols, opt_cols, library, fresh, .. } = row;
    let scope = &fresh.scope;
    let (at, source) = (row.variable("__at"), row.variable("__cols"));
    let bind = |how: &str| -> Vec<TokenStream> {
        let bound = fields.iter().map(|field| {
            let name = &field.column.name;
            let place = quote!(#library::field::<Self>(#at, #name));
            field.set(&field.call_with(&field.spark_type(how), scope, &place))
        });
        bound.collect()
    };
    let unbind = |how: &str| -> Vec<TokenStream> {
        let handles = fields.iter().map(|field| {
            let name = &field.column.name;
            let handle = field.call_with(&field.spark_type(how), scope, &field.get("__cols"));
            quote!((#name, #handle))
        });
        handles.collect()
    };
    let (bound, bound_opt) = (bind("bind"), bind("bind_opt"));
    let (unbound, unbound_opt) = (unbind("unbind"), unbind("unbind_opt"));
    quote! {
        #[automatically_derived]
        impl #library::SparkType for #row_type {
            type Base = Self;
            type Null = #library::NotNull;
            type Itself = Self;
            type Cols<#scope: 'static> = #cols<#scope>;
            type OptCols<#scope: 'static> = #opt_cols<#scope>;
            fn bind<#scope: 'static>(#at: #library::Handle) -> #cols<#scope> {
                #cols { #(#bound,)* }
            }
            fn bind_opt<#scope: 'static>(#at: #library::Handle) -> #opt_cols<#scope> {
                #opt_cols { #(#bound_opt,)* }
            }
            fn unbind<#scope: 'static>(#source: #cols<#scope>) -> #library::Handle {
                #library::row::<Self>(&[#(#unbound),*])
            }
            fn unbind_opt<#scope: 'static>(#source: #opt_cols<#scope>) -> #library::Handle {
                #library::row::<Self>(&[#(#unbound_opt),*])
            }
            fn data_type() -> #library::DataType {
                #library::DataType::Struct(<Self as #library::SparkRow>::schema())
            }
        }
    }
}

/// `impl SparkRow for Order`.
pub(crate) fn spark_row(row: &Row, fields: &[Field<'_>]) -> TokenStream {
    let Row { ident: row_type, library, .. } = row;
    let row_name = row_type.unraw().to_string();
    let at = row.variable("__at");
    let names = row.columns.iter().map(|column| &column.name);
    let columns = fields.iter().map(|field| {
        let name = &field.column.name;
        match &field.column.decimal {
            None => field.call_with(&field.function("column"), &field.itself(), &quote!(#name)),
            Some(DecimalAttr { precision, scale }) => {
                let (precision, scale) = (Literal::u8_unsuffixed(*precision), Literal::u8_unsuffixed(*scale));
                field.call_with(
                    &field.function("decimal_column"),
                    &field.itself(),
                    &quote!(#name, #precision, #scale),
                )
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl #library::SparkRow for #row_type {
            const NAME: &'static ::core::primitive::str = #row_name;
            fn schema() -> #library::StructType {
                #library::schema([#(#columns),*])
            }
            fn list(
                #at: #library::Handle,
            ) -> ::std::vec::Vec<(&'static ::core::primitive::str, #library::Handle)> {
                #library::fields::<Self, _>(#at, [#(#names),*])
            }
        }
    }
}
