//! Arrays, and what strings and arrays have in common.

use super::{super::arena, Expr, Null1, Null2, Operand, SparkType, Value};
use crate::expr::{Variable, call, lambda};

/// An array column type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an array column",
    label = "array functions need a `Vec<_>` column"
)]
pub trait Array: SparkType {
    /// The type of the elements.
    type Elem: SparkType;
}
impl<E: SparkType> Array for Vec<E>
where
    Self: SparkType,
{
    type Elem = E;
}
impl<E: SparkType> Array for Option<Vec<E>>
where
    Self: SparkType,
{
    type Elem = E;
}

/// A column type that can contain something: a string (a part), or an array (an element).
#[diagnostic::on_unimplemented(
    message = "`{Self}` columns contain nothing to look for",
    label = "`contains` needs a string or a `Vec<_>` column"
)]
pub trait Contains: SparkType {
    /// The base type of what it contains.
    type Item;
    #[doc(hidden)]
    const FUNCTION: &'static str;
}
impl Contains for String {
    type Item = String;
    const FUNCTION: &'static str = "contains";
}
impl Contains for Option<String> {
    type Item = String;
    const FUNCTION: &'static str = "contains";
}
impl<E: SparkType> Contains for Vec<E>
where
    Self: SparkType,
{
    type Item = E::Base;
    const FUNCTION: &'static str = "array_contains";
}
impl<E: SparkType> Contains for Option<Vec<E>>
where
    Self: SparkType,
{
    type Item = E::Base;
    const FUNCTION: &'static str = "array_contains";
}

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// Whether the string has this part (Spark: `contains`), or the array this element (`array_contains`: NULL if it
    /// is not found and the array has NULLs).
    #[must_use]
    #[track_caller]
    pub fn contains<R: Operand<S, T::Item>>(self, item: R) -> Expr<S, Null2<T, R::Ty, bool>>
    where
        T: Contains,
    {
        self.with(item, |this, item| call(T::FUNCTION, [this.clone(), item.clone()]))
    }

    /// The number of elements of an array. Spark: `size`; NULL for a NULL array (Spark's own `size(NULL)` depends on
    /// `spark.sql.legacy.sizeOfNull`, so this is `array_size`).
    #[must_use]
    #[track_caller]
    pub fn array_size(self) -> Expr<S, Null1<T, i32>>
    where
        T: Array,
    {
        self.map(|this| call("array_size", [this.clone()]))
    }

    /// The array with `f` applied to every element. Spark: `transform`.
    #[must_use]
    #[track_caller]
    pub fn transform<V: Value<S>>(
        self,
        f: impl FnOnce(<T::Elem as SparkType>::Cols<S>) -> V,
    ) -> Expr<S, Null1<T, Vec<V::Out>>>
    where
        T: Array,
        Vec<V::Out>: SparkType,
    {
        let variable = Variable::new("x");
        let body = f(T::Elem::bind::<S>(arena::leaf(variable.column()))).handle();
        Expr::at(arena::apply([self.handle, body], move |[this, body]| {
            call("transform", [this.clone(), lambda(std::slice::from_ref(&variable), body)])
        }))
    }
}
