//! Sort orders.

use std::marker::PhantomData;

use super::{super::arena, Expr, Handle, Ordered, SparkType};

/// An expression with a direction, for [`order_by`](super::super::Dataset::order_by) and windows.
#[derive(Debug)]
pub struct SortKey<S> {
    handle: Handle,
    marker: PhantomData<fn() -> S>,
}

impl<S> Clone for SortKey<S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for SortKey<S> {}

macro_rules! directions {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        impl<S: 'static, T: SparkType> Expr<S, T> { $(
            $(#[$doc])*
            #[must_use]
            #[track_caller]
            pub fn $name(self) -> SortKey<S> where T: Ordered {
                SortKey { handle: arena::apply([self.handle], |[this]| this.clone().$name()), marker: PhantomData }
            }
        )* }
    };
}
directions! {
    /// Smallest first; NULLs come first (Spark's default).
    asc;
    /// Smallest first; NULLs come last.
    asc_nulls_last;
    /// Largest first; NULLs come last (Spark's default).
    desc;
    /// Largest first; NULLs come first.
    desc_nulls_first;
}

/// What rows are sorted by: a [`SortKey`], an expression (smallest first), or a tuple or a `Vec` of those.
#[diagnostic::on_unimplemented(
    message = "rows over `{S}` cannot be sorted by `{Self}`",
    label = "expected `column.asc()`, `column.desc()`, a column, or a tuple of those over `{S}`"
)]
pub trait OrderKeys<S> {
    #[doc(hidden)]
    fn handles(self) -> Vec<Handle>;
}

impl<S> OrderKeys<S> for SortKey<S> {
    fn handles(self) -> Vec<Handle> {
        vec![self.handle]
    }
}

impl<S: 'static, T: Ordered> OrderKeys<S> for Expr<S, T> {
    fn handles(self) -> Vec<Handle> {
        self.asc().handles()
    }
}

impl<S, K: OrderKeys<S>> OrderKeys<S> for Vec<K> {
    fn handles(self) -> Vec<Handle> {
        self.into_iter().flat_map(OrderKeys::handles).collect()
    }
}

macro_rules! tuples {
    ($(($($T:ident $index:tt),+))*) => { $(
        #[diagnostic::do_not_recommend]
        impl<S, $($T: OrderKeys<S>),+> OrderKeys<S> for ($($T,)+) {
            fn handles(self) -> Vec<Handle> {
                [$(self.$index.handles()),+].concat()
            }
        }
    )* };
}
tuples! {
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
}
