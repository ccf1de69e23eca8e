//! Tables of a catalog, as typed handles.

mod create;
mod merge;

use std::{fmt, future::Future, marker::PhantomData, sync::Arc};

use tokio::sync::OnceCell;

pub use create::CreateTable;
pub use merge::{Merge, MergeTarget};

use super::{
    Condition, Dataset, Expr, Frame, SparkRow, TableRows, check, lit, lower,
    shape::{Shape, VALUE},
};
use crate::{
    dataframe::DataFrame,
    error::{ErrorKind, Result},
    functions::col,
    session::SparkSession,
    types::StructType,
    writer::DataFrameWriterV2,
};

/// A table of a catalog whose rows are of type `T`: what a program reads, and writes rows of the same type to.
///
/// Made by [`SparkSession::table_of`], which asks the server for nothing. The first action compares the columns of the
/// table with `T`, and returns an error that lists every difference ([`ErrorKind::Schema`]); the table may have more
/// columns, which must have defaults or take NULL if rows are written. A handle is cheap to clone, and compares once.
///
/// Reading works with every table, and [`create`](Self::create) with most catalogs; the rest needs tables of the second
/// version of Spark's data sources, such as those of Delta Lake or Iceberg.
///
/// ```no_run
/// use spark_connect_core::{dataset::{Table, partitioning::{bucket, years}}, prelude::*};
///
/// #[derive(SparkRow)]
/// struct Order { id: i64, status: String, day: jiff::civil::Date, amount: f64 }
///
/// # async fn example(spark: SparkSession, new: Dataset<Order>) -> Result<()> {
/// let orders: Table<Order> = spark.table_of("lake.shop.orders");
/// orders.create(&new).partitioned_by(|o| (o.status, years(o.day), bucket(4, o.id))).run().await?;
/// orders.append(&new).await?;
/// orders.overwrite_where(|o| o.status.eq("new"), &new.filter(|o| o.status.eq("new"))).await?;
/// orders.update_where(|o| o.amount.lt(0.0), |o| OrderCols { amount: lit(0.0), ..o }).await?;
/// let revenue = orders.dataset().agg(|o| o.amount.sum());
/// # Ok(())
/// # }
/// ```
pub struct Table<T> {
    target: Target,
    marker: PhantomData<fn() -> T>,
}

/// A table without the type of its rows.
#[derive(Clone)]
struct Target {
    session: SparkSession,
    name: Arc<str>,
    row_type: &'static str,
    expected: fn() -> StructType,
    checked: Arc<OnceCell<()>>,
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self { target: self.target.clone(), marker: PhantomData }
    }
}

impl<T> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Table<{}>({:?})", std::any::type_name::<T>(), self.target.name)
    }
}

impl SparkSession {
    /// The table of this name, in SQL's syntax (`"catalog.schema.table"`), with rows of type `T`. There need not be such
    /// a table yet.
    #[must_use]
    pub fn table_of<T: SparkRow>(&self, name: impl Into<Arc<str>>) -> Table<T> {
        let target = Target {
            session: self.clone(),
            name: name.into(),
            row_type: T::NAME,
            expected: T::schema,
            checked: Arc::default(),
        };
        Table { target, marker: PhantomData }
    }
}

