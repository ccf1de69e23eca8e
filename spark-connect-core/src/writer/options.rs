//! Options of the formats that Spark brings along.

use super::DataFrameWriter;

/// # Options of several formats
impl DataFrameWriter {
    /// Compresses the files, with a codec that the format has, such as `gzip`, `snappy` or `zstd`. Option `compression`.
    pub fn compression(self, codec: &str) -> Self {
        self.option("compression", codec)
    }

    /// CSV, JSON and XML: how dates are written, in Spark's datetime pattern. Option `dateFormat`.
    pub fn date_format(self, pattern: &str) -> Self {
        self.option("dateFormat", pattern)
    }

    /// CSV, JSON and XML: how timestamps are written, in Spark's datetime pattern. Option `timestampFormat`.
    pub fn timestamp_format(self, pattern: &str) -> Self {
        self.option("timestampFormat", pattern)
    }

    /// CSV, JSON and XML: how timestamps without a time zone are written, in Spark's datetime pattern. Option
    /// `timestampNTZFormat`.
    pub fn timestamp_ntz_format(self, pattern: &str) -> Self {
        self.option("timestampNTZFormat", pattern)
    }

    /// CSV, JSON and XML: the zone that timestamps are written in, such as `Europe/Berlin`, instead of the session's.
    /// Option `timeZone`.
    pub fn time_zone(self, zone: &str) -> Self {
        self.option("timeZone", zone)
    }

    /// CSV, JSON and XML: the encoding of the files, such as `ISO-8859-1`, instead of UTF-8. Option `encoding`.
    pub fn encoding(self, name: &str) -> Self {
        self.option("encoding", name)
    }

    /// CSV, JSON and text: what ends a record, instead of a line feed. Option `lineSep`.
    pub fn line_separator(self, separator: &str) -> Self {
        self.option("lineSep", separator)
    }

    /// CSV and XML: the text that NULL is written as. Otherwise CSV has nothing there, and XML no element. Option
    /// `nullValue`.
    pub fn null_value(self, text: &str) -> Self {
        self.option("nullValue", text)
    }
}

/// # Options of CSV
impl DataFrameWriter {
    /// CSV: writes a first line with the names of the columns. Option `header`.
    pub fn header(self) -> Self {
        self.option("header", true)
    }

    /// CSV: what is between two values instead of a comma. Option `sep`.
    pub fn separator(self, separator: &str) -> Self {
        self.option("sep", separator)
    }

    /// CSV: what is around a value that has separators in it, instead of `"`. Option `quote`.
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

    /// CSV: puts all values into quotes, not only those that need them. Option `quoteAll`.
    pub fn quote_all(self) -> Self {
        self.option("quoteAll", true)
    }

    /// CSV: a quote in a value does not by itself put the value into quotes. Option `escapeQuotes`, turned off.
    pub fn leave_quotes(self) -> Self {
        self.option("escapeQuotes", false)
    }

    /// CSV: keeps spaces before values, which are taken away otherwise. Option `ignoreLeadingWhiteSpace`, turned off.
    pub fn keep_leading_spaces(self) -> Self {
        self.option("ignoreLeadingWhiteSpace", false)
    }

    /// CSV: keeps spaces after values, which are taken away otherwise. Option `ignoreTrailingWhiteSpace`, turned off.
    pub fn keep_trailing_spaces(self) -> Self {
        self.option("ignoreTrailingWhiteSpace", false)
    }

    /// CSV: what an empty text is written as, instead of `""`. Option `emptyValue`.
    pub fn empty_value(self, text: &str) -> Self {
        self.option("emptyValue", text)
    }
}

/// # Options of JSON
impl DataFrameWriter {
    /// JSON: writes fields that are NULL too. Option `ignoreNullFields`, turned off.
    pub fn keep_null_fields(self) -> Self {
        self.option("ignoreNullFields", false)
    }
}

/// # Options of XML
impl DataFrameWriter {
    /// XML: the name of the elements that are rows. Files cannot be written without it. Option `rowTag`.
    pub fn row_tag(self, name: &str) -> Self {
        self.option("rowTag", name)
    }

    /// XML: the name of the element around the rows, instead of `ROWS`; attributes may follow it. Option `rootTag`.
    pub fn root_tag(self, name: &str) -> Self {
        self.option("rootTag", name)
    }

    /// XML: the columns that begin with this, instead of `_`, are attributes. Option `attributePrefix`.
    pub fn attribute_prefix(self, prefix: &str) -> Self {
        self.option("attributePrefix", prefix)
    }

    /// XML: the column that is the text of an element with attributes, instead of `_VALUE`. Option `valueTag`.
    pub fn value_tag(self, name: &str) -> Self {
        self.option("valueTag", name)
    }

    /// XML: what is in the declaration at the start of a file; nothing, and there is none. Option `declaration`.
    pub fn declaration(self, text: &str) -> Self {
        self.option("declaration", text)
    }

    /// XML: the name of the elements of arrays in arrays, instead of `item`. Option `arrayElementName`.
    pub fn array_element_name(self, name: &str) -> Self {
        self.option("arrayElementName", name)
    }

    /// XML: writes names of elements that XML does not allow, which is an error otherwise. Option `validateName`, turned
    /// off.
    pub fn allow_any_name(self) -> Self {
        self.option("validateName", false)
    }
}
