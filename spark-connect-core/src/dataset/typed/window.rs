//! Window functions.

use std::marker::PhantomData;

use super::{
    super::{Agg, WindowScope, arena},
    Expr, Handle, OrderKeys, SparkType, Value,
};
use crate::expr::{self, Column, call};

/// The rows over which a window function is computed: see [`partition_by`].
#[derive(Debug)]
pub struct Window<S> {
    partition: Vec<Handle>,
    order: Vec<Handle>,
    marker: PhantomData<fn() -> S>,
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
#[must_use]
pub fn partition_by<S: 'static, V: Value<S>>(key: V) -> Window<S> {
    Window { partition: arena::leaves(key.handle()), order: Vec::new(), marker: PhantomData }
}

impl<S: 'static> Window<S> {
    /// The order of the rows within each partition.
    #[must_use]
    pub fn order_by<K: OrderKeys<S>>(mut self, keys: K) -> Self {
        self.order.extend(keys.handles());
        self
    }
}

/// The number of the row within its window partition, starting at 1. Spark: `row_number`. Never NULL.
#[must_use]
#[track_caller]
pub fn row_number<S: 'static>() -> Expr<Agg<S>, i32> {
    Expr::at(arena::aggregate([], |[]| call("row_number", Vec::<Column>::new())))
}

impl<S: 'static, T: SparkType> Expr<Agg<S>, T> {
    /// The aggregate or ranking function over a window, as a value of each row.
    #[must_use]
    #[track_caller]
    pub fn over(self, window: Window<S>) -> Expr<S, T>
    where
        S: WindowScope,
    {
        let partitions = window.partition.len();
        let mut args = vec![self.handle];
        args.extend(window.partition);
        args.extend(window.order);
        Expr::at(arena::apply_first(args, move |function, keys| {
            let (partition, order) = keys.split_at(partitions.min(keys.len()));
            function.over(&expr::Window::new().partition_by(partition.to_vec()).order_by(order.to_vec()))
        }))
    }
}
