//! Texts. A NULL argument gives NULL where nothing else is said.

use crate::expr::{Column, ColumnList, ColumnOrLiteral, ColumnOrName, call};

/// The text in upper case.
///
/// Spark: `upper`, 1.3.
#[track_caller]
pub fn upper(text: impl ColumnOrName) -> Column {
    call("upper", text)
}

/// The text in lower case.
///
/// Spark: `lower`, 1.3.
#[track_caller]
pub fn lower(text: impl ColumnOrName) -> Column {
    call("lower", text)
}

/// The text with the first letter of each word in upper case, the rest in lower case.
///
/// Spark: `initcap`, 1.5.
#[track_caller]
pub fn initcap(text: impl ColumnOrName) -> Column {
    call("initcap", text)
}

/// How many characters a text, or bytes a binary, has; spaces at the end count.
///
/// Spark: `length`, 1.5.
#[track_caller]
pub fn length(column: impl ColumnOrName) -> Column {
    call("length", column)
}

/// How many characters a text has: another name of [`length`].
///
/// Spark: `char_length`, 3.5.
#[track_caller]
pub fn char_length(text: impl ColumnOrName) -> Column {
    call("char_length", text)
}

/// How many bytes a text has in UTF-8.
///
/// Spark: `octet_length`, 3.3.
#[track_caller]
pub fn octet_length(column: impl ColumnOrName) -> Column {
    call("octet_length", column)
}

/// How many bits a text has in UTF-8.
///
/// Spark: `bit_length`, 3.3.
#[track_caller]
pub fn bit_length(column: impl ColumnOrName) -> Column {
    call("bit_length", column)
}

/// The text without the spaces at both ends.
///
/// Spark: `trim`, 1.5.
#[track_caller]
pub fn trim(text: impl ColumnOrName) -> Column {
    call("trim", text)
}

/// The text without the spaces at its start.
///
/// Spark: `ltrim`, 1.5.
#[track_caller]
pub fn ltrim(text: impl ColumnOrName) -> Column {
    call("ltrim", text)
}

/// The text without the spaces at its end.
///
/// Spark: `rtrim`, 1.5.
#[track_caller]
pub fn rtrim(text: impl ColumnOrName) -> Column {
    call("rtrim", text)
}

/// The text without any of `characters` at both ends.
///
/// Spark: `btrim`, 3.5.
#[track_caller]
pub fn btrim(text: impl ColumnOrName, characters: impl ColumnOrLiteral) -> Column {
    call("btrim", [text.into_column(), characters.into_operand()])
}

/// The text filled up at its start with `pad`, or cut, to `length` characters.
///
/// Spark: `lpad`, 1.5.
#[track_caller]
pub fn lpad(text: impl ColumnOrName, length: impl ColumnOrLiteral, pad: impl ColumnOrLiteral) -> Column {
    call("lpad", [text.into_column(), length.into_operand(), pad.into_operand()])
}

/// The text filled up at its end with `pad`, or cut, to `length` characters.
///
/// Spark: `rpad`, 1.5.
#[track_caller]
pub fn rpad(text: impl ColumnOrName, length: impl ColumnOrLiteral, pad: impl ColumnOrLiteral) -> Column {
    call("rpad", [text.into_column(), length.into_operand(), pad.into_operand()])
}

/// The texts, binaries or arrays one after the other; NULL if one is NULL.
///
/// Spark: `concat`, 1.5.
#[track_caller]
pub fn concat(columns: impl ColumnList) -> Column {
    call("concat", columns)
}

/// The texts, and the elements of arrays of texts, joined by a separator; NULL is left out.
///
/// Spark: `concat_ws`, 1.5.
#[track_caller]
pub fn concat_ws(separator: impl ColumnOrLiteral, columns: impl ColumnList) -> Column {
    let mut arguments = vec![separator.into_operand()];
    arguments.extend(columns.into_columns());
    call("concat_ws", arguments)
}

/// `length` characters from position `start`, counted from 1, or from the end if it is negative.
///
/// Spark: `substring`, 1.5.
#[track_caller]
pub fn substring(
    text: impl ColumnOrName,
    start: impl ColumnOrLiteral,
    length: impl ColumnOrLiteral,
) -> Column {
    call("substring", [text.into_column(), start.into_operand(), length.into_operand()])
}

/// The text before the delimiter number `count`; if it is negative, after that delimiter counted from the
/// end.
///
/// Spark: `substring_index`, 1.5.
#[track_caller]
pub fn substring_index(
    text: impl ColumnOrName,
    delimiter: impl ColumnOrLiteral,
    count: impl ColumnOrLiteral,
) -> Column {
    call("substring_index", [text.into_column(), delimiter.into_operand(), count.into_operand()])
}

/// The first characters of a text.
///
/// Spark: `left`, 3.5.
#[track_caller]
pub fn left(text: impl ColumnOrName, length: impl ColumnOrLiteral) -> Column {
    call("left", [text.into_column(), length.into_operand()])
}

