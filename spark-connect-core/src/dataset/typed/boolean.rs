//! `&`, `|`, `!` and their spelt forms, with SQL's three-valued logic.

use std::ops::{BitAnd, BitOr, Not};

use super::{Expr, Null2, Operand, SparkType};

/// A boolean column type: `bool`, or `Option<bool>` where the condition may be NULL (which a filter takes as false).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a boolean expression",
    label = "expected a condition (`bool` or `Option<bool>`)"
)]
pub trait Condition: SparkType {}
#[diagnostic::do_not_recommend]
impl Condition for bool {}
#[diagnostic::do_not_recommend]
impl Condition for Option<bool> {}

impl<S: 'static, T: Condition> Expr<S, T>
where
    T: SparkType<Base = bool>,
{
    /// Both: SQL's `AND`, also written `&`. NULL if neither is false and one is NULL.
    #[must_use]
    #[track_caller]
    pub fn and<R: Operand<S, bool>>(self, right: R) -> Expr<S, Null2<T, R::Ty, bool>> {
        self.with(right, |left, right| left.clone().and(right.clone()))
    }

    /// The opposite: SQL's `NOT`, also written `!`. NULL if the condition is.
    #[must_use]
    #[expect(
        clippy::should_implement_trait,
        reason = "it is implemented; this form needs no import of the trait"
    )]
    #[track_caller]
    pub fn not(self) -> Self {
        !self
    }

    /// Either: SQL's `OR`, also written `|`. NULL if neither is true and one is NULL.
    #[must_use]
    #[track_caller]
    pub fn or<R: Operand<S, bool>>(self, right: R) -> Expr<S, Null2<T, R::Ty, bool>> {
        self.with(right, |left, right| left.clone().or(right.clone()))
    }
}

impl<S: 'static, T: Condition + SparkType<Base = bool>, R: Operand<S, bool>> BitAnd<R> for Expr<S, T> {
    type Output = Expr<S, Null2<T, R::Ty, bool>>;
    #[track_caller]
    fn bitand(self, right: R) -> Self::Output {
        self.and(right)
    }
}

impl<S: 'static, T: Condition + SparkType<Base = bool>, R: Operand<S, bool>> BitOr<R> for Expr<S, T> {
    type Output = Expr<S, Null2<T, R::Ty, bool>>;
    #[track_caller]
    fn bitor(self, right: R) -> Self::Output {
        self.or(right)
    }
}

impl<S: 'static, T: Condition> Not for Expr<S, T> {
    type Output = Self;
    #[track_caller]
    fn not(self) -> Self {
        self.map(|this| !this.clone())
    }
}
