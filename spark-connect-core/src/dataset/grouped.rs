//! Grouping and aggregation.

use std::{fmt, marker::PhantomData, rc::Rc};

use super::{
    Agg, Columns, Dataset, Frame, SparkRow, SparkType, Value,
    arena::{self, Handle, Node},
    lower,
    projection::{Projection, own_name},
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
            let keys = Keys::of(&arena::leaves(key));
            Grouped { frame: frame.clone(), keys, tree: Key::of(key, &mut 0), marker: PhantomData }
        })
    }

    /// One row made of aggregates over all rows; there is one even if there are no rows. Spark: `agg`.
    #[must_use]
    pub fn agg<C: Columns<Agg<T>>>(&self, columns: impl FnOnce(T::Cols<T>) -> C) -> Dataset<C::Row>
    where
        T: SparkRow,
    {
        Dataset::of(self.build(columns, |frame, columns| {
            frame.aggregate(&Keys::default(), &columns.list(), C::Row::IS_STRUCT)
        }))
    }
}

/// Rows of `T`, grouped by a key of type `K`: see [`Dataset::group_by`].
#[must_use = "a grouping does nothing without `agg`"]
pub struct Grouped<T, K> {
    frame: Frame,
    keys: Keys,
    tree: Key,
    marker: PhantomData<fn() -> (T, K)>,
}

impl<T, K> fmt::Debug for Grouped<T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grouped").field("keys", &self.keys.0.len()).finish_non_exhaustive()
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

/// The columns that are grouped by.
#[derive(Default)]
struct Keys(Vec<(Column, Option<&'static str>)>);

impl Keys {
    fn of(handles: &[Handle]) -> Self {
        Self(lower::columns(handles).into_iter().zip(handles.iter().copied().map(own_name)).collect())
    }

    /// The columns under these names, which some have already.
    fn named(&self, names: &[String]) -> Vec<Column> {
        let named = self.0.iter().zip(names).map(|((column, own_name), name)| {
            if *own_name == Some(name.as_str()) { column.clone() } else { column.alias(name) }
        });
        named.collect()
    }
}

impl Frame {
    fn aggregate(&self, keys: &Keys, list: &[(&'static str, Handle)], is_struct: bool) -> Self {
        let aggregation = lower::aggregation(keys.0.len(), list);
        let groups = self.df.group_by(keys.named(&aggregation.keys)).agg(aggregation.aggregates);
        if aggregation.is_whole {
            return self.flat(groups, is_struct);
        }
        // The projection puts the results into the order of their type; Spark itself puts the keys first.
        self.projected(Projection::of_results(&groups, aggregation.results), is_struct)
    }
}
