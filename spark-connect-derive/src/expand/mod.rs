//! Prints the code of a derive: one module for each impl.
//!
//! What all of them have in common:
//! - Paths are absolute, types of the standard library included, so that names in the user's module (and
//!   `#![no_implicit_prelude]`) change nothing. Local names begin with two underscores for the same reason.
//! - A field's type is always printed with the user's own span. That is where rustc then reports what is wrong with it,
//!   and equal reports at one place are printed once.

mod borrowed;
mod cols;
mod decode;
mod encode;
mod enumeration;
mod field;
mod generics;
mod newtype;
mod project;
mod spark_type;
mod unusable;

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

pub(crate) use self::enumeration::spark_enum;
use crate::model::{Derived, Row, Shape};

/// All code for one `#[derive(SparkRow)]`.
pub(crate) fn spark_row(derived: &Derived) -> TokenStream {
    let code = match &derived.shape {
        Shape::Row(row) => whole_row(row),
        Shape::Newtype(newtype) => newtype::expand(newtype),
        Shape::Borrowed(view) => borrowed::expand(view),
        Shape::Unusable(unusable) => return unusable::expand(unusable, &derived.mistakes),
    };
    let errors = derived.mistakes.compile_errors();
    quote! {
        #(#errors)*
        #code
    }
}

fn whole_row(row: &Row) -> TokenStream {
    let (library, inside) = (&row.library, &row.fresh.library);
    let structs = cols::structs(row, &field::Field::all(row, library));
    let fields = field::Field::all(row, &inside.to_token_stream());
    let impls = [
        cols::impls(row, &fields),
        spark_type::spark_type(row, &fields),
        spark_type::spark_row(row, &fields),
        spark_type::struct_row(row, &fields),
        decode::expand(row, &fields),
        encode::expand(row, &fields),
        project::expand(row),
    ];
    // What the user allows for the struct or a field is also for the code about it. Nothing else is allowed, unless it is
    // about to happen: under `#![forbid(..)]` of the same lint, an `allow` is an error.
    let allowed = row.allowed.iter().chain(row.columns.iter().flat_map(|column| &column.allowed));
    let own_lints = row.own_lints();
    quote! {
        #structs
        #(#allowed)*
        #own_lints
        const _: () = {
            use #library as #inside;
            #(#impls)*
        };
    }
}

impl Row {
    /// Allows what the user was told already, at the struct itself.
    fn own_lints(&self) -> TokenStream {
        let mut lints = Vec::new();
        if self.columns.iter().any(|column| column.docs.iter().any(|attr| attr.path().is_ident("deprecated")))
        {
            lints.push(quote!(deprecated));
        }
        if self.columns.iter().any(|column| column.ident.to_string().contains(char::is_uppercase)) {
            lints.push(quote!(non_snake_case));
        }
        if lints.is_empty() { TokenStream::new() } else { quote!(#[allow(#(#lints),*)]) }
    }
}
