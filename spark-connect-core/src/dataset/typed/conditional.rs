//! `CASE WHEN`.

use std::marker::PhantomData;

use super::{super::arena, Condition, Expr, Handle, Null2, Operand, SparkType, Value};

/// The value of the first branch whose condition is true: SQL's `CASE WHEN`. A condition that is NULL is not true.
///
/// ```
/// use spark_connect_core::prelude::*;
///
/// #[derive(SparkRow)]
/// struct Order { amount: f64 }
///
/// fn size<S: 'static>(o: OrderCols<S>) -> Expr<S, String> {
///     when(o.amount.gt(1000.0), "large").when(o.amount.gt(100.0), "medium").otherwise("small")
/// }
/// ```
pub fn when<S: 'static, C: Condition, V: Value<S>>(condition: Expr<S, C>, value: V) -> When<S, V::Out> {
    When { branches: vec![condition.handle, value.handle()], marker: PhantomData }
}

/// A `CASE WHEN` under construction: see [`when`].
#[derive(Debug)]
#[must_use = "finish it with `otherwise` or `end`"]
pub struct When<S, T> {
    branches: Vec<Handle>,
    marker: PhantomData<fn() -> (S, T)>,
}

impl<S: 'static, T: SparkType> When<S, T> {
    /// One more branch, which is tried if the conditions before it are not true.
    pub fn when<C: Condition, R: Operand<S, T::Base>>(
        mut self,
        condition: Expr<S, C>,
        value: R,
    ) -> When<S, Null2<T, R::Ty, T::Base>> {
        self.branches.extend([condition.handle, value.handle()]);
        When { branches: self.branches, marker: PhantomData }
    }

    /// The value if no condition is true.
    #[must_use]
    #[track_caller]
    pub fn otherwise<R: Operand<S, T::Base>>(mut self, value: R) -> Expr<S, Null2<T, R::Ty, T::Base>> {
        self.branches.push(value.handle());
        self.build()
    }

    /// NULL if no condition is true.
    #[must_use]
    #[track_caller]
    pub fn end(self) -> Expr<S, Option<T::Base>> {
        self.build()
    }

    #[track_caller]
    fn build<U>(self) -> Expr<S, U> {
        // Spark's `when` takes conditions and values in turn, and the default last.
        Expr::at(arena::apply_all(self.branches, |args| crate::expr::call("when", args.to_vec())))
    }
}

impl<S: 'static, T: SparkType> From<When<S, T>> for Expr<S, Option<T::Base>> {
    #[track_caller]
    fn from(when: When<S, T>) -> Self {
        when.end()
    }
}
