//! Typed column expressions.

#[macro_use]
mod table;

pub(super) mod aggregate;
mod arithmetic;
pub(super) mod array;
mod bitwise;
mod boolean;
mod cast;
mod collection;
mod compare;
mod conditional;
mod containers;
pub(super) mod datetime;
mod distribution;
pub(super) mod encoding;
pub(super) mod formats;
pub(super) mod hash;
pub(super) mod interval;
mod lambda;
pub(super) mod list;
pub(super) mod map;
pub(super) mod math;
pub(super) mod misc;
mod nulls;
mod operand;
mod regexp;
mod sketch_aggregate;
mod spatial;
mod sketch;
mod sort;
pub(super) mod string;
pub(super) mod time;
pub(super) mod time_window;
pub(super) mod timestamp;
mod url;
mod value;
pub(super) mod window;
mod variant;

use std::{fmt, marker::PhantomData};

pub use aggregate::count;
pub use arithmetic::{Integral, Numeric};
pub use array::{Array, Sequence, Steps};
pub use bitwise::Shifted;
pub use boolean::Condition;
pub use cast::CastTo;
pub use collection::Contains;
pub use compare::Ordered;
pub use conditional::{When, when};
pub use datetime::{Calendar, Clock, DateLike, Moment};
pub use encoding::{Binary, Hexadecimal};
pub use list::Operands;
pub use map::{Lookup, Map, MapOf};
pub use math::Fractional;
pub use nulls::Float;
pub use operand::{Is, Operand};
pub use sketch_aggregate::Sketched;
pub use sort::{OrderKeys, SortKey};
pub use spatial::Spatial;
pub use string::{Text, TextOrBinary};
pub use time_window::{TimeWindow, TimeWindowCols};
pub use value::{Columns, Literal, Value, lit, sql_expr};
pub use window::{Window, partition_by, row_number};

use super::{Handle, Nullness, SparkType, arena, lower};
use crate::expr::Column;

/// A column expression of type `T`, which may be used where rows of `S` are in scope.
///
/// Expressions exist inside the closures that build a plan. They are `Copy`: use a column as often as you like.
/// One that leaves its closure is found out: the action of the plan it got into returns an error.
///
/// `T` is the Rust type of the value, `Option<T>` if it may be NULL. `S` is the row type in
/// [`filter`](super::Dataset::filter), [`group_by`](super::Dataset::group_by) and
/// [`order_by`](super::Dataset::order_by), [`Select<Row>`](super::Select) in
/// [`select`](super::Dataset::select), [`Agg<Row>`](super::Agg) for aggregates, and `(L, R)` in the condition of a
/// join. A part that several queries share is a function over any scope:
///
/// ```
/// use spark_connect_core::prelude::*;
///
/// #[derive(SparkRow)]
/// struct Item { price: f64, quantity: f64 }
///
/// fn revenue<S: 'static>(item: ItemCols<S>) -> Expr<S, f64> {
///     item.price * item.quantity
/// }
/// ```
pub struct Expr<S, T> {
    handle: Handle,
    marker: PhantomData<fn() -> (S, T)>,
}

impl<S, T> Clone for Expr<S, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S, T> Copy for Expr<S, T> {}

impl<S, T> fmt::Debug for Expr<S, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Expr").finish_non_exhaustive()
    }
}

impl<S, T> Expr<S, T> {
    pub(crate) fn at(handle: Handle) -> Self {
        Self { handle, marker: PhantomData }
    }

    pub(crate) fn handle(self) -> Handle {
        self.handle
    }

    /// The untyped column: the way to what the typed API does not have.
    ///
    /// [`sql_expr`](super::sql_expr) is the way back. A window function or an aggregate stays one.
    pub fn untyped(self) -> Column {
        lower::column(self.handle)
    }
}

/// `O`, which may be NULL if `A` may.
pub type Null1<A, O> = <<A as SparkType>::Null as Nullness>::Of<O>;

/// `O`, which may be NULL if `A` or `B` may.
pub type Null2<A, B, O> = <Or<A, <B as SparkType>::Null> as Nullness>::Of<O>;

/// `O`, which may be NULL if `A`, `B` or `C` may.
pub type Null3<A, B, C, O> =
    <<Or<A, <B as SparkType>::Null> as Nullness>::Or<<C as SparkType>::Null> as Nullness>::Of<O>;

/// `O`, which may be NULL if `A`, `B`, `C` or `D` may.
pub type Null4<A, B, C, D, O> = Null3<A, B, Null2<C, D, C>, O>;

/// `O`, which may be NULL if `A`, `B`, `C`, `D` or `E` may.
pub type Null5<A, B, C, D, E, O> = Null3<A, B, Null3<C, D, E, C>, O>;

/// `O`, which may be NULL if one of the six others may.
pub type Null6<A, B, C, D, E, F, O> = Null3<A, B, Null4<C, D, E, F, C>, O>;

/// `O`, which may be NULL if one of the seven others may.
pub type Null7<A, B, C, D, E, F, G, O> = Null3<A, B, Null5<C, D, E, F, G, C>, O>;

/// The nullability of `A` or `N`.
type Or<A, N> = <<A as SparkType>::Null as Nullness>::Or<N>;

/// `O`, which may be NULL if `A` may, or if `N` says so.
type NullIf<A, N, O> = <Or<A, N> as Nullness>::Of<O>;

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// A function of this expression.
    #[track_caller]
    fn map<U: SparkType>(self, build: impl Fn(&Column) -> Column + 'static) -> Expr<S, U> {
        Expr::at(arena::apply([self.handle], move |[this]| build(this)))
    }

    /// A function of this expression and an operand.
    #[track_caller]
    fn with<B, R: Operand<S, B>, U: SparkType>(
        self,
        right: R,
        build: impl Fn(&Column, &Column) -> Column + 'static,
    ) -> Expr<S, U> {
        Expr::at(arena::apply([self.handle, right.handle()], move |[this, right]| build(this, right)))
    }
}
