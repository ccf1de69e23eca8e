//! `impl SparkType` (how the columns of a row are bound to a place in a plan), `impl SparkRow` (its schema), and
//! `impl StructRow` (its columns by name).

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;

use super::field::Field;
use super::generics::Parts;
use crate::attr::DecimalAttr;
use crate::model::{Kind, Row};

/// `impl SparkType for Order`.
pub(crate) fn spark_type(row: &Row, fields: &[Field<'_>]) -> TokenStream {
    let Row { cols, opt_cols, fresh, .. } = row;
    let (scope, library) = (&fresh.scope, &fresh.library);
    let row_type = row.itself();
    let Parts { parameters, bounds, .. } = row.parts();
    let (cols_type, opt_cols_type) = (row.columns_type(cols), row.columns_type(opt_cols));
    let (at, source) = (row.variable("__at"), row.variable("__cols"));
    let bind = |how: &str| -> Vec<TokenStream> {
        let bound = fields.iter().map(|field| {
            let name = &field.column.name;
            if field.plain().is_some() {
                let function = field.function("expression");
                let expression = field.call_with(&function, &quote!(Self, _, _), &quote!(#at, #name));
                return field.set(&expression);
            }
            let place = match field.column.kind {
                // Its columns are at the same place.
                Kind::Flatten => quote!(#at),
                _ => quote!(#library::field::<Self>(#at, #name)),
            };
            field.set(&field.call_with(&field.spark_type(how), scope, &place))
        });
        bound.collect()
    };
    let (bound, bound_opt) = (bind("bind"), bind("bind_opt"));
    let unbound = |columns: &str| {
        let columns = proc_macro2::Ident::new(columns, proc_macro2::Span::call_site());
        let listed = quote!(&<Self as #library::StructRow>::#columns::<#scope>(#source));
        if row.has_flattened() {
            quote!(#library::row_of(#listed, &<Self as #library::StructRow>::owners()))
        } else {
            quote!(#library::row::<Self>(#listed))
        }
    };
    let (unbound, unbound_opt) = (unbound("columns"), unbound("opt_columns"));
    let named = Field::named(fields, "__cols");
    quote! {
        #[automatically_derived]
        impl #parameters #library::SparkType for #row_type #bounds {
            type Base = Self;
            type Null = #library::NotNull;
            type Itself = Self;
            type Cols<#scope: 'static> = #cols_type;
            type OptCols<#scope: 'static> = #opt_cols_type;
            fn bind<#scope: 'static>(#at: #library::Handle) -> #cols_type {
                #cols { #(#bound,)* }
            }
            fn bind_opt<#scope: 'static>(#at: #library::Handle) -> #opt_cols_type {
                #opt_cols { #(#bound_opt,)* }
            }
            fn unbind<#scope: 'static>(#source: #cols_type) -> #library::Handle {
                #named
                #unbound
            }
            fn unbind_opt<#scope: 'static>(#source: #opt_cols_type) -> #library::Handle {
                #named
                #unbound_opt
            }
            fn data_type() -> #library::DataType {
                #library::DataType::Struct(<Self as #library::SparkRow>::schema())
            }
        }
    }
}

/// `impl StructRow for Order`.
pub(crate) fn struct_row(row: &Row, fields: &[Field<'_>]) -> TokenStream {
    let Row { cols, opt_cols, fresh, .. } = row;
    let (scope, library) = (&fresh.scope, &fresh.library);
    let row_type = row.itself();
    let Parts { parameters, bounds, .. } = row.parts();
    let (cols_type, opt_cols_type) = (row.columns_type(cols), row.columns_type(opt_cols));
    let source = row.variable("__cols");
    let listed = |unbind: &str, columns: &str| {
        sequence(row, fields, |field| {
            let value = field.get("__cols");
            match field.column.kind {
                Kind::Flatten => Part::Many(field.call_with(&field.of("StructRow", columns), scope, &value)),
                _ => {
                    let name = &field.column.name;
                    let handle = match field.plain() {
                        Some(_) => field.call(&field.function("unbind"), &value),
                        None => field.call_with(&field.spark_type(unbind), scope, &value),
                    };
                    Part::One(quote!((#name, #handle)))
                }
            }
        })
    };
    let (columns, opt_columns) = (listed("unbind", "columns"), listed("unbind_opt", "opt_columns"));
    let flattened: Vec<_> = fields
        .iter()
        .filter(|field| matches!(field.column.kind, Kind::Flatten))
        .map(|field| field.call(&field.of("StructRow", "owners"), &TokenStream::new()))
        .collect();
    let owners = (!flattened.is_empty()).then(|| {
        let own = quote!(<::std::vec::Vec<_> as ::core::convert::From<_>>::from([
            ::core::any::TypeId::of::<Self>()
        ]));
        quote! {
            fn owners() -> ::std::vec::Vec<::core::any::TypeId> {
                #library::joined([#own, #(#flattened),*])
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl #parameters #library::StructRow for #row_type #bounds {
            #owners
            fn columns<#scope: 'static>(
                #source: #cols_type,
            ) -> ::std::vec::Vec<(&'static ::core::primitive::str, #library::Handle)> {
                #columns
            }
            fn opt_columns<#scope: 'static>(
                #source: #opt_cols_type,
            ) -> ::std::vec::Vec<(&'static ::core::primitive::str, #library::Handle)> {
                #opt_columns
            }
        }
    }
}

/// `impl SparkRow for Order`.
pub(crate) fn spark_row(row: &Row, fields: &[Field<'_>]) -> TokenStream {
    let Row { ident, fresh, .. } = row;
    let library = &fresh.library;
    let row_type = row.itself();
    let Parts { parameters, bounds, .. } = row.parts();
    let row_name = ident.unraw().to_string();
    let at = row.variable("__at");
    let columns = sequence(row, fields, |field| match field.column.kind {
        Kind::Flatten => {
            let schema = field.call(&field.of("SparkRow", "schema"), &TokenStream::new());
            Part::Many(quote!(#schema.fields))
        }
        _ => Part::One(declared(field)),
    });
    let strict = row.strict.then(|| {
        quote!(
            const STRICT: ::core::primitive::bool = true;
        )
    });
    let list = if row.has_flattened() {
        sequence(row, fields, |field| match field.column.kind {
            Kind::Flatten => Part::Many(field.call(&field.of("SparkRow", "list"), &quote!(#at))),
            _ => {
                let name = &field.column.name;
                Part::One(quote!((#name, #library::field::<Self>(#at, #name))))
            }
        })
    } else {
        let names = row.columns.iter().map(|column| &column.name);
        quote!(#library::fields::<Self, _>(#at, [#(#names),*]))
    };
    quote! {
        #[automatically_derived]
        impl #parameters #library::SparkRow for #row_type #bounds {
            const NAME: &'static ::core::primitive::str = #row_name;
            #strict
            fn schema() -> #library::StructType {
                #library::schema(#columns)
            }
            fn list(
                #at: #library::Handle,
            ) -> ::std::vec::Vec<(&'static ::core::primitive::str, #library::Handle)> {
                #list
            }
        }
    }
}

/// The field in the schema.
fn declared(field: &Field<'_>) -> TokenStream {
    let name = &field.column.name;
    let declared = match &field.column.decimal {
        None => field.call_with(&field.function("column"), &field.itself(), &quote!(#name)),
        Some(DecimalAttr { precision, scale }) => {
            let (precision, scale) = (Literal::u8_unsuffixed(*precision), Literal::u8_unsuffixed(*scale));
            field.call_with(
                &field.function("decimal_column"),
                &field.itself(),
                &quote!(#name, #precision, #scale),
            )
        }
    };
    match &field.column.metadata {
        Some(json) => quote!(#declared.metadata(#json)),
        None => declared,
    }
}

/// A part of a list.
pub(super) enum Part {
    /// An item.
    One(TokenStream),
    /// A `Vec` of items.
    Many(TokenStream),
}

/// A `Vec` of what each field adds to a list.
pub(super) fn sequence(row: &Row, fields: &[Field<'_>], part: impl Fn(&Field<'_>) -> Part) -> TokenStream {
    let library = &row.fresh.library;
    let list =
        |items: &[TokenStream]| quote!(<::std::vec::Vec<_> as ::core::convert::From<_>>::from([#(#items),*]));
    let mut parts = Vec::new();
    let mut items = Vec::new();
    for field in fields {
        match part(field) {
            Part::One(item) => items.push(item),
            Part::Many(many) => {
                if !items.is_empty() {
                    parts.push(list(&std::mem::take(&mut items)));
                }
                parts.push(many);
            }
        }
    }
    if parts.is_empty() {
        return list(&items);
    }
    if !items.is_empty() {
        parts.push(list(&items));
    }
    quote!(#library::joined([#(#parts),*]))
}
