//! Patterns: SQL's `LIKE`, and Java's regular expressions.

use super::Text;
use crate::functions;

methods! {
    /// Whether the string matches a pattern of SQL's `LIKE`: `_` is any character, `%` any number of them, `\` escapes.
    strict like(self: Text, pattern: String as R) -> bool = functions::like;
    /// As [`like`](Self::like), with another character that escapes. Spark: `like`.
    strict like_with_escape(self: Text, pattern: String as R, escape: &str) -> bool = functions::like_with_escape;
    /// As [`like`](Self::like), whatever the case. Spark: `ilike`.
    strict ilike(self: Text, pattern: String as R) -> bool = functions::ilike;
    /// As [`ilike`](Self::ilike), with another character that escapes. Spark: `ilike`.
    strict ilike_with_escape(self: Text, pattern: String as R, escape: &str) -> bool = functions::ilike_with_escape;
    /// Whether a part of the string matches a Java regular expression. Spark: `rlike`.
    strict rlike(self: Text, pattern: String as R) -> bool = functions::rlike;

    /// The string with every match of the pattern replaced; `$1` stands for the first group. Spark: `regexp_replace`.
    strict regexp_replace(self: Text, pattern: String as A, replacement: String as B) -> String =
        functions::regexp_replace;
    /// As [`regexp_replace`](Self::regexp_replace), for the matches from the character `position` on (the first is 1).
    /// Spark: `regexp_replace`.
    strict regexp_replace_from(self: Text, pattern: String as A, replacement: String as B, position: i32)
        -> String = functions::regexp_replace_from;
    /// A group of the first match of the pattern (0 is the whole match); empty if there is none. Spark: `regexp_extract`.
    strict regexp_extract(self: Text, pattern: String as A, group: i32 as B) -> String = functions::regexp_extract;
    /// A group of every match of the pattern (0 is the whole match). Spark: `regexp_extract_all`.
    strict regexp_extract_all(self: Text, pattern: String as A, group: i32 as B) -> Vec<String> =
        functions::regexp_extract_all;
    /// The first match of the pattern; NULL if there is none. Spark: `regexp_substr`.
    exact regexp_substr(self: Text, pattern: String as R) -> Option<String> = functions::regexp_substr;
    /// The number of matches of the pattern. Spark: `regexp_count`.
    strict regexp_count(self: Text, pattern: String as R) -> i32 = functions::regexp_count;
    /// Where the first match of the pattern begins (the first character is 1); 0 if there is none. Spark: `regexp_instr`.
    strict regexp_instr(self: Text, pattern: String as R) -> i32 = functions::regexp_instr;
}
