//! Dates, times of day and timestamps.

use arrow_array::{
    PrimitiveArray,
    types::{
        Date32Type, Time64MicrosecondType, Time64NanosecondType, TimestampMicrosecondType,
        TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    },
};
use arrow_schema::{DataType as ArrowType, TimeUnit};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
};

use super::{Decode, Input, NO_SUCH_ROW, Unreadable, place::Place};
use crate::{arrow::calendar, error::Result};

/// A column of numbers that count units of time.
pub struct TicksColumn<'a, N = i64> {
    values: &'a [N],
    per_second: i64,
    place: Place<'a>,
}

impl<'a, N: Copy + Into<i64>> TicksColumn<'a, N> {
    /// The value of a row through `convert`, which fails for what is out of range.
    #[inline(always)]
    fn read<T>(&self, row: usize, convert: impl FnOnce(i64, i64) -> Option<T>) -> Result<T, Unreadable> {
        let Some(ticks) = self.values.get(row) else { return Err(NO_SUCH_ROW) };
        let ticks = (*ticks).into();
        match convert(ticks, self.per_second) {
            Some(value) => Ok(value),
            None => Err(out_of_range(self.place, self.per_second, row, ticks)),
        }
    }

    /// The first `rows` values, if there are so many and their unit is this one.
    #[inline(always)]
    fn cut(self, rows: usize, per_second: i64) -> Option<Self> {
        if self.per_second != per_second {
            return None;
        }
        Some(Self { values: self.values.get(..rows)?, ..self })
    }

    /// The value of a row through `convert`; `None` if that fails.
    #[inline(always)]
    fn quick<T>(&self, row: usize, convert: impl FnOnce(i64, i64) -> Option<T>) -> Option<T> {
        convert((*self.values.get(row)?).into(), self.per_second)
    }
}

/// Not a method: a column whose address is taken stays in memory.
#[cold]
fn out_of_range(place: Place<'_>, per_second: i64, row: usize, ticks: i64) -> Unreadable {
    let unit = match per_second {
        DAYS => "days since 1970",
        1 => "seconds",
        1_000 => "milliseconds",
        1_000_000 => "microseconds",
        _ => "nanoseconds",
    };
    place.bad_value(row, &format!("{ticks} {unit} are outside of the range of its Rust type"))
}

fn per_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    }
}

/// A column of timestamps, with or without a zone.
fn timestamps<'a>(input: Input<'a>, zoned: bool, rust: &str, spark: &str) -> Result<TicksColumn<'a>> {
    let (array, place) = input.checked()?;
    let any = array.as_any();
    let values = match array.data_type() {
        ArrowType::Timestamp(_, zone) if zone.is_some() != zoned => None,
        ArrowType::Timestamp(unit, _) => match unit {
            TimeUnit::Second => {
                any.downcast_ref().map(|array: &PrimitiveArray<TimestampSecondType>| array.values())
            }
            TimeUnit::Millisecond => {
                any.downcast_ref().map(|array: &PrimitiveArray<TimestampMillisecondType>| array.values())
            }
            TimeUnit::Microsecond => {
                any.downcast_ref().map(|array: &PrimitiveArray<TimestampMicrosecondType>| array.values())
            }
            TimeUnit::Nanosecond => {
                any.downcast_ref().map(|array: &PrimitiveArray<TimestampNanosecondType>| array.values())
            }
        }
        .map(|values| (values, per_second(*unit))),
        _ => None,
    };
    match values {
        Some((values, per_second)) => Ok(TicksColumn { values, per_second, place }),
        None => Err(place.wrong_type(array.data_type(), rust, spark)),
    }
}

/// So many make a second of a timestamp, as servers send it, and of a time of day.
const MICROSECONDS: i64 = 1_000_000;
const NANOSECONDS: i64 = 1_000_000_000;
/// What stands for days in the same place.
const DAYS: i64 = 0;

/// The microseconds that `Timestamp::from_microsecond` takes; what is left of the last second it does not.
const FIRST: i64 = -377_705_023_201_000_000;
const LAST: i64 = 253_402_207_200_000_000;

