//! Joins.

use super::{DataFrame, JoinType};
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
}