impl<T> Table<T> {
    /// The name by which the table was asked for.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.target.name
    }

    /// The rows of the table. Spark: `table`.
    #[must_use]
    pub fn dataset(&self) -> Dataset<T>
    where
        T: SparkRow,
    {
        self.target.frame().dataset()
    }

    /// Adds rows to the table; columns are matched by name. Spark: `DataFrameWriterV2.append`.
    ///
    /// The rows are a dataset, or an iterator or a stream of rows of the program, which are sent as they are made and
    /// are never in memory together: see [`upload_dataset`](SparkSession::upload_dataset). They all arrive in the table, or
    /// none of them.
    ///
    /// ```no_run
    /// use spark_connect_core::{dataset::Table, prelude::*};
    ///
    /// #[derive(SparkRow)]
    /// struct Order { id: i64, amount: f64 }
    ///
    /// # async fn example(orders: Table<Order>, new: Dataset<Order>) -> Result<()> {
    /// orders.append(&new.filter(|o| o.amount.gt(0.0))).await?;
    /// orders.append([Order { id: 1, amount: 2.5 }]).await?;
    /// orders.append((0..1_000_000).map(|id| Order { id, amount: 0.0 })).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// There is no such table; its columns, or those of the rows, do not fit `T` ([`ErrorKind::Schema`]); a NULL for a
    /// column that takes none; the rows cannot be sent; or the query fails.
    pub async fn append<Kind>(&self, rows: impl TableRows<T, Kind>) -> Result<()>
    where
        T: SparkRow,
    {
        let write = self.target.rows(rows).await?.append();
        self.target.explaining(write).await
    }

    /// Replaces the rows of the table for which a condition is true. Spark: `DataFrameWriterV2.overwrite`.
    ///
    /// The rows that are written need not satisfy the condition, unless the table insists on it (Delta Lake does). Which
    /// conditions a table can delete by is up to it; those on columns of its partitions are the safe choice.
    ///
    /// # Errors
    /// As [`append`](Self::append), and for a condition by which the table cannot delete rows.
    pub fn overwrite_where<B: Condition, Kind>(
        &self,
        condition: impl FnOnce(T::Cols<T>) -> Expr<T, B>,
        rows: impl TableRows<T, Kind> + Send,
    ) -> impl Future<Output = Result<()>> + Send
    where
        T: SparkRow,
    {
        let condition = self.dataset().build(condition, |_, condition| lower::column(condition.handle()));
        let target = self.target.clone();
        async move {
            let write = target.rows(rows).await?.overwrite(condition);
            target.explaining(write).await
        }
    }

    /// Replaces all partitions of the table that one of the rows goes to; in a table without partitions, all rows.
    /// Spark: `DataFrameWriterV2.overwritePartitions`; not on Sail.
    ///
    /// # Errors
    /// As [`append`](Self::append).
    pub async fn overwrite_partitions<Kind>(&self, rows: impl TableRows<T, Kind>) -> Result<()>
    where
        T: SparkRow,
    {
        let write = self.target.rows(rows).await?.overwrite_partitions();
        self.target.explaining(write).await
    }

    /// Deletes the rows for which a condition is true.
    ///
    /// Spark Connect has no plan for `DELETE`: this is a [merge](Self::merge) of no rows, which needs Spark 4.0 and a table
    /// that can merge.
    ///
    /// # Errors
    /// There is no such table, or its columns do not fit `T` ([`ErrorKind::Schema`]); the table cannot merge; or the
    /// query fails.
    pub fn delete_where<B: Condition>(
        &self,
        condition: impl FnOnce(T::Cols<T>) -> Expr<T, B>,
    ) -> impl Future<Output = Result<()>> + Send
    where
        T: SparkRow,
    {
        self.merge(&self.nothing())
            .on(|_, _| lit(false))
            .when_not_matched_by_source_delete_if(condition)
            .run()
    }

    /// Changes the rows for which a condition is true. Columns that the closure takes unchanged from the table (`..order`)
    /// are left alone.
    ///
    /// As [`delete_where`](Self::delete_where), this is a merge of no rows, since Spark Connect has no plan for `UPDATE`.
    ///
    /// # Errors
    /// As [`delete_where`](Self::delete_where).
    pub fn update_where<B: Condition>(
        &self,
        condition: impl FnOnce(T::Cols<T>) -> Expr<T, B>,
        columns: impl FnOnce(T::Cols<T>) -> T::Cols<T>,
    ) -> impl Future<Output = Result<()>> + Send
    where
        T: SparkRow,
    {
        self.merge(&self.nothing())
            .on(|_, _| lit(false))
            .when_not_matched_by_source_update_if(condition, columns)
            .run()
    }

    /// No rows.
    fn nothing(&self) -> Dataset<i64> {
        let none = self.target.session.range(0, 0);
        let none = none.select(col("id").alias(VALUE));
        Dataset::of(Frame::new(none, Shape::leaf(false, None), [].into()))
    }
}

impl Target {
    /// The table as it is now: servers keep what they found out about a plan, also that there is no such table, so each
    /// question is a plan of its own.
    fn frame(&self) -> DataFrame {
        self.session.table(&self.name)
    }

    /// Writes these rows, if they and the table are what they are taken for.
    async fn rows<T: SparkRow, Kind>(&self, rows: impl TableRows<T, Kind>) -> Result<DataFrameWriterV2> {
        // Rows are not sent for a table that does not take them.
        self.check().await?;
        let rows = rows.into_dataset(&self.session).await?.packed();
        rows.check().await?;
        Ok(rows.df.write_to(&*self.name))
    }

    /// Compares the columns of the table with the type of its rows, unless that is done.
    async fn check(&self) -> Result<()> {
        let check = async || check::compare(self.row_type, &(self.expected)(), &self.frame().schema().await?);
        let checked = self.checked.get_or_try_init(check).await.map(drop);
        checked.map_err(|error| {
            let (name, text) = (&self.name, error.to_string());
            if error.kind() == ErrorKind::Schema {
                return error.reword(ErrorKind::Schema, format!("the table `{name}` is another one: {text}"));
            }
            // Sail writes the class of the error into the text only.
            if text.contains("[TABLE_OR_VIEW_NOT_FOUND]") {
                let kind = error.kind();
                let text = format!(
                    "there is no table `{name}`: look at its name (`catalog.schema.table`), or `create` it"
                );
                return error.reword(kind, text);
            }
            error
        })
    }

    /// A write, whose errors tell of the table what servers do not.
    async fn explaining(&self, write: impl Future<Output = Result<()>>) -> Result<()> {
        write.await.map_err(|error| {
            if !error.is_error_class("NOT_NULL_ASSERT_VIOLATION") {
                return error;
            }
            let path = error.message_parameters().get("walkedTypePath").map_or("", |path| path.trim());
            let text =
                format!("a row has NULL in column `{path}`, where the table `{}` takes none", self.name);
            let kind = error.kind();
            error.reword(kind, text)
        })
    }
}
