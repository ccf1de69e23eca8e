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
/// - `#[spark(from(Order, ...))]`: the struct has some of the fields of `Order`, with the same names and types, so that
///   `orders.project::<Slim>()` selects their columns. The names are those of the fields; what the columns are called on
///   either side does not matter. May be given several times.
/// - `#[spark(transparent)]`: the struct is around one value and is stored as that value, in one column. In queries such
///   columns are compared with each other and with the struct's values (`o.id.eq(OrderId(7))`), and with nothing else;
///   `stored()` is the column as what it is stored as. Fields of type `PhantomData` do not count.
/// - `#[spark(crate = ::path::to::spark_connect_core)]`: where the library is, if it is not `::spark_connect_core`. The
///   path is absolute: it starts with `::` or `crate`.
///
/// On a field:
/// - `#[spark(rename = "order id")]`: the name of the column, taken as it is (dots, spaces and backticks need no quoting).
/// - `#[spark(decimal(15, 2))]`: precision (1 to 38 digits) and scale (digits after the point) of a `Decimal` column.
///   Without it, decimals of any size are read, and they are written as `DECIMAL(38, 18)`, Spark's own default.
///
/// - `#[spark(default)]`, `#[spark(default = value)]`: where the column is NULL, the field is `Default::default()`, or the
///   value of an expression. In queries such a column may be NULL: it is an `Expr<_, Option<_>>`.
/// - `#[spark(with = module)]`: the module converts the field: it has a `type Stored`, the type of the column, and the
///   functions `to_stored(&Field) -> Result<Stored, E>` and `from_stored(Stored) -> Result<Field, E>`, where the error can
///   be printed. In queries the column is one of the type `Stored`. (For a type that is always stored in one way, implement
///   `StoredAs`.)
/// - `#[spark(flatten)]`: the columns of the field, a struct with `#[derive(SparkRow)]`, are columns of the row. Their names
///   must not be those of others.
/// - `#[spark(skip)]`: the field is no column. What is read has `Default::default()` there.
/// - `#[spark(comment = "..")]`: the comment of the column; without it, the first paragraph of the field's documentation.
///   `#[spark(metadata(unit = "EUR", digits = 2))]`: what else the schema says of it (Sail takes only strings). Both are in
///   `Order::schema()`, and sent with the rows of a local dataset.
///
/// And on the struct `#[spark(strict)]`: reading an untyped relation as such rows is refused, before it runs, if a column
/// may be NULL whose field is no `Option`.
///
/// A struct can have type parameters: `Page<T>` has the columns `PageCols<S, T>`, and is a row for every `T` with which the
/// types of its fields are those of columns.
///
/// A struct with a lifetime and `#[spark(from(Order))]` is a view of some fields of an `Order`, for
/// `Dataset::for_each_ref`: its fields are `&str`, `&[u8]`, slices of numbers, numbers, dates and so on, and are not copied.
/// They are called what they are in `Order`, and each is a view of that field's type.
///
/// # Example
/// ```
/// use spark_connect_core::prelude::*;
///
/// #[derive(SparkRow)]
/// #[spark(rename_all = "camelCase")]
/// struct Order {
///     id: i64,
///     #[spark(rename = "cust")]
///     customer_id: i64,
///     note: Option<String>,
///     ship_to: Address,
///     #[spark(decimal(15, 2))]
///     price: Decimal,
/// }
///
/// #[derive(SparkRow)]
/// struct Address {
///     city: String,
/// }
///
/// let columns: Vec<String> = Order::schema().names().map(str::to_owned).collect();
/// assert_eq!(columns, ["id", "cust", "note", "shipTo", "price"]);
///
/// // The cities of the orders that have a note.
/// fn cities(orders: &Dataset<Order>) -> Dataset<String> {
///     orders.filter(|o| o.note.is_not_null()).select(|o| o.ship_to.city)
/// }
/// ```
///
/// Fields that differ from their columns:
/// ```
/// use spark_connect_core::prelude::*;
///
/// #[derive(SparkRow)]
/// struct Item {
///     /// The number on its box.
///     id: i64,
///     #[spark(default)]
///     stock: i32,
///     #[spark(with = tags)]
///     tags: Vec<String>,
///     #[spark(flatten)]
///     size: Size,
///     #[spark(skip)]
///     seen: bool,
/// }
///
/// #[derive(SparkRow)]
/// struct Size {
///     width: f64,
///     height: f64,
/// }
///
/// /// Tags in one string, with commas between them.
/// mod tags {
///     pub type Stored = String;
///     pub fn to_stored(tags: &Vec<String>) -> Result<Stored, String> {
///         Ok(tags.join(","))
///     }
///     pub fn from_stored(stored: Stored) -> Result<Vec<String>, String> {
///         Ok(stored.split(',').map(str::to_owned).collect())
///     }
/// }
///
/// assert_eq!(
///     Item::ddl(),
///     "id BIGINT NOT NULL COMMENT 'The number on its box.',stock INT,tags STRING NOT NULL,\
///      width DOUBLE NOT NULL,height DOUBLE NOT NULL"
/// );
///
/// fn wide(items: &Dataset<Item>) -> Dataset<Item> {
///     items.filter(|i| i.size.width.gt(2.0) & i.tags.contains("sale"))
/// }
/// ```
///
/// # Generated code
/// <details><summary>What stands for the derive on such a struct, without <code>rename_all</code></summary>
///
/// ```
/// # use spark_connect_core::prelude::*;
/// # pub struct Order { pub id: i64, pub customer_id: i64, pub note: Option<String>, pub ship_to: Address, price: Decimal }
/// # #[derive(SparkRow)] pub struct Address { city: String }
#[doc = include_str!("../tests/expand/order.expanded.rs")]
/// ```
/// </details>
#[proc_macro_derive(SparkRow, attributes(spark))]
pub fn spark_row(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive_spark_row(input.into()).into()
}

