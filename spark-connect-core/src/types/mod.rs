//! Spark's data types and the values that Rust has no type for.
//!
//! [`DataType`] is every type of Spark SQL; [`StructType`] is a schema. Both can be written and read as
//! * SQL: `Display` gives Spark's `simpleString` (`struct<id:bigint,tags:array<string>>`), [`StructType::to_ddl`] the
//!   column list of a `CREATE TABLE`, and `FromStr` reads either;
//! * JSON: [`DataType::to_json`] and [`DataType::from_json`], the form that Spark keeps in Parquet files and table
//!   properties;
//! * the protocol's messages: [`DataType::to_proto`] and [`DataType::from_proto`];
//! * a tree: [`StructType::tree_string`], the text of Spark's `printSchema`.

mod data_type;
mod ddl;
mod decimal;
mod difference;
mod interval;
mod json;
mod proto;
#[cfg(test)]
mod round_trips;
mod schema;
mod simple_string;
mod spatial;
mod tree;

pub use data_type::{DataType, DayTimeField, Udt, YearMonthField};
pub use decimal::Decimal;
pub use difference::Difference;
pub use interval::{CalendarInterval, YearMonthInterval};
pub use schema::{StructField, StructType};
pub use spatial::{Geography, Geometry};
