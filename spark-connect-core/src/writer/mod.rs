//! Writing files and tables.

mod merge;

pub use merge::{MergeIntoWriter, WhenMatched, WhenNotMatched, WhenNotMatchedBySource};

pub use crate::plan::SaveMode;
use crate::{
    dataframe::DataFrame,
    error::Result,
    plan::{self, Target, Write},
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
/// rows. Spark: `DataFrameWriter`, 1.4.
#[derive(Debug, Clone)]
#[must_use = "a writer writes nothing until a saving method runs"]
pub struct DataFrameWriter {
    rows: DataFrame,
    write: Write,
}

impl DataFrameWriter {
    /// The data source: `parquet`, `csv`, `json`, `orc`, `text`, `jdbc` or another one that the server has.
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
    pub fn partition_by<S: Into<String>>(mut self, columns: impl IntoIterator<Item = S>) -> Self {
        self.write.partition_by = columns.into_iter().map(Into::into).collect();
        self
    }

    /// CSV: writes a first line with the names of the columns. Option `header`.
    pub fn header(self) -> Self {
        self.option("header", true)
    }

    /// Compresses the files, with a codec that the format has, such as `gzip`, `snappy` or `zstd`. Option `compression`.
    pub fn compression(self, codec: &str) -> Self {
        self.option("compression", codec)
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

    /// Writes Parquet files into a folder. Spark: `DataFrameWriter.parquet`, 1.4.
    ///
    /// # Errors
    /// As [`save`](Self::save).
    pub async fn parquet(self, path: impl Into<String>) -> Result<()> {
        self.format("parquet").save_path(path).await
    }

    /// Writes CSV files into a folder. Spark: `DataFrameWriter.csv`, 2.0.
    ///
    /// # Errors
    /// As [`save`](Self::save), and for columns of arrays, maps and structs.
    pub async fn csv(self, path: impl Into<String>) -> Result<()> {
        self.format("csv").save_path(path).await
    }

    /// Writes files with a JSON object per row into a folder; fields that are NULL are left out.
    /// Spark: `DataFrameWriter.json`, 1.4.
    ///
    /// # Errors
    /// As [`save`](Self::save).
    pub async fn json(self, path: impl Into<String>) -> Result<()> {
        self.format("json").save_path(path).await
    }

    /// Writes the only column, of STRING, as the lines of text files in a folder. Spark: `DataFrameWriter.text`, 1.6.
    ///
    /// # Errors
    /// As [`save`](Self::save), and for any other columns.
    pub async fn text(self, path: impl Into<String>) -> Result<()> {
        self.format("text").save_path(path).await
    }

    /// Writes ORC files into a folder. Spark: `DataFrameWriter.orc`, 1.5.
    ///
    /// # Errors
    /// As [`save`](Self::save).
    pub async fn orc(self, path: impl Into<String>) -> Result<()> {
        self.format("orc").save_path(path).await
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
