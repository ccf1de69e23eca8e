//! Derive macros of `spark-connect-core`.
//!
//! Use them through `spark-connect-core`, which re-exports them: the code that they generate calls that crate.
//!
//! A derive runs in three steps, each in a module of its own:
//! 1. `attr` reads the `#[spark(...)]` attributes;
//! 2. `model` checks the struct and turns it into a `Row`: names decided, nothing left to parse;
//! 3. `expand` prints one impl after the other from that `Row`.
//!
//! Every step reports to one list of `mistakes`, so that a struct with three mistakes gets three messages.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod attr;
mod expand;
mod mistakes;
mod model;
mod rename;

use proc_macro2::TokenStream;

/// Makes a struct a row of a `Dataset`.
///
/// For `struct Order` it generates
/// - `OrderCols<S>` and `OrderOptCols<S>`: the columns as the closures of `filter`, `select`, `join`... see them, with
///   the visibilities of the struct and of its fields (the second is for rows that may be absent: the right side of a
///   left join, or a field `Option<Order>`);
/// - the impls of `SparkType` and `SparkRow`: what Spark's type of the row is;
/// - the code that reads the row from Arrow columns (`collect`) and writes it to them (`create_dataset`).
///
/// # Attributes
/// On the struct:
/// - `#[spark(rename_all = "camelCase")]`: how the names of the columns follow from those of the fields, with serde's
///   names: `lowercase`, `UPPERCASE`, `PascalCase`, `camelCase`, `snake_case`, `SCREAMING_SNAKE_CASE`, `kebab-case`,
///   `SCREAMING-KEBAB-CASE`.
/// - `#[spark(crate = ::path::to::spark_connect_core)]`: where the library is, if it is not `::spark_connect_core`. The
///   path is absolute: it starts with `::` or `crate`.
///
/// On a field:
/// - `#[spark(rename = "order id")]`: the name of the column, taken as it is (dots, spaces and backticks need no quoting).
/// - `#[spark(decimal(15, 2))]`: precision (1 to 38 digits) and scale (digits after the point) of a `Decimal` column.
///   Without it, a `Decimal` is Spark's own default, `DECIMAL(38, 18)`.
#[proc_macro_derive(SparkRow, attributes(spark))]
pub fn spark_row(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive_spark_row(input.into()).into()
}

/// The derive on tokens that tests can make too.
fn derive_spark_row(input: TokenStream) -> TokenStream {
    match syn::parse2::<syn::DeriveInput>(input) {
        Ok(input) => expand::spark_row(&model::Derived::new(&input)),
        Err(error) => error.into_compile_error(),
    }
}

#[cfg(test)]
mod tests;
