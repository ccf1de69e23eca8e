//! One more column beside a row.

use std::sync::Arc;

use super::{
    Dataset, Frame, Handle, Select, SparkRow, Value, lower,
    shape::{Shape, unique_alias},
};
use crate::dataframe::DataFrame;

impl<T> Dataset<T> {
    /// Each row with one more value: a column, a literal, a struct (`XCols { .. }`) or a tuple. Spark: `withColumn`.
    ///
    /// The rows stay as they are, so that what follows can use both:
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Order { id: i64, status: String, amount: f64 }
    ///
    /// fn largest(orders: &Dataset<Order>) -> Dataset<Order> {
    ///     orders
    ///         .with(|o| row_number().over(partition_by(o.status).order_by(o.amount.desc())))
    ///         .filter(|(_, place)| place.eq(1))
    ///         .select(|(o, _)| o)
    /// }
    /// ```
    #[must_use]
    pub fn with<V: Value<Select<T>>>(
        &self,
        value: impl FnOnce(T::Cols<Select<T>>) -> V,
    ) -> Dataset<(T, V::Out)>
    where
        T: SparkRow,
    {
        Dataset::of(self.build(value, |frame, value| frame.with_value(value.handle())))
    }
}

impl Frame {
    fn with_value(&self, value: Handle) -> Self {
        let name = unique_alias();
        let df = self.df.with_column(&name, lower::column(value));
        self.beside(df, &Shape::Column(name))
    }

    /// A plan that has these columns and others.
    pub(super) fn beside(&self, df: DataFrame, others: &Shape) -> Self {
        let mut this = self.with(df);
        // A join has aliases already.
        if this.shape.is_flat() {
            let alias = unique_alias();
            this.df = this.df.alias(&alias);
            this.aliases = this.aliases.with(&alias);
            this.shape = this.shape.known_as(alias);
        }
        this.aliases = others.aliases().into_iter().fold(this.aliases, |aliases, name| aliases.with(name));
        Self { shape: Shape::Pair(Arc::new((this.shape, others.clone()))), ..this }
    }
}
