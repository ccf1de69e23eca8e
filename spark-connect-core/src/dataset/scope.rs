//! Where an expression may be used: the first parameter of [`Expr`](super::Expr).

use std::marker::PhantomData;

use super::SparkRow;

/// The scope of expressions that are aggregated over the rows of `S`: `o.amount.sum()` is an `Expr<Agg<Order>, _>`.
#[derive(Debug)]
pub struct Agg<S>(PhantomData<S>);

/// The scope of a projection over rows of `S`: what [`select`](super::Dataset::select) gives its closure.
///
/// It differs from the scope of a filter in that window functions are allowed.
#[derive(Debug)]
pub struct Select<S>(PhantomData<S>);

/// The scope of window functions over the rows of `S`: `rank()` and the like, and also `o.amount.lag(1)`. They have a
/// value once they have a window: `rank().over(..)`.
#[derive(Debug)]
pub struct Over<S>(PhantomData<S>);

/// A scope of rows, as opposed to groups.
#[diagnostic::on_unimplemented(
    message = "aggregate functions cannot be nested",
    label = "this argument is already an aggregate",
    note = "an aggregate takes a per-row expression; aggregate twice with two `group_by(..).agg(..)` steps"
)]
pub trait RowScope: 'static {}
#[diagnostic::do_not_recommend]
impl<T: SparkRow> RowScope for T {}
#[diagnostic::do_not_recommend]
impl<S: 'static> RowScope for Select<S> {}

/// A scope in which window functions are allowed.
#[diagnostic::on_unimplemented(
    message = "window functions are only allowed in `select`",
    label = "`over` cannot be used here",
    note = "compute the window in a `select` first, then `filter` on the new column"
)]
pub trait WindowScope: 'static {}
impl<S: 'static> WindowScope for Select<S> {}
#[diagnostic::do_not_recommend]
impl<S: 'static> WindowScope for Agg<S> {}

/// Expressions of scope `S` may be used in expressions of scope `Self`: only if they are the same.
// The scope that is known is `Self`: so the compiler finds the one of a subquery, which fits everywhere, by itself.
#[diagnostic::on_unimplemented(
    message = "a column over `{S}` is used in an expression over `{Self}`",
    label = "this column belongs to `{S}`",
    note = "if one side is `Agg<_>`: aggregate the column too, or add it to `group_by`",
    note = "if they are different relations: join them first; inside a subquery write `outer(column)`"
)]
pub trait Scope<S> {}
impl<S> Scope<S> for S {}
