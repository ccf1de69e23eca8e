//! What can stand on the other side of an operator.

use super::{
    super::{Scope, arena},
    Expr, Handle, Literal, SparkType,
};
use crate::types::{CalendarInterval, Decimal, YearMonthInterval};

/// A column or literal of base type `B` that may be used in an expression over `S`.
#[diagnostic::on_unimplemented(
    message = "cannot use `{Self}` where a `{B}` expression over `{S}` is expected",
    label = "expected a `{B}` column or literal",
    note = "Spark would insert an implicit cast here; write it: `.cast::<{B}>()`, or use a literal of type `{B}`"
)]
pub trait Operand<S, B> {
    /// Its type: `B`, or `Option<B>` if it may be NULL.
    type Ty: SparkType;
    #[doc(hidden)]
    fn handle(self) -> Handle;
}

/// `Self` is `B` or `Option<B>`.
#[diagnostic::on_unimplemented(
    message = "expected a `{B}` column, found a `{Self}` column",
    label = "this operand is a `{Self}`",
    note = "Spark would insert an implicit cast here; write it: `.cast::<{B}>()`"
)]
pub trait Is<B> {}
impl<T> Is<T> for T {}
impl<T> Is<T> for Option<T> {}

impl<S: Scope<S2>, S2, T: SparkType + Is<B>, B> Operand<S, B> for Expr<S2, T> {
    type Ty = T;
    fn handle(self) -> Handle {
        Expr::handle(self)
    }
}

macro_rules! literals {
    ($($literal:ty => $base:ty),* $(,)?) => { $(
        #[diagnostic::do_not_recommend]
        impl<S> Operand<S, $base> for $literal {
            type Ty = $base;
            fn handle(self) -> Handle {
                arena::leaf(Literal::column(self))
            }
        }
    )* };
}

literals! {
    bool => bool,
    i8 => i8,
    i16 => i16,
    i32 => i32,
    i64 => i64,
    f32 => f32,
    f64 => f64,
    String => String,
    &str => String,
    Decimal => Decimal,
    jiff::civil::Date => jiff::civil::Date,
    jiff::Timestamp => jiff::Timestamp,
    jiff::civil::DateTime => jiff::civil::DateTime,
    jiff::civil::Time => jiff::civil::Time,
    jiff::SignedDuration => jiff::SignedDuration,
    YearMonthInterval => YearMonthInterval,
    CalendarInterval => CalendarInterval,
    Vec<u8> => Vec<u8>,
    &[u8] => Vec<u8>,
    bytes::Bytes => bytes::Bytes,
}

/// An integer literal beside a decimal column: exact, so nothing can be lost.
#[diagnostic::do_not_recommend]
impl<S> Operand<S, Decimal> for i32 {
    type Ty = Decimal;
    fn handle(self) -> Handle {
        arena::leaf(Literal::column(Decimal::from(self)))
    }
}
