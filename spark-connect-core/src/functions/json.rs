//! Texts in JSON.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call};

/// The part of a JSON text at a path such as `$.a[0].b`, as text; NULL if there is none or the text is not
/// JSON.
///
/// Spark: `get_json_object`, 1.6.
#[track_caller]
pub fn get_json_object(text: impl ColumnOrName, path: impl ColumnOrLiteral) -> Column {
    call("get_json_object", [text.into_column(), path.into_operand()])
}

/// A JSON text as a struct, array or map of a type in DDL, such as `a INT, b ARRAY<STRING>`; NULL where it is
/// not JSON.
///
/// Spark: `from_json`, 2.1.
#[track_caller]
pub fn from_json(text: impl ColumnOrName, schema: impl ColumnOrLiteral) -> Column {
    call("from_json", [text.into_column(), schema.into_operand()])
}

/// A struct, array or map as JSON text.
///
/// Spark: `to_json`, 2.1.
#[track_caller]
pub fn to_json(column: impl ColumnOrName) -> Column {
    call("to_json", column)
}

/// How many elements a JSON array has; NULL where the text is not a JSON array.
///
/// Spark: `json_array_length`, 3.5.
#[track_caller]
pub fn json_array_length(text: impl ColumnOrName) -> Column {
    call("json_array_length", text)
}

/// The type of a JSON text, a literal, in DDL.
///
/// Spark: `schema_of_json`, 2.4.
#[track_caller]
pub fn schema_of_json(json: impl ColumnOrLiteral) -> Column {
    call("schema_of_json", [json.into_operand()])
}
