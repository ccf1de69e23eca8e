//! Lines of CSV as structs, and back.

use crate::{
    expr::{Column, ColumnOrLiteral, ColumnOrName, call},
    functions::parsing::{ColumnOrSchema, options_map},
};

/// A line of CSV as a struct; NULL where it cannot be read.
///
/// Spark: `from_csv`, 3.0.
///
/// ```
/// use spark_connect_core::functions::{from_csv, from_csv_with};
///
/// let person = from_csv("line", "name STRING, age INT");
/// let semicolons = from_csv_with("line", "name STRING, age INT", [("sep", ";")]);
/// # let _ = (person, semicolons);
/// ```
#[track_caller]
pub fn from_csv(text: impl ColumnOrName, schema: impl ColumnOrSchema) -> Column {
    call("from_csv", [text.into_column(), schema.into_schema()])
}

/// As [`from_csv`], with options, such as `sep` or `mode`.
///
/// The options are those of Spark's CSV data source; their names are the same in upper and lower case. Spark:
/// `from_csv`, 3.0.
#[track_caller]
pub fn from_csv_with(
    text: impl ColumnOrName,
    schema: impl ColumnOrSchema,
    options: impl IntoIterator<Item = (impl Into<String>, impl ToString)>,
) -> Column {
    call("from_csv", [text.into_column(), schema.into_schema(), options_map(options)])
}

/// The schema of a line of CSV, a constant, in DDL; its columns are `_c0`, `_c1` and so on.
///
/// Spark: `schema_of_csv`, 3.0.
#[track_caller]
pub fn schema_of_csv(csv: impl ColumnOrLiteral) -> Column {
    call("schema_of_csv", [csv.into_operand()])
}

/// As [`schema_of_csv`], with options.
///
/// The options are those of Spark's CSV data source; their names are the same in upper and lower case. Spark:
/// `schema_of_csv`, 3.0.
#[track_caller]
pub fn schema_of_csv_with(
    csv: impl ColumnOrLiteral,
    options: impl IntoIterator<Item = (impl Into<String>, impl ToString)>,
) -> Column {
    call("schema_of_csv", [csv.into_operand(), options_map(options)])
}

/// A struct as a line of CSV.
///
/// Spark: `to_csv`, 3.0.
#[track_caller]
pub fn to_csv(column: impl ColumnOrName) -> Column {
    call("to_csv", column)
}

/// As [`to_csv`], with options, such as `sep` or `nullValue`.
///
/// The options are those of Spark's CSV data source; their names are the same in upper and lower case. Spark:
/// `to_csv`, 3.0.
#[track_caller]
pub fn to_csv_with(
    column: impl ColumnOrName,
    options: impl IntoIterator<Item = (impl Into<String>, impl ToString)>,
) -> Column {
    call("to_csv", [column.into_column(), options_map(options)])
}
