//! Actions: what runs the plan.

use std::sync::{Arc, OnceLock};

use futures::TryStreamExt;

use super::{Chunks, Dataset, Frame, RowStream, SparkRow, chunks::Batches, prepared::Prepared};
use crate::{
    dataframe::Show,
    error::Result,
    session::{ExplainMode, Results},
    types::StructType,
    writer::DataFrameWriter,
};

impl<T> Dataset<T> {
    /// All rows. Spark: `collect`.
    ///
    /// # Errors
    /// The query fails; the columns do not fit `T` ([`ErrorKind::Schema`](crate::error::ErrorKind::Schema)); a value
    /// does not, such as a NULL in a field that is no `Option`
    /// ([`ErrorKind::Conversion`](crate::error::ErrorKind::Conversion)).
    pub async fn collect(&self) -> Result<Vec<T>>
    where
        T: SparkRow,
    {
        self.chunks().collect().await
    }

    /// As [`collect`](Self::collect), with rows that are made of Arrow batches on up to `threads` threads; their order
    /// and the errors are the same. See [`Chunks::parallel`] for when it pays.
    ///
    /// # Errors
    /// As [`collect`](Self::collect).
    pub async fn collect_parallel(&self, threads: usize) -> Result<Vec<T>>
    where
        T: SparkRow + Send,
    {
        let (mut chunks, mut rows) = (self.chunks().parallel(threads), Vec::new());
        while let Some(mut chunk) = chunks.try_next().await? {
            rows.append(&mut chunk);
        }
        Ok(rows)
    }

    /// The rows one by one as they arrive, in bounded memory: while the consumer is busy, the server waits.
    ///
    /// The query starts with the first poll, and is stopped when the stream is dropped.
    pub fn stream(&self) -> RowStream<T>
    where
        T: SparkRow,
    {
        RowStream::new(self.chunks())
    }

    /// The rows in the portions in which they arrive, some thousands each, in bounded memory.
    ///
    /// The query starts with the first poll, and is stopped when the stream is dropped.
    ///
    /// ```no_run
    /// use spark_connect_core::prelude::*;
    ///
    /// # async fn example(orders: Dataset<(i64, String)>) -> Result<()> {
    /// let (mut chunks, mut rows) = (orders.chunks(), Vec::new());
    /// while chunks.next_into(&mut rows).await? {
    ///     println!("{} rows, the first of which is {:?}", rows.len(), rows[0]);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn chunks(&self) -> Chunks<T>
    where
        T: SparkRow,
    {
        self.read(&self.plans().rows, || self.packed())
    }

    /// The first row, if there is one. Which one it is is only certain after [`order_by`](Self::order_by). Spark:
    /// `first`, `head`.
    ///
    /// # Errors
    /// As [`collect`](Self::collect).
    pub async fn first(&self) -> Result<Option<T>>
    where
        T: SparkRow,
    {
        let first = self.read(&self.plans().first, || self.limit(1).packed());
        Ok(first.collect().await?.pop())
    }

    /// The first `n` rows. Spark: `take`, `head(n)`.
    ///
    /// # Errors
    /// As [`collect`](Self::collect).
    pub async fn take(&self, n: usize) -> Result<Vec<T>>
    where
        T: SparkRow,
    {
        self.limit(n).collect().await
    }

    /// The number of rows. Spark: `count`.
    ///
    /// # Errors
    /// The query fails, or the columns do not fit `T`.
    pub async fn count(&self) -> Result<u64>
    where
        T: SparkRow,
    {
        self.frame.check().await?;
        self.plans().count.get_or_init(|| self.frame.df.counted()).only_count().await
    }

    /// Whether there are no rows. Spark: `isEmpty`.
    ///
    /// # Errors
    /// The query fails, or the columns do not fit `T`.
    pub async fn is_empty(&self) -> Result<bool>
    where
        T: SparkRow,
    {
        self.frame.check().await?;
        Ok(!self.plans().any.get_or_init(|| self.frame.df.any()).has_rows().await?)
    }

    /// The rows of a plan, which is made if it is not there.
    fn read(&self, prepared: &OnceLock<Arc<Prepared>>, plan: impl FnOnce() -> Frame) -> Chunks<T>
    where
        T: SparkRow,
    {
        let prepare = || Arc::new(Prepared::new(plan(), T::schema(), T::NAME));
        Chunks::new(Batches::new(Arc::clone(prepared.get_or_init(prepare))))
    }

    /// The rows as Arrow batches, as the server sends them.
    ///
    /// # Errors
    /// The columns do not fit `T`; what fails later is an item of the stream.
    pub async fn batches(&self) -> Result<Results>
    where
        T: SparkRow,
    {
        self.frame.check().await?;
        Ok(self.to_df().batches())
    }

    /// Prints the first rows as Spark's own table: `show(20)`, or see [`Show`] for how wide the cells may be. Spark:
    /// `show`.
    ///
    /// # Errors
    /// The query fails, or the columns do not fit `T`.
    pub async fn show(&self, what: impl Into<Show>) -> Result<()>
    where
        T: SparkRow,
    {
        self.frame.check().await?;
        self.to_df().show(what).await
    }

    /// The columns as the server sees them. Spark: `schema`.
    ///
    /// # Errors
    /// The plan does not fit the data.
    pub async fn schema(&self) -> Result<StructType>
    where
        T: SparkRow,
    {
        self.to_df().schema().await
    }

    /// Prints the columns as a tree. Spark: `printSchema`.
    ///
    /// # Errors
    /// The plan does not fit the data.
    pub async fn print_schema(&self) -> Result<()>
    where
        T: SparkRow,
    {
        self.to_df().print_schema().await
    }

    /// How the server would run the plan. Spark: `explain`.
    ///
    /// # Errors
    /// The plan does not fit the data.
    pub async fn explain(&self, mode: ExplainMode) -> Result<String>
    where
        T: SparkRow,
    {
        self.to_df().explain(mode).await
    }

    /// Writes the rows: to files, or into a table of Spark's own catalog. Spark: `write`.
    ///
    /// For tables of other catalogs there is [`Table`](super::Table).
    pub fn write(&self) -> DataFrameWriter
    where
        T: SparkRow,
    {
        self.to_df().write()
    }
}
