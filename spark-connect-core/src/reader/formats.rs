//! The formats that Spark brings along: their files, and texts in their form.

use super::{DataFrameReader, Paths, Schema};
use crate::{dataframe::DataFrame, plan, proto::spark::connect::parse::ParseFormat};

/// # Files
impl DataFrameReader {
    /// Parquet files, which have their schema. Spark: `DataFrameReader.parquet`, 1.4.
    pub fn parquet(self, paths: impl Into<Paths>) -> DataFrame {
        self.format("parquet").load_paths(paths)
    }

    /// CSV files. Without a schema all columns are STRING, called `_c0`, `_c1` and so on, unless
    /// [`header`](Self::header) and [`infer_schema`](Self::infer_schema) say otherwise.
    /// Spark: `DataFrameReader.csv`, 2.0.
    pub fn csv(self, paths: impl Into<Paths>) -> DataFrame {
        self.format("csv").load_paths(paths)
    }

    /// Files with a JSON object per line; [`multi_line`](Self::multi_line) for one document per file. Without a schema
    /// they are read once more to find it out. Spark: `DataFrameReader.json`, 1.4.
    pub fn json(self, paths: impl Into<Paths>) -> DataFrame {
        self.format("json").load_paths(paths)
    }

    /// The lines of text files, as STRING column `value`. Spark: `DataFrameReader.text`, 1.6.
    pub fn text(self, paths: impl Into<Paths>) -> DataFrame {
        self.format("text").load_paths(paths)
    }

    /// ORC files, which have their schema. Spark: `DataFrameReader.orc`, 1.5.
    pub fn orc(self, paths: impl Into<Paths>) -> DataFrame {
        self.format("orc").load_paths(paths)
    }

    /// XML files, where each element called [`row_tag`](Self::row_tag) is a row. Without a schema they are read once
    /// more to find it out. Spark: `DataFrameReader.xml`, 4.0.
    pub fn xml(self, paths: impl Into<Paths>) -> DataFrame {
        self.format("xml").load_paths(paths)
    }
}

/// # Texts in a `DataFrame`
impl DataFrameReader {
    /// The lines of CSV in the only column of `texts`, which is of STRING. Spark: `DataFrameReader.csv`, 2.2.
    ///
    /// Without a schema the columns are found out when the query is analyzed, which reads the texts. Whoever runs the
    /// query gets an error for a schema that does not parse; the same is true of the other formats.
    pub fn parse_csv(self, texts: &DataFrame) -> DataFrame {
        self.parse(texts, ParseFormat::Csv)
    }

    /// The JSON objects in the only column of `texts`, which is of STRING. Spark: `DataFrameReader.json`, 1.4.
    pub fn parse_json(self, texts: &DataFrame) -> DataFrame {
        self.parse(texts, ParseFormat::Json)
    }

    /// The XML elements in the only column of `texts`, which is of STRING. Spark: `DataFrameReader.xml`, 4.0; over
    /// Spark Connect since 4.2.
    pub fn parse_xml(self, texts: &DataFrame) -> DataFrame {
        self.parse(texts, ParseFormat::Xml)
    }

    fn parse(self, texts: &DataFrame, format: ParseFormat) -> DataFrame {
        let schema = self.schema.map(Schema::into_columns).transpose();
        DataFrame::new(self.session, plan::parse(texts.relation(), format, schema, &self.options))
    }
}
