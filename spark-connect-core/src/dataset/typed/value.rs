//! Values in projections, grouping keys and branches: expressions, literals, structs and tuples.

use super::{
    super::{
        SparkRow,
        arena::{self, Node},
    },
    Expr, Handle, SparkType,
};
use crate::{
    expr::{self, Column},
    types::{CalendarInterval, Decimal, YearMonthInterval},
};

/// A Rust value that is a literal in an expression.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a literal that Spark knows",
    label = "not a literal",
    note = "literals are `bool`, signed integers, floats, strings, bytes, `Decimal`, `jiff`'s dates and times, intervals, \
            and `Vec`, arrays, maps and `Option` of those"
)]
pub trait Literal {
    /// The type of the column that the literal makes.
    type Out: SparkType;
    /// The literal as an untyped column.
    #[doc(hidden)]
    fn column(self) -> Column;
}

/// A literal column.
///
/// Operands of operators and comparisons are literals by themselves (`o.amount * 2.0`); `lit` is for a column that
/// is nothing but a literal: `SaleCols { city: lit("unknown"), .. }`.
#[must_use]
pub fn lit<S: 'static, T, L: Literal<Out = T>>(value: L) -> Expr<S, T> {
    Expr::at(arena::leaf(value.column()))
}

/// An expression in SQL, for what the typed API does not have.
///
/// It is taken to be a `T`; if it is not, the action returns an error of kind
/// [`ErrorKind::Schema`](crate::error::ErrorKind::Schema), as far as `T` reaches the result. Names in the text are the
/// columns of the row; after a join they are ambiguous where both sides have them, so `select` first.
///
/// ```
/// use spark_connect_core::{dataset::sql_expr, prelude::*};
///
/// #[derive(SparkRow)]
/// struct Page { url: String }
///
/// fn hosts(pages: &Dataset<Page>) -> Dataset<Option<String>> {
///     pages.select(|_| sql_expr::<_, Option<String>>("parse_url(url, 'HOST')"))
/// }
/// ```
#[must_use]
pub fn sql_expr<S: 'static, T: SparkType>(sql: &str) -> Expr<S, T> {
    Expr::at(arena::push(Node::Sql(expr::expr(sql))))
}

/// Something that is one value over rows of `S`: an expression, a literal, the columns of a struct, or a tuple.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value over `{S}`",
    label = "expected an expression over `{S}`, `XCols {{ .. }}`, a literal, or a tuple of those",
    note = "`Over<_>` marks a window function: give it a window with `.over(..)`"
)]
pub trait Value<S> {
    /// Its Rust type.
    type Out: SparkType;
    #[doc(hidden)]
    fn handle(self) -> Handle;
}

#[diagnostic::do_not_recommend]
impl<S: 'static, T: SparkType> Value<S> for Expr<S, T> {
    type Out = T;
    fn handle(self) -> Handle {
        Expr::handle(self)
    }
}

/// The columns of a row: what [`select`](super::super::Dataset::select) and `agg` return.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of columns over `{S}`",
    label = "expected `XCols {{ .. }}`, an expression, or a tuple of expressions over `{S}`",
    note = "`Agg<_>` marks an aggregate: use `.agg(..)`, or turn it into a window with `.over(..)`"
)]
pub trait Columns<S> {
    /// The row they make up.
    type Row: SparkRow;
    #[doc(hidden)]
    fn list(self) -> Vec<(&'static str, Handle)>;
}

#[diagnostic::do_not_recommend]
impl<S: 'static, T: SparkRow> Columns<S> for Expr<S, T> {
    type Row = T;
    fn list(self) -> Vec<(&'static str, Handle)> {
        vec![(super::super::shape::VALUE, self.handle)]
    }
}

macro_rules! literals {
    ($($rust:ty => $out:ty: |$value:ident| $literal:expr),* $(,)?) => { $(
        #[diagnostic::do_not_recommend]
        impl Literal for $rust {
            type Out = $out;
            fn column(self) -> Column {
                let $value = self;
                expr::lit($literal)
            }
        }
        #[diagnostic::do_not_recommend]
        impl<S> Value<S> for $rust {
            type Out = $out;
            fn handle(self) -> Handle {
                arena::leaf(Literal::column(self))
            }
        }
    )* };
}

literals! {
    bool => bool: |value| value,
    i8 => i8: |value| value,
    i16 => i16: |value| value,
    i32 => i32: |value| value,
    i64 => i64: |value| value,
    f32 => f32: |value| value,
    f64 => f64: |value| value,
    String => String: |value| value,
    &str => String: |value| value,
    Decimal => Decimal: |value| value,
    jiff::civil::Date => jiff::civil::Date: |value| value,
    jiff::Timestamp => jiff::Timestamp: |value| value,
    jiff::civil::DateTime => jiff::civil::DateTime: |value| value,
    jiff::civil::Time => jiff::civil::Time: |value| value,
    jiff::SignedDuration => jiff::SignedDuration: |value| value,
    YearMonthInterval => YearMonthInterval: |value| value,
    CalendarInterval => CalendarInterval: |value| value,
    Vec<u8> => Vec<u8>: |value| value,
    &[u8] => Vec<u8>: |value| value,
    bytes::Bytes => bytes::Bytes: |value| value,
}

macro_rules! tuples {
    ($(($($T:ident $name:literal $index:tt),+))*) => { $(
        #[diagnostic::do_not_recommend]
        impl<S: 'static, $($T: Value<S>),+> Value<S> for ($($T,)+) {
            type Out = ($($T::Out,)+);
            fn handle(self) -> Handle {
                arena::row::<Self::Out>(&[$(($name, self.$index.handle())),+])
            }
        }
        #[diagnostic::do_not_recommend]
        impl<S: 'static, $($T: Value<S>),+> Columns<S> for ($($T,)+) {
            type Row = ($($T::Out,)+);
            fn list(self) -> Vec<(&'static str, Handle)> {
                vec![$(($name, self.$index.handle())),+]
            }
        }
    )* };
}
tuples! {
    (A "_1" 0, B "_2" 1)
    (A "_1" 0, B "_2" 1, C "_3" 2)
    (A "_1" 0, B "_2" 1, C "_3" 2, D "_4" 3)
    (A "_1" 0, B "_2" 1, C "_3" 2, D "_4" 3, E "_5" 4)
    (A "_1" 0, B "_2" 1, C "_3" 2, D "_4" 3, E "_5" 4, F "_6" 5)
    (A "_1" 0, B "_2" 1, C "_3" 2, D "_4" 3, E "_5" 4, F "_6" 5, G "_7" 6)
    (A "_1" 0, B "_2" 1, C "_3" 2, D "_4" 3, E "_5" 4, F "_6" 5, G "_7" 6, H "_8" 7)
}
