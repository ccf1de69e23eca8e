//! `+ - * / %` and unary minus.
//!
//! What does not fit fails the query; without `spark.sql.ansi.enabled` decimals become NULL, which is an error where the
//! result is read, and integers wrap.

use std::ops::{Add, Div, Mul, Neg, Rem, Sub};

use super::{
    super::{NotNull, arena},
    Expr, Handle, Literal, Null2, Operand, SparkType,
};
use crate::{expr::Column, types::Decimal};

/// A numeric column type, with the types that Spark gives to arithmetic on it.
#[diagnostic::on_unimplemented(
    message = "arithmetic is not defined for `{Self}` columns",
    label = "not a numeric column"
)]
pub trait Numeric: SparkType {
    /// What `sum` gives.
    type Sum: SparkType<Base = Self::Sum, Null = NotNull>;
    /// What `avg` and `/` give: decimals for decimals, else doubles.
    type Quotient: SparkType<Base = Self::Quotient, Null = NotNull>;
}

macro_rules! numeric {
    ($($rust:ty: $sum:ty, $quotient:ty;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl Numeric for $rust {
            type Sum = $sum;
            type Quotient = $quotient;
        }
        #[diagnostic::do_not_recommend]
        impl Numeric for Option<$rust> {
            type Sum = $sum;
            type Quotient = $quotient;
        }
    )* };
}
numeric! {
    i8: i64, f64;
    i16: i64, f64;
    i32: i64, f64;
    i64: i64, f64;
    f32: f64, f64;
    f64: f64, f64;
    Decimal: Decimal, Decimal;
}

/// An integer column type.
#[diagnostic::on_unimplemented(
    message = "expected an integer column, found a `{Self}` column",
    label = "not an integer column"
)]
pub trait Integral: Numeric {}
macro_rules! integral {
    ($($rust:ty),*) => { $(
        #[diagnostic::do_not_recommend]
        impl Integral for $rust {}
        #[diagnostic::do_not_recommend]
        impl Integral for Option<$rust> {}
    )* };
}
integral!(i8, i16, i32, i64);

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
    Add add + Null2<A, R::Ty, A::Base>;
    Sub sub - Null2<A, R::Ty, A::Base>;
    Mul mul * Null2<A, R::Ty, A::Base>;
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
    ($($literal:ty, $base:ty: $quotient:ty;)*) => { $(
        literal_left!(@ $literal, $base, $base, $quotient);
        literal_left!(@ $literal, $base, Option<$base>, $quotient);
    )* };
    (@ $literal:ty, $base:ty, $column:ty, $quotient:ty) => {
        literal_left!(% $literal, $base, $column; Add add + $column);
        literal_left!(% $literal, $base, $column; Sub sub - $column);
        literal_left!(% $literal, $base, $column; Mul mul * $column);
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
    i8, i8: f64;
    i16, i16: f64;
    i32, i32: f64;
    i64, i64: f64;
    f32, f32: f64;
    f64, f64: f64;
    Decimal, Decimal: Decimal;
    i32, Decimal: Decimal;
}

impl<S: 'static, A: Numeric> Neg for Expr<S, A> {
    type Output = Self;
    #[track_caller]
    fn neg(self) -> Self {
        self.map(|this| -this.clone())
    }
}
