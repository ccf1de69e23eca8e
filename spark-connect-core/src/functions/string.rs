//! Texts. A NULL argument gives NULL where nothing else is said.

use crate::expr::{Column, ColumnList, ColumnOrLiteral, ColumnOrName, call, lit, random_seed};

/// The text in upper case.
///
/// Spark: `upper`, 1.3.
#[track_caller]
pub fn upper(text: impl ColumnOrName) -> Column {
    call("upper", text)
}

/// The text in upper case: another name of [`upper`].
///
/// Spark: `ucase`, 3.5.
#[track_caller]
pub fn ucase(text: impl ColumnOrName) -> Column {
    call("ucase", text)
}

/// The text in lower case.
///
/// Spark: `lower`, 1.3.
#[track_caller]
pub fn lower(text: impl ColumnOrName) -> Column {
    call("lower", text)
}

/// The text in lower case: another name of [`lower`].
///
/// Spark: `lcase`, 3.5.
#[track_caller]
pub fn lcase(text: impl ColumnOrName) -> Column {
    call("lcase", text)
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

/// How many characters a text has: another name of [`char_length`].
///
/// Spark: `character_length`, 3.5.
#[track_caller]
pub fn character_length(text: impl ColumnOrName) -> Column {
    call("character_length", text)
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

/// The text without any of `characters` at both ends.
///
/// Spark: `trim`, 4.0.
#[track_caller]
pub fn trim_characters(text: impl ColumnOrName, characters: impl ColumnOrLiteral) -> Column {
    call("trim", [characters.into_operand(), text.into_column()])
}

/// The text without the spaces at its start.
///
/// Spark: `ltrim`, 1.5.
#[track_caller]
pub fn ltrim(text: impl ColumnOrName) -> Column {
    call("ltrim", text)
}

/// The text without any of `characters` at its start.
///
/// Spark: `ltrim`, 4.0.
#[track_caller]
pub fn ltrim_characters(text: impl ColumnOrName, characters: impl ColumnOrLiteral) -> Column {
    call("ltrim", [characters.into_operand(), text.into_column()])
}

/// The text without the spaces at its end.
///
/// Spark: `rtrim`, 1.5.
#[track_caller]
pub fn rtrim(text: impl ColumnOrName) -> Column {
    call("rtrim", text)
}

/// The text without any of `characters` at its end.
///
/// Spark: `rtrim`, 4.0.
#[track_caller]
pub fn rtrim_characters(text: impl ColumnOrName, characters: impl ColumnOrLiteral) -> Column {
    call("rtrim", [characters.into_operand(), text.into_column()])
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

/// The first column is a number: the value of the column with that number among those that follow, counted
/// from 1.
///
/// Spark: `elt`, 3.5.
#[track_caller]
pub fn elt(columns: impl ColumnList) -> Column {
    call("elt", columns)
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

/// The characters from position `start` to the end, counted from 1, or from the end if it is negative.
///
/// Spark: `substr`, 3.5.
#[track_caller]
pub fn substr(text: impl ColumnOrName, start: impl ColumnOrLiteral) -> Column {
    call("substr", [text.into_column(), start.into_operand()])
}

/// `length` characters from position `start`: another name of [`substring`].
///
/// Spark: `substr`, 3.5.
#[track_caller]
pub fn substr_with_length(
    text: impl ColumnOrName,
    start: impl ColumnOrLiteral,
    length: impl ColumnOrLiteral,
) -> Column {
    call("substr", [text.into_column(), start.into_operand(), length.into_operand()])
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
    split_with_limit(text, pattern, -1)
}

/// As [`split`], into at most `limit` parts, the last one with all that is left; without a limit where it is
/// 0 or less.
///
/// Spark: `split`, 3.0.
#[track_caller]
pub fn split_with_limit(
    text: impl ColumnOrName,
    pattern: impl ColumnOrLiteral,
    limit: impl ColumnOrLiteral,
) -> Column {
    call("split", [text.into_column(), pattern.into_operand(), limit.into_operand()])
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

/// The text with as many characters from `position` (counted from 1) replaced as the replacement has.
///
/// Spark: `overlay`, 3.0.
#[track_caller]
pub fn overlay(
    text: impl ColumnOrName,
    replacement: impl ColumnOrLiteral,
    position: impl ColumnOrLiteral,
) -> Column {
    overlay_with_length(text, replacement, position, -1)
}

/// The text with `length` characters from `position` (counted from 1) replaced; as many as the replacement
/// has if it is negative.
///
/// Spark: `overlay`, 3.0.
#[track_caller]
pub fn overlay_with_length(
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

/// The position of the first occurrence of `search`, counted from 1; 0 if there is none.
///
/// Spark: `instr`, 1.5.
#[track_caller]
pub fn instr(text: impl ColumnOrName, search: impl ColumnOrLiteral) -> Column {
    call("instr", [text.into_column(), search.into_operand()])
}

/// As [`instr`], looking from position `start` on, counted from 1, or backwards from the end if it is
/// negative.
///
/// Spark: `instr`, 4.3.
#[track_caller]
pub fn instr_from(
    text: impl ColumnOrName,
    search: impl ColumnOrLiteral,
    start: impl ColumnOrLiteral,
) -> Column {
    call("instr", [text.into_column(), search.into_operand(), start.into_operand()])
}

/// As [`instr_from`], for the occurrence of that number, counted from 1.
///
/// Spark: `instr`, 4.3.
#[track_caller]
pub fn instr_nth(
    text: impl ColumnOrName,
    search: impl ColumnOrLiteral,
    start: impl ColumnOrLiteral,
    occurrence: impl ColumnOrLiteral,
) -> Column {
    call(
        "instr",
        [text.into_column(), search.into_operand(), start.into_operand(), occurrence.into_operand()],
    )
}

/// The position of the first occurrence of `search` in a text, counted from 1; 0 if there is none.
///
/// Spark: `locate`, 1.5.
#[track_caller]
pub fn locate(search: impl ColumnOrLiteral, text: impl ColumnOrName) -> Column {
    call("locate", [search.into_operand(), text.into_column(), lit(1)])
}

/// As [`locate`], looking from `position` on.
///
/// Spark: `locate`, 1.5.
#[track_caller]
pub fn locate_from(
    search: impl ColumnOrLiteral,
    text: impl ColumnOrName,
    position: impl ColumnOrLiteral,
) -> Column {
    call("locate", [search.into_operand(), text.into_column(), position.into_operand()])
}

/// The position of the first occurrence of `search` in a text, counted from 1; 0 if there is none.
///
/// Spark: `position`, 3.5.
#[track_caller]
pub fn position(search: impl ColumnOrLiteral, text: impl ColumnOrName) -> Column {
    call("position", [search.into_operand(), text.into_column()])
}

/// As [`position`], looking from position `start` on.
///
/// Spark: `position`, 3.5.
#[track_caller]
pub fn position_from(
    search: impl ColumnOrLiteral,
    text: impl ColumnOrName,
    start: impl ColumnOrLiteral,
) -> Column {
    call("position", [search.into_operand(), text.into_column(), start.into_operand()])
}

/// The place of a text in a list of texts separated by commas, counted from 1; 0 if it is not there or has a
/// comma.
///
/// Spark: `find_in_set`, 3.5.
#[track_caller]
pub fn find_in_set(text: impl ColumnOrName, list: impl ColumnOrLiteral) -> Column {
    call("find_in_set", [text.into_column(), list.into_operand()])
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
/// Spark: `chr`, 4.1.
#[track_caller]
pub fn chr(column: impl ColumnOrName) -> Column {
    call("chr", column)
}

/// The character with a code: another name of [`chr`].
///
/// Spark: `char`, 3.5.
#[track_caller]
pub fn char(column: impl ColumnOrName) -> Column {
    call("char", column)
}

/// The number of changed characters between two texts.
///
/// Spark: `levenshtein`, 1.5.
#[track_caller]
pub fn levenshtein(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("levenshtein", [left.into_column(), right.into_column()])
}

/// As [`levenshtein`]; -1 where the texts differ in more than `threshold` characters.
///
/// Spark: `levenshtein`, 3.5.
#[track_caller]
pub fn levenshtein_with_threshold(
    left: impl ColumnOrName,
    right: impl ColumnOrName,
    threshold: impl ColumnOrLiteral,
) -> Column {
    call("levenshtein", [left.into_column(), right.into_column(), threshold.into_operand()])
}

/// How similar two texts are by Jaro and Winkler, from 0.0 (nothing in common) to 1.0 (equal).
///
/// Spark: `jaro_winkler_similarity`, 4.3.
#[track_caller]
pub fn jaro_winkler_similarity(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("jaro_winkler_similarity", [left.into_column(), right.into_column()])
}

/// The code of how an English word sounds.
///
/// Spark: `soundex`, 1.5.
#[track_caller]
pub fn soundex(text: impl ColumnOrName) -> Column {
    call("soundex", text)
}

/// The sentences of a text as an array, each an array of its words, by the rules of US English.
///
/// Spark: `sentences`, 3.2.
#[track_caller]
pub fn sentences(text: impl ColumnOrName) -> Column {
    call("sentences", [text.into_column(), lit(""), lit("")])
}

/// As [`sentences`], by the rules of a language and a country, such as `fr` and `CA`.
///
/// Spark: `sentences`, 3.2.
#[track_caller]
pub fn sentences_with_locale(
    text: impl ColumnOrName,
    language: impl ColumnOrLiteral,
    country: impl ColumnOrLiteral,
) -> Column {
    call("sentences", [text.into_column(), language.into_operand(), country.into_operand()])
}

/// The text as a literal of SQL: in single quotes, those inside escaped.
///
/// Spark: `quote`, 4.1.
#[track_caller]
pub fn quote(text: impl ColumnOrName) -> Column {
    call("quote", text)
}

/// The text with a collation, such as `UNICODE_CI`, which decides how it is compared and sorted.
///
/// Spark: `collate`, 4.0.
#[track_caller]
pub fn collate(text: impl ColumnOrName, collation: impl ColumnOrLiteral) -> Column {
    call("collate", [text.into_column(), collation.into_operand()])
}

/// The full name of the text's collation.
///
/// Spark: `collation`, 4.0.
#[track_caller]
pub fn collation(text: impl ColumnOrName) -> Column {
    call("collation", text)
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

/// A random text of `length` characters (0-9, a-z, A-Z) per row, from a seed chosen now.
///
/// Spark: `randstr`, 4.0.
#[track_caller]
pub fn randstr(length: impl ColumnOrLiteral) -> Column {
    randstr_with_seed(length, random_seed())
}

/// As [`randstr`], from a seed.
///
/// Spark: `randstr`, 4.0.
#[track_caller]
pub fn randstr_with_seed(length: impl ColumnOrLiteral, seed: impl ColumnOrLiteral) -> Column {
    call("randstr", [length.into_operand(), seed.into_operand()])
}
