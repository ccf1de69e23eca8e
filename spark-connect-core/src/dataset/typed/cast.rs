//! Casts.

use super::{
    super::{NotNull, Nullable, Nullness},
    Expr, NullIf, SparkType,
};
use crate::{
    error::{Error, ErrorKind, Result},
    expr::Column,
    types::{DataType, Decimal},
};

/// Spark can cast `Self` to `U`.
#[diagnostic::on_unimplemented(message = "Spark cannot cast `{Self}` to `{U}`", label = "no such cast")]
pub trait CastTo<U>: SparkType {
    /// Whether the cast can give NULL for a value that is not.
    type Failure: Nullness;
}

/// `From: To To To / To To;` lists the casts that cannot give NULL, then those that can.
macro_rules! casts {
    ($($from:ty: [$($safe:ty),*] [$($failing:ty),*];)*) => { $(
        $( casts!(@ $from, $safe, NotNull); )*
        $( casts!(@ $from, $failing, Nullable); )*
    )* };
    (@ $from:ty, $to:ty, $failure:ty) => {
        impl CastTo<$to> for $from {
            type Failure = $failure;
        }
        impl CastTo<$to> for Option<$from> {
            type Failure = $failure;
        }
    };
}
casts! {
    bool: [bool, i8, i16, i32, i64, f32, f64, String, Decimal] [];
    i8: [bool, i8, i16, i32, i64, f32, f64, String, Decimal] [];
    i16: [bool, i8, i16, i32, i64, f32, f64, String, Decimal] [];
    i32: [bool, i8, i16, i32, i64, f32, f64, String, Decimal] [];
    i64: [bool, i8, i16, i32, i64, f32, f64, String, Decimal] [];
    f32: [bool, f32, f64, String] [i8, i16, i32, i64, Decimal];
    f64: [bool, f32, f64, String] [i8, i16, i32, i64, Decimal];
    Decimal: [bool, f32, f64, String] [i8, i16, i32, i64, Decimal];
    String: [String, Vec<u8>] [bool, i8, i16, i32, i64, f32, f64, Decimal, jiff::civil::Date, jiff::Timestamp, jiff::civil::DateTime, jiff::civil::Time];
    Vec<u8>: [Vec<u8>, String] [];
    jiff::civil::Date: [jiff::civil::Date, jiff::Timestamp, jiff::civil::DateTime, String] [];
    jiff::Timestamp: [jiff::Timestamp, jiff::civil::Date, jiff::civil::DateTime, String] [];
    jiff::civil::DateTime: [jiff::civil::DateTime, jiff::civil::Date, jiff::civil::Time, jiff::Timestamp, String] [];
    jiff::civil::Time: [jiff::civil::Time, String] [];
}

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// The value as a `U`: SQL's `CAST`.
    ///
    /// With `spark.sql.ansi.enabled` (Spark's default since 4.0), a value that does not fit fails the query; without
    /// it, such a value becomes NULL or wraps, as Spark documents. The result is an `Option` where Spark's schema
    /// says that it may be NULL, as for strings that are not numbers. [`try_cast`](Self::try_cast) never fails.
    ///
    /// A cast to [`Decimal`] gives `DECIMAL(38, 18)`; for another precision see [`cast_decimal`](Self::cast_decimal).
    #[must_use]
    #[track_caller]
    pub fn cast<U>(self) -> Expr<S, NullIf<T, T::Failure, U>>
    where
        U: SparkType<Base = U, Null = NotNull>,
        T: CastTo<U>,
    {
        let to = U::data_type();
        self.map(move |this| this.cast(&to))
    }

    /// The value as a `U`, NULL where it is none: SQL's `TRY_CAST`. Since Spark 4.0 (3.5 servers have it in SQL only).
    #[must_use]
    #[track_caller]
    pub fn try_cast<U>(self) -> Expr<S, Option<U>>
    where
        U: SparkType<Base = U, Null = NotNull>,
        T: CastTo<U>,
    {
        let to = U::data_type();
        self.map(move |this| this.try_cast(&to))
    }

    /// The value as a decimal with `precision` digits, `scale` of them after the point: SQL's `CAST(.. AS DECIMAL(p, s))`.
    ///
    /// Digits after the point that do not fit are rounded; a value whose digits before the point do not fit fails
    /// the query, or gives NULL without `spark.sql.ansi.enabled`. A precision or scale that Spark does not have is an
    /// error of the action.
    #[must_use]
    #[track_caller]
    pub fn cast_decimal(self, precision: u8, scale: u8) -> Expr<S, Option<Decimal>>
    where
        T: CastTo<Decimal>,
    {
        self.map(move |this| match decimal(precision, scale) {
            Ok(to) => this.cast(&to),
            Err(error) => Column::invalid(error),
        })
    }
}

fn decimal(precision: u8, scale: u8) -> Result<DataType> {
    if (1..=38).contains(&precision) && scale <= precision {
        return Ok(DataType::Decimal { precision, scale });
    }
    let message = format!(
        "Spark has no DECIMAL({precision}, {scale}): the precision is 1 to 38, and the scale is at most the precision"
    );
    Err(Error::new(ErrorKind::InvalidPlan, message))
}
