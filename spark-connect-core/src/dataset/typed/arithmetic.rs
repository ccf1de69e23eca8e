//! `+ - * / %` and unary minus.

use std::ops::{Add, Div, Mul, Neg, Rem, Sub};

use super::{
    super::{NotNull, Nullable, Nullness, arena},
    Expr, Handle, Literal, NullIf, Operand, Or, SparkType,
};
use crate::{expr::Column, types::Decimal};

/// A numeric column type, with the types that Spark gives to arithmetic on it.
#[diagnostic::on_unimplemented(
    message = "arithmetic is not defined for `{Self}` columns",
    label = "not a numeric column"
)]
pub trait Numeric: SparkType {
    /// Whether `+`, `-` and `*` can give NULL for values that are not: decimals do when the result does not fit.
    type Overflow: Nullness;
    /// What `sum` gives.
    type Sum: SparkType<Base = Self::Sum, Null = NotNull>;
    /// What `avg` and `/` give: decimals for decimals, else doubles.
    type Quotient: SparkType<Base = Self::Quotient, Null = NotNull>;
}

macro_rules! numeric {
    ($($rust:ty: $overflow:ty, $sum:ty, $quotient:ty;)*) => { $(
        impl Numeric for $rust {
            type Overflow = $overflow;
            type Sum = $sum;
            type Quotient = $quotient;
        }
        impl Numeric for Option<$rust> {
            type Overflow = $overflow;
            type Sum = $sum;
            type Quotient = $quotient;
        }
    )* };
}
numeric! {
    i8: NotNull, i64, f64;
    i16: NotNull, i64, f64;
    i32: NotNull, i64, f64;
    i64: NotNull, i64, f64;
    f32: NotNull, f64, f64;
    f64: NotNull, f64, f64;
    Decimal: Nullable, Decimal, Decimal;
}

/// An integer column type.
#[diagnostic::on_unimplemented(
    message = "expected an integer column, found a `{Self}` column",
    label = "not an integer column"
)]
pub trait Integral: Numeric {}
macro_rules! integral {
    ($($rust:ty),*) => { $(impl Integral for $rust {} impl Integral for Option<$rust> {})* };
}
integral!(i8, i16, i32, i64);

/// The type of `A + R` and its like.
type Arithmetic<A, R> =
    <<Or<A, <R as SparkType>::Null> as Nullness>::Or<<A as Numeric>::Overflow> as Nullness>::Of<
        <A as SparkType>::Base,
    >;

macro_rules! operators {
    ($($trait:ident $method:ident $op:tt $out:ty;)*) => { $(
        impl<S: 'static, A: Numeric, R: Operand<S, A::Base>> $trait<R> for Expr<S, A> {
            type Output = Expr<S, $out>;
            #[track_caller]
            fn $method(self, right: R) -> Self::Output {
                binary(self.handle, right.handle(), |left, right| left $op right)
            }
        }
    )* };
}
operators! {
    Add add + Arithmetic<A, R::Ty>;
    Sub sub - Arithmetic<A, R::Ty>;
    Mul mul * Arithmetic<A, R::Ty>;
    Div div / Option<A::Quotient>;
    Rem rem % Option<A::Base>;
}

#[track_caller]
fn binary<S: 'static, T: SparkType>(
    left: Handle,
    right: Handle,
    build: impl Fn(Column, Column) -> Column + 'static,
) -> Expr<S, T> {
    Expr::at(arena::apply([left, right], move |[left, right]| build(left.clone(), right.clone())))
}

/// A literal on the left: `1.0 - l.discount`.
macro_rules! literal_left {
    ($($literal:ty, $base:ty: $overflow:ty, $quotient:ty;)*) => { $(
        literal_left!(@ $literal, $base, $base, $overflow, $quotient);
        literal_left!(@ $literal, $base, Option<$base>, $overflow, $quotient);
    )* };
    (@ $literal:ty, $base:ty, $column:ty, $overflow:ty, $quotient:ty) => {
        literal_left!(% $literal, $base, $column; Add add + NullIf<$column, $overflow, $base>);
        literal_left!(% $literal, $base, $column; Sub sub - NullIf<$column, $overflow, $base>);
        literal_left!(% $literal, $base, $column; Mul mul * NullIf<$column, $overflow, $base>);
        literal_left!(% $literal, $base, $column; Div div / Option<$quotient>);
        literal_left!(% $literal, $base, $column; Rem rem % Option<$base>);
    };
    (% $literal:ty, $base:ty, $column:ty; $trait:ident $method:ident $op:tt $out:ty) => {
        impl<S: 'static> $trait<Expr<S, $column>> for $literal {
            type Output = Expr<S, $out>;
            #[track_caller]
            fn $method(self, right: Expr<S, $column>) -> Self::Output {
                let left = arena::leaf(Literal::column(<$base>::from(self)));
                binary(left, right.handle, |left, right| left $op right)
            }
        }
    };
}
literal_left! {
    i8, i8: NotNull, f64;
    i16, i16: NotNull, f64;
    i32, i32: NotNull, f64;
    i64, i64: NotNull, f64;
    f32, f32: NotNull, f64;
    f64, f64: NotNull, f64;
    Decimal, Decimal: Nullable, Decimal;
    i32, Decimal: Nullable, Decimal;
}

impl<S: 'static, A: Numeric> Neg for Expr<S, A> {
    type Output = Self;
    #[track_caller]
    fn neg(self) -> Self {
        self.map(|this| -this.clone())
    }
}
