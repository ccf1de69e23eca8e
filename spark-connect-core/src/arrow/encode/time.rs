//! Dates, times of day and timestamps.

use std::sync::Arc;

use arrow_array::{
    ArrayRef,
    builder::PrimitiveBuilder,
    types::{Date32Type, Time64NanosecondType, TimestampMicrosecondType},
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
};

use super::{Encode, wrong_type};
use crate::{
    arrow::{calendar, schema},
    error::{Error, ErrorKind, Result},
    types::DataType,
};

/// 0001-01-01 00:00 UTC, the first instant of Spark, in microseconds since 1970.
const FIRST: i64 = -62_135_596_800_000_000;

#[cold]
fn before_spark(value: impl std::fmt::Display) -> Error {
    Error::new(
        ErrorKind::Conversion,
        format!("{value} is before the year 1, with which Spark's calendar starts"),
    )
}

impl Encode for Date {
    type Builder = PrimitiveBuilder<Date32Type>;

    fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
        match data_type {
            DataType::Date => Ok(PrimitiveBuilder::with_capacity(capacity)),
            _ => Err(wrong_type("civil::Date", data_type)),
        }
    }

    fn append(builder: &mut Self::Builder, value: &Self) -> Result<()> {
        if value.year() < 1 {
            return Err(before_spark(value));
        }
        builder.append_value(calendar::days(*value));
        Ok(())
    }

    fn append_null(builder: &mut Self::Builder) {
        builder.append_null();
    }

    fn finish(mut builder: Self::Builder) -> Result<ArrayRef> {
        Ok(Arc::new(builder.finish()))
    }
}

/// The builder of a column of timestamps in microseconds.
fn microseconds(data_type: &DataType, capacity: usize) -> PrimitiveBuilder<TimestampMicrosecondType> {
    PrimitiveBuilder::with_capacity(capacity).with_data_type(schema::arrow_type(data_type))
}

impl Encode for Timestamp {
    type Builder = PrimitiveBuilder<TimestampMicrosecondType>;

    fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
        match data_type {
            DataType::Timestamp => Ok(microseconds(data_type, capacity)),
            _ => Err(wrong_type("Timestamp", data_type)),
        }
    }

    /// Nanoseconds beyond whole microseconds are cut off, towards the past.
    fn append(builder: &mut Self::Builder, value: &Self) -> Result<()> {
        let before = i64::from(value.subsec_nanosecond() % 1_000 < 0);
        let microseconds = value.as_microsecond() - before;
        if microseconds < FIRST {
            return Err(before_spark(value));
        }
        builder.append_value(microseconds);
        Ok(())
    }

    fn append_null(builder: &mut Self::Builder) {
        builder.append_null();
    }

    fn finish(mut builder: Self::Builder) -> Result<ArrayRef> {
        Ok(Arc::new(builder.finish()))
    }
}

impl Encode for DateTime {
    type Builder = PrimitiveBuilder<TimestampMicrosecondType>;

    fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
        match data_type {
            DataType::TimestampNtz => Ok(microseconds(data_type, capacity)),
            _ => Err(wrong_type("civil::DateTime", data_type)),
        }
    }

    /// Nanoseconds beyond whole microseconds are cut off, towards the past.
    fn append(builder: &mut Self::Builder, value: &Self) -> Result<()> {
        if value.year() < 1 {
            return Err(before_spark(value));
        }
        builder.append_value(calendar::microseconds(*value));
        Ok(())
    }

    fn append_null(builder: &mut Self::Builder) {
        builder.append_null();
    }

    fn finish(mut builder: Self::Builder) -> Result<ArrayRef> {
        Ok(Arc::new(builder.finish()))
    }
}

/// A column of times of day being built.
pub struct TimeBuilder {
    values: PrimitiveBuilder<Time64NanosecondType>,
    /// The nanoseconds of the last digit that the column's precision keeps.
    unit: i64,
}

impl Encode for Time {
    type Builder = TimeBuilder;

    fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
        match data_type {
            DataType::Time { precision } if *precision <= 9 => Ok(TimeBuilder {
                values: PrimitiveBuilder::with_capacity(capacity),
                unit: 10_i64.pow(9 - u32::from(*precision)),
            }),
            _ => Err(wrong_type("civil::Time", data_type)),
        }
    }

    /// Digits beyond the precision of the column are cut off.
    fn append(builder: &mut Self::Builder, value: &Self) -> Result<()> {
        let nanoseconds = calendar::nanoseconds(*value);
        builder.values.append_value(nanoseconds - nanoseconds % builder.unit);
        Ok(())
    }

    fn append_null(builder: &mut Self::Builder) {
        builder.values.append_null();
    }

    fn finish(mut builder: Self::Builder) -> Result<ArrayRef> {
        Ok(Arc::new(builder.values.finish()))
    }
}
