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
const MICROS: i32 = 6;

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
        let nanos = value.duration_since(civil::Time::midnight()).as_nanos();
        match micros(nanos).and_then(|micros| micros.checked_mul(1_000)) {
            Some(nano) => {
                let time = literal::Time { nano, precision: Some(MICROS) };
                Self::new(ValueKind::Time(time), civil::Time::data_type())
            }
            None => Self::invalid("a time of day", civil::Time::data_type()),
        }
    }
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
