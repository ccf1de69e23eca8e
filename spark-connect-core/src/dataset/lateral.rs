//! Lateral joins: a right side that is computed for each row.

use std::sync::Arc;

use super::{Dataset, Frame, NotNull, SparkRow, SparkType, arena, join::Side, shape::Shape};
use crate::dataframe::JoinType;

impl<T> Dataset<T> {
    /// Each row with the rows that a query gives for it, in which the columns of the row are written
    /// [`outer(column)`](super::outer). Spark: `lateralJoin`, 4.0; `JOIN LATERAL` in SQL.
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Customer { id: i64, name: String }
    /// #[derive(SparkRow)]
    /// struct Order { customer_id: i64, amount: f64 }
    ///
    /// /// The three largest orders of each customer.
    /// fn largest(customers: &Dataset<Customer>, orders: &Dataset<Order>) -> Dataset<(String, f64)> {
    ///     customers
    ///         .lateral_join(|c| {
    ///             let theirs = orders.filter(|o| o.customer_id.eq(outer(c.id)));
    ///             theirs.order_by(|o| o.amount.desc()).limit(3)
    ///         })
    ///         .select(|(c, o)| (c.name, o.amount))
    /// }
    /// ```
    #[must_use]
    pub fn lateral_join<R: SparkRow>(&self, right: impl FnOnce(T::Cols<T>) -> Dataset<R>) -> Dataset<(T, R)>
    where
        T: SparkRow,
    {
        self.lateral(JoinType::Inner, |row| Side::flat(&right(row).packed(), false))
    }

    /// As [`lateral_join`](Self::lateral_join), with `None` for the rows for which the query gives none. Spark:
    /// `lateralJoin` with `left`, 4.0; `LEFT JOIN LATERAL` in SQL.
    #[must_use]
    pub fn left_lateral_join<R>(
        &self,
        right: impl FnOnce(T::Cols<T>) -> Dataset<R>,
    ) -> Dataset<(T, Option<R>)>
    where
        T: SparkRow,
        R: SparkRow + SparkType<Base = R, Null = NotNull>,
    {
        self.lateral(JoinType::Left, |row| right(row).optional_side())
    }

    fn lateral<U>(&self, how: JoinType, right: impl FnOnce(T::Cols<T>) -> Side) -> Dataset<U>
    where
        T: SparkRow,
    {
        let left = self.side();
        Dataset::of(arena::frame(|| {
            let right = right(T::bind::<T>(left.frame.row()));
            let frame = left.frame.with_subqueries();
            let joined = frame.combined(&right.frame, frame.df.lateral_join(&right.frame.df, how));
            Frame { shape: Shape::Pair(Arc::new((left.after, right.after))), ..joined }
        }))
    }
}
