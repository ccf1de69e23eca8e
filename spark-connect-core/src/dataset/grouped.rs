//! Grouping and aggregation.

use std::{fmt, marker::PhantomData, rc::Rc};

use super::{
    Agg, Columns, Dataset, Frame, SparkRow, SparkType, Value,
    arena::{self, Handle, Node},
    lower,
};
use crate::expr::Column;

impl<T> Dataset<T> {
    /// Groups the rows by a key: one value, or a tuple of values. NULL is a key like any other. Spark: `groupBy`.
    ///
    /// [`Grouped::agg`] then makes one row for each group.
    pub fn group_by<K: Value<T>>(&self, key: impl FnOnce(T::Cols<T>) -> K) -> Grouped<T, K::Out>
    where
        T: SparkRow,
    {
        self.build(key, |frame, key| {
            let key = key.handle();
            let keys = lower::columns(&arena::leaves(key));
            Grouped { frame: frame.clone(), keys, tree: Key::of(key, &mut 0), marker: PhantomData }
        })
    }

    /// One row made of aggregates over all rows; there is one even if there are no rows. Spark: `agg`.
    #[must_use]
    pub fn agg<C: Columns<Agg<T>>>(&self, columns: impl FnOnce(T::Cols<T>) -> C) -> Dataset<C::Row>
    where
        T: SparkRow,
    {
        Dataset::of(
            self.build(columns, |frame, columns| frame.aggregate(&[], &columns.list(), C::Row::IS_STRUCT)),
        )
    }
}

/// Rows of `T`, grouped by a key of type `K`: see [`Dataset::group_by`].
#[must_use = "a grouping does nothing without `agg`"]
pub struct Grouped<T, K> {
    frame: Frame,
    keys: Vec<Column>,
    tree: Key,
    marker: PhantomData<fn() -> (T, K)>,
}

impl<T, K> fmt::Debug for Grouped<T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grouped").field("keys", &self.keys.len()).finish_non_exhaustive()
    }
}

/// How a key is made of the grouping columns.
#[derive(Clone)]
enum Key {
    Column(usize),
    Struct(Vec<(&'static str, Key)>),
}

impl Key {
    fn of(handle: Handle, next: &mut usize) -> Self {
        match arena::node(handle) {
            Node::Struct { fields, present: None } => {
                Self::Struct(fields.iter().map(|(name, field)| (*name, Self::of(*field, next))).collect())
            }
            _ => {
                let index = *next;
                *next += 1;
                Self::Column(index)
            }
        }
    }

    fn push(&self) -> Handle {
        match self {
            Self::Column(index) => arena::push(Node::Key(*index)),
            Self::Struct(fields) => {
                let fields: Rc<[_]> = fields.iter().map(|(name, field)| (*name, field.push())).collect();
                arena::push(Node::Struct { fields, present: None })
            }
        }
    }
}

impl<T: SparkRow, K: SparkType> Grouped<T, K> {
    /// One row for each group, made of the key and of aggregates. Spark: `agg`.
    ///
    /// The closure gets the key, and the columns to aggregate.
    #[must_use]
    pub fn agg<C: Columns<Agg<T>>>(
        self,
        columns: impl FnOnce(K::Cols<Agg<T>>, T::Cols<T>) -> C,
    ) -> Dataset<C::Row> {
        Dataset::of(arena::frame(|| {
            let key = K::bind::<Agg<T>>(self.tree.push());
            let rows = T::bind::<T>(self.frame.row());
            let list = columns(key, rows).list();
            self.frame.with_subqueries().aggregate(&self.keys, &list, C::Row::IS_STRUCT)
        }))
    }
}

impl Frame {
    fn aggregate(&self, keys: &[Column], list: &[(&'static str, Handle)], is_struct: bool) -> Self {
        let handles: Vec<_> = list.iter().map(|(_, handle)| *handle).collect();
        let aggregation = lower::aggregation(&handles);
        let keys: Vec<_> =
            keys.iter().enumerate().map(|(index, key)| key.alias(lower::key_name(index))).collect();
        // The projection puts the results into the order of their type; Spark itself puts the keys first.
        let results = list.iter().zip(&aggregation.results).map(|((name, _), result)| result.alias(name));
        let df = self.df.group_by(keys).agg(aggregation.aggregates).select(results.collect::<Vec<_>>());
        self.flat(df, is_struct)
    }
}
