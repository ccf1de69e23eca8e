//! Dates, times of day and timestamps.

use arrow_array::{
    ArrayRef,
    types::{Date32Type, Time64NanosecondType, TimestampMicrosecondType},
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
};

use super::{
    Encode, Misfit, Refused,
    primitive::{NativeColumn, natives},
};
use crate::{arrow::calendar, types::DataType};

/// 0001-01-01 00:00 UTC, the first instant of Spark, in microseconds since 1970.
const FIRST: i64 = -62_135_596_800_000_000;

#[cold]
fn before_spark(value: impl std::fmt::Display) -> String {
    format!("{value} is before the year 1, with which Spark's calendar starts")
}

natives! {
    Date = Date32Type, DataType::Date, |column, value| {
        column.append_checked(if value.year() < 1 { Err(before_spark(value)) } else { Ok(calendar::days(*value)) });
    };
    /// Nanoseconds beyond whole microseconds are cut off, towards the past.
    Timestamp = TimestampMicrosecondType, DataType::Timestamp, |column, value| {
        let before = i64::from(value.subsec_nanosecond() % 1_000 < 0);
        let microseconds = value.as_microsecond() - before;
        column.append_checked(if microseconds < FIRST { Err(before_spark(value)) } else { Ok(microseconds) });
    };
    /// Nanoseconds beyond whole microseconds are cut off, towards the past.
    DateTime = TimestampMicrosecondType, DataType::TimestampNtz, |column, value| {
        column.append_checked(if value.year() < 1 {
            Err(before_spark(value))
        } else {
            Ok(calendar::microseconds(*value))
        });
    };
}

/// A column of times of day, and the nanoseconds of the last digit that its precision keeps.
pub struct TimeColumn {
    nanoseconds: NativeColumn<Time64NanosecondType>,
    unit: i64,
}

/// Digits beyond the precision of the column are cut off.
impl Encode for Time {
    type Column = TimeColumn;

    fn column(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Column {
        let digits = match data_type {
            DataType::Time { precision: precision @ 0..=9 } => *precision,
            _ => {
                misfit.note("civil::Time", data_type);
                0
            }
        };
        let unit = 10_i64.pow(9 - u32::from(digits));
        TimeColumn { nanoseconds: NativeColumn::new(data_type, values), unit }
    }

    #[inline]
    fn append(column: &mut Self::Column, value: &Self) {
        let nanoseconds = calendar::nanoseconds(*value);
        column.nanoseconds.append(nanoseconds - nanoseconds % column.unit);
    }

    #[inline]
    fn append_null(column: &mut Self::Column) {
        column.nanoseconds.append_null();
    }

    fn finish(column: Self::Column) -> Result<ArrayRef, Refused> {
        column.nanoseconds.finish()
    }
}
