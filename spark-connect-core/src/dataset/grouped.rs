//! Grouping and aggregation.

use std::{fmt, marker::PhantomData, rc::Rc};

use super::{
    Agg, Columns, Condition, Dataset, Expr, Frame, SparkRow, SparkType, Value,
    arena::{self, Handle, Node},
    lower,
    projection::{Projection, own_name},
};
use crate::{
    dataframe::RelationalGroupedDataset,
    error::{Error, ErrorKind},
    expr::{Column, own_attribute},
};

impl<T> Dataset<T> {
    /// Groups the rows by a key: one value, or a tuple of values. NULL is a key like any other. Spark: `groupBy`.
    ///
    /// [`Grouped::agg`] then makes one row for each group.
    pub fn group_by<K: Value<T>>(&self, key: impl FnOnce(T::Cols<T>) -> K) -> Grouped<T, K::Out>
    where
        T: SparkRow,
    {
        Grouped { groups: self.groups(How::By, key), marker: PhantomData }
    }

    /// One row made of aggregates over all rows; there is one even if there are no rows. Spark: `agg`.
    #[must_use]
    pub fn agg<C: Columns<Agg<T>>>(&self, columns: impl FnOnce(T::Cols<T>) -> C) -> Dataset<C::Row>
    where
        T: SparkRow,
    {
        Dataset::of(self.build(columns, |frame, columns| {
            Groups::of_all(frame).aggregate(&columns.list(), C::Row::IS_STRUCT)
        }))
    }

    pub(super) fn groups<K: Value<T>>(&self, how: How, key: impl FnOnce(T::Cols<T>) -> K) -> Groups
    where
        T: SparkRow,
    {
        self.build(key, |frame, key| Groups::of(frame, how, key.handle()))
    }
}

/// Rows of `T`, grouped by a key of type `K`: see [`Dataset::group_by`].
#[must_use = "a grouping does nothing without `agg`"]
pub struct Grouped<T, K> {
    pub(super) groups: Groups,
    marker: PhantomData<fn() -> (T, K)>,
}

impl<T, K> fmt::Debug for Grouped<T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grouped").field("keys", &self.groups.keys.columns.len()).finish_non_exhaustive()
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
            let (key, row) = self.groups.bind();
            let list = columns(K::bind(key), T::bind(row)).list();
            self.groups.with_subqueries().aggregate(&list, C::Row::IS_STRUCT)
        }))
    }

    /// The groups for which the condition is true, which may be over aggregates that [`agg`](Self::agg) does not return:
    /// SQL's `HAVING`.
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Order { customer_id: i64, amount: f64 }
    ///
    /// fn regular_customers(orders: &Dataset<Order>) -> Dataset<i64> {
    ///     orders
    ///         .group_by(|o| o.customer_id)
    ///         .having(|_, o| count().gt(10) & o.amount.sum().gt(500.0))
    ///         .agg(|customer, _| customer)
    /// }
    /// ```
    pub fn having<B: Condition>(
        self,
        condition: impl FnOnce(K::Cols<Agg<T>>, T::Cols<T>) -> Expr<Agg<T>, B>,
    ) -> Self {
        let groups = arena::frame(|| {
            let (key, row) = self.groups.bind();
            let condition = condition(K::bind(key), T::bind(row));
            self.groups.with_subqueries().having(condition.handle())
        });
        Self { groups, ..self }
    }
}

/// Which groups the rows are put into.
#[derive(Clone)]
pub(super) enum How {
    /// Those of equal keys.
    By,
    /// Those of each prefix of the keys.
    Rollup,
    /// Those of each subset of the keys.
    Cube,
    /// Those of each of these sets of keys.
    Sets(Vec<Vec<usize>>),
}

/// A grouping without its types.
#[derive(Clone)]
pub(super) struct Groups {
    pub(super) frame: Frame,
    how: How,
    pub(super) keys: lower::Keys,
    /// The names that they have by themselves.
    key_names: Vec<Option<&'static str>>,
    tree: Key,
    having: Option<lower::OfGroups>,
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

impl Groups {
    fn of(frame: &Frame, how: How, key: Handle) -> Self {
        let leaves = arena::leaves(key);
        Self {
            frame: frame.clone(),
            how,
            keys: lower::Keys::new(lower::columns(&leaves)),
            key_names: leaves.iter().copied().map(own_name).collect(),
            tree: Key::of(key, &mut 0),
            having: None,
        }
    }

