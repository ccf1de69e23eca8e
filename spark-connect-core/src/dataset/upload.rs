//! Datasets of rows that are sent as they are made, and what else takes such rows.

use std::marker::PhantomData;

use super::{Dataset, Frame, LocalRow, SparkRow, shape::Shape};
use crate::{
    dataframe::{DataFrame, Pieces, RowSource},
    error::Result,
    session::SparkSession,
};

impl SparkSession {
    /// Sends rows as they are made, 16 MiB of them while the next 16 MiB are encoded, however many there are. `rows` is an iterator
    /// of them or of references to them, or a stream of `Result`s (see [`RowSource`]).
    ///
    /// The server keeps the rows for the session, and all plans on this dataset read them there. Up to 16 MiB of rows are
    /// sent when a plan needs them, as those of [`create_dataset`](Self::create_dataset). More need Spark 4.1; to other
    /// servers up to 64 MiB can be sent, which are in memory together. Spark itself reads all rows of a plan into its
    /// memory, and refuses more than 3 GB of them (`spark.sql.session.localRelationSizeLimit`).
    ///
    /// ```no_run
    /// # use futures::stream;
    /// # use spark_connect_core::{dataset::Dataset, error::Result, session::SparkSession};
    /// # async fn example(spark: SparkSession, texts: impl Iterator<Item = String> + Send) -> Result<()> {
    /// let squares: Dataset<(i64, i64)> =
    ///     spark.upload_dataset((0..100_000_000_i64).map(|number| (number, number * number))).await?;
    /// println!("{} rows", squares.count().await?);
    ///
    /// // What may fail on the way is a stream.
    /// let numbers: Dataset<i64> = spark.upload_dataset(stream::iter(texts.map(|text| text.parse::<i64>()))).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// - [`ErrorKind::Unsupported`](crate::error::ErrorKind::Unsupported): more than 64 MiB for a server that is older than
    ///   Spark 4.1, or that keeps no artifacts (Sail).
    /// - [`ErrorKind::Conversion`](crate::error::ErrorKind::Conversion): the stream failed (see the error's source), or a
    ///   value that Spark cannot hold.
    /// - The server cannot be reached.
    pub async fn upload_dataset<T, R, Held, Kind>(&self, rows: impl RowSource<R, Kind>) -> Result<Dataset<T>>
    where
        T: SparkRow,
        R: LocalRow<T, Held>,
    {
        let pieces = Pieces::of_unknown(&T::schema(), T::IS_STRUCT);
        Ok(of_rows(self.upload_rows::<T, R>(rows.into_rows(), pieces).await?))
    }
}

/// Rows of the program, whose columns are those of `T`.
pub(super) fn of_rows<T: SparkRow>(df: DataFrame) -> Dataset<T> {
    Dataset::of(Frame::new(df, Shape::leaf(T::IS_STRUCT, None), [].into()))
}

/// Rows of type `T` that can be written to a [`Table`](super::Table): a [`Dataset<T>`](Dataset), by reference, or any
/// [source of rows](RowSource) of the program, such as `&rows` of a `Vec`.
///
/// `Kind` says which of them it is, and is always inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` are no rows of type `{T}`",
    label = "not a `&Dataset`, an iterator or a stream of rows of the table",
    note = "a stream has `Result`s of rows"
)]
pub trait TableRows<T, Kind> {
    /// A dataset of the rows, which are sent to the server if they are not there.
    ///
    /// # Errors
    /// As [`SparkSession::upload_dataset`].
    fn into_dataset(self, session: &SparkSession) -> impl Future<Output = Result<Dataset<T>>> + Send;
}

/// The kind of rows that are on the server.
#[derive(Debug)]
pub enum Planned {}

/// The kind of rows that are sent: what the source yields, and which kind that and the source are of.
#[derive(Debug)]
pub struct Sent<R, Held, Kind>(PhantomData<(R, Held, Kind)>);

impl<T> TableRows<T, Planned> for &Dataset<T> {
    async fn into_dataset(self, _session: &SparkSession) -> Result<Dataset<T>> {
        Ok(self.clone())
    }
}

impl<T, R, Held, Kind, S> TableRows<T, Sent<R, Held, Kind>> for S
where
    T: SparkRow,
    R: LocalRow<T, Held> + Send,
    S: RowSource<R, Kind, Rows: Send> + Send,
{
    async fn into_dataset(self, session: &SparkSession) -> Result<Dataset<T>> {
        session.upload_dataset(self).await
    }
}