/// Stores an enum in Spark as the names of its variants, in a column of strings.
///
/// Such an enum is the type of a field, of a column in queries, and of a literal: `o.status.eq(Status::Paid)`. A name
/// that is none of a variant's is an error of the action that reads it, with the column and the row.
///
/// # Attributes
/// - `#[spark(rename_all = "snake_case")]` on the enum: how the names follow from those of the variants, as serde does it;
///   without it they are the variants' own.
/// - `#[spark(rename = "in progress")]` on a variant: its name.
/// - `#[spark(other)]` on a variant `Other(String)`: holds every other name, which then is no error.
/// - `#[spark(crate = ::path::to::spark_connect_core)]` on the enum: as for `SparkRow`.
///
/// # Example
/// ```
/// use spark_connect_core::prelude::*;
///
/// #[derive(SparkEnum)]
/// #[spark(rename_all = "snake_case")]
/// enum Status {
///     Open,
///     InTransit,
///     #[spark(other)]
///     Other(String),
/// }
///
/// #[derive(SparkRow)]
/// struct Order {
///     id: i64,
///     status: Status,
/// }
///
/// fn on_their_way(orders: &Dataset<Order>) -> Dataset<Order> {
///     orders.filter(|o| o.status.eq(Status::InTransit))
/// }
/// ```
///
/// # Generated code
/// <details><summary>What stands for the derive on such an enum</summary>
///
/// ```
/// # pub enum Status { Open, InTransit, Other(String) }
#[doc = include_str!("../tests/expand/enumeration.expanded.rs")]
/// ```
/// </details>
#[proc_macro_derive(SparkEnum, attributes(spark))]
pub fn spark_enum(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive_spark_enum(input.into()).into()
}

/// The derive on tokens that tests can make too.
fn derive_spark_enum(input: TokenStream) -> TokenStream {
    match syn::parse2::<syn::DeriveInput>(input) {
        Ok(input) => expand::spark_enum(&model::Enumeration::new(&input)),
        Err(error) => error.into_compile_error(),
    }
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
