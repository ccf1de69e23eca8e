//! Datasets of rows that are in this program, and of SQL queries.

use super::{Dataset, Frame, SparkRow, shape::Shape};
use crate::{arrow::encode, error::Result, session::SparkSession};

impl SparkSession {
    /// A dataset of these rows, which are sent with every plan that uses it. Spark: `createDataset`.
    ///
    /// A value that Spark cannot hold (a decimal that does not fit its precision, a timestamp out of range) is an error
    /// of the action.
    #[must_use]
    pub fn create_dataset<T: SparkRow>(&self, rows: &[T]) -> Dataset<T> {
        let schema = T::schema();
        let batch = if T::IS_STRUCT {
            encode::struct_batch(rows, &schema)
        } else {
            encode::value_batch(rows, &schema)
        };
        let df = self.local_rows(batch.map(|batch| vec![batch]), &schema);
        Dataset::of(Frame { df, shape: Shape::leaf(T::IS_STRUCT, None), sources: [].into() })
    }

    /// The rows of an SQL query as a dataset: [`sql`](Self::sql), then
    /// [`dataset`](crate::dataframe::DataFrame::dataset).
    ///
    /// # Errors
    /// The query does not parse or does not fit the data. Whether its columns fit `T` is seen by the first action.
    pub async fn sql_as<T: SparkRow>(&self, query: &str) -> Result<Dataset<T>> {
        Ok(self.sql(query).await?.dataset())
    }
}
