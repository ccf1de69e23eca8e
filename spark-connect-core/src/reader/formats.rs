//! The file formats that Spark brings along, and their common options.

use super::DataFrameReader;
use crate::dataframe::DataFrame;

impl DataFrameReader {
    /// Parquet files, which have their schema. Spark: `DataFrameReader.parquet`, 1.4.
    pub fn parquet(self, path: impl Into<String>) -> DataFrame {
        self.format("parquet").load_path(path)
    }

    /// CSV files. Without a schema all columns are STRING, called `_c0`, `_c1` and so on, unless
    /// [`header`](Self::header) and [`infer_schema`](Self::infer_schema) say otherwise.
    /// Spark: `DataFrameReader.csv`, 2.0.
    pub fn csv(self, path: impl Into<String>) -> DataFrame {
        self.format("csv").load_path(path)
    }

    /// Files with a JSON object per line; [`multi_line`](Self::multi_line) for one document per file. Without a schema
    /// they are read once more to find it out. Spark: `DataFrameReader.json`, 1.4.
    pub fn json(self, path: impl Into<String>) -> DataFrame {
        self.format("json").load_path(path)
    }

    /// The lines of text files, as STRING column `value`. Spark: `DataFrameReader.text`, 1.6.
    pub fn text(self, path: impl Into<String>) -> DataFrame {
        self.format("text").load_path(path)
    }

    /// ORC files, which have their schema. Spark: `DataFrameReader.orc`, 1.5.
    pub fn orc(self, path: impl Into<String>) -> DataFrame {
        self.format("orc").load_path(path)
    }

    /// CSV: the first line has the names of the columns. Option `header`.
    pub fn header(self) -> Self {
        self.option("header", true)
    }

    /// CSV: finds out the types of the columns by reading the files once more. Option `inferSchema`.
    pub fn infer_schema(self) -> Self {
        self.option("inferSchema", true)
    }

    /// CSV: what is between two values instead of a comma. Option `sep`.
    pub fn separator(self, separator: &str) -> Self {
        self.option("sep", separator)
    }

    /// CSV: the text that stands for NULL. Option `nullValue`.
    pub fn null_value(self, text: &str) -> Self {
        self.option("nullValue", text)
    }

    /// CSV: values may have line breaks; JSON: a file is one document. Option `multiLine`.
    pub fn multi_line(self) -> Self {
        self.option("multiLine", true)
    }

    /// CSV and JSON: how dates are written, in Spark's datetime pattern. Option `dateFormat`.
    pub fn date_format(self, pattern: &str) -> Self {
        self.option("dateFormat", pattern)
    }

    /// CSV and JSON: how timestamps are written, in Spark's datetime pattern. Option `timestampFormat`.
    pub fn timestamp_format(self, pattern: &str) -> Self {
        self.option("timestampFormat", pattern)
    }

    /// CSV and JSON: what a malformed record does. Option `mode`.
    pub fn parse_mode(self, mode: ParseMode) -> Self {
        self.option("mode", mode.name())
    }

    /// Text: each file is one row. Option `wholetext`.
    pub fn whole_text(self) -> Self {
        self.option("wholetext", true)
    }

    /// Reads the files of folders within the folder too. Option `recursiveFileLookup`.
    pub fn recursive(self) -> Self {
        self.option("recursiveFileLookup", true)
    }

    /// Reads only files whose names match a pattern such as `"*.csv"`. Option `pathGlobFilter`.
    pub fn name_pattern(self, pattern: &str) -> Self {
        self.option("pathGlobFilter", pattern)
    }
}

/// What a malformed record of a CSV or JSON file does.
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
