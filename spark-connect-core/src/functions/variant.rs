//! VARIANT: values of any type, as JSON has them.

use crate::{
    expr::{Column, ColumnOrLiteral, ColumnOrName, call, lit},
    functions::parsing::call_with_list,
};

/// A JSON text as a VARIANT; a text that is not JSON fails the query.
///
/// Spark: `parse_json`, 4.0.
#[track_caller]
pub fn parse_json(text: impl ColumnOrName) -> Column {
    call("parse_json", text)
}

/// A JSON text as a VARIANT; NULL where it is not JSON.
///
/// Spark: `try_parse_json`, 4.0.
#[track_caller]
pub fn try_parse_json(text: impl ColumnOrName) -> Column {
    call("try_parse_json", text)
}

/// A struct, map or array as a VARIANT, its structs and maps as objects.
///
/// Keys of maps must be texts. Spark: `to_variant_object`, 4.0.
#[track_caller]
pub fn to_variant_object(column: impl ColumnOrName) -> Column {
    call("to_variant_object", column)
}

/// Whether a VARIANT holds JSON's `null`; false for SQL's NULL.
///
/// Spark: `is_variant_null`, 4.0.
#[track_caller]
pub fn is_variant_null(value: impl ColumnOrName) -> Column {
    call("is_variant_null", value)
}

/// Whether the bytes of a VARIANT are well-formed.
///
/// Spark: `is_valid_variant`, 4.2.
#[track_caller]
pub fn is_valid_variant(value: impl ColumnOrName) -> Column {
    call("is_valid_variant", value)
}

/// The part of a VARIANT at a path such as `$.a[0].b`, as a type in DDL; NULL if there is none.
///
/// A part that has no counterpart in the type fails the query. The type is a constant. Spark: `variant_get`,
/// 4.0.
#[track_caller]
pub fn variant_get(
    value: impl ColumnOrName,
    path: impl ColumnOrLiteral,
    data_type: impl ColumnOrLiteral,
) -> Column {
    call("variant_get", [value.into_column(), path.into_operand(), data_type.into_operand()])
}

/// As [`variant_get`], and NULL for a part that has no counterpart in the type.
///
/// Spark: `try_variant_get`, 4.0.
#[track_caller]
pub fn try_variant_get(
    value: impl ColumnOrName,
    path: impl ColumnOrLiteral,
    data_type: impl ColumnOrLiteral,
) -> Column {
    call("try_variant_get", [value.into_column(), path.into_operand(), data_type.into_operand()])
}

/// The type of what a VARIANT holds, in DDL with `OBJECT` for objects.
///
/// Spark: `schema_of_variant`, 4.0.
#[track_caller]
pub fn schema_of_variant(value: impl ColumnOrName) -> Column {
    call("schema_of_variant", value)
}

/// The type that fits the VARIANTs of all rows of a group, in DDL with `OBJECT` for objects.
///
/// Spark: `schema_of_variant_agg`, 4.0.
#[track_caller]
pub fn schema_of_variant_agg(value: impl ColumnOrName) -> Column {
    call("schema_of_variant_agg", value)
}

/// The VARIANT with a value added: as a new field, or before the element of an array that the path names.
///
/// The path is such as `$.a[0]`. Keys on the way that are missing are made. NULL if any argument is. A field
/// that exists already, and a part of another kind than the path says, fail the query. Spark: `variant_insert`,
/// 4.3.
#[track_caller]
pub fn variant_insert(
    target: impl ColumnOrName,
    path: impl ColumnOrLiteral,
    value: impl ColumnOrLiteral,
) -> Column {
    call("variant_insert", [target.into_column(), path.into_operand(), value.into_operand()])
}

/// As [`variant_insert`], and NULL where that would fail the query.
///
/// Spark: `try_variant_insert`, 4.3.
#[track_caller]
pub fn try_variant_insert(
    target: impl ColumnOrName,
    path: impl ColumnOrLiteral,
    value: impl ColumnOrLiteral,
) -> Column {
    call("try_variant_insert", [target.into_column(), path.into_operand(), value.into_operand()])
}

