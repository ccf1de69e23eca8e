//! Reading files, tables and other data sources.

mod formats;

pub use formats::ParseMode;

use crate::{
    dataframe::DataFrame, options::Options, plan, proto::spark::connect::read::DataSource,
    session::SparkSession, types::StructType,
};

impl SparkSession {
    /// Starts to describe what to read. Spark: `SparkSession.read`, 2.0.
    ///
    /// ```no_run
    /// # fn example(spark: spark_connect_core::session::SparkSession) {
    /// let orders = spark.read().option("header", true).schema("id BIGINT, amount DOUBLE").csv("orders.csv");
    /// let events = spark.read().parquet("s3://bucket/events");
    /// # }
    /// ```
    pub fn read(&self) -> DataFrameReader {
        DataFrameReader { session: self.clone(), format: None, schema: None, options: Options::new() }
    }
}

/// Describes rows in files or another data source; a loading method makes a [`DataFrame`] of them.
///
/// Paths are the server's: files there, or on storage that it reaches. Nothing is read, and a missing file does not
/// show, before an action. Without a schema the server finds one out, from the files or by reading them.
///
/// Spark: `DataFrameReader`, 1.4.
#[derive(Debug, Clone)]
#[must_use = "a reader reads nothing until a loading method makes a DataFrame"]
pub struct DataFrameReader {
    session: SparkSession,
    format: Option<String>,
    schema: Option<Schema>,
    options: Options,
}

/// The schema to read with.
#[derive(Debug, Clone)]
pub struct Schema(String);

impl From<&str> for Schema {
    /// DDL (`"id BIGINT, tags ARRAY<STRING>"`), or Spark's JSON form.
    fn from(ddl: &str) -> Self {
        Self(ddl.to_owned())
    }
}

impl From<String> for Schema {
    fn from(ddl: String) -> Self {
        Self(ddl)
    }
}

impl From<StructType> for Schema {
    fn from(schema: StructType) -> Self {
        Self(schema.to_json())
    }
}

impl From<&StructType> for Schema {
    fn from(schema: &StructType) -> Self {
        Self(schema.to_json())
    }
}

impl DataFrameReader {
    /// The data source: `parquet`, `csv`, `json`, `orc`, `text`, `jdbc` or another one that the server has.
    /// Without it, the session's default, which is `parquet`.
    pub fn format(mut self, name: impl Into<String>) -> Self {
        self.format = Some(name.into());
        self
    }

    /// The columns: DDL or a `StructType`. Files that have no schema of their own are then read just once.
    pub fn schema(mut self, schema: impl Into<Schema>) -> Self {
        self.schema = Some(schema.into());
        self
    }

    /// An option of the data source; its name is the same in upper and lower case.
    pub fn option(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.options.set(name, value);
        self
    }

    /// Several options of the data source.
    pub fn options<K: Into<String>, V: ToString>(
        mut self,
        options: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        self.options.extend(options);
        self
    }

    /// The rows of the data source, where it is the options that say which. Spark: `DataFrameReader.load`, 1.4.
    pub fn load(self) -> DataFrame {
        self.load_from(Vec::new())
    }

    /// The rows at a path: a file, a folder, or a pattern such as `"logs/2024-*"`. Spark: `DataFrameReader.load`, 1.4.
    pub fn load_path(self, path: impl Into<String>) -> DataFrame {
        self.load_from(vec![path.into()])
    }

    /// The rows at several paths. Spark: `DataFrameReader.load`, 1.4.
    pub fn load_paths<P: Into<String>>(self, paths: impl IntoIterator<Item = P>) -> DataFrame {
        self.load_from(paths.into_iter().map(Into::into).collect())
    }

    fn load_from(self, paths: Vec<String>) -> DataFrame {
        let source = DataSource {
            format: self.format,
            schema: self.schema.map(|schema| schema.0),
            options: self.options.to_map(),
            paths,
            ..Default::default()
        };
        DataFrame::new(self.session, plan::data_source(&source))
    }

    /// The rows of a table or view, read with the options. Spark: `DataFrameReader.table`, 1.4.
    pub fn table(self, name: &str) -> DataFrame {
        DataFrame::new(self.session, plan::table(name, &self.options))
    }
}
