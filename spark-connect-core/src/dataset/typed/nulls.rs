//! NULL: asking for it, and replacing it.

use super::{super::arena, Expr, Operand, SparkType};
use crate::expr::call;

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// Whether the value is NULL: SQL's `IS NULL`. Never NULL itself.
    #[must_use]
    #[track_caller]
    pub fn is_null(self) -> Expr<S, bool> {
        self.map(|this| this.clone().is_null())
    }

    /// Whether the value is not NULL: SQL's `IS NOT NULL`. Never NULL itself.
    #[must_use]
    #[track_caller]
    pub fn is_not_null(self) -> Expr<S, bool> {
        self.map(|this| this.clone().is_not_null())
    }

    /// The value, or `other` where it is NULL: SQL's `coalesce`. The result is never NULL, so `other` must not be.
    #[must_use]
    #[track_caller]
    pub fn unwrap_or<R: Operand<S, T::Base, Ty = T::Base>>(self, other: R) -> Expr<S, T::Base> {
        self.with(other, |this, other| call("coalesce", [this.clone(), other.clone()]))
    }

    /// The same expression as one that may be NULL, for a place that asks for an `Option`.
    #[must_use]
    pub fn nullable(self) -> Expr<S, Option<T::Base>> {
        Expr::at(self.handle)
    }

    /// The value, declared to be never NULL. Spark's `assert_not_null` has no SQL form, so nothing is checked on the
    /// server: a NULL that arrives is an error when the result is read.
    #[must_use]
    pub fn assume_not_null(self) -> Expr<S, T::Base> {
        Expr::at(self.handle)
    }

    /// NULL where the value equals `other`: SQL's `nullif`.
    #[must_use]
    #[track_caller]
    pub fn null_if<R: Operand<S, T::Base>>(self, other: R) -> Expr<S, Option<T::Base>> {
        Expr::at(arena::apply([self.handle, other.handle()], |args| call("nullif", args.to_vec())))
    }
}
