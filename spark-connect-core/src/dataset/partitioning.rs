//! How a new table is partitioned, for [`CreateTable::partitioned_by`](super::CreateTable::partitioned_by) and nothing
//! else.

use std::marker::PhantomData;

use super::{
    Calendar, Expr, Handle, Moment, SparkType,
    arena::{self, Node},
    shape::VALUE,
};
use crate::{
    error::{Error, ErrorKind, Result},
    expr::{Column, own_attribute, quote},
    functions,
};

/// What [`years`], [`months`], [`days`], [`hours`] and [`bucket`] make of a column.
#[derive(Debug)]
pub struct Partition<S> {
    handle: Handle,
    marker: PhantomData<fn() -> S>,
}

impl<S> Clone for Partition<S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for Partition<S> {}

impl<S> Partition<S> {
    #[track_caller]
    fn of(column: Handle, build: impl Fn(&Column) -> Column + 'static) -> Self {
        let handle = arena::apply([plain(column)], move |[column]| build(column));
        Self { handle, marker: PhantomData }
    }
}

/// A partition for each year of a date or timestamp. Spark: `years`.
#[must_use]
#[track_caller]
pub fn years<S, T: Calendar>(column: Expr<S, T>) -> Partition<S> {
    Partition::of(column.handle(), |column| functions::years(column))
}

/// A partition for each month of each year of a date or timestamp. Spark: `months`.
#[must_use]
#[track_caller]
pub fn months<S, T: Calendar>(column: Expr<S, T>) -> Partition<S> {
    Partition::of(column.handle(), |column| functions::months(column))
}

/// A partition for each day of a date or timestamp. Spark: `days`.
#[must_use]
#[track_caller]
pub fn days<S, T: Calendar>(column: Expr<S, T>) -> Partition<S> {
    Partition::of(column.handle(), |column| functions::days(column))
}

/// A partition for each hour of each day of a timestamp. Spark: `hours`.
#[must_use]
#[track_caller]
pub fn hours<S, T: Moment>(column: Expr<S, T>) -> Partition<S> {
    Partition::of(column.handle(), |column| functions::hours(column))
}

/// So many partitions, to which rows go by a hash of a column of any type. Spark: `bucket`.
///
/// More than [`i32::MAX`] of them are an error of the action.
#[must_use]
#[track_caller]
pub fn bucket<S, T: SparkType>(buckets: u32, column: Expr<S, T>) -> Partition<S> {
    match i32::try_from(buckets) {
        Ok(buckets) => Partition::of(column.handle(), move |column| functions::bucket(buckets, column)),
        Err(_) => {
            let error = Error::new(ErrorKind::InvalidPlan, format!("{buckets} buckets are too many"));
            Partition { handle: arena::push(Node::Invalid(error)), marker: PhantomData }
        }
    }
}

/// What a table of rows over `S` is partitioned by: a column, a [`Partition`], or a tuple of those.
#[diagnostic::on_unimplemented(
    message = "a table cannot be partitioned by `{Self}`",
    label = "expected columns over `{S}`, or `years`, `months`, `days`, `hours` or `bucket` of them"
)]
pub trait PartitionKeys<S> {
    #[doc(hidden)]
    fn handles(self) -> Vec<Handle>;
}

impl<S, T: SparkType> PartitionKeys<S> for Expr<S, T> {
    fn handles(self) -> Vec<Handle> {
        vec![plain(self.handle())]
    }
}

impl<S> PartitionKeys<S> for Partition<S> {
    fn handles(self) -> Vec<Handle> {
        vec![self.handle]
    }
}

macro_rules! tuples {
    ($(($($T:ident $index:tt),+))*) => { $(
        #[diagnostic::do_not_recommend]
        impl<S, $($T: PartitionKeys<S>),+> PartitionKeys<S> for ($($T,)+) {
            fn handles(self) -> Vec<Handle> {
                [$(self.$index.handles()),+].concat()
            }
        }
    )* };
}
tuples! {
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
}

/// The column by its name, in parts if it is a field of another, or a mistake if it is computed: partitions refer to
/// columns of the table.
fn plain(column: Handle) -> Handle {
    match path(column) {
        Ok(path) => arena::leaf(own_attribute(&path)),
        Err(mistake) => arena::push(Node::Invalid(mistake)),
    }
}

/// The name of a column, in parts if it is a field of another.
fn path(column: Handle) -> Result<Vec<&'static str>> {
    let (mut at, mut path) = (column, Vec::new());
    loop {
        match arena::node(at) {
            Node::Row(_) => break,
            Node::Field { parent, name, .. } => {
                path.insert(0, name);
                at = parent;
            }
            // It has a mistake of its own.
            Node::Invalid(error) => return Err(error),
            _ => {
                return Err(Error::new(
                    ErrorKind::InvalidPlan,
                    "a table is partitioned and clustered by its columns, not by what is computed of them: give the \
                     table a column with these values, or partition it by `years`, `months`, `days`, `hours` or \
                     `bucket`",
                ));
            }
        }
    }
    // A row that is a scalar is its only column.
    if path.is_empty() {
        path.push(VALUE);
    }
    Ok(path)
}

/// The columns that a key or a tuple of keys is made of, as names in SQL.
pub(super) fn names(keys: Handle) -> Result<Vec<String>> {
    arena::leaves(keys).into_iter().map(|key| Ok(quote(&path(key)?))).collect()
}
