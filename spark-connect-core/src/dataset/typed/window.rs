//! Windows, and the functions that need one.

use std::{fmt, marker::PhantomData};

use super::{
    super::{Agg, Over, WindowScope, arena, rewrite},
    Expr, Handle, Null2, Numeric, Operand, OrderKeys, SparkType, Value,
};
use crate::{expr::FrameBound, functions};

/// The rows that a function looks at for each row: [`partition_by`], [`order_by`] or [`all_rows`] make one.
#[must_use = "a window does nothing until a function looks `over` it"]
pub struct Window<S> {
    partition: Vec<Handle>,
    order: Vec<Handle>,
    frame: Option<Frame>,
    marker: PhantomData<fn() -> S>,
}

#[derive(Clone)]
enum Frame {
    Rows(FrameBound, FrameBound),
    Range(FrameBound, FrameBound),
}

impl<S> fmt::Debug for Window<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Window")
            .field("partition", &self.partition.len())
            .field("order", &self.order.len())
            .finish_non_exhaustive()
    }
}

/// A window of the rows with the same key (one value or a tuple).
///
/// ```
/// use spark_connect_core::prelude::*;
///
/// #[derive(SparkRow)]
/// struct Order { id: i64, status: String, amount: f64 }
/// #[derive(SparkRow)]
/// struct Ranked { id: i64, rank: i32 }
///
/// fn rank(orders: &Dataset<Order>) -> Dataset<Ranked> {
///     orders.select(|o| RankedCols {
///         id: o.id,
///         rank: row_number().over(partition_by(o.status).order_by(o.amount.desc())),
///     })
/// }
/// ```
pub fn partition_by<S: 'static, V: Value<S>>(key: V) -> Window<S> {
    Window { partition: arena::leaves(key.handle()), ..all_rows() }
}

/// A window of all rows in this order. One task of the server computes it.
///
/// In [`agg`](super::super::Dataset::agg) the rows are the groups, and the order is of aggregates:
///
/// ```
/// use spark_connect_core::{dataset::functions::{order_by, rank}, prelude::*};
///
/// #[derive(SparkRow)]
/// struct Order { status: String, amount: f64 }
///
/// /// The place of each status by what its orders are worth.
/// fn places(orders: &Dataset<Order>) -> Dataset<(String, i32)> {
///     orders
///         .group_by(|o| o.status)
///         .agg(|status, o| (status, rank().over(order_by(o.amount.sum().desc()))))
/// }
/// ```
pub fn order_by<S: 'static, K: OrderKeys<S>>(keys: K) -> Window<S> {
    all_rows().order_by(keys)
}

/// A window of all rows, in no order. One task of the server computes it.
pub fn all_rows<S>() -> Window<S> {
    Window { partition: Vec::new(), order: Vec::new(), frame: None, marker: PhantomData }
}

impl<S: 'static> Window<S> {
    /// The order of the rows within each partition.
    ///
    /// With it, and without a frame, an aggregate looks at the rows up to the current one and its equals.
    pub fn order_by<K: OrderKeys<S>>(mut self, keys: K) -> Self {
        self.order.extend(keys.handles());
        self
    }

    /// The rows between two positions, counted from the current row; at most 2³¹ rows away.
    ///
    /// ```
    /// use spark_connect_core::{expr::FrameBound, prelude::*};
    ///
    /// #[derive(SparkRow)]
    /// struct Sale { shop: String, day: i32, amount: f64 }
    ///
    /// fn mean_of_a_week(sales: &Dataset<Sale>) -> Dataset<(String, i32, Option<f64>)> {
    ///     sales.select(|s| {
    ///         let week = partition_by(s.shop)
    ///             .order_by(s.day)
    ///             .rows_between(FrameBound::Preceding(6), FrameBound::CurrentRow);
    ///         (s.shop, s.day, s.amount.avg().over(week))
    ///     })
    /// }
    /// ```
    pub fn rows_between(mut self, lower: FrameBound, upper: FrameBound) -> Self {
        self.frame = Some(Frame::Rows(lower, upper));
        self
    }

    /// The rows whose value in the ordering column is within two distances from the current row's.
    ///
    /// Any other distance than the current row and the unbounded ends needs exactly one ordering column, of a type that
    /// the distance can be added to: [`FrameBound::distance`] for floats, decimals and intervals.
    pub fn range_between(mut self, lower: FrameBound, upper: FrameBound) -> Self {
        self.frame = Some(Frame::Range(lower, upper));
        self
    }

    #[track_caller]
    fn compute(self, function: Handle) -> Handle {
        let frame = self.frame;
        rewrite::over(function, &self.partition, &self.order, move |window| match &frame {
            None => window,
            Some(Frame::Rows(lower, upper)) => window.rows_between(lower.clone(), upper.clone()),
            Some(Frame::Range(lower, upper)) => window.range_between(lower.clone(), upper.clone()),
        })
    }
}

