//! Strings.

use super::{Expr, Is, Null1, Null2, Operand, Sequence, SparkType, list::Operands};
use crate::{expr::Column, functions};

/// A string column type.
#[diagnostic::on_unimplemented(
    message = "expected a string column, found a `{Self}` column",
    label = "not a string column",
    note = "Spark would insert an implicit cast here; write it: `.cast::<String>()`"
)]
pub trait Text: SparkType<Base = String> {}
#[diagnostic::do_not_recommend]
impl Text for String {}
#[diagnostic::do_not_recommend]
impl Text for Option<String> {}

/// A column type of strings or of bytes.
#[diagnostic::on_unimplemented(
    message = "expected a string or binary column, found a `{Self}` column",
    label = "neither a `String` nor bytes",
    note = "Spark would insert an implicit cast here; write it: `.cast::<String>()`"
)]
pub trait TextOrBinary: SparkType {}
#[diagnostic::do_not_recommend]
impl TextOrBinary for String {}
#[diagnostic::do_not_recommend]
impl TextOrBinary for Option<String> {}
#[diagnostic::do_not_recommend]
impl TextOrBinary for Vec<u8> {}
#[diagnostic::do_not_recommend]
impl TextOrBinary for Option<Vec<u8>> {}
#[diagnostic::do_not_recommend]
impl TextOrBinary for bytes::Bytes {}
#[diagnostic::do_not_recommend]
impl TextOrBinary for Option<bytes::Bytes> {}