/// The last characters of a text.
///
/// Spark: `right`, 3.5.
#[track_caller]
pub fn right(text: impl ColumnOrName, length: impl ColumnOrLiteral) -> Column {
    call("right", [text.into_column(), length.into_operand()])
}

/// The parts of a text around the matches of a regular expression (Java's), as an array.
///
/// Spark: `split`, 1.5.
#[track_caller]
pub fn split(text: impl ColumnOrName, pattern: impl ColumnOrLiteral) -> Column {
    call("split", [text.into_column(), pattern.into_operand()])
}

/// Part number `part` of a text split at a delimiter, counted from 1, or from the end if it is negative;
/// empty if there is none.
///
/// Spark: `split_part`, 3.5.
#[track_caller]
pub fn split_part(
    text: impl ColumnOrName,
    delimiter: impl ColumnOrLiteral,
    part: impl ColumnOrLiteral,
) -> Column {
    call("split_part", [text.into_column(), delimiter.into_operand(), part.into_operand()])
}

/// The text with all occurrences of `search` replaced.
///
/// Spark: `replace`, 3.5.
#[track_caller]
pub fn replace(
    text: impl ColumnOrName,
    search: impl ColumnOrLiteral,
    replacement: impl ColumnOrLiteral,
) -> Column {
    call("replace", [text.into_column(), search.into_operand(), replacement.into_operand()])
}

/// The text with each character of `matching` replaced by the one at the same place in `replacement`, or
/// removed.
///
/// Spark: `translate`, 1.5.
#[track_caller]
pub fn translate(
    text: impl ColumnOrName,
    matching: impl ColumnOrLiteral,
    replacement: impl ColumnOrLiteral,
) -> Column {
    call("translate", [text.into_column(), matching.into_operand(), replacement.into_operand()])
}

/// The text with `length` characters from `position` (counted from 1) replaced.
///
/// Spark: `overlay`, 3.0.
#[track_caller]
pub fn overlay(
    text: impl ColumnOrName,
    replacement: impl ColumnOrLiteral,
    position: impl ColumnOrLiteral,
    length: impl ColumnOrLiteral,
) -> Column {
    call(
        "overlay",
        [text.into_column(), replacement.into_operand(), position.into_operand(), length.into_operand()],
    )
}

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

/// The position of the first occurrence of `search`, counted from 1; 0 if there is none.
///
/// Spark: `instr`, 1.5.
#[track_caller]
pub fn instr(text: impl ColumnOrName, search: impl ColumnOrLiteral) -> Column {
    call("instr", [text.into_column(), search.into_operand()])
}

/// The text, so many times.
///
/// Spark: `repeat`, 1.5.
#[track_caller]
pub fn repeat(text: impl ColumnOrName, times: impl ColumnOrLiteral) -> Column {
    call("repeat", [text.into_column(), times.into_operand()])
}

/// The characters of a text, or the elements of an array, in reverse order.
///
/// Spark: `reverse`, 1.5.
#[track_caller]
pub fn reverse(column: impl ColumnOrName) -> Column {
    call("reverse", column)
}

/// The code of the text's first character.
///
/// Spark: `ascii`, 1.5.
#[track_caller]
pub fn ascii(text: impl ColumnOrName) -> Column {
    call("ascii", text)
}

/// The character with a code; codes above 255 are taken modulo 256.
///
/// Spark: `chr`, 3.5.
#[track_caller]
pub fn chr(column: impl ColumnOrName) -> Column {
    call("chr", column)
}

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

/// The number as text, with groups of three digits, rounded to `digits` after the point.
///
/// Spark: `format_number`, 1.5.
#[track_caller]
pub fn format_number(column: impl ColumnOrName, digits: impl ColumnOrLiteral) -> Column {
    call("format_number", [column.into_column(), digits.into_operand()])
}

/// The number of changed characters between two texts.
///
/// Spark: `levenshtein`, 1.5.
#[track_caller]
pub fn levenshtein(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("levenshtein", [left.into_column(), right.into_column()])
}

/// The code of how an English word sounds.
///
/// Spark: `soundex`, 1.5.
#[track_caller]
pub fn soundex(text: impl ColumnOrName) -> Column {
    call("soundex", text)
}

/// Whether a text contains another.
///
/// Spark: `contains`, 3.5.
#[track_caller]
pub fn contains(text: impl ColumnOrName, search: impl ColumnOrLiteral) -> Column {
    call("contains", [text.into_column(), search.into_operand()])
}

/// Whether a text starts with another.
///
/// Spark: `startswith`, 3.5.
#[track_caller]
pub fn startswith(text: impl ColumnOrName, prefix: impl ColumnOrLiteral) -> Column {
    call("startswith", [text.into_column(), prefix.into_operand()])
}

/// Whether a text ends with another.
///
/// Spark: `endswith`, 3.5.
#[track_caller]
pub fn endswith(text: impl ColumnOrName, suffix: impl ColumnOrLiteral) -> Column {
    call("endswith", [text.into_column(), suffix.into_operand()])
}
