//! Regular expressions over texts, in Java's syntax; the tests that are true or false are in `predicate`.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call};

/// The text with all matches of a regular expression (Java's) replaced; `$1` is the first group.
///
/// Spark: `regexp_replace`, 1.5.
#[track_caller]
pub fn regexp_replace(
    text: impl ColumnOrName,
    pattern: impl ColumnOrLiteral,
    replacement: impl ColumnOrLiteral,
) -> Column {
    call("regexp_replace", [text.into_column(), pattern.into_operand(), replacement.into_operand()])
}

/// As [`regexp_replace`], looking for matches from `position` on, counted from 1.
///
/// Spark: `regexp_replace`, 4.0.
#[track_caller]
pub fn regexp_replace_from(
    text: impl ColumnOrName,
    pattern: impl ColumnOrLiteral,
    replacement: impl ColumnOrLiteral,
    position: impl ColumnOrLiteral,
) -> Column {
    call(
        "regexp_replace",
        [text.into_column(), pattern.into_operand(), replacement.into_operand(), position.into_operand()],
    )
}

/// The group number `group` of the first match of a regular expression (Java's), 0 being the whole match;
/// empty if there is none.
///
/// Spark: `regexp_extract`, 1.5.
#[track_caller]
pub fn regexp_extract(
    text: impl ColumnOrName,
    pattern: impl ColumnOrLiteral,
    group: impl ColumnOrLiteral,
) -> Column {
    call("regexp_extract", [text.into_column(), pattern.into_operand(), group.into_operand()])
}

/// The group number `group` of all matches of a regular expression (Java's), as an array.
///
/// Spark: `regexp_extract_all`, 3.5.
#[track_caller]
pub fn regexp_extract_all(
    text: impl ColumnOrName,
    pattern: impl ColumnOrLiteral,
    group: impl ColumnOrLiteral,
) -> Column {
    call("regexp_extract_all", [text.into_column(), pattern.into_operand(), group.into_operand()])
}

/// The first match of a regular expression (Java's); NULL if there is none.
///
/// Spark: `regexp_substr`, 3.5.
#[track_caller]
pub fn regexp_substr(text: impl ColumnOrName, pattern: impl ColumnOrLiteral) -> Column {
    call("regexp_substr", [text.into_column(), pattern.into_operand()])
}

/// How many matches of a regular expression (Java's) the text has.
///
/// Spark: `regexp_count`, 3.5.
#[track_caller]
pub fn regexp_count(text: impl ColumnOrName, pattern: impl ColumnOrLiteral) -> Column {
    call("regexp_count", [text.into_column(), pattern.into_operand()])
}

/// The position of the first match of a regular expression (Java's), counted from 1; 0 if there is none.
///
/// Spark: `regexp_instr`, 3.5.
#[track_caller]
pub fn regexp_instr(text: impl ColumnOrName, pattern: impl ColumnOrLiteral) -> Column {
    call("regexp_instr", [text.into_column(), pattern.into_operand()])
}

/// As [`regexp_instr`], with the number of a group of the expression, which must have that many; the position
/// stays that of the whole match.
///
/// Spark: `regexp_instr`, 3.5.
#[track_caller]
pub fn regexp_instr_group(
    text: impl ColumnOrName,
    pattern: impl ColumnOrLiteral,
    group: impl ColumnOrLiteral,
) -> Column {
    call("regexp_instr", [text.into_column(), pattern.into_operand(), group.into_operand()])
}
