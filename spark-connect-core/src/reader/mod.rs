//! Reading files, tables and other data sources.

mod file_options;
mod formats;
mod jdbc;
mod json_options;
mod csv_options;
mod record_options;
mod schema;
mod xml_options;

pub use csv_options::UnescapedQuotes;
pub use file_options::RebaseMode;
pub use record_options::ParseMode;
pub use schema::{Paths, Schema};

use crate::{
    dataframe::DataFrame,
    error::{Error, ErrorKind},
    options::Options,
    plan,
    proto::spark::connect::read::DataSource,
    session::SparkSession,
};

impl SparkSession {
    /// Starts to describe what to read. Spark: `SparkSession.read`, 2.0.
    ///
    /// ```no_run
    /// # fn example(spark: spark_connect_core::session::SparkSession) {
    /// let orders = spark.read().header().schema("id BIGINT, amount DOUBLE").csv("orders.csv");
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
/// What a format can be told has a method, named after Spark's option, that says in its docs which formats look at it;
/// others ignore it. A method without a parameter turns something on, or off if it is Spark's default. Options of other
/// data sources, and of newer servers, go through [`option`](Self::option).
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

impl DataFrameReader {
    /// The data source: `parquet`, `csv`, `json`, `orc`, `text`, `xml`, `jdbc` or another one that the server has.
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
        self.source(Vec::new(), Vec::new())
    }

    /// The rows at a path: a file, a folder, or a pattern such as `"logs/2024-*"`. Spark: `DataFrameReader.load`, 1.4.
    pub fn load_path(self, path: impl Into<String>) -> DataFrame {
        self.source(vec![path.into()], Vec::new())
    }

    /// The rows at several paths. Spark: `DataFrameReader.load`, 1.4.
    pub fn load_paths(self, paths: impl Into<Paths>) -> DataFrame {
        self.source(paths.into().0, Vec::new())
    }

    fn source(self, paths: Vec<String>, predicates: Vec<String>) -> DataFrame {
        let source = DataSource {
            format: self.format,
            schema: self.schema.map(Schema::into_text),
            options: self.options.to_map(),
            paths,
            predicates,
            ..Default::default()
        };
        DataFrame::new(self.session, plan::data_source(&source))
    }

    /// The rows of a table or view, read with the options. Spark: `DataFrameReader.table`, 1.4.
    pub fn table(self, name: &str) -> DataFrame {
        DataFrame::new(self.session, plan::table(name, &self.options))
    }

    /// The changes of a table's rows: its columns, and what Spark tells about each change. Spark:
    /// `DataFrameReader.changes`, 4.2.
    ///
    /// The options say which changes: `startingVersion` and `endingVersion`, or `startingTimestamp` and
    /// `endingTimestamp`; all of them without. The table's catalog has to keep a log of changes.
    ///
    /// Whoever runs the query gets an error if the reader has a [`schema`](Self::schema): it is the table's.
    pub fn changes(self, table: &str) -> DataFrame {
        let relation = plan::changes(table, &self.options);
        let relation = match self.schema {
            None => relation,
            Some(_) => relation.error(Error::new(
                ErrorKind::InvalidPlan,
                "changes have the columns of their table: read them without `schema`",
            )),
        };
        DataFrame::new(self.session, relation.build())
    }
}
