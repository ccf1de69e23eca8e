//! Actions that return rows.

use ::serde::de::DeserializeOwned;
use arrow_array::{Array, RecordBatch, cast::AsArray, types::Int64Type};
use arrow_schema::DataType;
use futures::{StreamExt, TryStreamExt};

use super::DataFrame;
use crate::{
    arrow::{cast::cast, serde},
    error::{Error, ErrorKind, Result},
    expr::lit,
    functions, plan,
    relation::{Message, Relation, hidden},
    row::Row,
    session::{Results, Rows},
};

impl DataFrame {
    /// The rows as Arrow batches while they arrive, in bounded memory.
    ///
    /// The query starts now and stops when the stream is dropped. An error, also one made while the plan was built, is
    /// an item of the stream, and its last one.
    ///
    /// ```no_run
    /// use futures::TryStreamExt;
    /// # async fn example(orders: spark_connect_core::dataframe::DataFrame) -> spark_connect_core::error::Result<()> {
    /// let mut batches = orders.batches();
    /// while let Some(batch) = batches.try_next().await? {
    ///     println!("{} rows", batch.num_rows());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn batches(&self) -> Results {
        self.run(&self.relation)
    }

    fn run(&self, relation: &Relation) -> Results {
        self.session.run(&relation.to_plan().unwrap_or_else(Message::invalid))
    }

    /// The rows one by one while they arrive, in bounded memory. Spark: `DataFrame.toLocalIterator`, 2.0.
    ///
    /// The query starts now and stops when the stream is dropped. An error, also one made while the plan was built, is
    /// an item of the stream, and its last one.
    ///
    /// ```no_run
    /// use futures::TryStreamExt;
    /// # async fn example(orders: spark_connect_core::dataframe::DataFrame) -> spark_connect_core::error::Result<()> {
    /// let mut rows = orders.rows();
    /// while let Some(row) = rows.try_next().await? {
    ///     println!("{row:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn rows(&self) -> Rows {
        self.batches().into_rows()
    }

    /// All rows, with values whose types are known only at run time; they share their schema.
    ///
    /// They take several times the memory of the Arrow batches: where the columns are known, read them by a
    /// [`Dataset`](../dataset/struct.Dataset.html) or [`collect_as`](Self::collect_as). Spark: `DataFrame.collect`, 1.3.
    ///
    /// ```no_run
    /// # async fn example(orders: spark_connect_core::dataframe::DataFrame) -> spark_connect_core::error::Result<()> {
    /// for row in orders.collect().await? {
    ///     for (name, value) in row.iter() {
    ///         println!("{name} = {value}");
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// A mistake in the plan, a failure of the query, or a value that its Rust type cannot hold, such as a date beyond
    /// the year 9999.
    pub async fn collect(&self) -> Result<Vec<Row>> {
        self.rows().try_collect().await
    }

    /// The first row, if there is one; which one that is, is certain only after an `order_by`.
    /// Spark: `DataFrame.first` and `head`, 1.3.
    ///
    /// # Errors
    /// As [`collect`](Self::collect).
    pub async fn first(&self) -> Result<Option<Row>> {
        Ok(self.take(1).await?.pop())
    }

    /// The first rows. Spark: `DataFrame.take` and `head`, 1.3.
    ///
    /// # Errors
    /// As [`collect`](Self::collect).
    pub async fn take(&self, rows: usize) -> Result<Vec<Row>> {
        self.limit(rows).collect().await
    }

    /// The last rows. Spark: `DataFrame.tail`, 3.0.
    ///
    /// # Errors
    /// As [`collect`](Self::collect).
    pub async fn tail(&self, rows: usize) -> Result<Vec<Row>> {
        self.run(&plan::tail(&self.relation, rows)).into_rows().try_collect().await
    }

    /// All rows as Arrow batches. Spark: `DataFrame.toArrow`, 4.0.
    ///
    /// At least one batch is returned, so that an empty result too has its schema.
    ///
    /// # Errors
    /// A mistake in the plan, or a failure of the query.
    pub async fn collect_batches(&self) -> Result<Vec<RecordBatch>> {
        self.batches().try_collect().await
    }

    /// All rows as anything that `serde` can read: a struct per row, a tuple, a map.
    ///
    /// Fields are found by name, those of a tuple by position. A type with `#[derive(SparkRow)]` is read faster by
    /// a `Dataset`, and compared with the schema first. Spark: `DataFrame.collect`, 1.3.
    ///
    /// ```no_run
    /// #[derive(serde::Deserialize)]
    /// struct Order {
    ///     id: i64,
    ///     note: Option<String>,
    /// }
    ///
    /// # async fn example(orders: spark_connect_core::dataframe::DataFrame) -> spark_connect_core::error::Result<()> {
    /// let orders: Vec<Order> = orders.collect_as().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// A mistake in the plan, a failure of the query, or a column that is missing or does not fit its field.
    pub async fn collect_as<T: DeserializeOwned>(&self) -> Result<Vec<T>> {
        rows_of(self.batches()).await
    }

    /// The first row, if there is one. Spark: `DataFrame.first` and `head`, 1.3.
    ///
    /// # Errors
    /// As [`collect_as`](Self::collect_as).
    pub async fn first_as<T: DeserializeOwned>(&self) -> Result<Option<T>> {
        Ok(self.take_as(1).await?.into_iter().next())
    }

    /// The first rows. Spark: `DataFrame.take` and `head`, 1.3.
    ///
    /// # Errors
    /// As [`collect_as`](Self::collect_as).
    pub async fn take_as<T: DeserializeOwned>(&self, rows: usize) -> Result<Vec<T>> {
        self.limit(rows).collect_as().await
    }

    /// The last rows. Spark: `DataFrame.tail`, 3.0.
    ///
    /// # Errors
    /// As [`collect_as`](Self::collect_as).
    pub async fn tail_as<T: DeserializeOwned>(&self, rows: usize) -> Result<Vec<T>> {
        rows_of(self.run(&plan::tail(&self.relation, rows))).await
    }

    /// The last rows as Arrow batches. Spark: `DataFrame.tail`, 3.0.
    ///
    /// # Errors
    /// A mistake in the plan, or a failure of the query.
    pub async fn tail_batches(&self, rows: usize) -> Result<Vec<RecordBatch>> {
        // Not a transformation: Spark computes the last rows only at the top of a plan.
        self.run(&plan::tail(&self.relation, rows)).try_collect().await
    }

    /// How many rows there are. Spark: `DataFrame.count`, 1.3.
    ///
    /// # Errors
    /// A mistake in the plan, or a failure of the query.
    pub async fn count(&self) -> Result<u64> {
        self.counted().only_count().await
    }

    /// One row with the number of rows.
    pub(crate) fn counted(&self) -> Self {
        hidden(|| self.agg(functions::count(lit(1))))
    }

    /// The number in the only row and column.
    pub(crate) async fn only_count(&self) -> Result<u64> {
        let value = self.value(&self.relation, &DataType::Int64).await?;
        let count = value.as_primitive_opt::<Int64Type>().and_then(|column| column.values().first().copied());
        count.and_then(|count| u64::try_from(count).ok()).ok_or_else(|| unexpected("a number of rows"))
    }

    /// Whether there are no rows. Spark: `DataFrame.isEmpty`, 2.4.
    ///
    /// # Errors
    /// A mistake in the plan, or a failure of the query.
    pub async fn is_empty(&self) -> Result<bool> {
        Ok(!self.any().has_rows().await?)
    }

    /// One row if there is one. Rows without columns are enough.
    pub(crate) fn any(&self) -> Self {
        self.with(plan::limit(&plan::project(&self.relation, &[]), 1))
    }

    /// Whether there is a row, of which at most one is asked for.
    pub(crate) async fn has_rows(&self) -> Result<bool> {
        let mut batches = self.batches();
        while let Some(batch) = batches.try_next().await? {
            if batch.num_rows() > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The text in the only row and column of a relation.
    pub(super) async fn text(&self, relation: &Relation) -> Result<String> {
        let value = self.value(relation, &DataType::Utf8).await?;
        let text = value.as_string_opt::<i32>().and_then(|column| column.iter().next().flatten());
        text.map(str::to_owned).ok_or_else(|| unexpected("a text"))
    }

    /// The only column of the only row of a relation, of a type.
    pub(super) async fn value(
        &self,
        relation: &Relation,
        data_type: &DataType,
    ) -> Result<arrow_array::ArrayRef> {
        let mut batches = self.run(relation);
        let mut value = None;
        // To the end, because what fails there makes the answer void.
        while let Some(batch) = batches.next().await {
            let batch = batch?;
            if let (1, Some(column)) = (batch.num_rows(), batch.columns().first()) {
                value = Some(
                    cast(column, data_type)
                        .map_err(|error| unexpected("a single value").with_source(error))?,
                );
            }
        }
        value.filter(|value| value.null_count() == 0).ok_or_else(|| unexpected("a single value"))
    }
}

/// All rows, as anything that `serde` can read: one batch is in memory beside them.
async fn rows_of<T: DeserializeOwned>(mut batches: Results) -> Result<Vec<T>> {
    let mut rows = Vec::new();
    while let Some(batch) = batches.try_next().await? {
        serde::append_rows(&mut rows, batch)?;
    }
    Ok(rows)
}

pub(super) fn unexpected(wanted: &str) -> Error {
    Error::new(
        ErrorKind::Protocol,
        format!("the server returned something else where {wanted} was asked for"),
    )
}
