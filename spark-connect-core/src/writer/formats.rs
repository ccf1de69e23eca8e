//! The formats that Spark brings along, and other databases.

use super::DataFrameWriter;
use crate::error::Result;

impl DataFrameWriter {
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

    /// Writes XML files into a folder: an element per row, called as option `rowTag` says, in one called as option
    /// `rootTag` says. Spark: `DataFrameWriter.xml`, 4.0.
    ///
    /// # Errors
    /// As [`save`](Self::save), and for a path without [`row_tag`](Self::row_tag).
    pub async fn xml(self, path: impl Into<String>) -> Result<()> {
        self.format("xml").save_path(path).await
    }

    /// Writes a table of another database, which is created if there is none; with
    /// [`SaveMode::Append`](super::SaveMode::Append) the rows are added to one that exists.
    ///
    /// The server needs the database's JDBC driver; `user`, `password` and what else the driver knows are options. Spark:
    /// `DataFrameWriter.jdbc`, 1.4.
    ///
    /// # Errors
    /// As [`save`](Self::save), and for whatever the database refuses.
    pub async fn jdbc(self, url: &str, table: &str) -> Result<()> {
        self.format("jdbc").option("url", url).option("dbtable", table).save().await
    }
}
