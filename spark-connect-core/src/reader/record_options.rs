//! Options that the formats of records in text share: CSV, JSON, XML, and lines of text.

use super::DataFrameReader;

/// # Options of CSV, JSON and XML
impl DataFrameReader {
    /// What a malformed record does. Option `mode`.
    pub fn parse_mode(self, mode: ParseMode) -> Self {
        self.option("mode", mode.name())
    }

    /// The STRING column of the schema that malformed records are put into, instead of `_corrupt_record` (or what the
    /// session says). Option `columnNameOfCorruptRecord`.
    pub fn corrupt_record_column(self, name: &str) -> Self {
        self.option("columnNameOfCorruptRecord", name)
    }

    /// CSV: values may have line breaks; JSON: a file is one document; XML: elements may (which is the default there).
    /// Option `multiLine`.
    pub fn multi_line(self) -> Self {
        self.option("multiLine", true)
    }

    /// CSV: finds out the types of the columns by reading the files once more. JSON and XML do so anyway. Option
    /// `inferSchema`.
    pub fn infer_schema(self) -> Self {
        self.option("inferSchema", true)
    }

    /// The share of the records, above 0 and up to 1, that is read to find out the types; 1 if it is not set. Option
    /// `samplingRatio`.
    pub fn sampling_ratio(self, ratio: f64) -> Self {
        self.option("samplingRatio", ratio)
    }

    /// How dates are written, in Spark's datetime pattern. Option `dateFormat`.
    pub fn date_format(self, pattern: &str) -> Self {
        self.option("dateFormat", pattern)
    }

    /// How timestamps are written, in Spark's datetime pattern. Option `timestampFormat`.
    pub fn timestamp_format(self, pattern: &str) -> Self {
        self.option("timestampFormat", pattern)
    }

    /// How timestamps without a time zone are written, in Spark's datetime pattern. Option `timestampNTZFormat`.
    pub fn timestamp_ntz_format(self, pattern: &str) -> Self {
        self.option("timestampNTZFormat", pattern)
    }

    /// The zone of timestamps that do not name one, such as `Europe/Berlin`, instead of the session's. Option `timeZone`.
    pub fn time_zone(self, zone: &str) -> Self {
        self.option("timeZone", zone)
    }

    /// The language of dates and numbers, as a tag such as `de-DE`, instead of `en-US`. Option `locale`.
    pub fn locale(self, tag: &str) -> Self {
        self.option("locale", tag)
    }

    /// The encoding of the files, such as `ISO-8859-1`, instead of UTF-8. Option `encoding`.
    pub fn encoding(self, name: &str) -> Self {
        self.option("encoding", name)
    }

    /// CSV, JSON and text: what ends a record, instead of any line break. Option `lineSep`.
    pub fn line_separator(self, separator: &str) -> Self {
        self.option("lineSep", separator)
    }

    /// CSV and XML: the text that stands for NULL. Option `nullValue`.
    pub fn null_value(self, text: &str) -> Self {
        self.option("nullValue", text)
    }
}

/// What a malformed record of a CSV, JSON or XML file does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum ParseMode {
    /// What cannot be read is NULL (Spark's default).
    #[default]
    Permissive,
    /// The record is left out.
    DropMalformed,
    /// The query fails.
    FailFast,
}

impl ParseMode {
    fn name(self) -> &'static str {
        match self {
            Self::Permissive => "PERMISSIVE",
            Self::DropMalformed => "DROPMALFORMED",
            Self::FailFast => "FAILFAST",
        }
    }
}
