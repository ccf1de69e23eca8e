//! Options of CSV.

use super::DataFrameReader;

/// # Options of CSV
impl DataFrameReader {
    /// CSV: the first line has the names of the columns. Option `header`.
    pub fn header(self) -> Self {
        self.option("header", true)
    }

    /// CSV: compares the names in the first line with the schema's, and fails if they differ; otherwise columns are
    /// matched by position. Option `enforceSchema`, turned off.
    pub fn check_header(self) -> Self {
        self.option("enforceSchema", false)
    }

    /// CSV: what is between two values instead of a comma. Option `sep`.
    pub fn separator(self, separator: &str) -> Self {
        self.option("sep", separator)
    }

    /// CSV: what is around a value that may have separators in it, instead of `"`; none if it is empty. Option `quote`.
    pub fn quote(self, quote: &str) -> Self {
        self.option("quote", quote)
    }

    /// CSV: what is before a quote inside of a quoted value, instead of a backslash. Option `escape`.
    pub fn escape(self, escape: &str) -> Self {
        self.option("escape", escape)
    }

    /// CSV: what is before an escape that stands for itself; the escape if it is not the quote. Option
    /// `charToEscapeQuoteEscaping`.
    pub fn escape_of_escape(self, escape: &str) -> Self {
        self.option("charToEscapeQuoteEscaping", escape)
    }

    /// CSV: lines that begin with this character are left out; without it, none. Option `comment`.
    pub fn comment(self, start: &str) -> Self {
        self.option("comment", start)
    }

    /// CSV: what a quote inside of a value without quotes does. Option `unescapedQuoteHandling`.
    pub fn unescaped_quotes(self, handling: UnescapedQuotes) -> Self {
        self.option("unescapedQuoteHandling", handling.name())
    }

    /// CSV: takes spaces away before values. Option `ignoreLeadingWhiteSpace`.
    pub fn trim_start(self) -> Self {
        self.option("ignoreLeadingWhiteSpace", true)
    }

    /// CSV: takes spaces away after values. Option `ignoreTrailingWhiteSpace`.
    pub fn trim_end(self) -> Self {
        self.option("ignoreTrailingWhiteSpace", true)
    }

    /// CSV: the value that a quoted empty text stands for, instead of an empty text. Option `emptyValue`.
    pub fn empty_value(self, text: &str) -> Self {
        self.option("emptyValue", text)
    }

    /// CSV: the text that stands for a number that is none, instead of `NaN`. Option `nanValue`.
    pub fn nan_value(self, text: &str) -> Self {
        self.option("nanValue", text)
    }

    /// CSV: the text that stands for infinity, instead of `Inf`. Option `positiveInf`.
    pub fn positive_infinity(self, text: &str) -> Self {
        self.option("positiveInf", text)
    }

    /// CSV: the text that stands for negative infinity, instead of `-Inf`. Option `negativeInf`.
    pub fn negative_infinity(self, text: &str) -> Self {
        self.option("negativeInf", text)
    }

    /// CSV: fails on a record with more columns than this; 20480 if it is not set. Option `maxColumns`.
    pub fn max_columns(self, count: u32) -> Self {
        self.option("maxColumns", count)
    }

    /// CSV: fails on a value with more characters than this; unlimited if it is not set. Option `maxCharsPerColumn`.
    pub fn max_chars_per_column(self, count: u32) -> Self {
        self.option("maxCharsPerColumn", count)
    }
}

/// What a quote does inside of a CSV value that is not quoted, or not escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum UnescapedQuotes {
    /// The value, which is taken for a quoted one, goes on until the closing quote.
    StopAtClosingQuote,
    /// The value is one without quotes that goes on until the next separator (Spark's default).
    #[default]
    StopAtDelimiter,
    /// The value is one without quotes that ends at its first separator, even where that was inside of the quotes.
    BackToDelimiter,
    /// The value is NULL.
    SkipValue,
    /// The record is malformed.
    RaiseError,
}

impl UnescapedQuotes {
    fn name(self) -> &'static str {
        match self {
            Self::StopAtClosingQuote => "STOP_AT_CLOSING_QUOTE",
            Self::StopAtDelimiter => "STOP_AT_DELIMITER",
            Self::BackToDelimiter => "BACK_TO_DELIMITER",
            Self::SkipValue => "SKIP_VALUE",
            Self::RaiseError => "RAISE_ERROR",
        }
    }
}