methods! {
    /// Upper case. Spark: `upper`.
    strict upper(self: Text) -> String = functions::upper;
    /// Lower case. Spark: `lower`.
    strict lower(self: Text) -> String = functions::lower;
    /// Without spaces at both ends. Spark: `trim`.
    strict trim(self: Text) -> String = functions::trim;
    /// Without spaces at the start. Spark: `ltrim`.
    strict ltrim(self: Text) -> String = functions::ltrim;
    /// Without spaces at the end. Spark: `rtrim`.
    strict rtrim(self: Text) -> String = functions::rtrim;
    /// Without any of `characters` at both ends. Spark: `trim`.
    strict trim_characters(self: Text, characters: String as R) -> String = functions::trim_characters;
    /// Without any of `characters` at the start. Spark: `ltrim`.
    strict ltrim_characters(self: Text, characters: String as R) -> String = functions::ltrim_characters;
    /// Without any of `characters` at the end. Spark: `rtrim`.
    strict rtrim_characters(self: Text, characters: String as R) -> String = functions::rtrim_characters;
    /// Each word with its first letter in upper case. Spark: `initcap`.
    strict initcap(self: Text) -> String = functions::initcap;
    /// The characters, or the elements of an array, in reverse order. Spark: `reverse`.
    strict reverse(self: Sequence) -> T::Base = functions::reverse;
    /// The number of characters; of binary, the number of bytes. Spark: `length`.
    strict length(self: TextOrBinary) -> i32 = functions::length;
    /// The number of bytes, of a string in UTF-8. Spark: `octet_length`.
    strict octet_length(self: TextOrBinary) -> i32 = functions::octet_length;
    /// The number of bits, of a string in UTF-8. Spark: `bit_length`.
    strict bit_length(self: TextOrBinary) -> i32 = functions::bit_length;

    /// Whether the string starts with another one. Spark: `startswith`.
    strict starts_with(self: Text, prefix: String as R) -> bool = functions::startswith;
    /// Whether the string ends with another one. Spark: `endswith`.
    strict ends_with(self: Text, suffix: String as R) -> bool = functions::endswith;

    /// Filled up with `pad` at the start, to `length` characters, or cut to that. Spark: `lpad`.
    strict lpad(self: Text, length: i32 as A, pad: String as B) -> String = functions::lpad;
    /// Filled up with `pad` at the end, to `length` characters, or cut to that. Spark: `rpad`.
    strict rpad(self: Text, length: i32 as A, pad: String as B) -> String = functions::rpad;
    /// The part that begins at the character `start` (the first is 1; a negative one counts from the end) and has
    /// `length` characters. Spark: `substring`.
    strict substr(self: Text, start: i32 as A, length: i32 as B) -> String = functions::substring;
    /// The part from the character `start` (the first is 1; a negative one counts from the end) to the end. Spark: `substr`.
    strict substr_from(self: Text, start: i32 as R) -> String = functions::substr;
    /// What stands before the `count`-th occurrence of `delimiter`; if `count` is negative, what stands after it, counted
    /// from the end. Spark: `substring_index`.
    strict substring_index(self: Text, delimiter: String as A, count: i32 as B) -> String = functions::substring_index;
    /// The first characters. Spark: `left`.
    strict left(self: Text, length: i32 as R) -> String = functions::left;
    /// The last characters. Spark: `right`.
    strict right(self: Text, length: i32 as R) -> String = functions::right;
    /// The string or array followed by another one; NULL if one of them is. Spark: `concat`.
    strict concat(self: Sequence, other: T::Base as R) -> T::Base = |this, other| functions::concat([this, other]);
    /// The string so many times after each other. Spark: `repeat`.
    strict repeat(self: Text, times: i32 as R) -> String = functions::repeat;
    /// The parts between the matches of a Java regular expression. Spark: `split`.
    strict split(self: Text, pattern: String as R) -> Vec<String> = functions::split;
    /// As [`split`](Self::split), into at most `limit` parts, the last of which is the rest; no limit if it is 0 or less.
    /// Spark: `split`.
    strict split_with_limit(self: Text, pattern: String as A, limit: i32 as B) -> Vec<String> =
        functions::split_with_limit;
    /// The part with this number (the first is 1; a negative one counts from the end) between the occurrences of
    /// `delimiter`, which is no pattern; empty if there are less. Part 0 fails the query. Spark: `split_part`.
    strict split_part(self: Text, delimiter: String as A, part: i32 as B) -> String = functions::split_part;

    /// The string with every occurrence of `search` replaced. Spark: `replace`.
    strict replace(self: Text, search: String as A, replacement: String as B) -> String = functions::replace;
    /// The string with each character of `matching` replaced by the one of `replacement` at the same place, or left out if
    /// there is none. Spark: `translate`.
    strict translate(self: Text, matching: String as A, replacement: String as B) -> String = functions::translate;
    /// The string with the characters from `position` on (the first is 1) replaced, as many as `replacement` has. Spark:
    /// `overlay`.
    strict overlay(self: Text, replacement: String as A, position: i32 as B) -> String = functions::overlay;
    /// The string with `length` characters from `position` on (the first is 1) replaced. Spark: `overlay`.
    strict overlay_with_length(self: Text, replacement: String as A, position: i32 as B, length: i32 as C) -> String =
        functions::overlay_with_length;

    /// Where `search` occurs first: the number of its first character (the first is 1), 0 if nowhere. Spark: `instr`.
    strict instr(self: Text, search: String as R) -> i32 = functions::instr;
    /// As [`instr`](Self::instr), of the occurrences that begin at the character `start` or later. Spark: `locate`.
    exact instr_from(self: Text, search: String as A, start: i32 as B) -> Null2<T, A::Ty, i32> =
        |this, search, start| functions::locate_from(search, this, start);
    /// The place of the string among the parts of a list with commas (the first is 1), 0 if it is none of them. Spark:
    /// `find_in_set`.
    strict find_in_set(self: Text, list: String as R) -> i32 = functions::find_in_set;
    /// The code point of the first character, 0 of an empty string. Spark: `ascii`.
    strict ascii(self: Text) -> i32 = functions::ascii;
    /// The character with this code, modulo 256; empty if it is negative. Spark: `chr`.
    strict chr(self: Is[<i64>]) -> String = functions::chr;

    /// The number of characters to insert, delete or change to get from one string to the other. Spark: `levenshtein`.
    strict levenshtein(self: Text, other: String as R) -> i32 = functions::levenshtein;
    /// As [`levenshtein`](Self::levenshtein), or -1 if it is more than `threshold`. Spark: `levenshtein`.
    strict levenshtein_with_threshold(self: Text, other: String as A, threshold: i32 as B) -> i32 =
        functions::levenshtein_with_threshold;
    /// How alike two strings are, from 0 (not at all) to 1 (equal). Spark: `jaro_winkler_similarity`, 4.3.
    strict jaro_winkler_similarity(self: Text, other: String as R) -> f64 = functions::jaro_winkler_similarity;
    /// A code of how the string sounds in English. Spark: `soundex`.
    strict soundex(self: Text) -> String = functions::soundex;
    /// The sentences of the text, each as its words. Spark: `sentences`.
    strict sentences(self: Text) -> Vec<Vec<String>> = functions::sentences;
    /// As [`sentences`](Self::sentences), by the rules of a language and a country (`"de"`, `"CH"`). Spark: `sentences`.
    exact sentences_with_locale(self: Text, language: String as A, country: String as B)
        -> Null1<T, Vec<Vec<String>>> = functions::sentences_with_locale;
    /// In single quotes, with those inside of it escaped. Spark: `quote`, 4.1.
    strict quote(self: Text) -> String = functions::quote;
    /// Compared and sorted by a collation such as `"UNICODE_CI"`. Spark: `collate`, 4.0.
    strict collate(self: Text, collation: &str) -> String = functions::collate;
    /// The name of the collation. Never NULL. Spark: `collation`, 4.0.
    exact collation(self: Text) -> String = functions::collation;

    /// With `X` for upper case letters, `x` for lower case ones and `n` for digits. Spark: `mask`.
    strict mask(self: Text) -> String = functions::mask;

    /// Whether the bytes of the string are UTF-8. Spark: `is_valid_utf8`, 4.0.
    strict is_valid_utf8(self: Text) -> bool = functions::is_valid_utf8;
    /// With U+FFFD for what is not UTF-8. Spark: `make_valid_utf8`, 4.0.
    strict make_valid_utf8(self: Text) -> String = functions::make_valid_utf8;
    /// The string; what is not UTF-8 fails the query. Spark: `validate_utf8`, 4.0.
    strict validate_utf8(self: Text) -> String = functions::validate_utf8;
    /// The string, NULL if it is not UTF-8. Spark: `try_validate_utf8`, 4.0.
    exact try_validate_utf8(self: Text) -> Option<String> = functions::try_validate_utf8;
}

