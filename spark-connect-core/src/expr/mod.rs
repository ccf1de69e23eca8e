//! Untyped column expressions: what the methods of a `DataFrame` take.
//!
//! A [`Column`] describes a value per row; nothing is computed until an action runs a query that uses it, and only
//! the server knows whether the names in it exist. The typed `Dataset` is built on these and checks them at compile time.
//!
//! # Names and literals
//!
//! A Rust string can be the name of a column or a text. Which one is decided by the place where it stands, by one rule:
//!
//! * What an operation **works on** is a [`ColumnOrName`]: a string names a column. `sum("amount")` adds up the
//!   column `amount`, `select(["id", "name"])` takes two columns.
//! * What it is **compared or combined with**, and its settings (a pattern, a format, a position) are a
//!   [`ColumnOrLiteral`]: a string is a text. `col("status").eq("paid")` compares with the text `paid`.
//!
//! A condition of a `filter` or `join` is a [`ColumnOrSql`]: a string is SQL, `filter("amount > 100")`.
//!
//! [`col`] and [`lit`] say the other thing in either place: `col("a").eq(col("b"))`, `concat((col("a"), lit("!")))`.
//!
//! ```
//! use spark_connect_core::expr::{col, lit};
//!
//! let revenue = col("price") * (1.0 - col("discount"));
//! let wanted = col("status").eq("paid") & col("price").gt(100.0);
//! let label = lit("order ").alias("label");
//! # let _ = (revenue, wanted, label);
//! ```

mod arguments;
mod case;
mod cast;
mod column;
mod lambda;
mod literal;
mod name;
mod nested;
mod operators;
mod predicates;
mod references;
mod sort;
mod subquery;
mod window;

pub use arguments::{ColumnList, ColumnOrLiteral, ColumnOrName, ColumnOrSql};
pub use case::when;
pub use cast::CastType;
pub use column::{Column, call, call_distinct, call_function};
use column::{binary, unary};
pub(crate) use column::{call_internal, random_seed};
pub(crate) use lambda::{Variable, lambda};
pub use literal::{Literal, LiteralType, lit};
pub use name::{attribute, col, expr, star};
pub(crate) use name::{attribute_of, columns_like, metadata_column_of, own_attribute, partition_id, quote};
pub(crate) use references::{References, could_mean};
pub use subquery::TableArg;
pub(crate) use subquery::{exists, is_row_of, scalar};
pub use window::{FrameBound, Window};
