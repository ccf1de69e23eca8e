//! Comparisons: SQL's, so NULL if a side is NULL.

use super::{
    super::{NotNull, arena},
    Expr, Null1, Null2, Null3, Operand, SparkType,
};
use crate::types::Decimal;

/// A column type that can be ordered.
#[diagnostic::on_unimplemented(
    message = "`{Self}` columns cannot be ordered",
    label = "no ordering for this type"
)]
pub trait Ordered: SparkType {}
macro_rules! ordered {
    ($($rust:ty),* $(,)?) => { $(
        #[diagnostic::do_not_recommend]
        impl Ordered for $rust {}
    )* };
}
ordered! {
    bool, i8, i16, i32, i64, f32, f64, String, Vec<u8>, bytes::Bytes, Decimal,
    jiff::civil::Date, jiff::Timestamp, jiff::civil::DateTime, jiff::civil::Time, jiff::SignedDuration,
    crate::types::YearMonthInterval,
}
#[diagnostic::do_not_recommend]
impl<T: Ordered + SparkType<Base = T, Null = NotNull>> Ordered for Option<T> {}

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// Equal: SQL's `=`. NULL if a side is NULL; see [`eq_null_safe`](Self::eq_null_safe).
    #[must_use]
    #[track_caller]
    pub fn eq<R: Operand<S, T::Base>>(self, right: R) -> Expr<S, Null2<T, R::Ty, bool>> {
        self.with(right, |left, right| left.clone().eq(right.clone()))
    }

    /// Not equal: SQL's `<>`. NULL if a side is NULL.
    #[must_use]
    #[track_caller]
    pub fn ne<R: Operand<S, T::Base>>(self, right: R) -> Expr<S, Null2<T, R::Ty, bool>> {
        self.with(right, |left, right| left.clone().ne(right.clone()))
    }

    /// Greater: SQL's `>`. NULL if a side is NULL.
    #[must_use]
    #[track_caller]
    pub fn gt<R: Operand<S, T::Base>>(self, right: R) -> Expr<S, Null2<T, R::Ty, bool>> {
        self.with(right, |left, right| left.clone().gt(right.clone()))
    }

    /// Greater or equal: SQL's `>=`. NULL if a side is NULL.
    #[must_use]
    #[track_caller]
    pub fn ge<R: Operand<S, T::Base>>(self, right: R) -> Expr<S, Null2<T, R::Ty, bool>> {
        self.with(right, |left, right| left.clone().ge(right.clone()))
    }

    /// Less: SQL's `<`. NULL if a side is NULL.
    #[must_use]
    #[track_caller]
    pub fn lt<R: Operand<S, T::Base>>(self, right: R) -> Expr<S, Null2<T, R::Ty, bool>> {
        self.with(right, |left, right| left.clone().lt(right.clone()))
    }

    /// Less or equal: SQL's `<=`. NULL if a side is NULL.
    #[must_use]
    #[track_caller]
    pub fn le<R: Operand<S, T::Base>>(self, right: R) -> Expr<S, Null2<T, R::Ty, bool>> {
        self.with(right, |left, right| left.clone().le(right.clone()))
    }

    /// Equal, where NULL equals NULL: SQL's `<=>`. Never NULL.
    #[must_use]
    #[track_caller]
    pub fn eq_null_safe<R: Operand<S, T::Base>>(self, right: R) -> Expr<S, bool> {
        self.with(right, |left, right| left.clone().eq_null_safe(right.clone()))
    }

    /// Between two bounds, both included: SQL's `BETWEEN`. NULL if the value is NULL, or if a bound is and the other
    /// one does not decide.
    #[must_use]
    #[track_caller]
    pub fn between<L: Operand<S, T::Base>, U: Operand<S, T::Base>>(
        self,
        lower: L,
        upper: U,
    ) -> Expr<S, Null3<T, L::Ty, U::Ty, bool>> {
        let args = [self.handle, lower.handle(), upper.handle()];
        Expr::at(arena::apply(args, |[this, lower, upper]| {
            this.clone().between(lower.clone(), upper.clone())
        }))
    }

    /// One of these values: SQL's `IN`. NULL if the value is NULL; false for an empty list.
    #[must_use]
    #[track_caller]
    pub fn is_in<R: Operand<S, T::Base, Ty = T::Base>>(
        self,
        values: impl IntoIterator<Item = R>,
    ) -> Expr<S, Null1<T, bool>>
    where
        T::Base: SparkType<Null = NotNull>,
    {
        let mut args = vec![self.handle];
        args.extend(values.into_iter().map(Operand::handle));
        Expr::at(arena::apply_first(args, |this, values| this.is_in(values.to_vec())))
    }
}
