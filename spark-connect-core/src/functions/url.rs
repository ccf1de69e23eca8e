//! URLs: their parts, and texts inside of them.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call};

/// A part of a URL: `HOST`, `PATH`, `QUERY`, `REF`, `PROTOCOL`, `FILE`, `AUTHORITY` or `USERINFO`; NULL if it
/// has none. What is not a URL is an error in ANSI mode, else NULL.
///
/// Spark: `parse_url`, 3.5.
#[track_caller]
pub fn parse_url(url: impl ColumnOrName, part: impl ColumnOrLiteral) -> Column {
    call("parse_url", [url.into_column(), part.into_operand()])
}

/// The value of one `key` of a URL's query (the only `part` that has keys is `QUERY`); NULL if there is no
/// such key.
///
/// Spark: `parse_url`, 3.5.
#[track_caller]
pub fn parse_url_key(
    url: impl ColumnOrName,
    part: impl ColumnOrLiteral,
    key: impl ColumnOrLiteral,
) -> Column {
    call("parse_url", [url.into_column(), part.into_operand(), key.into_operand()])
}

/// As [`parse_url`], but NULL for what is not a URL.
///
/// Spark: `try_parse_url`, 4.0.
#[track_caller]
pub fn try_parse_url(url: impl ColumnOrName, part: impl ColumnOrLiteral) -> Column {
    call("try_parse_url", [url.into_column(), part.into_operand()])
}

/// As [`parse_url_key`], but NULL for what is not a URL.
///
/// Spark: `try_parse_url`, 4.0.
#[track_caller]
pub fn try_parse_url_key(
    url: impl ColumnOrName,
    part: impl ColumnOrLiteral,
    key: impl ColumnOrLiteral,
) -> Column {
    call("try_parse_url", [url.into_column(), part.into_operand(), key.into_operand()])
}

/// The text as in the query of a URL: a space is `+`, other special characters are `%` and two digits.
///
/// Spark: `url_encode`, 3.5.
#[track_caller]
pub fn url_encode(text: impl ColumnOrName) -> Column {
    call("url_encode", text)
}

/// What [`url_encode`] has written, as the text it was. Text of another form is an error, see
/// [`try_url_decode`].
///
/// Spark: `url_decode`, 3.5.
#[track_caller]
pub fn url_decode(text: impl ColumnOrName) -> Column {
    call("url_decode", text)
}

/// As [`url_decode`], but NULL where the text has another form.
///
/// Spark: `try_url_decode`, 4.0.
#[track_caller]
pub fn try_url_decode(text: impl ColumnOrName) -> Column {
    call("try_url_decode", text)
}
