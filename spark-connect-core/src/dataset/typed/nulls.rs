//! NULL: asking for it, and replacing it.

use super::{super::arena, Expr, Is, Null2, Numeric, Operand, SparkType, Value};
use crate::{expr::call, functions};

/// A column type that has NaN.
#[diagnostic::on_unimplemented(
    message = "expected an `f32` or `f64` column, found a `{Self}` column",
    label = "values of this type are never NaN"
)]
pub trait Float: Numeric {}
#[diagnostic::do_not_recommend]
impl Float for f32 {}
#[diagnostic::do_not_recommend]
impl Float for Option<f32> {}
#[diagnostic::do_not_recommend]
impl Float for f64 {}
#[diagnostic::do_not_recommend]
impl Float for Option<f64> {}

/// `A` or a `B` of the same base type.
type Choice<A, B> = Null2<A, B, <A as SparkType>::Base>;

methods! {
    /// Whether the value is NaN. Never NULL: false where the value is. Spark: `isnan`.
    exact is_nan(self: Float) -> bool = functions::isnan;
    /// The value, or `other` where it is NaN. Spark: `nanvl`.
    strict nan_or(self: Is[<f64>], other: f64 as R) -> f64 = functions::nanvl;
    /// The value, 0 where it is NULL. Spark: `zeroifnull`, 4.0.
    exact zero_if_null(self: Numeric) -> T::Base = functions::zeroifnull;
    /// The value, NULL where it is 0. Spark: `nullifzero`, 4.0.
    exact null_if_zero(self: Numeric) -> Option<T::Base> = functions::nullifzero;
}

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

    /// `present` where the value is not NULL, else `absent`. Spark: `nvl2`.
    #[must_use]
    #[track_caller]
    pub fn nvl2<V: Value<S>, R: Operand<S, <V::Out as SparkType>::Base>>(
        self,
        present: V,
        absent: R,
    ) -> Expr<S, Choice<V::Out, R::Ty>> {
        let args = [self.handle, present.handle(), absent.handle()];
        Expr::at(arena::apply(args, |[this, present, absent]| functions::nvl2(this, present, absent)))
    }
}
