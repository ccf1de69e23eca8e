//! Datasets of rows that are in this program, and of SQL queries.

use super::{Dataset, SparkRow, upload::of_rows};
use crate::{dataframe::Pieces, error::Result, expr::ColumnOrLiteral, session::SparkSession};

impl SparkSession {
    /// A dataset of these rows. Spark: `createDataset`.
    ///
    /// A few rows are sent with every plan that uses the dataset. Many (in Spark 1 MiB, by the setting
    /// `spark.sql.session.localRelationCacheThreshold`) are uploaded when the first of them is run, and kept by the
    /// server for the session. [`upload_dataset`](Self::upload_dataset) takes rows that are not in memory together.
    ///
    /// A value that Spark cannot hold (a decimal that does not fit its precision, a timestamp out of range) is an error
    /// of the action.
    #[must_use]
    pub fn create_dataset<T: SparkRow>(&self, rows: &[T]) -> Dataset<T> {
        let schema = T::schema();
        let pieces = Pieces::of_known(&schema, T::IS_STRUCT);
        of_rows(self.local_rows(pieces.batches(rows), &schema))
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
