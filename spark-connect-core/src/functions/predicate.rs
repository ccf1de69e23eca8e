//! Tests that are true or false.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call};

/// Whether the value is NULL.
///
/// Spark: `isnull`, 1.6.
#[track_caller]
pub fn isnull(column: impl ColumnOrName) -> Column {
    call("isnull", column)
}

/// Whether the value is not NULL.
///
/// Spark: `isnotnull`, 3.5.
#[track_caller]
pub fn isnotnull(column: impl ColumnOrName) -> Column {
    call("isnotnull", column)
}

/// Whether the value is NaN; false for NULL.
///
/// Spark: `isnan`, 1.6.
#[track_caller]
pub fn isnan(column: impl ColumnOrName) -> Column {
    call("isnan", column)
}

/// Whether both values are equal, NULL being equal to NULL.
///
/// Spark: `equal_null`, 3.5.
#[track_caller]
pub fn equal_null(left: impl ColumnOrName, right: impl ColumnOrLiteral) -> Column {
    call("equal_null", [left.into_column(), right.into_operand()])
}

/// Whether a text matches an SQL pattern: `%` is any text, `_` any character.
///
/// Spark: `like`, 3.5.
#[track_caller]
pub fn like(text: impl ColumnOrName, pattern: impl ColumnOrLiteral) -> Column {
    call("like", [text.into_column(), pattern.into_operand()])
}

/// As [`like`], upper and lower case being the same.
///
/// Spark: `ilike`, 3.5.
#[track_caller]
pub fn ilike(text: impl ColumnOrName, pattern: impl ColumnOrLiteral) -> Column {
    call("ilike", [text.into_column(), pattern.into_operand()])
}

/// Whether a part of a text matches a regular expression (Java's).
///
/// Spark: `rlike`, 3.5.
#[track_caller]
pub fn rlike(text: impl ColumnOrName, pattern: impl ColumnOrLiteral) -> Column {
    call("rlike", [text.into_column(), pattern.into_operand()])
}

/// Whether a part of a text matches a regular expression: another name of [`rlike`].
///
/// Spark: `regexp_like`, 3.5.
#[track_caller]
pub fn regexp_like(text: impl ColumnOrName, pattern: impl ColumnOrLiteral) -> Column {
    call("regexp_like", [text.into_column(), pattern.into_operand()])
}

/// Whether a part of a text matches a regular expression: another name of [`rlike`].
///
/// Spark: `regexp`, 3.5.
#[track_caller]
pub fn regexp(text: impl ColumnOrName, pattern: impl ColumnOrLiteral) -> Column {
    call("regexp", [text.into_column(), pattern.into_operand()])
}

/// As [`like`], with the character that takes the meaning of `%` and `_`, instead of the backslash.
///
/// Spark: `like`, 3.5.
#[track_caller]
pub fn like_with_escape(
    text: impl ColumnOrName,
    pattern: impl ColumnOrLiteral,
    escape: impl ColumnOrLiteral,
) -> Column {
    call("like", [text.into_column(), pattern.into_operand(), escape.into_operand()])
}

/// As [`like_with_escape`], upper and lower case being the same.
///
/// Spark: `ilike`, 3.5.
#[track_caller]
pub fn ilike_with_escape(
    text: impl ColumnOrName,
    pattern: impl ColumnOrLiteral,
    escape: impl ColumnOrLiteral,
) -> Column {
    call("ilike", [text.into_column(), pattern.into_operand(), escape.into_operand()])
}
