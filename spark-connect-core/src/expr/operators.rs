//! Operators: `+ - * / %`, `-a`, `&` and `|` for AND and OR, `!` for NOT.
//!
//! NULL on a side gives NULL (for AND and OR see [`Column::and`] and [`Column::or`]). `/` always divides fractions, as
//! in Spark. In ANSI mode (the default since Spark 4.0) an overflow and a division by zero fail the query.

use std::ops::{Add, BitAnd, BitOr, Div, Mul, Neg, Not, Rem, Sub};

use crate::expr::{Column, ColumnOrLiteral, Literal, binary, unary};

macro_rules! operators {
    ($($trait:ident $method:ident $function:literal;)+) => {$(
        impl<R: ColumnOrLiteral> $trait<R> for Column {
            type Output = Column;
            #[track_caller]
            fn $method(self, right: R) -> Column {
                binary($function, &self, &right.into_operand())
            }
        }
        impl<R: ColumnOrLiteral> $trait<R> for &Column {
            type Output = Column;
            #[track_caller]
            fn $method(self, right: R) -> Column {
                binary($function, self, &right.into_operand())
            }
        }
        impl $trait<Column> for Literal {
            type Output = Column;
            #[track_caller]
            fn $method(self, right: Column) -> Column {
                binary($function, &self.into_column(), &right)
            }
        }
    )+};
}

operators! {
    Add add "+";
    Sub sub "-";
    Mul mul "*";
    Div div "/";
    Rem rem "%";
    BitAnd bitand "and";
    BitOr bitor "or";
}

/// A Rust value on the left side.
macro_rules! left_values {
    ($($value:ty),+: $($trait:ident $method:ident),+) => {
        left_values!(@values ($($value),+) ($($trait $method),+));
    };
    (@values ($($value:ty),+) $operators:tt) => {
        $(left_values!(@one $value, $operators);)+
    };
    (@one $value:ty, ($($trait:ident $method:ident),+)) => {$(
        impl $trait<Column> for $value {
            type Output = Column;
            #[track_caller]
            fn $method(self, right: Column) -> Column {
                $trait::$method(Literal::from(self), right)
            }
        }
        impl $trait<&Column> for $value {
            type Output = Column;
            #[track_caller]
            fn $method(self, right: &Column) -> Column {
                $trait::$method(Literal::from(self), right.clone())
            }
        }
    )+};
}

left_values!(i8, i16, i32, i64, f32, f64: Add add, Sub sub, Mul mul, Div div, Rem rem);
left_values!(bool: BitAnd bitand, BitOr bitor);

impl Neg for Column {
    type Output = Column;
    #[track_caller]
    fn neg(self) -> Column {
        unary("negative", &self)
    }
}

impl Neg for &Column {
    type Output = Column;
    #[track_caller]
    fn neg(self) -> Column {
        unary("negative", self)
    }
}

impl Not for Column {
    type Output = Column;
    #[track_caller]
    fn not(self) -> Column {
        unary("not", &self)
    }
}

impl Not for &Column {
    type Output = Column;
    #[track_caller]
    fn not(self) -> Column {
        unary("not", self)
    }
}
