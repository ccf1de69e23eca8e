//! Expressions that a program keeps.

use std::{fmt, sync::Arc};

use super::{Expr, SparkRow, SparkType};

/// What makes an expression of the columns of a row.
type Make<T, V> = dyn Fn(<T as SparkType>::Cols<T>) -> Expr<T, V> + Send + Sync;

/// An expression over rows of `T` that outlives the closure it is used in: it can be stored in a struct or a `static`,
/// sent to other threads, and used in any number of queries, in every scope in which a row of `T` is.
///
/// Made by [`SparkRow::expr`], used by [`on`](Self::on).
///
/// ```
/// use spark_connect_core::{dataset::OwnedExpr, prelude::*};
///
/// #[derive(SparkRow)]
/// struct Order { customer: String, price: f64, quantity: f64 }
///
/// struct Report { revenue: OwnedExpr<Order, f64>, wanted: Option<OwnedExpr<Order, bool>> }
///
/// impl Report {
///     fn run(&self, orders: &Dataset<Order>) -> Dataset<(String, Option<f64>)> {
///         let mut orders = orders.clone();
///         if let Some(wanted) = &self.wanted {
///             orders = orders.filter(|o| wanted.on(o));
///         }
///         orders.group_by(|o| o.customer).agg(|customer, o| (customer, self.revenue.on(o).sum()))
///     }
/// }
///
/// let report = Report {
///     revenue: Order::expr(|o| o.price * o.quantity),
///     wanted: Some(Order::expr(|o| o.quantity.gt(0.0))),
/// };
/// # let _ = report;
/// ```
pub struct OwnedExpr<T: SparkRow, V>(Arc<Make<T, V>>);

impl<T: SparkRow, V> Clone for OwnedExpr<T, V> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: SparkRow, V> fmt::Debug for OwnedExpr<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnedExpr").finish_non_exhaustive()
    }
}

impl<T: SparkRow, V: SparkType> OwnedExpr<T, V> {
    pub(super) fn new(make: impl Fn(T::Cols<T>) -> Expr<T, V> + Send + Sync + 'static) -> Self {
        Self(Arc::new(make))
    }

    /// The expression over these columns: the row of a closure, one side of a join, a field that is a struct.
    #[must_use]
    pub fn on<S: 'static>(&self, columns: T::Cols<S>) -> Expr<S, V> {
        // An expression over a plain row means the same in every scope that has one, so only its name changes.
        let row = T::unbind::<S>(columns);
        Expr::at((self.0)(T::bind::<T>(row)).handle())
    }
}
