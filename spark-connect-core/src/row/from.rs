//! Rust values as values of Spark.

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, Time},
};

use super::{Row, Value, Variant};
use crate::types::{
    CalendarInterval, DayTimeField, Decimal, Geography, Geometry, YearMonthField, YearMonthInterval,
};

macro_rules! values {
    ($($rust:ty => $kind:ident;)+) => {$(
        impl From<$rust> for Value {
            fn from(value: $rust) -> Self {
                Self::$kind(value.into())
            }
        }
    )+};
}

values! {
    bool => Boolean;
    i8 => Byte;
    i16 => Short;
    i32 => Integer;
    i64 => Long;
    f32 => Float;
    f64 => Double;
    Decimal => Decimal;
    String => String;
    &str => String;
    &String => String;
    char => String;
    Bytes => Binary;
    Vec<u8> => Binary;
    Date => Date;
    Timestamp => Timestamp;
    DateTime => TimestampNtz;
    Time => Time;
    CalendarInterval => CalendarInterval;
    Row => Struct;
    Variant => Variant;
    Geometry => Geometry;
    Geography => Geography;
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Binary(Bytes::copy_from_slice(value))
    }
}

/// Of all units, `INTERVAL YEAR TO MONTH`.
impl From<YearMonthInterval> for Value {
    fn from(interval: YearMonthInterval) -> Self {
        Self::YearMonthInterval { interval, start: YearMonthField::Year, end: YearMonthField::Month }
    }
}

/// Of all units, `INTERVAL DAY TO SECOND`.
impl From<SignedDuration> for Value {
    fn from(duration: SignedDuration) -> Self {
        Self::DayTimeInterval { duration, start: DayTimeField::Day, end: DayTimeField::Second }
    }
}

/// `None` is NULL.
impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Value {
    fn from(values: Vec<T>) -> Self {
        Self::Array(values.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Self>, const N: usize> From<[T; N]> for Value {
    fn from(values: [T; N]) -> Self {
        Self::Array(values.into_iter().map(Into::into).collect())
    }
}

impl<K: Into<Self>, V: Into<Self>> From<BTreeMap<K, V>> for Value {
    fn from(entries: BTreeMap<K, V>) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }
}

impl<K: Into<Self>, V: Into<Self>, S> From<HashMap<K, V, S>> for Value {
    fn from(entries: HashMap<K, V, S>) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }
}
