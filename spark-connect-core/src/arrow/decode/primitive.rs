//! Booleans, numbers, intervals of fixed width.

use std::ops::Range;

use arrow_array::{
    BooleanArray, PrimitiveArray,
    types::{
        ArrowPrimitiveType, Decimal128Type, DurationMicrosecondType, Float32Type, Float64Type, Int8Type,
        Int16Type, Int32Type, Int64Type, IntervalMonthDayNanoType, IntervalYearMonthType,
    },
};
use arrow_buffer::IntervalMonthDayNano;
use jiff::SignedDuration;

use super::{Bits, Decode, Input, NO_SUCH_ROW, Unreadable, place::Place};
use crate::{
    error::{Error, ErrorKind, Result},
    types::{CalendarInterval, Decimal, YearMonthInterval},
};

/// The values of a column of fixed width, NULLs checked.
fn values<'a, P: ArrowPrimitiveType>(
    input: Input<'a>,
    rust: &str,
    spark: &str,
) -> Result<(&'a [P::Native], Place<'a>)> {
    let (array, place) = input.typed::<PrimitiveArray<P>>(rust, spark)?;
    Ok((array.values(), place))
}

#[inline(always)]
fn get<T: Copy>(values: &[T], row: usize) -> Result<T, Unreadable> {
    match values.get(row) {
        Some(value) => Ok(*value),
        None => Err(NO_SUCH_ROW),
    }
}

macro_rules! numbers {
    ($($rust:ty = $arrow:ty, $spark:literal;)*) => {$(
        impl Decode for $rust {
            type Column<'a> = &'a [$rust];

            fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
                Ok(values::<$arrow>(input, stringify!($rust), $spark)?.0)
            }

            #[inline(always)]
            fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
                get(column, row)
            }

            #[inline(always)]
            fn cut(column: Self::Column<'_>, rows: usize) -> Option<Self::Column<'_>> {
                column.get(..rows)
            }

            #[inline(always)]
            fn values(column: &Self::Column<'_>, rows: Range<usize>) -> Result<Vec<Self>, Unreadable> {
                column.get(rows).map(<[$rust]>::to_vec).ok_or(NO_SUCH_ROW)
            }
        }
    )*};
}
numbers! {
    i8 = Int8Type, "TINYINT";
    i16 = Int16Type, "SMALLINT";
    i32 = Int32Type, "INT";
    i64 = Int64Type, "BIGINT";
    f32 = Float32Type, "FLOAT";
    f64 = Float64Type, "DOUBLE";
}

impl Decode for bool {
    type Column<'a> = Bits<'a>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        let (array, _) = input.typed::<BooleanArray>("bool", "BOOLEAN")?;
        Ok(Bits::new(array.values()))
    }

    #[inline(always)]
    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        column.get(row).ok_or(NO_SUCH_ROW)
    }
}

impl Decode for YearMonthInterval {
    type Column<'a> = &'a [i32];

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        Ok(values::<IntervalYearMonthType>(input, "YearMonthInterval", "INTERVAL YEAR TO MONTH")?.0)
    }

    #[inline(always)]
    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        Ok(Self(get(column, row)?))
    }

    #[inline(always)]
    fn cut(column: Self::Column<'_>, rows: usize) -> Option<Self::Column<'_>> {
        column.get(..rows)
    }
}

impl Decode for CalendarInterval {
    type Column<'a> = &'a [IntervalMonthDayNano];

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        Ok(values::<IntervalMonthDayNanoType>(input, "CalendarInterval", "INTERVAL")?.0)
    }

    /// Spark's intervals are whole microseconds; nanoseconds beyond are cut off, towards the past.
    #[inline(always)]
    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        let IntervalMonthDayNano { months, days, nanoseconds } = get(column, row)?;
        Ok(Self { months, days, microseconds: nanoseconds.div_euclid(1_000) })
    }

    #[inline(always)]
    fn cut(column: Self::Column<'_>, rows: usize) -> Option<Self::Column<'_>> {
        column.get(..rows)
    }
}

impl Decode for SignedDuration {
    type Column<'a> = &'a [i64];

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        Ok(values::<DurationMicrosecondType>(input, "SignedDuration", "INTERVAL DAY TO SECOND")?.0)
    }

    #[inline(always)]
    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        Ok(Self::from_micros(get(column, row)?))
    }

    #[inline(always)]
    fn cut(column: Self::Column<'_>, rows: usize) -> Option<Self::Column<'_>> {
        column.get(..rows)
    }
}

/// A column of decimals of one scale.
pub struct DecimalColumn<'a> {
    values: &'a [i128],
    scale: u8,
    place: Place<'a>,
}

/// A decimal of any precision and scale; values have the scale of their column.
impl Decode for Decimal {
    type Column<'a> = DecimalColumn<'a>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        let (array, place) = input.typed::<PrimitiveArray<Decimal128Type>>("Decimal", "DECIMAL")?;
        let scale = u8::try_from(array.scale()).map_err(|_| {
            Error::new(
                ErrorKind::Schema,
                format!("a decimal column of scale {} cannot be read", array.scale()),
            )
        })?;
        Ok(DecimalColumn { values: array.values(), scale, place })
    }

    #[inline(always)]
    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        let unscaled = get(column.values, row)?;
        Self::new(unscaled, column.scale).map_err(|error| column.place.bad_value(row, &error.to_string()))
    }

    #[inline(always)]
    fn quick(column: &Self::Column<'_>, row: usize) -> Option<Self> {
        Self::new(get(column.values, row).ok()?, column.scale).ok()
    }

    #[inline(always)]
    fn cut(column: Self::Column<'_>, rows: usize) -> Option<Self::Column<'_>> {
        Some(DecimalColumn { values: column.values.get(..rows)?, ..column })
    }
}
