//! Spark's SQL functions over untyped columns, one file per group of Spark's own list.
//!
//! Names are SQL's. What a function works on is a [`ColumnOrName`](crate::expr::ColumnOrName), so a string names a
//! column; its settings (formats, patterns, positions, defaults) are a
//! [`ColumnOrLiteral`](crate::expr::ColumnOrLiteral), so a string is a text:
//!
//! ```
//! use spark_connect_core::{expr::{col, lit}, functions::{concat, date_format, lpad, sum, transform}};
//!
//! let total = sum("amount");                          // the column `amount`
//! let month = date_format("day", "yyyy-MM");          // the column `day`, the format `yyyy-MM`
//! let code = lpad(col("id").cast("string"), 8, "0");  // filled up with the text `0`
//! let label = concat(("city", lit(", "), "country")); // a list of columns: a text is a `lit`
//! let plus_one = transform("xs", |x| x + 1);          // a lambda is a closure
//! # let _ = (total, month, code, label, plus_one);
//! ```
//!
//! A Spark function with optional arguments has a second function with them, named after what they add. A function
//! that is not here is reached by [`call`]. If an argument is NULL the value is NULL, where
//! nothing else is said. The version is the first one of Spark that has the function in its DataFrame API.

mod aes;
mod aggregate;
mod bitwise;
mod collection;
mod conditional;
mod csv;
mod datetime;
mod encoding;
mod generator;
mod geospatial;
mod hash;
mod interval;
mod json;
mod lambda;
mod mask;
mod math;
mod misc;
mod parsing;
mod partition;
mod predicate;
mod regexp;
mod regression;
mod sketch;
mod sort;
mod string;
mod time;
mod time_window;
mod timestamp;
mod udt;
mod url;
mod utf8;
mod variant;
mod vector;
mod window;
mod xml;

pub use aes::*;
pub use aggregate::*;
pub use bitwise::*;
pub use collection::*;
pub use conditional::*;
pub use csv::*;
pub use datetime::*;
pub use encoding::*;
pub use generator::*;
pub use geospatial::*;
pub use hash::*;
pub use interval::*;
pub use json::*;
pub use lambda::*;
pub use mask::*;
pub use math::*;
pub use misc::*;
pub use parsing::ColumnOrSchema;
pub use partition::*;
pub use predicate::*;
pub use regexp::*;
pub use regression::*;
pub use sketch::*;
pub use sort::*;
pub use string::*;
pub use time::*;
pub use time_window::*;
pub use timestamp::*;
pub use udt::*;
pub use url::*;
pub use utf8::*;
pub use variant::*;
pub use vector::*;
pub use window::*;
pub use xml::*;

pub use crate::expr::{call, call_distinct, call_function, col, expr, lit, when};