    /// The same with keys that are columns of the input: those of `grouping` have to be, to Spark 4.0 and Sail.
    pub(super) fn by_columns(mut self) -> Self {
        let mut computed = Vec::new();
        for (index, own_name) in self.key_names.iter().enumerate() {
            let (Some(column), Some(name)) =
                (self.keys.columns.get_mut(index), self.keys.names.get_mut(index))
            else {
                continue;
            };
            match own_name
                .filter(|own_name| self.key_names.iter().filter(|name| **name == Some(own_name)).count() == 1)
            {
                Some(own_name) => own_name.clone_into(name),
                None => computed.push((name.clone(), std::mem::replace(column, own_attribute(&[name])))),
            }
        }
        self.keys.are_columns = true;
        if !computed.is_empty() {
            self.frame = self.frame.with(self.frame.df.with_columns(computed));
        }
        self
    }

    /// All rows as one group.
    fn of_all(frame: &Frame) -> Self {
        let tree = Key::Struct(Vec::new());
        Self {
            frame: frame.clone(),
            how: How::By,
            keys: lower::Keys::default(),
            key_names: Vec::new(),
            tree,
            having: None,
        }
    }

    /// The key and the row, in the arena.
    pub(super) fn bind(&self) -> (Handle, Handle) {
        (self.tree.push(), self.frame.row())
    }

    /// What [`Frame::with_subqueries`] does.
    pub(super) fn with_subqueries(&self) -> Self {
        Self { frame: self.frame.clone().with_subqueries(), ..self.clone() }
    }

    /// The same groups by these sets of keys.
    pub(super) fn by_sets(mut self, sets: &[Vec<Handle>]) -> Self {
        let index = |part: &Handle| match arena::node(*part) {
            Node::Key(index) => Ok(index),
            Node::Invalid(error) => Err(error),
            _ => Err(Error::new(
                ErrorKind::InvalidPlan,
                "a grouping set is made of the keys as they are: compute them in the first closure of `grouping_sets`",
            )),
        };
        match sets.iter().map(|set| set.iter().map(index).collect()).collect() {
            Ok(sets) => self.how = How::Sets(sets),
            Err(mistake) => {
                self.keys.columns.fill(Column::invalid(mistake));
            }
        }
        self
    }

    pub(super) fn having(self, condition: Handle) -> Self {
        let condition = lower::of_groups(&self.keys, self.having.as_ref(), condition);
        Self { having: Some(condition), ..self }
    }

    pub(super) fn has_condition(&self) -> bool {
        self.having.is_some()
    }

    /// The keys under these names, which some have already.
    fn named_keys(&self, names: &[String]) -> Vec<Column> {
        let own_names = self.key_names.iter().zip(names);
        let named = self.keys.columns.iter().zip(own_names).map(|(column, (own_name, name))| {
            let is_named = self.keys.are_columns || *own_name == Some(name.as_str());
            if is_named { column.clone() } else { column.alias(name) }
        });
        named.collect()
    }

    /// The groups by keys of these names.
    pub(super) fn grouped(&self, names: &[String]) -> RelationalGroupedDataset {
        let keys = self.named_keys(names);
        match &self.how {
            How::By => self.frame.df.group_by(keys),
            How::Rollup => self.frame.df.rollup(keys),
            How::Cube => self.frame.df.cube(keys),
            How::Sets(sets) => {
                let set =
                    |set: &Vec<usize>| set.iter().filter_map(|index| keys.get(*index).cloned()).collect();
                let sets: Vec<Vec<_>> = sets.iter().map(set).collect();
                self.frame.df.grouping_sets(sets, keys)
            }
        }
    }

    pub(super) fn aggregate(&self, list: &[(&'static str, Handle)], is_struct: bool) -> Frame {
        let having = self.having.as_ref();
        let aggregation = lower::aggregation(&self.keys, having, list);
        let before = having.map_or_else(Vec::new, |having| having.aggregates.clone());
        let aggregates = [before, aggregation.aggregates].concat();
        let mut groups = self.grouped(&aggregation.keys).agg(aggregates);
        if let Some(having) = having {
            groups = groups.filter(&having.column);
        }
        if aggregation.is_whole {
            return self.frame.flat(groups, is_struct);
        }
        // The projection puts the results into the order of their type; Spark itself puts the keys first.
        self.frame.projected(Projection::of_results(&groups, aggregation.results), is_struct)
    }
}
