//! Texts as bytes and numbers, and back.

use crate::expr::{Column, ColumnList, ColumnOrLiteral, ColumnOrName, call};

/// Bytes in BASE64.
///
/// Spark: `base64`, 1.5.
#[track_caller]
pub fn base64(column: impl ColumnOrName) -> Column {
    call("base64", column)
}

/// BASE64 as bytes.
///
/// Spark: `unbase64`, 1.5.
#[track_caller]
pub fn unbase64(text: impl ColumnOrName) -> Column {
    call("unbase64", text)
}

/// Bytes in BASE32.
///
/// Spark: `to_base32`, 4.3.
#[track_caller]
pub fn to_base32(column: impl ColumnOrName) -> Column {
    call("to_base32", column)
}

/// BASE32 as bytes.
///
/// Spark: `from_base32`, 4.3.
#[track_caller]
pub fn from_base32(text: impl ColumnOrName) -> Column {
    call("from_base32", text)
}

/// The text as bytes in a character set, such as `UTF-8`.
///
/// Spark: `encode`, 1.5.
#[track_caller]
pub fn encode(text: impl ColumnOrName, charset: impl ColumnOrLiteral) -> Column {
    call("encode", [text.into_column(), charset.into_operand()])
}

/// Bytes as text, read in a character set such as `UTF-8`.
///
/// Spark: `decode`, 1.5.
#[track_caller]
pub fn decode(column: impl ColumnOrName, charset: impl ColumnOrLiteral) -> Column {
    call("decode", [column.into_column(), charset.into_operand()])
}

/// A text of hexadecimal digits as bytes. Text of another form is an error, see [`try_to_binary`].
///
/// Spark: `to_binary`, 3.5.
#[track_caller]
pub fn to_binary(text: impl ColumnOrName) -> Column {
    call("to_binary", text)
}

/// A text as bytes, its `format` being `hex`, `utf-8` or `base64`.
///
/// Spark: `to_binary`, 3.5.
#[track_caller]
pub fn to_binary_with(text: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("to_binary", [text.into_column(), format.into_operand()])
}

/// As [`to_binary`], but NULL where the text has another form.
///
/// Spark: `try_to_binary`, 3.5.
#[track_caller]
pub fn try_to_binary(text: impl ColumnOrName) -> Column {
    call("try_to_binary", text)
}

/// As [`to_binary_with`], but NULL where the text has another form.
///
/// Spark: `try_to_binary`, 3.5.
#[track_caller]
pub fn try_to_binary_with(text: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("try_to_binary", [text.into_column(), format.into_operand()])
}

/// A number, date, timestamp or binary as text, in a format such as `$99.99`, `yyyy-MM-dd` or `hex`.
///
/// Spark: `to_char`, 3.5.
#[track_caller]
pub fn to_char(column: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("to_char", [column.into_column(), format.into_operand()])
}

/// A number, date, timestamp or binary as text: another name of [`to_char`].
///
/// Spark: `to_varchar`, 3.5.
#[track_caller]
pub fn to_varchar(column: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("to_varchar", [column.into_column(), format.into_operand()])
}

/// The text as a DECIMAL, read in a format such as `$99.99`. Text of another form is an error, see
/// [`try_to_number`].
///
/// Spark: `to_number`, 3.5.
#[track_caller]
pub fn to_number(text: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("to_number", [text.into_column(), format.into_operand()])
}

/// As [`to_number`], but NULL where the text has another form.
///
/// Spark: `try_to_number`, 3.5.
#[track_caller]
pub fn try_to_number(text: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("try_to_number", [text.into_column(), format.into_operand()])
}

/// The number as text, with groups of three digits, rounded to `digits` after the point.
///
/// Spark: `format_number`, 1.5.
#[track_caller]
pub fn format_number(column: impl ColumnOrName, digits: impl ColumnOrLiteral) -> Column {
    call("format_number", [column.into_column(), digits.into_operand()])
}

/// The values put into a format like that of C's `printf` (Java's, in fact). NULL is written as `null`.
///
/// Spark: `format_string`, 1.5.
#[track_caller]
pub fn format_string(format: impl ColumnOrLiteral, columns: impl ColumnList) -> Column {
    let mut arguments = vec![format.into_operand()];
    arguments.extend(columns.into_columns());
    call("format_string", arguments)
}

/// The values put into a format: another name of [`format_string`].
///
/// Spark: `printf`, 3.5.
#[track_caller]
pub fn printf(format: impl ColumnOrLiteral, columns: impl ColumnList) -> Column {
    let mut arguments = vec![format.into_operand()];
    arguments.extend(columns.into_columns());
    call("printf", arguments)
}
