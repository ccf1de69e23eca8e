//! How the rows are spread over the machines of a cluster, and hints to the planner.

use super::{
    Dataset, OrderKeys, SparkRow, Value,
    arena::{self, Handle},
    lower,
};
use crate::expr::{Column, ColumnOrLiteral};

impl<T> Dataset<T> {
    /// The rows in `partitions` partitions of about the same size, all rows being moved. Spark: `repartition`.
    #[must_use]
    pub fn repartition(&self, partitions: usize) -> Self
    where
        T: SparkRow,
    {
        Self::of(self.frame.with(self.frame.df.repartition(partitions)))
    }

    /// The rows partitioned by the hash of a key (one value, or a tuple), in as many partitions as the session says
    /// (`spark.sql.shuffle.partitions`). Spark: `repartition`.
    #[must_use]
    pub fn repartition_by<K: Value<T>>(&self, key: impl FnOnce(T::Cols<T>) -> K) -> Self
    where
        T: SparkRow,
    {
        Self::of(self.build(key, |frame, key| frame.with(frame.df.repartition_by(parts(key.handle())))))
    }

    /// As [`repartition_by`](Self::repartition_by), in `partitions` partitions. Spark: `repartition`.
    #[must_use]
    pub fn repartition_into<K: Value<T>>(&self, partitions: usize, key: impl FnOnce(T::Cols<T>) -> K) -> Self
    where
        T: SparkRow,
    {
        Self::of(
            self.build(key, |frame, key| {
                frame.with(frame.df.repartition_into(partitions, parts(key.handle())))
            }),
        )
    }

    /// The rows partitioned by ranges of keys, in as many partitions as the session says; the keys are written as those
    /// of [`order_by`](Self::order_by). Spark: `repartitionByRange`.
    #[must_use]
    pub fn repartition_by_range<K: OrderKeys<T>>(&self, keys: impl FnOnce(T::Cols<T>) -> K) -> Self
    where
        T: SparkRow,
    {
        Self::of(self.build(keys, |frame, keys| {
            frame.with(frame.df.repartition_by_range(lower::columns(&keys.handles())))
        }))
    }

    /// As [`repartition_by_range`](Self::repartition_by_range), in `partitions` partitions. Spark: `repartitionByRange`.
    #[must_use]
    pub fn repartition_by_range_into<K: OrderKeys<T>>(
        &self,
        partitions: usize,
        keys: impl FnOnce(T::Cols<T>) -> K,
    ) -> Self
    where
        T: SparkRow,
    {
        Self::of(self.build(keys, |frame, keys| {
            frame.with(frame.df.repartition_by_range_into(partitions, lower::columns(&keys.handles())))
        }))
    }

    /// The rows in at most `partitions` partitions, neighbours being joined without moving rows. Spark: `coalesce`.
    #[must_use]
    pub fn coalesce(&self, partitions: usize) -> Self
    where
        T: SparkRow,
    {
        Self::of(self.frame.with(self.frame.df.coalesce(partitions)))
    }

    /// The rows of each partition in order, without an order among the partitions; the keys are written as those of
    /// [`order_by`](Self::order_by). Spark: `sortWithinPartitions`.
    #[must_use]
    pub fn sort_within_partitions<K: OrderKeys<T>>(&self, keys: impl FnOnce(T::Cols<T>) -> K) -> Self
    where
        T: SparkRow,
    {
        Self::of(self.build(keys, |frame, keys| {
            frame.with(frame.df.sort_within_partitions(lower::columns(&keys.handles())))
        }))
    }

    /// The same rows, with a hint by its name to the planner, such as `"merge"` before a join. One that the server does
    /// not know is passed over. Spark: `hint`.
    #[must_use]
    pub fn hint(&self, name: &str) -> Self
    where
        T: SparkRow,
    {
        Self::of(self.frame.with(self.frame.df.hint(name)))
    }

    /// As [`hint`](Self::hint), with parameters. Spark: `hint`.
    #[must_use]
    pub fn hint_with<P: ColumnOrLiteral>(&self, name: &str, parameters: impl IntoIterator<Item = P>) -> Self
    where
        T: SparkRow,
    {
        Self::of(self.frame.with(self.frame.df.hint_with(name, parameters)))
    }

    /// The same rows, as the side of a join that is small enough to be copied to every machine. Spark: `broadcast`.
    #[must_use]
    pub fn broadcast(&self) -> Self
    where
        T: SparkRow,
    {
        Self::of(self.frame.with(self.frame.df.broadcast()))
    }
}

/// The columns that a key is made of.
fn parts(key: Handle) -> Vec<Column> {
    lower::columns(&arena::leaves(key))
}