functions! {
    /// So many spaces; none if the number is negative. Spark: `space`.
    strict space(count: i32 as N) -> String = |count| functions::repeat(crate::expr::lit(" "), count);
    /// Random letters and digits, `length` of them, others in each row. Spark: `randstr`, 4.0.
    exact randstr(length: i32) -> String = functions::randstr;
    /// As [`randstr`]; the same seed gives the same strings to the same rows in the same partitions. Spark: `randstr`, 4.0.
    exact randstr_with_seed(length: i32, seed: i64) -> String = functions::randstr_with_seed;
}

/// The strings with `separator` between them; those that are NULL are left out. NULL only if the separator is. Spark:
/// `concat_ws`.
///
/// ```
/// use spark_connect_core::{dataset::functions::concat_ws, prelude::*};
///
/// #[derive(SparkRow)]
/// struct Person { first: String, middle: Option<String>, last: String }
///
/// fn names(people: &Dataset<Person>) -> Dataset<String> {
///     people.select(|p| concat_ws(" ", (p.first, p.middle, p.last)))
/// }
/// ```
#[must_use]
#[track_caller]
pub fn concat_ws<L: Operands<Base = String>, R: Operand<L::Scope, String>>(
    separator: R,
    strings: L,
) -> Expr<L::Scope, Null1<R::Ty, String>> {
    super::list::first_and_rest(separator.handle(), strings, |separator: Column, strings| {
        functions::concat_ws(separator, strings)
    })
}

/// The string with this number (the first is 1); NULL if there is none, which fails the query if the number is out of range
/// and `spark.sql.ansi.enabled`. Spark: `elt`.
#[must_use]
#[track_caller]
pub fn elt<L: Operands<Base = String>, R: Operand<L::Scope, i32>>(
    number: R,
    strings: L,
) -> Expr<L::Scope, Option<String>> {
    super::list::first_and_rest(number.handle(), strings, |number: Column, strings| {
        functions::elt([vec![number], strings].concat())
    })
}
