//! Dates, times of day and timestamps.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, PrimitiveArray,
    types::{Date32Type, Time64NanosecondType, TimestampMicrosecondType},
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
};

use super::{
    Encode, Refused, Values,
    primitive::{checked, natives},
    wrong_type,
};
use crate::{
    arrow::{calendar, schema},
    types::DataType,
};

/// 0001-01-01 00:00 UTC, the first instant of Spark, in microseconds since 1970.
const FIRST: i64 = -62_135_596_800_000_000;

#[cold]
fn before_spark(value: impl std::fmt::Display) -> String {
    format!("{value} is before the year 1, with which Spark's calendar starts")
}

impl Encode for Date {
    fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused> {
        let DataType::Date = data_type else { return Err(wrong_type("civil::Date", data_type)) };
        let column = checked::<Date32Type, _>(values, |value: &Self| {
            if value.year() < 1 { Err(before_spark(value)) } else { Ok(calendar::days(*value)) }
        })?;
        Ok(Arc::new(column))
    }
}

/// The column as one of `data_type`, which says whether there is a zone.
fn zoned(column: PrimitiveArray<TimestampMicrosecondType>, data_type: &DataType) -> ArrayRef {
    Arc::new(column.with_data_type(schema::arrow_type(data_type)))
}

/// Nanoseconds beyond whole microseconds are cut off, towards the past.
impl Encode for Timestamp {
    fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused> {
        let DataType::Timestamp = data_type else { return Err(wrong_type("Timestamp", data_type)) };
        let column = checked(values, |value: &Self| {
            let before = i64::from(value.subsec_nanosecond() % 1_000 < 0);
            let microseconds = value.as_microsecond() - before;
            if microseconds < FIRST { Err(before_spark(value)) } else { Ok(microseconds) }
        })?;
        Ok(zoned(column, data_type))
    }
}

/// Nanoseconds beyond whole microseconds are cut off, towards the past.
impl Encode for DateTime {
    fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused> {
        let DataType::TimestampNtz = data_type else {
            return Err(wrong_type("civil::DateTime", data_type));
        };
        let column = checked(values, |value: &Self| {
            if value.year() < 1 { Err(before_spark(value)) } else { Ok(calendar::microseconds(*value)) }
        })?;
        Ok(zoned(column, data_type))
    }
}

/// Digits beyond the precision of the column are cut off.
impl Encode for Time {
    fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused> {
        let DataType::Time { precision: precision @ 0..=9 } = data_type else {
            return Err(wrong_type("civil::Time", data_type));
        };
        // The nanoseconds of the last digit that the column's precision keeps.
        let unit = 10_i64.pow(9 - u32::from(*precision));
        let column = natives::<Time64NanosecondType, _>(values, |value: &Self| {
            let nanoseconds = calendar::nanoseconds(*value);
            nanoseconds - nanoseconds % unit
        });
        Ok(Arc::new(column))
    }
}
