//! Transformations that choose, order and spread rows.

use super::DataFrame;
use crate::{
    error::{Error, ErrorKind},
    expr::{Column, ColumnList, ColumnOrLiteral, ColumnOrSql, random_seed},
    plan::{self, Sample},
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
        self.with(plan::deduplicate(&self.relation))
    }

    /// One row, any of them, for each combination of values in these columns (whole names: a dot is a part of one).
    /// Spark: `DataFrame.dropDuplicates`, 1.4.
    pub fn drop_duplicates<S: Into<String>>(&self, columns: impl IntoIterator<Item = S>) -> Self {
        self.with(plan::deduplicate_by(&self.relation, columns.into_iter().map(Into::into).collect()))
    }

    /// About a `fraction` (0.0 to 1.0) of the rows, by a seed chosen now: the same ones each time this `DataFrame` is
    /// used, as far as the rows below come in the same order. Spark: `DataFrame.sample`, 1.3.
    pub fn sample(&self, fraction: f64) -> Self {
        self.sample_with_seed(fraction, random_seed())
    }

    /// As [`sample`](Self::sample), by a given seed.
    pub fn sample_with_seed(&self, fraction: f64, seed: i64) -> Self {
        self.sampled(0.0, fraction, seed, false, false)
    }

    /// A sample in which a row may occur several times, `fraction` times on average (it may exceed 1.0), by a given
    /// seed. Spark: `DataFrame.sample` with `withReplacement`, 1.3.
    pub fn sample_with_replacement(&self, fraction: f64, seed: i64) -> Self {
        self.sampled(0.0, fraction, seed, true, false)
    }

    /// The rows in parts that do not overlap, sized about as the weights, which need not add up to one.
    ///
    /// There is a `DataFrame` per weight. No weight at all, or one that is negative or not a number, or all being zero,
    /// is a mistake that the actions of all parts return. Spark: `DataFrame.randomSplit`, 1.4.
    #[must_use]
    pub fn random_split(&self, weights: &[f64], seed: i64) -> Vec<Self> {
        let total: f64 = weights.iter().sum();
        let valid = weights.iter().all(|weight| weight.is_finite() && *weight >= 0.0) && total > 0.0;
        let mut upper = 0.0;
        let parts = weights.iter().map(|weight| {
            if !valid {
                return self.filter(Column::invalid(Error::new(
                    ErrorKind::InvalidPlan,
                    "the weights of a random split are not negative, and one of them at least is positive",
                )));
            }
            let lower = upper;
            upper += weight / total;
            self.sampled(lower, upper, seed, false, true)
        });
        parts.collect()
    }

    fn sampled(
        &self,
        lower: f64,
        upper: f64,
        seed: i64,
        with_replacement: bool,
        deterministic_order: bool,
    ) -> Self {
        let sample = Sample { lower, upper, with_replacement, seed, deterministic_order };
        self.with(plan::sample(&self.relation, sample))
    }

    /// The rows in `partitions` partitions of about the same size, all rows being moved.
    /// Spark: `DataFrame.repartition`, 1.3.
    pub fn repartition(&self, partitions: usize) -> Self {
        self.with(plan::repartition(&self.relation, partitions, true))
    }

    /// The rows partitioned by the hash of columns, in as many partitions as the session says
    /// (`spark.sql.shuffle.partitions`). Spark: `DataFrame.repartition`, 1.6.
    #[track_caller]
    pub fn repartition_by(&self, columns: impl ColumnList) -> Self {
        self.with(plan::repartition_by(&self.relation, &columns.into_columns(), None))
    }

    /// The rows partitioned by the hash of columns, in `partitions` partitions. Spark: `DataFrame.repartition`, 1.6.
    #[track_caller]
    pub fn repartition_into(&self, partitions: usize, columns: impl ColumnList) -> Self {
        self.with(plan::repartition_by(&self.relation, &columns.into_columns(), Some(partitions)))
    }

    /// The rows partitioned by ranges of columns, in as many partitions as the session says; ascending with NULL first
    /// where a column does not say otherwise. Spark: `DataFrame.repartitionByRange`, 2.3.
    #[track_caller]
    pub fn repartition_by_range(&self, columns: impl ColumnList) -> Self {
        let columns: Vec<Column> = columns.into_columns().iter().map(Column::to_ordered).collect();
        self.with(plan::repartition_by(&self.relation, &columns, None))
    }

    /// The rows in at most `partitions` partitions, neighbours being joined without moving rows.
    /// Spark: `DataFrame.coalesce`, 1.4.
    pub fn coalesce(&self, partitions: usize) -> Self {
        self.with(plan::repartition(&self.relation, partitions, false))
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
}
