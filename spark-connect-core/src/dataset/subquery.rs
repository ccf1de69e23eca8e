//! Subqueries in conditions and projections.

use std::marker::PhantomData;

use super::{Condition, Dataset, Expr, Handle, Is, Operand, SparkRow, SparkType, arena};
use crate::{expr, relation::hidden};

/// A column of an enclosing query, inside of a subquery: see [`outer`].
#[derive(Debug, Clone, Copy)]
pub struct Outer<T> {
    handle: Handle,
    marker: PhantomData<fn() -> T>,
}

/// A column of the enclosing query, for use inside of a subquery.
///
/// ```
/// use spark_connect_core::prelude::*;
///
/// #[derive(SparkRow)]
/// struct Customer { id: i64, name: String }
/// #[derive(SparkRow)]
/// struct Order { customer_id: i64, amount: f64 }
///
/// fn good_customers(customers: &Dataset<Customer>, orders: &Dataset<Order>) -> Dataset<Customer> {
///     customers.filter(|c| orders.exists(|o| o.customer_id.eq(outer(c.id)) & o.amount.gt(1000.0)))
/// }
/// ```
#[must_use]
pub fn outer<S, T>(column: Expr<S, T>) -> Outer<T> {
    arena::name_row(column.handle());
    Outer { handle: column.handle(), marker: PhantomData }
}

#[diagnostic::do_not_recommend]
impl<S, T: SparkType + Is<B>, B> Operand<S, B> for Outer<T> {
    type Ty = T;
    fn handle(self) -> Handle {
        self.handle
    }
}

impl<T> Dataset<T> {
    /// Whether this dataset has a row for which the condition is true, as an expression of another query: SQL's
    /// `EXISTS`. Never NULL. Since Spark 4.0.
    ///
    /// Columns of the other query are written [`outer(column)`](outer).
    #[must_use]
    pub fn exists<S: 'static, B: Condition>(
        &self,
        condition: impl FnOnce(T::Cols<T>) -> Expr<T, B>,
    ) -> Expr<S, bool>
    where
        T: SparkRow,
    {
        // Only whether there is a row counts, so a join needs no packing.
        let rows = self.filter(condition).frame;
        arena::refer(&rows.sources);
        Expr::at(arena::leaf(hidden(|| expr::exists(rows.df.relation()))))
    }
}
