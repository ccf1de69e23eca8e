//! Subqueries in conditions and projections.

use super::{
    Agg, Condition, Dataset, Expr, Frame, Handle, Is, Null2, Nullable, Nullness, Operand, Scalar, Select,
    SparkRow, SparkType, arena, lower, shape::VALUE,
};
use crate::expr::{self, Column};

/// A column of the enclosing query, for use inside of a subquery or of the right side of a lateral join.
///
/// It can be used wherever a column of the subquery can.
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
pub fn outer<S, S2, T>(column: Expr<S, T>) -> Expr<S2, T> {
    Expr::at(arena::outer(column.handle()))
}

impl<T> Dataset<T> {
    /// Whether this dataset has a row for which the condition is true, as an expression of another query: SQL's
    /// `EXISTS`. Never NULL. Since Spark 4.0.
    ///
    /// Columns of the other query are written [`outer(column)`](outer).
    #[must_use]
    #[track_caller]
    pub fn exists<S: 'static, B: Condition>(
        &self,
        condition: impl FnOnce(T::Cols<T>) -> Expr<T, B>,
    ) -> Expr<S, bool>
    where
        T: SparkRow,
    {
        // Only whether there is a row counts, so a join needs no packing.
        Expr::at(self.filter(condition).frame.subquery(|rows| expr::exists(rows.df.relation())))
    }

    /// An aggregate of all rows, as a value in another query: a scalar subquery, `(SELECT max(..) FROM ..)` in SQL.
    /// Since Spark 4.0.
    ///
    /// To aggregate only the rows that belong to a row of the other query, `filter` before with that query's columns as
    /// [`outer(column)`](outer).
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Order { customer_id: i64, amount: f64 }
    ///
    /// /// The orders that are much larger than is usual for their customer.
    /// fn unusual(orders: &Dataset<Order>) -> Dataset<Order> {
    ///     orders.filter(|o| {
    ///         let of_customer = orders.filter(|other| other.customer_id.eq(outer(o.customer_id)));
    ///         o.amount.gt(of_customer.scalar(|other| other.amount.avg() * 10.0))
    ///     })
    /// }
    /// ```
    #[must_use]
    #[track_caller]
    pub fn scalar<S: 'static, V: SparkType>(
        &self,
        value: impl FnOnce(T::Cols<T>) -> Expr<Agg<T>, V>,
    ) -> Expr<S, V>
    where
        T: SparkRow,
    {
        let row = self.build(value, |frame, value| {
            frame.flat(frame.df.agg(lower::column(value.handle()).alias(VALUE)), false)
        });
        Expr::at(row.subquery(|row| expr::scalar(row.df.relation())))
    }

    /// A value of the only row, as a value in another query: a scalar subquery, `(SELECT .. FROM ..)` in SQL. NULL if
    /// there is no row; more than one fail the query. Since Spark 4.0.
    ///
    /// See [`scalar`](Self::scalar) for aggregates, which give one row in any case.
    #[must_use]
    #[track_caller]
    pub fn only<S: 'static, V: SparkType>(
        &self,
        value: impl FnOnce(T::Cols<Select<T>>) -> Expr<Select<T>, V>,
    ) -> Expr<S, <Nullable as Nullness>::Of<V>>
    where
        T: SparkRow,
    {
        let row = self.build(value, |frame, value| frame.select(&[(VALUE, value.handle())], false));
        Expr::at(row.subquery(|row| expr::scalar(row.df.relation())))
    }
}

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// Whether the value is one of those of a dataset: SQL's `IN (SELECT ..)`. Since Spark 4.1.
    ///
    /// NULL if the value is NULL, and if it is not found among values of which one is NULL: the rows with
    /// `!o.id.in_query(&ids)` are none then, as in SQL. For several values together see [`InQuery`].
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Customer { id: i64, city: String }
    /// #[derive(SparkRow)]
    /// struct Order { customer_id: i64, amount: f64 }
    ///
    /// fn of_lyon(orders: &Dataset<Order>, customers: &Dataset<Customer>) -> Dataset<Order> {
    ///     let there = customers.filter(|c| c.city.eq("Lyon")).select(|c| c.id);
    ///     orders.filter(|o| o.customer_id.in_query(&there))
    /// }
    /// ```
    #[must_use]
    #[track_caller]
    pub fn in_query<R: SparkRow + Is<T::Base>>(self, values: &Dataset<R>) -> Expr<S, Null2<T, R, bool>>
    where
        T::Base: Scalar,
    {
        Expr::at(among(vec![self.handle()], values))
    }
}

/// Values that are compared with the rows of a query together, column by column: a tuple of expressions and literals.
///
/// ```
/// use spark_connect_core::prelude::*;
///
/// #[derive(SparkRow)]
/// struct Sale { shop: String, month: i32, amount: f64 }
/// #[derive(SparkRow)]
/// struct Closed { shop: String, month: i32 }
///
/// fn mistakes(sales: &Dataset<Sale>, closed: &Dataset<Closed>) -> Dataset<Sale> {
///     let closed = closed.select(|c| (c.shop, c.month));
///     sales.filter(|s| (s.shop, s.month).in_query(&closed))
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be compared with rows of `{R}`",
    label = "expected a tuple of values of the types of `{R}`",
    note = "Spark would insert implicit casts here; write them: `.cast::<..>()`"
)]
pub trait InQuery<S, R>: Sized {
    /// `bool`, or `Option<bool>` if one of the values or of the columns of the query may be NULL.
    type Out: SparkType;
    /// Whether the values are those of a row of a dataset, in the same order: SQL's `(..) IN (SELECT ..)`. Since Spark 4.1.
    ///
    /// NULL if they equal no row, but only for a NULL on one of the sides: the rows with `!(..).in_query(..)` are none then,
    /// as in SQL. (In a projection, servers make that `false`; Sail takes a NULL for unequal to everything.)
    fn in_query(self, rows: &Dataset<R>) -> Expr<S, Self::Out>;
}

/// The nullability of a type, or of the others if there are any.
macro_rules! any {
    ($A:ty) => { <$A as SparkType>::Null };
    ($A:ty, $($B:ty),+) => { <<$A as SparkType>::Null as Nullness>::Or<any!($($B),+)> };
}
macro_rules! tuples {
    ($(($($R:ident $V:ident $index:tt),+))*) => { $(
        impl<S: 'static, $($R: SparkType, $V: Operand<S, $R::Base>),+> InQuery<S, ($($R,)+)> for ($($V,)+) {
            type Out = <any!($($R, $V::Ty),+) as Nullness>::Of<bool>;
            #[track_caller]
            fn in_query(self, rows: &Dataset<($($R,)+)>) -> Expr<S, Self::Out> {
                Expr::at(among(vec![$(self.$index.handle()),+], rows))
            }
        }
    )* };
}
tuples! {
    (A V 0, B W 1)
    (A V 0, B W 1, C X 2)
    (A V 0, B W 1, C X 2, D Y 3)
}

/// Whether the values are those of a row.
#[track_caller]
fn among<R: SparkRow>(values: Vec<Handle>, rows: &Dataset<R>) -> Handle {
    let rows = rows.packed();
    arena::refer(&rows.sources);
    let relation = rows.df.relation().clone();
    arena::apply_all(values, move |values| expr::is_row_of(&relation, values))
}

impl Frame {
    /// An expression with this as a subquery.
    #[track_caller]
    fn subquery(&self, build: impl FnOnce(&Self) -> Column) -> Handle {
        arena::refer(&self.sources);
        arena::leaf(build(self))
    }
}
