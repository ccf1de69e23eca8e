//! Transformations that choose, order and spread rows.

use super::DataFrame;
use crate::{
    expr::{Column, ColumnList, ColumnOrLiteral, ColumnOrSql},
    plan,
};

impl DataFrame {
    /// The rows where a condition is true: not those where it is NULL. A string is SQL.
    /// Spark: `DataFrame.filter` and `where`, 1.3.
    ///
    /// ```no_run
    /// # use spark_connect_core::{dataframe::DataFrame, functions::col};
    /// # fn example(orders: DataFrame) {
    /// let large = orders.filter(col("amount").gt(100) & col("status").ne("open"));
    /// let same = orders.filter("amount > 100 and status <> 'open'");
    /// # }
    /// ```
    pub fn filter(&self, condition: impl ColumnOrSql) -> Self {
        self.with(plan::filter(&self.relation, &condition.into_condition()))
    }

    /// The rows in order, ascending with NULL first where a column does not say otherwise.
    /// Spark: `DataFrame.orderBy` and `sort`, 1.3.
    #[track_caller]
    pub fn order_by(&self, columns: impl ColumnList) -> Self {
        self.with(plan::sort(&self.relation, &columns.into_columns(), true))
    }

    /// The rows in order within each partition. Spark: `DataFrame.sortWithinPartitions`, 1.6.
    #[track_caller]
    pub fn sort_within_partitions(&self, columns: impl ColumnList) -> Self {
        self.with(plan::sort(&self.relation, &columns.into_columns(), false))
    }

    /// At most so many rows: the first ones if there is an order, else any. Spark: `DataFrame.limit`, 1.3.
    pub fn limit(&self, rows: usize) -> Self {
        self.with(plan::limit(&self.relation, rows))
    }

    /// All rows but the first ones. Spark: `DataFrame.offset`, 3.4.
    pub fn offset(&self, rows: usize) -> Self {
        self.with(plan::offset(&self.relation, rows))
    }

    /// The rows without duplicates. Spark: `DataFrame.distinct`, 1.3.
    pub fn distinct(&self) -> Self {
        self.with(plan::deduplicate(&self.relation, None, false))
    }

    /// One row, any of them, for each combination of values in these columns (whole names: a dot is a part of one).
    /// Spark: `DataFrame.dropDuplicates`, 1.4.
    pub fn drop_duplicates<S: Into<String>>(&self, columns: impl IntoIterator<Item = S>) -> Self {
        let columns = columns.into_iter().map(Into::into).collect();
        self.with(plan::deduplicate(&self.relation, Some(columns), false))
    }

    /// Says which column of a stream is the time of its rows, and how late a row may come: one that is older than the
    /// newest one by more than the `delay`, such as `"10 minutes"`, is dropped. Spark: `DataFrame.withWatermark`, 2.1.
    pub fn with_watermark(&self, event_time: &str, delay: &str) -> Self {
        self.with(plan::with_watermark(&self.relation, event_time, delay))
    }

    /// The rows of a stream without duplicates that come no later than its watermark says.
    /// Spark: `DataFrame.dropDuplicatesWithinWatermark`, 3.5.
    pub fn distinct_within_watermark(&self) -> Self {
        self.with(plan::deduplicate(&self.relation, None, true))
    }

    /// As [`distinct_within_watermark`](Self::distinct_within_watermark), one row for each combination of values in
    /// these columns. Spark: `DataFrame.dropDuplicatesWithinWatermark`, 3.5.
    pub fn drop_duplicates_within_watermark<S: Into<String>>(
        &self,
        columns: impl IntoIterator<Item = S>,
    ) -> Self {
        let columns = columns.into_iter().map(Into::into).collect();
        self.with(plan::deduplicate(&self.relation, Some(columns), true))
    }

    /// Advice for the optimizer, such as `broadcast`; a hint it does not know changes nothing.
    /// Spark: `DataFrame.hint`, 2.2.
    pub fn hint(&self, name: &str) -> Self {
        self.with(plan::hint(&self.relation, name, &[]))
    }

    /// Advice for the optimizer with parameters, such as `hint_with("rebalance", [10])`. Spark: `DataFrame.hint`, 2.2.
    pub fn hint_with<P: ColumnOrLiteral>(&self, name: &str, parameters: impl IntoIterator<Item = P>) -> Self {
        let parameters: Vec<Column> = parameters.into_iter().map(ColumnOrLiteral::into_operand).collect();
        self.with(plan::hint(&self.relation, name, &parameters))
    }

    /// The same rows, small enough to be sent to every executor: a join does not move those of the other side.
    /// Spark: function `broadcast`, 1.6.
    pub fn broadcast(&self) -> Self {
        self.hint("broadcast")
    }
}
