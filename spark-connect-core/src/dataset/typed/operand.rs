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

macro_rules! literal {
    ($literal:ty => $base:ty) => {
        #[diagnostic::do_not_recommend]
        impl<S> Operand<S, $base> for $literal {
            type Ty = $base;
            fn handle(self) -> Handle {
                arena::leaf(Literal::column(self))
            }
        }
    };
}

// One at a time: rustc shows the call that a literal of another type comes from.
literal!(bool => bool);
literal!(i8 => i8);
literal!(i16 => i16);
literal!(i32 => i32);
literal!(i64 => i64);
literal!(f32 => f32);
literal!(f64 => f64);
literal!(String => String);
literal!(&str => String);
literal!(Decimal => Decimal);
literal!(jiff::civil::Date => jiff::civil::Date);
literal!(jiff::Timestamp => jiff::Timestamp);
literal!(jiff::civil::DateTime => jiff::civil::DateTime);
literal!(jiff::civil::Time => jiff::civil::Time);
literal!(jiff::SignedDuration => jiff::SignedDuration);
literal!(YearMonthInterval => YearMonthInterval);
literal!(CalendarInterval => CalendarInterval);
literal!(Vec<u8> => Vec<u8>);
literal!(&[u8] => Vec<u8>);
literal!(bytes::Bytes => bytes::Bytes);

/// An integer literal beside a decimal column: exact, so nothing can be lost.
#[diagnostic::do_not_recommend]
impl<S> Operand<S, Decimal> for i32 {
    type Ty = Decimal;
    fn handle(self) -> Handle {
        arena::leaf(Literal::column(Decimal::from(self)))
    }
}
