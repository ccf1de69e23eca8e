//! Joins.

use super::{AsOf, DataFrame, JoinType, NearestBy};
use crate::{
    expr::ColumnOrSql,
    plan::{self, JoinOn},
};

impl DataFrame {
    /// The rows of both sides that match by a condition, where a string is SQL; the columns of both sides, first the
    /// left ones. Spark: `DataFrame.join`, 1.3.
    ///
    /// ```no_run
    /// # use spark_connect_core::dataframe::{DataFrame, JoinType};
    /// # fn example(orders: DataFrame, customers: DataFrame) {
    /// let on = orders.col("customer_id").eq(customers.col("id"));
    /// let all_orders = orders.join(&customers, on, JoinType::Left);
    /// # }
    /// ```
    pub fn join(&self, right: &Self, on: impl ColumnOrSql, how: JoinType) -> Self {
        self.with(plan::join(&self.relation, &right.relation, &JoinOn::Condition(on.into_condition()), how))
    }

    /// The rows of both sides that are equal in columns that both have, which the result has once, in front.
    /// Spark: `DataFrame.join`, 1.4; `USING` in SQL.
    pub fn join_using<S: Into<String>>(
        &self,
        right: &Self,
        columns: impl IntoIterator<Item = S>,
        how: JoinType,
    ) -> Self {
        let columns = columns.into_iter().map(Into::into).collect();
        self.with(plan::join(&self.relation, &right.relation, &JoinOn::Using(columns), how))
    }

    /// Every row with every row of the right side. Spark: `DataFrame.crossJoin`, 2.1.
    pub fn cross_join(&self, right: &Self) -> Self {
        self.with(plan::join(&self.relation, &right.relation, &JoinOn::Nothing, JoinType::Cross))
    }

    /// Each row with the rows of a right side that is computed for it, and may use its columns (see
    /// [`Column::outer`](crate::expr::Column::outer)): `LATERAL` in SQL. The join is `Inner`, `Left` or `Cross`.
    /// Spark: `DataFrame.lateralJoin`, 4.0.
    ///
    /// ```no_run
    /// # use spark_connect_core::{dataframe::{DataFrame, JoinType}, functions::col, session::SparkSession};
    /// # fn example(spark: SparkSession, orders: DataFrame) {
    /// let tags = spark.tvf().explode(col("o.tags").outer());
    /// let tagged = orders.alias("o").lateral_join(&tags, JoinType::Inner);
    /// # }
    /// ```
    pub fn lateral_join(&self, right: &Self, how: JoinType) -> Self {
        self.with(plan::lateral_join(&self.relation, &right.relation, None, how))
    }

    /// As [`lateral_join`](Self::lateral_join), with those rows only that match by a condition, where a string is SQL.
    /// Spark: `DataFrame.lateralJoin`, 4.0.
    pub fn lateral_join_on(&self, right: &Self, on: impl ColumnOrSql, how: JoinType) -> Self {
        self.with(plan::lateral_join(&self.relation, &right.relation, Some(&on.into_condition()), how))
    }

    /// Each row with the right row that is nearest to it in the order of a column of each side, such as the last price
    /// before a trade; see [`AsOf`]. Spark: `merge_asof` of pandas on Spark, 3.3; not on Sail.
    #[track_caller]
    pub fn join_as_of(&self, right: &Self, as_of: AsOf) -> Self {
        self.with(plan::as_of_join(&self.relation, &right.relation, as_of))
    }

    /// Each row with the first right rows by a ranking of all pairs, such as the most similar documents; see
    /// [`NearestBy`]. Spark: `DataFrame.nearestByJoin`, 4.2; not on Sail.
    pub fn nearest_by_join(&self, right: &Self, by: NearestBy) -> Self {
        self.with(plan::nearest_by_join(&self.relation, &right.relation, by))
    }

    /// The columns of both sides, which are projections of the very same rows, side by side.
    /// Spark: `DataFrame.zip`, 4.3; not on Sail.
    pub fn zip(&self, right: &Self) -> Self {
        self.with(plan::zip(&self.relation, &right.relation))
    }
}
