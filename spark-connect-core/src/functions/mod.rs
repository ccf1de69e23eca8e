//! Spark's SQL functions over untyped columns, one file per group of Spark's own list.
//!
//! Names are SQL's. What a function works on is a [`ColumnOrName`](crate::expr::ColumnOrName), so a string names a
//! column; its settings (formats, patterns, positions, defaults) are a
//! [`ColumnOrLiteral`](crate::expr::ColumnOrLiteral), so a string is a text:
//!
//! ```
//! use spark_connect_core::{expr::{col, lit}, functions::{concat, date_format, lpad, sum}};
//!
//! let total = sum("amount");                          // the column `amount`
//! let month = date_format("day", "yyyy-MM");          // the column `day`, the format `yyyy-MM`
//! let code = lpad(col("id").cast("string"), 8, "0");  // filled up with the text `0`
//! let label = concat(("city", lit(", "), "country")); // a list of columns: a text is a `lit`
//! # let _ = (total, month, code, label);
//! ```
//!
//! A Spark function with optional arguments has a second function with them, named after what they add. A function
//! that is not here is reached by [`call`]. If an argument is NULL the value is NULL, where
//! nothing else is said. The version is the first one of Spark that has the function in its DataFrame API.

mod aggregate;
mod collection;
mod conditional;
mod datetime;
mod generator;
mod hash;
mod json;
mod math;
mod misc;
mod predicate;
mod string;
mod window;

pub use aggregate::*;
pub use collection::*;
pub use conditional::*;
pub use datetime::*;
pub use generator::*;
pub use hash::*;
pub use json::*;
pub use math::*;
pub use misc::*;
pub use predicate::*;
pub use string::*;
pub use window::*;

pub use crate::expr::{call, call_distinct, col, expr, lit, when};
