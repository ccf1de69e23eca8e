//! Transformations of one dataset.

use super::{
    Columns, Condition, Dataset, Expr, Frame, OrderKeys, Select, SparkRow, Value,
    arena::{self, Handle, Node},
    lower,
};

impl<T> Dataset<T> {
    /// The rows for which the condition is true (not those for which it is NULL). Spark: `filter`, `where`.
    #[must_use]
    pub fn filter<B: Condition>(&self, condition: impl FnOnce(T::Cols<T>) -> Expr<T, B>) -> Self
    where
        T: SparkRow,
    {
        Self::of(self.build(condition, |frame, condition| frame.filter(condition.handle())))
    }

    /// One row for each row, made of other columns. Spark: `select`.
    ///
    /// The closure returns the columns of a row type (`SaleCols { .. }`, also with `..o` for the columns that stay),
    /// a tuple, or a single expression, which gives a dataset of that type.
    #[must_use]
    pub fn select<C: Columns<Select<T>>>(
        &self,
        columns: impl FnOnce(T::Cols<Select<T>>) -> C,
    ) -> Dataset<C::Row>
    where
        T: SparkRow,
    {
        Dataset::of(self.build(columns, |frame, columns| frame.select(&columns.list(), C::Row::IS_STRUCT)))
    }

    /// The rows in order: by a column (smallest first), by `column.desc()`, or by a tuple of those. Spark: `sort`,
    /// `orderBy`.
    #[must_use]
    pub fn order_by<K: OrderKeys<T>>(&self, keys: impl FnOnce(T::Cols<T>) -> K) -> Self
    where
        T: SparkRow,
    {
        Self::of(self.build(keys, |frame, keys| frame.order_by(&keys.handles())))
    }

    /// The first `n` rows. Which ones they are is only certain after [`order_by`](Self::order_by). Spark: `limit`.
    #[must_use]
    pub fn limit(&self, n: usize) -> Self
    where
        T: SparkRow,
    {
        Self::of(self.frame.with(self.frame.df.limit(n)))
    }

    /// The rows without the first `n`. Spark: `offset`, 3.4.
    #[must_use]
    pub fn offset(&self, n: usize) -> Self
    where
        T: SparkRow,
    {
        Self::of(self.frame.with(self.frame.df.offset(n)))
    }

    /// Each different row once; NULLs are equal here. Spark: `distinct`.
    #[must_use]
    pub fn distinct(&self) -> Self
    where
        T: SparkRow,
    {
        let frame = self.packed();
        Self::of(frame.with(frame.df.distinct()))
    }

    /// One row for each different key; which one is not certain. Spark: `dropDuplicates`.
    #[must_use]
    pub fn drop_duplicates<K: Value<T>>(&self, key: impl FnOnce(T::Cols<T>) -> K) -> Self
    where
        T: SparkRow,
    {
        let packed = Self::of(self.packed());
        Self::of(packed.build(key, |frame, key| frame.drop_duplicates(key.handle())))
    }
}

impl Frame {
    fn filter(&self, condition: Handle) -> Self {
        self.with(self.df.filter(lower::column(condition)))
    }

    fn order_by(&self, keys: &[Handle]) -> Self {
        self.with(self.df.order_by(lower::columns(keys)))
    }

    fn drop_duplicates(&self, key: Handle) -> Self {
        // Spark takes names only: a computed key becomes a column for the while.
        let mut names = Vec::new();
        let mut computed = Vec::new();
        for part in arena::leaves(key) {
            match arena::node(part) {
                Node::Field { parent, name, .. } if matches!(arena::node(parent), Node::Row(_)) => {
                    names.push(name.to_owned());
                }
                _ => {
                    let name = format!("#d{}", computed.len());
                    computed.push((name.clone(), lower::column(part)));
                    names.push(name);
                }
            }
        }
        if computed.is_empty() {
            return self.with(self.df.drop_duplicates(names));
        }
        let temporary: Vec<_> = computed.iter().map(|(name, _)| name.clone()).collect();
        self.with(self.df.with_columns(computed).drop_duplicates(names).drop(temporary))
    }
}
