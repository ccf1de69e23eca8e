//! Texts that may hold bytes that are not UTF-8.

use crate::expr::{Column, ColumnOrName, call};

/// Whether a text is valid UTF-8.
///
/// Spark: `is_valid_utf8`, 4.0.
#[track_caller]
pub fn is_valid_utf8(text: impl ColumnOrName) -> Column {
    call("is_valid_utf8", text)
}

/// The text with each invalid sequence of bytes replaced by U+FFFD.
///
/// Spark: `make_valid_utf8`, 4.0.
#[track_caller]
pub fn make_valid_utf8(text: impl ColumnOrName) -> Column {
    call("make_valid_utf8", text)
}

/// The text as it is, if it is valid UTF-8, else an error.
///
/// Spark: `validate_utf8`, 4.0.
#[track_caller]
pub fn validate_utf8(text: impl ColumnOrName) -> Column {
    call("validate_utf8", text)
}

/// The text as it is, if it is valid UTF-8, else NULL.
///
/// Spark: `try_validate_utf8`, 4.0.
#[track_caller]
pub fn try_validate_utf8(text: impl ColumnOrName) -> Column {
    call("try_validate_utf8", text)
}
