//! Strings.

use super::SparkType;
use crate::functions;

/// A string column type.
#[diagnostic::on_unimplemented(
    message = "expected a string column, found a `{Self}` column",
    label = "not a string column"
)]
pub trait Text: SparkType<Base = String> {}
impl Text for String {}
impl Text for Option<String> {}

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
    /// Each word with its first letter in upper case. Spark: `initcap`.
    strict initcap(self: Text) -> String = functions::initcap;
    /// The characters in reverse order. Spark: `reverse`.
    strict reverse(self: Text) -> String = functions::reverse;
    /// The number of characters. Spark: `length`.
    strict length(self: Text) -> i32 = functions::length;

    /// Whether the string starts with another one. Spark: `startswith`.
    strict starts_with(self: Text, prefix: String as R) -> bool = functions::startswith;
    /// Whether the string ends with another one. Spark: `endswith`.
    strict ends_with(self: Text, suffix: String as R) -> bool = functions::endswith;
    /// Whether the string matches a pattern of SQL's `LIKE`: `_` is any character, `%` any number of them, `\` escapes.
    strict like(self: Text, pattern: String as R) -> bool = functions::like;
    /// As [`like`](Self::like), whatever the case. Spark: `ilike`.
    strict ilike(self: Text, pattern: String as R) -> bool = functions::ilike;
    /// Whether a part of the string matches a Java regular expression. Spark: `rlike`.
    strict rlike(self: Text, pattern: String as R) -> bool = functions::rlike;

    /// The part that begins at the character `start` (the first is 1; a negative one counts from the end) and has
    /// `length` characters. Spark: `substring`.
    strict substr(self: Text, start: i32 as A, length: i32 as B) -> String = functions::substring;
    /// The string followed by another one; NULL if one of them is. Spark: `concat`.
    strict concat(self: Text, other: String as R) -> String = |this, other| functions::concat([this, other]);
    /// The string with every occurrence of `search` replaced. Spark: `replace`.
    strict replace(self: Text, search: String as A, replacement: String as B) -> String = functions::replace;
}