impl<S: 'static, T: SparkType> Expr<Agg<S>, T> {
    /// The aggregate over a window, as a value of each row. In an expression of several aggregates, each of them is.
    ///
    /// Spark has no window inside of another one (in its keys, or in what is aggregated): the action returns an error of
    /// kind [`ErrorKind::InvalidPlan`](crate::error::ErrorKind::InvalidPlan). Two `select`s, one after the other, are fine.
    #[must_use]
    #[track_caller]
    pub fn over(self, window: Window<S>) -> Expr<S, T>
    where
        S: WindowScope,
    {
        Expr::at(window.compute(self.handle))
    }
}

impl<S: 'static, T: SparkType> Expr<Over<S>, T> {
    /// The window function over a window, as a value of each row; not inside of another window.
    #[must_use]
    #[track_caller]
    pub fn over(self, window: Window<S>) -> Expr<S, T>
    where
        S: WindowScope,
    {
        Expr::at(window.compute(self.handle))
    }
}

macro_rules! of_rows {
    ($($(#[$doc:meta])* $name:ident -> $out:ty;)*) => { $(
        $(#[$doc])*
        #[must_use]
        #[track_caller]
        pub fn $name<S: 'static>() -> Expr<Over<S>, $out> {
            Expr::at(arena::window_function([], |[]| functions::$name()))
        }
    )* };
}
of_rows! {
    /// The number of the row in its partition, from 1. Never NULL. Spark: `row_number`.
    row_number -> i32;
    /// The rank of the row: equal rows share it, and leave a gap after them. Never NULL. Spark: `rank`.
    rank -> i32;
    /// The rank of the row: equal rows share it, without a gap. Never NULL. Spark: `dense_rank`.
    dense_rank -> i32;
    /// The rank of the row as a fraction, 0.0 for the first row. Never NULL. Spark: `percent_rank`.
    percent_rank -> f64;
    /// The part of its partition that is not after the row, up to 1.0. Never NULL. Spark: `cume_dist`.
    cume_dist -> f64;
}

/// The number of the part that the row is in, from 1, if its partition is cut into `parts` of about one size. Never NULL.
/// Spark: `ntile`.
///
/// The action returns an error unless `parts` is positive.
#[must_use]
#[track_caller]
pub fn ntile<S: 'static>(parts: i32) -> Expr<Over<S>, i32> {
    Expr::at(arena::window_function([], move |[]| functions::ntile(parts)))
}

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// The value in the row that is `offset` rows before this one; NULL if there is none. Spark: `lag`.
    #[must_use]
    #[track_caller]
    pub fn lag(self, offset: i32) -> Expr<Over<S>, Option<T::Base>> {
        Expr::at(arena::window_function([self.handle], move |[this]| functions::lag(this, offset)))
    }

    /// The value in the row that is `offset` rows before this one; `default` if there is none. Spark: `lag`.
    #[must_use]
    #[track_caller]
    pub fn lag_or<R: Operand<S, T::Base>>(
        self,
        offset: i32,
        default: R,
    ) -> Expr<Over<S>, Null2<T, R::Ty, T::Base>> {
        Expr::at(arena::window_function([self.handle, default.handle()], move |[this, default]| {
            functions::lag_or(this, offset, default.clone())
        }))
    }

    /// The value in the row that is `offset` rows after this one; NULL if there is none. Spark: `lead`.
    #[must_use]
    #[track_caller]
    pub fn lead(self, offset: i32) -> Expr<Over<S>, Option<T::Base>> {
        Expr::at(arena::window_function([self.handle], move |[this]| functions::lead(this, offset)))
    }

    /// The value in the row that is `offset` rows after this one; `default` if there is none. Spark: `lead`.
    #[must_use]
    #[track_caller]
    pub fn lead_or<R: Operand<S, T::Base>>(
        self,
        offset: i32,
        default: R,
    ) -> Expr<Over<S>, Null2<T, R::Ty, T::Base>> {
        Expr::at(arena::window_function([self.handle, default.handle()], move |[this, default]| {
            functions::lead_or(this, offset, default.clone())
        }))
    }

    /// The value in row number `n` of the window, from 1; NULL if it has fewer rows. Spark: `nth_value`.
    #[must_use]
    #[track_caller]
    pub fn nth_value(self, n: i32) -> Expr<Over<S>, Option<T::Base>> {
        Expr::at(arena::window_function([self.handle], move |[this]| functions::nth_value(this, n)))
    }

    /// As [`nth_value`](Self::nth_value), but rows in which the value is NULL do not count.
    #[must_use]
    #[track_caller]
    pub fn nth_value_not_null(self, n: i32) -> Expr<Over<S>, Option<T::Base>> {
        Expr::at(arena::window_function([self.handle], move |[this]| functions::nth_value_not_null(this, n)))
    }

    /// How much a counter has grown since the row before; NULL in the first row, and where it is smaller than before.
    /// Order the window by time, and partition it by what tells the counters apart. Spark: `counter_diff`, 4.3.
    ///
    /// The query fails if the counter is negative.
    #[must_use]
    #[track_caller]
    pub fn counter_diff(self) -> Expr<Over<S>, Option<T::Base>>
    where
        T: Numeric,
    {
        Expr::at(arena::window_function([self.handle], |[this]| functions::counter_diff(this)))
    }
}
