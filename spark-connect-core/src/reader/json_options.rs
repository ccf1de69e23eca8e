//! Options of JSON.

use super::DataFrameReader;

/// # Options of JSON
impl DataFrameReader {
    /// JSON: takes numbers and booleans for texts when types are found out. Option `primitivesAsString`.
    pub fn primitives_as_string(self) -> Self {
        self.option("primitivesAsString", true)
    }

    /// JSON: takes fractions for DECIMAL, not DOUBLE, when types are found out, where they have a place in it. XML too.
    /// Option `prefersDecimal`.
    pub fn prefers_decimal(self) -> Self {
        self.option("prefersDecimal", true)
    }

    /// JSON: leaves out columns that are NULL, or empty arrays, in all records when types are found out. Option
    /// `dropFieldIfAllNull`.
    pub fn drop_field_if_all_null(self) -> Self {
        self.option("dropFieldIfAllNull", true)
    }

    /// JSON: allows comments as in Java and C++. Option `allowComments`.
    pub fn allow_comments(self) -> Self {
        self.option("allowComments", true)
    }

    /// JSON: allows names of fields without quotes. Option `allowUnquotedFieldNames`.
    pub fn allow_unquoted_field_names(self) -> Self {
        self.option("allowUnquotedFieldNames", true)
    }

    /// JSON: takes a record with texts in single quotes for malformed. Option `allowSingleQuotes`, turned off.
    pub fn reject_single_quotes(self) -> Self {
        self.option("allowSingleQuotes", false)
    }

    /// JSON: allows zeros at the start of numbers, `00012`. Option `allowNumericLeadingZeros`.
    pub fn allow_leading_zeros(self) -> Self {
        self.option("allowNumericLeadingZeros", true)
    }

    /// JSON: allows a backslash before any character. Option `allowBackslashEscapingAnyCharacter`.
    pub fn allow_backslash_escaping_any_character(self) -> Self {
        self.option("allowBackslashEscapingAnyCharacter", true)
    }

    /// JSON: allows control characters, such as tabs, in texts. Option `allowUnquotedControlChars`.
    pub fn allow_unquoted_control_chars(self) -> Self {
        self.option("allowUnquotedControlChars", true)
    }

    /// JSON: takes a record with `NaN`, `Infinity` and the like for malformed. Option `allowNonNumericNumbers`, turned
    /// off.
    pub fn reject_non_numeric_numbers(self) -> Self {
        self.option("allowNonNumericNumbers", false)
    }

    /// JSON: takes each record for a VARIANT, in the only column, of this name. Option `singleVariantColumn`, 4.0.
    pub fn single_variant_column(self, name: &str) -> Self {
        self.option("singleVariantColumn", name)
    }
}
