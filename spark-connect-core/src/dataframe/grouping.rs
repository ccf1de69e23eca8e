//! Grouping and aggregation.

use super::DataFrame;
use crate::{
    error::{Error, ErrorKind},
    expr::{self, Column, ColumnList, ColumnOrName, Literal, lit},
    functions,
    plan::{self, Grouping},
    relation::CallSite,
};

/// Rows grouped by keys, waiting for aggregates. Made by [`DataFrame::group_by`] and its siblings.
///
/// Spark: `RelationalGroupedDataset`, 2.0.
#[derive(Debug, Clone)]
#[must_use = "a grouping is a DataFrame once it has aggregates"]
pub struct RelationalGroupedDataset {
    input: DataFrame,
    how: Grouping,
    keys: Vec<Column>,
}

impl DataFrame {
    /// Groups the rows by keys; no key is one group of all rows. Spark: `DataFrame.groupBy`, 1.3.
    ///
    /// ```no_run
    /// # use spark_connect_core::{dataframe::DataFrame, functions::{avg, sum}};
    /// # fn example(orders: DataFrame) {
    /// let totals = orders.group_by(("customer", "year")).agg((sum("amount"), avg("amount").alias("mean")));
    /// # }
    /// ```
    #[track_caller]
    pub fn group_by(&self, keys: impl ColumnList) -> RelationalGroupedDataset {
        self.grouped(Grouping::By, keys.into_columns())
    }

    /// Groups by every prefix of the keys: the groups, subtotals and the total. A key that is aggregated away is NULL.
    /// Spark: `DataFrame.rollup`, 1.4.
    #[track_caller]
    pub fn rollup(&self, keys: impl ColumnList) -> RelationalGroupedDataset {
        self.grouped(Grouping::Rollup, keys.into_columns())
    }

    /// Groups by every subset of the keys. A key that is aggregated away is NULL. Spark: `DataFrame.cube`, 1.4.
    #[track_caller]
    pub fn cube(&self, keys: impl ColumnList) -> RelationalGroupedDataset {
        self.grouped(Grouping::Cube, keys.into_columns())
    }

    /// Groups by each of these sets of the keys, one after the other. A key that is not in the set is NULL.
    /// Spark: `DataFrame.groupingSets`, 4.0; `GROUPING SETS` in SQL.
    ///
    /// ```no_run
    /// # use spark_connect_core::{dataframe::DataFrame, functions::{col, sum}};
    /// # fn example(sales: DataFrame) {
    /// let keys = || (col("city"), col("model"));
    /// let sets = [vec!["city", "model"], vec!["city"], vec![]];
    /// let totals = sales.grouping_sets(sets, keys()).agg(sum("amount"));
    /// # }
    /// ```
    #[track_caller]
    pub fn grouping_sets<S: ColumnList>(
        &self,
        sets: impl IntoIterator<Item = S>,
        keys: impl ColumnList,
    ) -> RelationalGroupedDataset {
        let site = CallSite::here();
        let sets = sets.into_iter().map(|set| site.scope(|| set.into_columns())).collect();
        self.grouped(Grouping::Sets(sets), keys.into_columns())
    }

    /// One row with the aggregates of all rows. Spark: `DataFrame.agg`, 1.3.
    #[track_caller]
    pub fn agg(&self, aggregates: impl ColumnList) -> Self {
        self.group_by(()).agg(aggregates)
    }

    /// One row with aggregate functions of columns, by their names: `agg_each([("amount", "sum"), ("day", "max")])`.
    /// Spark: `DataFrame.agg`, 1.3.
    #[track_caller]
    pub fn agg_each<'a>(&self, functions: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        self.group_by(()).agg_each(functions)
    }

    fn grouped(&self, how: Grouping, keys: Vec<Column>) -> RelationalGroupedDataset {
        RelationalGroupedDataset { input: self.clone(), how, keys }
    }
}

impl RelationalGroupedDataset {
    /// One row per group: the keys, then the aggregates. Spark: `RelationalGroupedDataset.agg`, 1.3.
    #[track_caller]
    pub fn agg(&self, aggregates: impl ColumnList) -> DataFrame {
        let aggregates = aggregates.into_columns();
        self.input.with(plan::aggregate(&self.input.relation, &self.how, &self.keys, &aggregates))
    }

    /// One row per group: the keys, then aggregate functions of columns, by their names:
    /// `agg_each([("amount", "sum"), ("day", "max")])`. Spark: `RelationalGroupedDataset.agg`, 1.3.
    #[track_caller]
    pub fn agg_each<'a>(&self, functions: impl IntoIterator<Item = (&'a str, &'a str)>) -> DataFrame {
        let site = CallSite::here();
        let call = |(column, function)| site.scope(|| expr::call(function, column));
        self.agg(functions.into_iter().map(call).collect::<Vec<_>>())
    }

    /// The number of rows of each group, as column `count`. Spark: `RelationalGroupedDataset.count`, 1.3.
    #[track_caller]
    pub fn count(&self) -> DataFrame {
        self.agg(functions::count(lit(1)).alias("count"))
    }

    /// The sum of each of the columns. Spark: `RelationalGroupedDataset.sum`, 1.3.
    #[track_caller]
    pub fn sum(&self, columns: impl ColumnList) -> DataFrame {
        self.each(columns, functions::sum)
    }

    /// The mean of each of the columns. Spark: `RelationalGroupedDataset.avg` and `mean`, 1.3.
    #[track_caller]
    pub fn avg(&self, columns: impl ColumnList) -> DataFrame {
        self.each(columns, functions::avg)
    }

    /// The smallest value of each of the columns. Spark: `RelationalGroupedDataset.min`, 1.3.
    #[track_caller]
    pub fn min(&self, columns: impl ColumnList) -> DataFrame {
        self.each(columns, functions::min)
    }

    /// The largest value of each of the columns. Spark: `RelationalGroupedDataset.max`, 1.3.
    #[track_caller]
    pub fn max(&self, columns: impl ColumnList) -> DataFrame {
        self.each(columns, functions::max)
    }

    #[track_caller]
    fn each(&self, columns: impl ColumnList, aggregate: fn(Column) -> Column) -> DataFrame {
        let columns = columns.into_columns();
        self.agg(CallSite::here().scope(|| columns.into_iter().map(aggregate).collect::<Vec<_>>()))
    }

    /// Computes the aggregates once per value that occurs in a column, each one a column of the result; the server
    /// looks for the values first. Only after `group_by`. Spark: `RelationalGroupedDataset.pivot`, 1.6.
    #[track_caller]
    pub fn pivot(self, column: impl ColumnOrName) -> Self {
        self.pivoted(column.into_column(), Vec::new())
    }

    /// Computes the aggregates once per given value of a column, each one a column of the result.
    /// Only after `group_by`. Spark: `RelationalGroupedDataset.pivot`, 1.6.
    #[track_caller]
    pub fn pivot_values<V: Into<Literal>>(
        self,
        column: impl ColumnOrName,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        self.pivoted(column.into_column(), values.into_iter().map(Into::into).collect())
    }

    fn pivoted(self, column: Column, values: Vec<Literal>) -> Self {
        let column = match self.how {
            Grouping::By => column,
            Grouping::Rollup | Grouping::Cube | Grouping::Pivot(..) | Grouping::Sets(_) => {
                Column::invalid(Error::new(
                    ErrorKind::InvalidPlan,
                    "`pivot` follows `group_by`, once: not `rollup`, `cube`, `grouping_sets` or another `pivot`",
                ))
            }
        };
        Self { how: Grouping::Pivot(column, values), ..self }
    }
}
