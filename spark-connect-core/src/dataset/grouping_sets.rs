//! Groups of several sets of keys at once: subtotals and totals beside the groups.

use std::{fmt, marker::PhantomData};

use super::{
    Agg, Columns, Condition, Dataset, Expr, SparkRow, SparkType, Value,
    arena::{self, Handle},
    grouped::{Groups, How},
};
use crate::functions;

impl<T> Dataset<T> {
    /// Groups the rows by a tuple of values and by each of its prefixes, down to none: the groups, subtotals and the
    /// total. Spark: `rollup`.
    ///
    /// What is not grouped by is `None`, so each part of the key is an `Option`; [`grouping`] tells such a `None` from a
    /// NULL in the data.
    ///
    /// ```
    /// use spark_connect_core::{dataset::grouping, prelude::*};
    ///
    /// #[derive(SparkRow)]
    /// struct Sale { city: String, model: String, amount: f64 }
    /// #[derive(SparkRow)]
    /// struct Total { city: Option<String>, model: Option<String>, all_models: i8, amount: Option<f64> }
    ///
    /// fn totals(sales: &Dataset<Sale>) -> Dataset<Total> {
    ///     sales.rollup(|s| (s.city, s.model)).agg(|(city, model), s| TotalCols {
    ///         city,
    ///         model,
    ///         all_models: grouping(model),
    ///         amount: s.amount.sum(),
    ///     })
    /// }
    /// ```
    pub fn rollup<K: Value<T>>(&self, key: impl FnOnce(T::Cols<T>) -> K) -> GroupedSets<T, K::Out>
    where
        T: SparkRow,
    {
        GroupedSets { groups: self.groups(How::Rollup, key).by_columns(), marker: PhantomData }
    }

    /// Groups the rows by a tuple of values and by each part of it, down to none: the groups, all subtotals and the
    /// total. What is not grouped by is `None`, as after [`rollup`](Self::rollup). Spark: `cube`.
    pub fn cube<K: Value<T>>(&self, key: impl FnOnce(T::Cols<T>) -> K) -> GroupedSets<T, K::Out>
    where
        T: SparkRow,
    {
        GroupedSets { groups: self.groups(How::Cube, key).by_columns(), marker: PhantomData }
    }

    /// Groups the rows by each of these sets of values, one after the other. What is not grouped by is `None`, as after
    /// [`rollup`](Self::rollup). Spark: `groupingSets`, 4.0.
    ///
    /// ```
    /// use spark_connect_core::{dataset::{grand_total, grouping_set}, prelude::*};
    ///
    /// #[derive(SparkRow)]
    /// struct Sale { city: String, model: String, amount: f64 }
    ///
    /// type Total = (Option<String>, Option<String>, Option<f64>);
    ///
    /// fn totals(sales: &Dataset<Sale>) -> Dataset<Total> {
    ///     sales
    ///         .grouping_sets(
    ///             |s| (s.city, s.model),
    ///             |(city, model)| [grouping_set((city, model)), grouping_set(model), grand_total()],
    ///         )
    ///         .agg(|(city, model), s| (city, model, s.amount.sum()))
    /// }
    /// ```
    pub fn grouping_sets<K: Value<T>, I: IntoIterator<Item = GroupingSet<T>>>(
        &self,
        key: impl FnOnce(T::Cols<T>) -> K,
        sets: impl FnOnce(<K::Out as SparkType>::Cols<Agg<T>>) -> I,
    ) -> GroupedSets<T, K::Out>
    where
        T: SparkRow,
    {
        let groups = self.groups(How::By, key).by_columns();
        let groups = arena::frame(|| {
            let (key, _) = groups.bind();
            let sets: Vec<_> = sets(K::Out::bind(key)).into_iter().map(|set| set.keys).collect();
            groups.by_sets(&sets)
        });
        GroupedSets { groups, marker: PhantomData }
    }
}

/// Some of the keys, for [`Dataset::grouping_sets`]: see [`grouping_set`] and [`grand_total`].
#[derive(Debug)]
pub struct GroupingSet<T> {
    keys: Vec<Handle>,
    marker: PhantomData<fn() -> T>,
}

/// A set of the keys of [`Dataset::grouping_sets`]: one, or a tuple. Only keys as they are, nothing computed of them.
#[must_use]
pub fn grouping_set<T: 'static, V: Value<Agg<T>>>(keys: V) -> GroupingSet<T> {
    GroupingSet { keys: arena::leaves(keys.handle()), marker: PhantomData }
}

/// The set of no keys, for [`Dataset::grouping_sets`]: one group of all rows.
#[must_use]
pub fn grand_total<T>() -> GroupingSet<T> {
    GroupingSet { keys: Vec::new(), marker: PhantomData }
}

/// Rows of `T`, grouped by several sets of the parts of a key of type `K`: see [`Dataset::rollup`], [`Dataset::cube`]
/// and [`Dataset::grouping_sets`].
#[must_use = "a grouping does nothing without `agg`"]
pub struct GroupedSets<T, K> {
    groups: Groups,
    marker: PhantomData<fn() -> (T, K)>,
}

impl<T, K> fmt::Debug for GroupedSets<T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GroupedSets").field("keys", &self.groups.keys.columns.len()).finish_non_exhaustive()
    }
}

impl<T: SparkRow, K: SparkType> GroupedSets<T, K> {
    /// One row for each group, made of the key, each part of which may be `None`, and of aggregates: see
    /// [`Grouped::agg`](super::Grouped::agg). Spark: `agg`.
    #[must_use]
    pub fn agg<C: Columns<Agg<T>>>(
        self,
        columns: impl FnOnce(K::OptCols<Agg<T>>, T::Cols<T>) -> C,
    ) -> Dataset<C::Row> {
        Dataset::of(arena::frame(|| {
            let (key, row) = self.groups.bind();
            let list = columns(K::bind_opt(key), T::bind(row)).list();
            self.groups.with_subqueries().aggregate(&list, C::Row::IS_STRUCT)
        }))
    }

    /// The groups for which the condition is true: see [`Grouped::having`](super::Grouped::having).
    pub fn having<B: Condition>(
        self,
        condition: impl FnOnce(K::OptCols<Agg<T>>, T::Cols<T>) -> Expr<Agg<T>, B>,
    ) -> Self {
        let groups = arena::frame(|| {
            let (key, row) = self.groups.bind();
            let condition = condition(K::bind_opt(key), T::bind(row));
            self.groups.with_subqueries().having(condition.handle())
        });
        Self { groups, ..self }
    }
}

/// 1 if a group is not grouped by this part of the key, which is `None` then, else 0. Only for keys as they are, after
/// [`rollup`](Dataset::rollup) and its like. Spark: `grouping`. Never NULL.
#[must_use]
#[track_caller]
pub fn grouping<S: 'static, T: SparkType>(key: Expr<Agg<S>, T>) -> Expr<Agg<S>, i8> {
    // It does not look at rows, so that there is nothing for `filter_where` to leave out.
    Expr::at(arena::window_function([key.handle()], |[key]| functions::grouping(key)))
}

/// The [`grouping`] of all parts of the key as the bits of one number, the last part being the lowest bit. Only after
/// [`rollup`](Dataset::rollup) and its like. Spark: `grouping_id`. Never NULL.
#[must_use]
#[track_caller]
pub fn grouping_id<S: 'static>() -> Expr<Agg<S>, i64> {
    Expr::at(arena::window_function([], |[]| functions::grouping_id(())))
}