/// The VARIANT with the field or element at a path replaced, or added if there is none.
///
/// The path is such as `$.a[0]`. Keys on the way that are missing are made. NULL if any argument is. A part of
/// another kind than the path says fails the query. Spark: `variant_set`, 4.3.
#[track_caller]
pub fn variant_set(
    target: impl ColumnOrName,
    path: impl ColumnOrLiteral,
    value: impl ColumnOrLiteral,
) -> Column {
    call("variant_set", [target.into_column(), path.into_operand(), value.into_operand(), lit(true)])
}

/// As [`variant_set`], but what is not there is not added: Spark's `create_if_missing` is false.
///
/// Spark: `variant_set`, 4.3.
#[track_caller]
pub fn variant_set_existing(
    target: impl ColumnOrName,
    path: impl ColumnOrLiteral,
    value: impl ColumnOrLiteral,
) -> Column {
    call("variant_set", [target.into_column(), path.into_operand(), value.into_operand(), lit(false)])
}

/// As [`variant_set`], and NULL where that would fail the query.
///
/// Spark: `try_variant_set`, 4.3.
#[track_caller]
pub fn try_variant_set(
    target: impl ColumnOrName,
    path: impl ColumnOrLiteral,
    value: impl ColumnOrLiteral,
) -> Column {
    call("try_variant_set", [target.into_column(), path.into_operand(), value.into_operand(), lit(true)])
}

/// As [`variant_set_existing`], and NULL where that would fail the query.
///
/// Spark: `try_variant_set`, 4.3.
#[track_caller]
pub fn try_variant_set_existing(
    target: impl ColumnOrName,
    path: impl ColumnOrLiteral,
    value: impl ColumnOrLiteral,
) -> Column {
    call("try_variant_set", [target.into_column(), path.into_operand(), value.into_operand(), lit(false)])
}

/// The VARIANT with a value added at the end of the array at a path; unchanged if there is nothing there.
///
/// A part of another kind than the path says fails the query. NULL if any argument is. Spark:
/// `variant_array_append`, 4.3.
#[track_caller]
pub fn variant_array_append(
    target: impl ColumnOrName,
    path: impl ColumnOrLiteral,
    value: impl ColumnOrLiteral,
) -> Column {
    call("variant_array_append", [target.into_column(), path.into_operand(), value.into_operand()])
}

/// As [`variant_array_append`], and NULL where that would fail the query.
///
/// Spark: `try_variant_array_append`, 4.3.
#[track_caller]
pub fn try_variant_array_append(
    target: impl ColumnOrName,
    path: impl ColumnOrLiteral,
    value: impl ColumnOrLiteral,
) -> Column {
    call("try_variant_array_append", [target.into_column(), path.into_operand(), value.into_operand()])
}

/// The VARIANT without the fields and elements at these paths, which are taken one after the other.
///
/// A NULL path is skipped. Without any path, the action returns an error.
///
/// Spark: `variant_delete`, 4.3.
///
/// ```
/// use spark_connect_core::functions::variant_delete;
///
/// let public = variant_delete("person", ["$.phone", "$.addresses[1]"]);
/// # let _ = public;
/// ```
#[track_caller]
pub fn variant_delete(
    value: impl ColumnOrName,
    paths: impl IntoIterator<Item = impl ColumnOrLiteral>,
) -> Column {
    call_with_list("variant_delete", value.into_column(), paths, "a path")
}

/// The VARIANT without the fields and elements that are JSON's `null`, at any depth.
///
/// Spark: `variant_strip_nulls`, 4.3.
#[track_caller]
pub fn variant_strip_nulls(value: impl ColumnOrName) -> Column {
    call("variant_strip_nulls", [value.into_column(), lit(true)])
}

/// The VARIANT without the fields that are JSON's `null`, at any depth; elements of arrays stay.
///
/// Spark's `include_arrays` is false. Spark: `variant_strip_nulls`, 4.3.
#[track_caller]
pub fn variant_strip_nulls_of_objects(value: impl ColumnOrName) -> Column {
    call("variant_strip_nulls", [value.into_column(), lit(false)])
}
