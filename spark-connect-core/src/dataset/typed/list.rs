//! Functions of any number of values of one type.

use super::{
    super::{NotNull, Nullness, arena},
    Expr, Handle, Operand, Or, SparkType,
};
use crate::{expr::Column, functions};

/// A column and others of its type: a tuple that begins with a column (which may be followed by literals), or an array or
/// a `Vec` of columns.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of columns of one type",
    label = "expected `(column, other, ..)`",
    note = "a tuple begins with a column: write a literal there as `lit(..)`"
)]
pub trait Operands {
    /// Over which rows they are.
    type Scope: 'static;
    /// Their type without `Option`.
    type Base: SparkType<Base = Self::Base, Null = NotNull>;
    /// Whether one of them may be NULL.
    type Any: Nullness;
    /// Whether all of them may be NULL.
    type All: Nullness;
    #[doc(hidden)]
    fn handles(self) -> Vec<Handle>;
}

#[diagnostic::do_not_recommend]
impl<S: 'static, T: SparkType> Operands for Vec<Expr<S, T>> {
    type Scope = S;
    type Base = T::Base;
    type Any = T::Null;
    type All = T::Null;
    fn handles(self) -> Vec<Handle> {
        self.into_iter().map(Expr::handle).collect()
    }
}

#[diagnostic::do_not_recommend]
impl<S: 'static, T: SparkType, const N: usize> Operands for [Expr<S, T>; N] {
    type Scope = S;
    type Base = T::Base;
    type Any = T::Null;
    type All = T::Null;
    fn handles(self) -> Vec<Handle> {
        self.into_iter().map(Expr::handle).collect()
    }
}

/// The nullability of one type, or of the others if there are any.
macro_rules! any {
    ($A:ty) => { <$A as SparkType>::Null };
    ($A:ty, $($B:ty),+) => { Or<$A, any!($($B),+)> };
}
macro_rules! all {
    ($A:ty) => { <$A as SparkType>::Null };
    ($A:ty, $($B:ty),+) => { <<$A as SparkType>::Null as Nullness>::And<all!($($B),+)> };
}

macro_rules! tuples {
    ($(($($R:ident $index:tt),+))*) => { $(
        #[diagnostic::do_not_recommend]
        impl<S: 'static, T: SparkType, $($R: Operand<S, T::Base>),+> Operands for (Expr<S, T>, $($R),+) {
            type Scope = S;
            type Base = T::Base;
            type Any = any!(T, $($R::Ty),+);
            type All = all!(T, $($R::Ty),+);
            fn handles(self) -> Vec<Handle> {
                vec![self.0.handle(), $(self.$index.handle()),+]
            }
        }
    )* };
}
tuples! {
    (B 1)
    (B 1, C 2)
    (B 1, C 2, D 3)
    (B 1, C 2, D 3, E 4)
    (B 1, C 2, D 3, E 4, F 5)
    (B 1, C 2, D 3, E 4, F 5, G 6)
    (B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}

/// A function of one value and of a list.
#[track_caller]
pub(super) fn first_and_rest<L: Operands, O>(
    first: Handle,
    list: L,
    build: fn(Column, Vec<Column>) -> Column,
) -> Expr<L::Scope, O> {
    let mut args = list.handles();
    args.insert(0, first);
    Expr::at(arena::apply_first(args, move |first, rest| build(first.clone(), rest.to_vec())))
}

/// A function of a list.
#[track_caller]
fn of_all<L: Operands, O>(list: L, build: fn(Vec<Column>) -> Column) -> Expr<L::Scope, O> {
    Expr::at(arena::apply_all(list.handles(), move |columns| build(columns.to_vec())))
}

/// The first value that is not NULL; NULL only if all of them are. Spark: `coalesce`.
///
/// With one column and a default, [`unwrap_or`](Expr::unwrap_or) says the same.
///
/// ```
/// use spark_connect_core::{dataset::functions::coalesce, prelude::*};
///
/// #[derive(SparkRow)]
/// struct Person { nick: Option<String>, first: Option<String>, last: String }
///
/// fn names(people: &Dataset<Person>) -> Dataset<String> {
///     people.select(|p| coalesce((p.nick, p.first, p.last)))
/// }
/// ```
#[must_use]
#[track_caller]
pub fn coalesce<L: Operands>(values: L) -> Expr<L::Scope, <L::All as Nullness>::Of<L::Base>> {
    of_all(values, functions::coalesce)
}

/// The largest value that is not NULL; NULL only if all of them are. Spark: `greatest`.
#[must_use]
#[track_caller]
pub fn greatest<L: Operands<Base: super::Ordered>>(
    values: L,
) -> Expr<L::Scope, <L::All as Nullness>::Of<L::Base>> {
    of_all(values, functions::greatest)
}

/// The smallest value that is not NULL; NULL only if all of them are. Spark: `least`.
#[must_use]
#[track_caller]
pub fn least<L: Operands<Base: super::Ordered>>(
    values: L,
) -> Expr<L::Scope, <L::All as Nullness>::Of<L::Base>> {
    of_all(values, functions::least)
}