impl Decode for Timestamp {
    type Column<'a> = TicksColumn<'a>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        timestamps(input, true, "Timestamp", "TIMESTAMP")
    }

    #[inline(always)]
    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        match Self::quick(column, row) {
            Some(value) => Ok(value),
            None => column.read(row, instant),
        }
    }

    #[inline(always)]
    fn cut(column: Self::Column<'_>, rows: usize) -> Option<Self::Column<'_>> {
        column.cut(rows, MICROSECONDS)
    }

    /// The check is the one inside of jiff, which then is left out with the error that it would make.
    #[inline(always)]
    fn quick(column: &Self::Column<'_>, row: usize) -> Option<Self> {
        column.quick(row, |ticks, per_second| {
            if per_second == MICROSECONDS && (FIRST..=LAST).contains(&ticks) {
                Self::from_microsecond(ticks).ok()
            } else {
                None
            }
        })
    }
}

/// The time `ticks` after 1970, whatever the unit.
#[cold]
fn instant(ticks: i64, per_second: i64) -> Option<Timestamp> {
    let fraction = ticks.rem_euclid(per_second) * (NANOSECONDS / per_second);
    Timestamp::new(ticks.div_euclid(per_second), fraction.try_into().ok()?).ok()
}

impl Decode for DateTime {
    type Column<'a> = TicksColumn<'a>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        timestamps(input, false, "civil::DateTime", "TIMESTAMP_NTZ")
    }

    #[inline(always)]
    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        column.read(row, date_time)
    }

    #[inline(always)]
    fn cut(column: Self::Column<'_>, rows: usize) -> Option<Self::Column<'_>> {
        column.cut(rows, MICROSECONDS)
    }

    #[inline(always)]
    fn quick(column: &Self::Column<'_>, row: usize) -> Option<Self> {
        column.quick(row, date_time)
    }
}

#[inline(always)]
fn date_time(ticks: i64, per_second: i64) -> Option<DateTime> {
    match per_second {
        // A division by a constant costs a fraction of another.
        MICROSECONDS => calendar::date_time(ticks, MICROSECONDS),
        _ => calendar::date_time(ticks, per_second),
    }
}

impl Decode for Date {
    type Column<'a> = TicksColumn<'a, i32>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        let (array, place) = input.typed::<PrimitiveArray<Date32Type>>("civil::Date", "DATE")?;
        Ok(TicksColumn { values: array.values(), per_second: DAYS, place })
    }

    #[inline(always)]
    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        column.read(row, |days, _| calendar::date(days))
    }

    #[inline(always)]
    fn cut(column: Self::Column<'_>, rows: usize) -> Option<Self::Column<'_>> {
        column.cut(rows, DAYS)
    }

    #[inline(always)]
    fn quick(column: &Self::Column<'_>, row: usize) -> Option<Self> {
        column.quick(row, |days, _| calendar::date(days))
    }
}

impl Decode for Time {
    type Column<'a> = TicksColumn<'a>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        let (array, place) = input.checked()?;
        let any = array.as_any();
        let (values, per_second) =
            if let Some(array) = any.downcast_ref::<PrimitiveArray<Time64MicrosecondType>>() {
                (array.values(), MICROSECONDS)
            } else if let Some(array) = any.downcast_ref::<PrimitiveArray<Time64NanosecondType>>() {
                (array.values(), NANOSECONDS)
            } else {
                return Err(place.wrong_type(array.data_type(), "civil::Time", "TIME"));
            };
        Ok(TicksColumn { values, per_second, place })
    }

    #[inline(always)]
    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        column.read(row, time)
    }

    #[inline(always)]
    fn cut(column: Self::Column<'_>, rows: usize) -> Option<Self::Column<'_>> {
        column.cut(rows, NANOSECONDS)
    }

    #[inline(always)]
    fn quick(column: &Self::Column<'_>, row: usize) -> Option<Self> {
        column.quick(row, time)
    }
}

#[inline(always)]
fn time(ticks: i64, per_second: i64) -> Option<Time> {
    calendar::time(ticks.checked_mul(NANOSECONDS / per_second)?)
}
