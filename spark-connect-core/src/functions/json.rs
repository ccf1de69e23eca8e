//! Texts in JSON.

use crate::{
    expr::{Column, ColumnOrLiteral, ColumnOrName, call},
    functions::parsing::{ColumnOrSchema, call_with_list, options_map},
};

/// The part of a JSON text at a path such as `$.a[0].b`, as text; NULL if there is none or the text is not
/// JSON.
///
/// Spark: `get_json_object`, 1.6.
#[track_caller]
pub fn get_json_object(text: impl ColumnOrName, path: impl ColumnOrLiteral) -> Column {
    call("get_json_object", [text.into_column(), path.into_operand()])
}

/// A JSON text as a struct, array or map of a type; NULL where it is not JSON.
///
/// Spark: `from_json`, 2.1.
#[track_caller]
pub fn from_json(text: impl ColumnOrName, schema: impl ColumnOrSchema) -> Column {
    call("from_json", [text.into_column(), schema.into_schema()])
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

/// As [`from_json`], with options, such as `mode` or `timestampFormat`.
///
/// The options are those of Spark's JSON data source; their names are the same in upper and lower case. Spark:
/// `from_json`, 2.1.
#[track_caller]
pub fn from_json_with(
    text: impl ColumnOrName,
    schema: impl ColumnOrSchema,
    options: impl IntoIterator<Item = (impl Into<String>, impl ToString)>,
) -> Column {
    call("from_json", [text.into_column(), schema.into_schema(), options_map(options)])
}

/// As [`to_json`], with options, such as `ignoreNullFields` or `pretty`.
///
/// The options are those of Spark's JSON data source; their names are the same in upper and lower case. Spark:
/// `to_json`, 2.1.
#[track_caller]
pub fn to_json_with(
    column: impl ColumnOrName,
    options: impl IntoIterator<Item = (impl Into<String>, impl ToString)>,
) -> Column {
    call("to_json", [column.into_column(), options_map(options)])
}

/// As [`schema_of_json`], with options, such as `allowNumericLeadingZeros`.
///
/// The options are those of Spark's JSON data source; their names are the same in upper and lower case. Spark:
/// `schema_of_json`, 3.0.
#[track_caller]
pub fn schema_of_json_with(
    json: impl ColumnOrLiteral,
    options: impl IntoIterator<Item = (impl Into<String>, impl ToString)>,
) -> Column {
    call("schema_of_json", [json.into_operand(), options_map(options)])
}

/// The keys of a JSON object, without those of objects inside; NULL where the text is not a JSON object.
///
/// Spark: `json_object_keys`, 3.5.
#[track_caller]
pub fn json_object_keys(text: impl ColumnOrName) -> Column {
    call("json_object_keys", text)
}

/// A row of the texts of these fields of a JSON object, as columns `c0`, `c1` and so on; NULL for a field that is not
/// there.
///
/// Without any field, the action returns an error. Spark: `json_tuple`, 1.6.
#[track_caller]
pub fn json_tuple(text: impl ColumnOrName, fields: impl IntoIterator<Item = impl ColumnOrLiteral>) -> Column {
    call_with_list("json_tuple", text.into_column(), fields, "a field")
}
