//! Datasets of rows that are in this program, and of SQL queries.

use std::borrow::Borrow;

use super::{Dataset, SparkRow, upload::of_rows};
use crate::{dataframe::Pieces, error::Result, expr::ColumnOrLiteral, session::SparkSession};

/// What iterators of rows yield: a row of type `T`, or a reference to one.
///
/// `Kind` says which of them it is. Both it and `T` are always inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no row of a dataset",
    label = "neither a row nor a reference to one",
    note = "a row is a struct with `#[derive(SparkRow)]`, a tuple, or a value of one column"
)]
pub trait LocalRow<T, Kind>: Borrow<T> {}

/// The kind of rows that are given away.
#[derive(Debug)]
pub enum Given {}

/// The kind of rows that are only looked at.
#[derive(Debug)]
pub enum Lent {}

impl<T: SparkRow> LocalRow<T, Given> for T {}

impl<T: SparkRow> LocalRow<T, Lent> for &T {}

impl SparkSession {
    /// A dataset of these rows: `&rows` of a slice, an array or a `Vec`, or any iterator of rows or of references to
    /// them. Spark: `createDataset`.
    ///
    /// Nothing is sent now. The rows are encoded as the iterator yields them, and only their encoded form is kept, by the
    /// dataset and all that is built on it. Few rows are sent with every plan that uses the dataset. Many (in Spark 1 MiB,
    /// by the setting `spark.sql.session.localRelationCacheThreshold`) are uploaded in chunks when the first of these plans
    /// is run, and kept by the server for the session. More rows than should be in memory together, and rows that arrive
    /// as a stream, are what [`upload_dataset`](Self::upload_dataset) sends at once.
    ///
    /// A value that Spark cannot hold (a decimal that does not fit its precision, a timestamp out of range) is an error
    /// of the action.
    ///
    /// ```no_run
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Order { id: i64, amount: f64 }
    ///
    /// # fn example(spark: SparkSession, orders: Vec<Order>) {
    /// let large = spark.create_dataset(orders.iter().filter(|order| order.amount > 1000.0));
    /// let all = spark.create_dataset(orders);
    /// let squares = spark.create_dataset((0..1000_i64).map(|number| (number, number * number)));
    /// # }
    /// ```
    #[must_use]
    pub fn create_dataset<T, R, Kind>(&self, rows: impl IntoIterator<Item = R>) -> Dataset<T>
    where
        T: SparkRow,
        R: LocalRow<T, Kind>,
    {
        let schema = T::schema();
        let pieces = Pieces::of_known(&schema, T::IS_STRUCT);
        of_rows(self.local_rows(&mut pieces.batches::<T, R>(rows), &schema))
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
