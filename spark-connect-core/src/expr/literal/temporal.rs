//! Dates, times and intervals.

use jiff::{
    SignedDuration, Timestamp,
    civil::{self, DateTime},
};

use super::{Literal, LiteralType, ValueKind};
use crate::{
    proto::spark::connect::expression::literal,
    types::{CalendarInterval, DataType, YearMonthInterval},
};

const EPOCH: civil::Date = civil::date(1970, 1, 1);
const NANOS_PER_MICRO: i128 = 1_000;
const SECONDS_PER_DAY: i64 = 86_400;
/// The precision of a TIME that holds microseconds, Spark's finest.
const MICROS: u8 = 6;

macro_rules! data_types {
    ($($rust:ty => $data_type:expr;)+) => {$(
        impl LiteralType for $rust {
            fn data_type() -> DataType {
                $data_type
            }
        }
    )+};
}

data_types! {
    civil::Date => DataType::Date;
    Timestamp => DataType::Timestamp;
    DateTime => DataType::TimestampNtz;
    civil::Time => DataType::TIME;
    SignedDuration => DataType::DAY_TIME_INTERVAL;
    YearMonthInterval => DataType::YEAR_MONTH_INTERVAL;
    CalendarInterval => DataType::CalendarInterval;
}

/// Whole microseconds, rounded down as Spark does.
fn micros(nanos: i128) -> Option<i64> {
    i64::try_from(nanos.div_euclid(NANOS_PER_MICRO)).ok()
}

impl From<civil::Date> for Literal {
    fn from(value: civil::Date) -> Self {
        let days = value.duration_since(EPOCH).as_secs().div_euclid(SECONDS_PER_DAY);
        match i32::try_from(days) {
            Ok(days) => Self::new(ValueKind::Date(days), civil::Date::data_type()),
            Err(_) => Self::invalid("a date", civil::Date::data_type()),
        }
    }
}

impl From<Timestamp> for Literal {
    fn from(value: Timestamp) -> Self {
        match micros(value.as_nanosecond()) {
            Some(micros) => Self::new(ValueKind::Timestamp(micros), Timestamp::data_type()),
            None => Self::invalid("a timestamp", Timestamp::data_type()),
        }
    }
}

impl From<DateTime> for Literal {
    fn from(value: DateTime) -> Self {
        match micros(value.duration_since(EPOCH.at(0, 0, 0, 0)).as_nanos()) {
            Some(micros) => Self::new(ValueKind::TimestampNtz(micros), DateTime::data_type()),
            None => Self::invalid("a timestamp without time zone", DateTime::data_type()),
        }
    }
}

impl From<civil::Time> for Literal {
    fn from(value: civil::Time) -> Self {
        Self::time(value, MICROS)
    }
}

impl Literal {
    /// A time of day of so many digits; those beyond are cut off.
    pub(super) fn time(value: civil::Time, precision: u8) -> Self {
        let nanos = value.duration_since(civil::Time::midnight()).as_nanos();
        let data_type = DataType::Time { precision };
        match i64::try_from(cut(nanos, precision)) {
            Ok(nano) => {
                let time = literal::Time { nano, precision: Some(precision.into()) };
                Self::new(ValueKind::Time(time), data_type)
            }
            Err(_) => Self::invalid("a time of day", data_type),
        }
    }

    /// A timestamp of so many digits.
    pub(super) fn timestamp_nanos(value: Timestamp, precision: u8) -> Self {
        let data_type = DataType::TimestampLtzNanos { precision };
        match split(cut(value.as_nanosecond(), precision)) {
            Some((epoch_micros, nanos_within_micro)) => {
                let precision = Some(precision.into());
                let nanos = literal::TimestampLtzNanos { epoch_micros, nanos_within_micro, precision };
                Self::new(ValueKind::TimestampLtzNanos(nanos), data_type)
            }
            None => Self::invalid("a timestamp", data_type),
        }
    }

    /// A timestamp without time zone of so many digits.
    pub(super) fn timestamp_ntz_nanos(value: DateTime, precision: u8) -> Self {
        let data_type = DataType::TimestampNtzNanos { precision };
        let nanos = value.duration_since(EPOCH.at(0, 0, 0, 0)).as_nanos();
        match split(cut(nanos, precision)) {
            Some((epoch_micros, nanos_within_micro)) => {
                let precision = Some(precision.into());
                let nanos = literal::TimestampNtzNanos { epoch_micros, nanos_within_micro, precision };
                Self::new(ValueKind::TimestampNtzNanos(nanos), data_type)
            }
            None => Self::invalid("a timestamp without time zone", data_type),
        }
    }
}

/// Nanoseconds without the digits beyond `precision`, rounded down as Spark does.
fn cut(nanos: i128, precision: u8) -> i128 {
    nanos - nanos.rem_euclid(10_i128.pow(9_u8.saturating_sub(precision).into()))
}

/// Whole microseconds, and the nanoseconds within the last one.
fn split(nanos: i128) -> Option<(i64, i32)> {
    Some((micros(nanos)?, i32::try_from(nanos.rem_euclid(NANOS_PER_MICRO)).ok()?))
}

impl From<SignedDuration> for Literal {
    fn from(value: SignedDuration) -> Self {
        match micros(value.as_nanos()) {
            Some(micros) => Self::new(ValueKind::DayTimeInterval(micros), SignedDuration::data_type()),
            None => Self::invalid("a duration of more than 292,000 years", SignedDuration::data_type()),
        }
    }
}

impl From<YearMonthInterval> for Literal {
    fn from(value: YearMonthInterval) -> Self {
        Self::new(ValueKind::YearMonthInterval(value.months()), YearMonthInterval::data_type())
    }
}

impl From<CalendarInterval> for Literal {
    fn from(value: CalendarInterval) -> Self {
        let CalendarInterval { months, days, microseconds } = value;
        let interval = literal::CalendarInterval { months, days, microseconds };
        Self::new(ValueKind::CalendarInterval(interval), CalendarInterval::data_type())
    }
}
