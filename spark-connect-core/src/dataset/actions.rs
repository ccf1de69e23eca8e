//! Actions: what runs the plan.

use arrow_array::RecordBatch;
use futures::{Stream, TryStreamExt, stream};

use super::{Dataset, Frame, SparkRow, check};
use crate::{
    arrow::decode::append_rows,
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
        let mut batches = self.run().await?;
        let mut rows = Vec::new();
        while let Some(batch) = batches.next().await? {
            batch.append_to(&mut rows)?;
        }
        Ok(rows)
    }

    /// The rows as a stream, in bounded memory: while the consumer is busy, the server waits.
    ///
    /// The query starts with the first poll, and is stopped when the stream is dropped.
    pub fn stream(&self) -> impl Stream<Item = Result<T>> + Send + use<T>
    where
        T: SparkRow,
        T: Send,
    {
        let this = self.clone();
        let batches = stream::try_unfold(None, move |batches: Option<Batches>| {
            let this = this.clone();
            async move {
                let mut batches = match batches {
                    Some(batches) => batches,
                    None => this.run().await?,
                };
                let Some(batch) = batches.next().await? else { return Ok(None) };
                let mut rows = Vec::new();
                batch.append_to(&mut rows)?;
                Ok(Some((stream::iter(rows.into_iter().map(Ok)), Some(batches))))
            }
        });
        batches.try_flatten()
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
        Ok(self.take(1).await?.pop())
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
        self.frame.df.count().await
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
        self.frame.df.is_empty().await
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

    async fn run(&self) -> Result<Batches>
    where
        T: SparkRow,
    {
        self.packed().run(T::schema(), T::NAME).await
    }
}

impl Frame {
    /// Runs the plan, whose columns are those that are `expected` of rows of the type `row_type`.
    pub(super) async fn run(&self, expected: StructType, row_type: &'static str) -> Result<Batches> {
        self.check().await?;
        Ok(Batches { results: self.df.batches(), expected, row_type, checked: false, rows: 0 })
    }
}

/// The batches of a result, whose schema is compared with the row type once.
pub(super) struct Batches {
    results: Results,
    expected: StructType,
    row_type: &'static str,
    checked: bool,
    rows: u64,
}

/// A batch, and the number of its first row in the result.
pub(super) struct Batch {
    pub(super) batch: RecordBatch,
    row_type: &'static str,
    pub(super) first_row: u64,
}

impl Batches {
    pub(super) async fn next(&mut self) -> Result<Option<Batch>> {
        let Some(batch) = self.results.try_next().await? else { return Ok(None) };
        if !self.checked {
            check::compare(self.row_type, &self.expected, self.results.schema().await?)?;
            self.checked = true;
        }
        let first_row = self.rows;
        self.rows += batch.num_rows() as u64;
        Ok(Some(Batch { batch, row_type: self.row_type, first_row }))
    }
}

impl Batch {
    fn append_to<T: SparkRow>(&self, rows: &mut Vec<T>) -> Result<()> {
        append_rows(rows, &self.batch, self.row_type, self.first_row)
    }
}
