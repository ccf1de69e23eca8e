//! What strings and arrays have in common.

use super::{
    super::{NotNull, Nullness},
    Expr, NullIf, Operand, Or, SparkType,
};
use crate::expr::call;

/// A column type that can contain something: a string (a part), or an array (an element).
#[diagnostic::on_unimplemented(
    message = "`{Self}` columns contain nothing to look for",
    label = "`contains` needs a string or a `Vec<_>` column"
)]
pub trait Contains: SparkType {
    /// The base type of what it contains.
    type Item;
    /// Whether it can be unknown if something is contained: a NULL element may be anything.
    #[doc(hidden)]
    type Unknown: Nullness;
    #[doc(hidden)]
    const FUNCTION: &'static str;
}
#[diagnostic::do_not_recommend]
impl Contains for String {
    type Item = String;
    type Unknown = NotNull;
    const FUNCTION: &'static str = "contains";
}
#[diagnostic::do_not_recommend]
impl Contains for Option<String> {
    type Item = String;
    type Unknown = NotNull;
    const FUNCTION: &'static str = "contains";
}
#[diagnostic::do_not_recommend]
impl<E: SparkType> Contains for Vec<E>
where
    Self: SparkType,
{
    type Item = E::Base;
    type Unknown = E::Null;
    const FUNCTION: &'static str = "array_contains";
}
#[diagnostic::do_not_recommend]
impl<E: SparkType> Contains for Option<Vec<E>>
where
    Self: SparkType,
{
    type Item = E::Base;
    type Unknown = E::Null;
    const FUNCTION: &'static str = "array_contains";
}

/// Whether a `T` contains an `R`.
type IsContained<T, R> = NullIf<T, Or<R, <T as Contains>::Unknown>, bool>;

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// Whether the string has this part (Spark: `contains`), or the array this element (`array_contains`: NULL if it
    /// is not found and the array has NULLs).
    #[must_use]
    #[track_caller]
    pub fn contains<R: Operand<S, T::Item>>(self, item: R) -> Expr<S, IsContained<T, R::Ty>>
    where
        T: Contains,
    {
        self.with(item, |this, item| call(T::FUNCTION, [this.clone(), item.clone()]))
    }
}
