//! Datasets of rows that are in this program, and of SQL queries.

use arrow_array::RecordBatch;

use super::{Dataset, Frame, SparkRow, shape::Shape};
use crate::{
    arrow::{self, encode},
    dataframe::Upload,
    error::Result,
    expr::ColumnOrLiteral,
    session::SparkSession,
    types::StructType,
};

/// How many rows are encoded at a time: beside the encoded ones only so many are in memory as columns.
const ROWS: usize = 8192;

impl SparkSession {
    /// A dataset of these rows. Spark: `createDataset`.
    ///
    /// A few rows are sent with every plan that uses the dataset. Many (in Spark 1 MiB, by the setting
    /// `spark.sql.session.localRelationCacheThreshold`) are uploaded when the first of them is run, and kept by the
    /// server for the session. For more rows than memory holds twice there is
    /// [`upload_dataset`](Self::upload_dataset).
    ///
    /// A value that Spark cannot hold (a decimal that does not fit its precision, a timestamp out of range) is an error
    /// of the action.
    #[must_use]
    pub fn create_dataset<T: SparkRow>(&self, rows: &[T]) -> Dataset<T> {
        let schema = T::schema();
        // A dataset without rows is one batch without rows.
        let pieces = rows.chunks(ROWS).chain(rows.is_empty().then_some(rows));
        let batches = pieces.enumerate().map(|(index, rows)| batch(rows, &schema, index * ROWS));
        let df = self.local_rows(batches, &schema);
        Dataset::of(Frame::new(df, Shape::leaf(T::IS_STRUCT, None), [].into()))
    }

    /// Uploads rows as they are made: 16 MiB of them are in memory at a time, however many there are. The server keeps
    /// them for the session, and all plans on this dataset read them there. Needs Spark 4.1.
    ///
    /// ```no_run
    /// # use spark_connect_core::{dataset::Dataset, error::Result, session::SparkSession};
    /// # async fn example(spark: SparkSession) -> Result<()> {
    /// let squares: Dataset<(i64, i64)> =
    ///     spark.upload_dataset((0..100_000_000_i64).map(|number| (number, number * number))).await?;
    /// println!("{} rows", squares.count().await?);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - [`ErrorKind::Unsupported`](crate::error::ErrorKind::Unsupported): the server is older than Spark 4.1, or keeps
    ///   no artifacts (Sail).
    /// - [`ErrorKind::Conversion`](crate::error::ErrorKind::Conversion): a value that Spark cannot hold.
    /// - The server cannot be reached.
    pub async fn upload_dataset<T: SparkRow>(&self, rows: impl IntoIterator<Item = T>) -> Result<Dataset<T>> {
        let schema = T::schema();
        let mut upload = Upload::new(self, &arrow::schema::to_arrow(&schema)).await?;
        let (mut rows, mut first) = (rows.into_iter(), 0);
        loop {
            let piece: Vec<T> = rows.by_ref().take(ROWS).collect();
            if piece.is_empty() {
                break;
            }
            upload.push(&batch(&piece, &schema, first)?).await?;
            first += piece.len();
        }
        let df = upload.finish(&schema).await?;
        Ok(Dataset::of(Frame::new(df, Shape::leaf(T::IS_STRUCT, None), [].into())))
    }

    /// The rows of an SQL query as a dataset: [`sql`](Self::sql), then
    /// [`dataset`](crate::dataframe::DataFrame::dataset).
    ///
    /// # Errors
    /// The query does not parse or does not fit the data. Whether its columns fit `T` is seen by the first action.
    pub async fn sql_as<T: SparkRow>(&self, query: &str) -> Result<Dataset<T>> {
        Ok(self.sql(query).await?.dataset())
    }

    /// As [`sql_as`](Self::sql_as), with values for the `:name` markers of the text, which they never become a part of:
    /// [`sql_with_named_args`](Self::sql_with_named_args), then [`dataset`](crate::dataframe::DataFrame::dataset).
    ///
    /// ```no_run
    /// use spark_connect_core::{expr::lit, prelude::*};
    ///
    /// #[derive(SparkRow)]
    /// struct Order { id: i64, amount: f64 }
    ///
    /// # async fn example(spark: SparkSession, city: &str) -> Result<()> {
    /// let query = "SELECT id, amount FROM orders WHERE city = :city AND amount > :least";
    /// let orders = spark.sql_as_with_named_args::<Order, _, _>(query, [("city", lit(city)), ("least", lit(10.0))]);
    /// println!("{}", orders.await?.count().await?);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`sql_as`](Self::sql_as), and if a value is missing.
    pub async fn sql_as_with_named_args<T: SparkRow, S: Into<String>, V: ColumnOrLiteral>(
        &self,
        query: &str,
        values: impl IntoIterator<Item = (S, V)>,
    ) -> Result<Dataset<T>> {
        Ok(self.sql_with_named_args(query, values).await?.dataset())
    }
}

/// Rows the first of which is number `first` of all.
fn batch<T: SparkRow>(rows: &[T], schema: &StructType, first: usize) -> Result<RecordBatch> {
    match T::IS_STRUCT {
        true => encode::struct_batch_at(rows, schema, first),
        false => encode::value_batch_at(rows, schema, first),
    }
}
