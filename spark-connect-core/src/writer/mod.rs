//! Writing files and tables.

mod formats;
mod merge;
mod options;
mod table;

pub use merge::{MergeInsert, MergeIntoWriter, MergeUpdate};
pub use table::DataFrameWriterV2;

pub use crate::plan::SaveMode;
use crate::{
    dataframe::DataFrame,
    error::Result,
    plan::{self, Buckets, Target, Write},
};

impl DataFrame {
    /// Starts to describe how the rows are written. Spark: `DataFrame.write`, 1.4.
    ///
    /// ```no_run
    /// use spark_connect_core::writer::SaveMode;
    ///
    /// # async fn example(orders: spark_connect_core::dataframe::DataFrame) -> spark_connect_core::error::Result<()> {
    /// orders.write().mode(SaveMode::Overwrite).partition_by(["year"]).parquet("out/orders").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn write(&self) -> DataFrameWriter {
        DataFrameWriter { rows: self.clone(), write: Write::default() }
    }
}

/// Describes how rows are written; a saving method writes them and returns when they are written.
///
/// Paths are the server's: folders there, or on storage that it reaches. A folder gets a file per partition of the
/// rows.
///
/// What a format can be told has a method, named after Spark's option, that says in its docs which formats look at it;
/// others ignore it. Options of other data sources, and of newer servers, go through [`option`](Self::option).
///
/// Spark: `DataFrameWriter`, 1.4.
#[derive(Debug, Clone)]
#[must_use = "a writer writes nothing until a saving method runs"]
pub struct DataFrameWriter {
    rows: DataFrame,
    write: Write,
}

impl DataFrameWriter {
    /// The data source: `parquet`, `csv`, `json`, `orc`, `text`, `xml`, `jdbc` or another one that the server has.
    /// Without it, the session's default, which is `parquet`.
    pub fn format(mut self, name: impl Into<String>) -> Self {
        self.write.format = Some(name.into());
        self
    }

    /// What happens if the target exists; without it, the write fails ([`SaveMode::ErrorIfExists`]).
    pub fn mode(mut self, mode: SaveMode) -> Self {
        self.write.mode = Some(mode);
        self
    }

    /// An option of the data source; its name is the same in upper and lower case.
    pub fn option(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.write.options.set(name, value);
        self
    }

    /// Several options of the data source.
    pub fn options<K: Into<String>, V: ToString>(
        mut self,
        options: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        self.write.options.extend(options);
        self
    }

    /// Writes a folder per combination of values in these columns, `year=2024/month=5`; the files do not have them.
    /// Spark: `DataFrameWriter.partitionBy`, 1.4.
    pub fn partition_by<S: Into<String>>(mut self, columns: impl IntoIterator<Item = S>) -> Self {
        self.write.partition_by = columns.into_iter().map(Into::into).collect();
        self
    }

    /// Spreads the rows of each partition over a fixed number of files, by the hash of these columns, so that joins and
    /// aggregations by them need not exchange rows. Only [`save_as_table`](Self::save_as_table) can do it; the number is
    /// at least 1. Spark: `DataFrameWriter.bucketBy`, 2.0.
    pub fn bucket_by<S: Into<String>>(mut self, buckets: u32, columns: impl IntoIterator<Item = S>) -> Self {
        let columns = columns.into_iter().map(Into::into).collect();
        self.write.buckets = Some(Buckets { count: buckets, columns });
        self
    }

    /// Sorts the rows of each bucket; goes with [`bucket_by`](Self::bucket_by). Spark: `DataFrameWriter.sortBy`, 2.0.
    pub fn sort_by<S: Into<String>>(mut self, columns: impl IntoIterator<Item = S>) -> Self {
        self.write.sort_by = columns.into_iter().map(Into::into).collect();
        self
    }

    /// Keeps rows with near values in these columns together, where the source can: a table's clustering columns. Does
    /// not go with `partition_by` and `bucket_by`. Spark: `DataFrameWriter.clusterBy`, 4.0.
    pub fn cluster_by<S: Into<String>>(mut self, columns: impl IntoIterator<Item = S>) -> Self {
        self.write.cluster_by = columns.into_iter().map(Into::into).collect();
        self
    }

    /// Lets the table get the columns that the rows have and it has not, where its source can. Spark:
    /// `DataFrameWriter.withSchemaEvolution`, 4.2.
    pub fn with_schema_evolution(mut self) -> Self {
        self.write.schema_evolution = true;
        self
    }

    /// Writes to where the options say. Spark: `DataFrameWriter.save`, 1.4.
    ///
    /// # Errors
    /// A mistake in the plan, a failure of the query, or a target that cannot be written to.
    pub async fn save(self) -> Result<()> {
        self.run(Target::Source).await
    }

    /// Writes into a folder. Spark: `DataFrameWriter.save`, 1.4.
    ///
    /// # Errors
    /// As [`save`](Self::save).
    pub async fn save_path(self, path: impl Into<String>) -> Result<()> {
        self.run(Target::Path(path.into())).await
    }

    /// Writes a table, which is created if there is none; into one that exists, columns are matched by name.
    /// Spark: `DataFrameWriter.saveAsTable`, 1.4.
    ///
    /// # Errors
    /// As [`save`](Self::save).
    pub async fn save_as_table(self, name: impl Into<String>) -> Result<()> {
        self.run(Target::Table(name.into())).await
    }

    /// Adds the rows to a table that exists, columns matched by position; with [`SaveMode::Overwrite`] they replace its
    /// rows. Spark: `DataFrameWriter.insertInto`, 1.4.
    ///
    /// # Errors
    /// As [`save`](Self::save).
    pub async fn insert_into(self, name: impl Into<String>) -> Result<()> {
        self.run(Target::InsertInto(name.into())).await
    }

    async fn run(self, target: Target) -> Result<()> {
        let command = plan::write(self.rows.relation(), &self.write, target)?;
        self.rows.session().command(&command).await.map(drop)
    }
}
