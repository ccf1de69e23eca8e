//! Dates, times and intervals.

use jiff::{
    SignedDuration, Timestamp,
    civil::{self, DateTime},
};

use super::{Kind, Literal, LiteralType, ValueKind};
use crate::proto::spark::connect::{data_type, expression::literal};

const EPOCH: civil::Date = civil::date(1970, 1, 1);
const NANOS_PER_MICRO: i128 = 1_000;
const SECONDS_PER_DAY: i64 = 86_400;
/// The precision of a TIME that holds microseconds, Spark's finest.
const MICROS: i32 = 6;

macro_rules! kinds {
    ($($rust:ty => $kind:expr;)+) => {$(
        impl LiteralType for $rust {
            fn kind() -> Kind {
                $kind
            }
        }
    )+};
}

kinds! {
    civil::Date => Kind::Date(data_type::Date::default());
    Timestamp => Kind::Timestamp(data_type::Timestamp::default());
    DateTime => Kind::TimestampNtz(data_type::TimestampNtz::default());
    civil::Time => Kind::Time(data_type::Time { precision: Some(MICROS), ..Default::default() });
    SignedDuration => Kind::DayTimeInterval(data_type::DayTimeInterval::default());
}

/// Whole microseconds, rounded down as Spark does.
fn micros(nanos: i128) -> Option<i64> {
    i64::try_from(nanos.div_euclid(NANOS_PER_MICRO)).ok()
}

impl From<civil::Date> for Literal {
    fn from(value: civil::Date) -> Self {
        let days = value.duration_since(EPOCH).as_secs().div_euclid(SECONDS_PER_DAY);
        match i32::try_from(days) {
            Ok(days) => Self::new(ValueKind::Date(days), civil::Date::kind()),
            Err(_) => Self::invalid("a date"),
        }
    }
}

impl From<Timestamp> for Literal {
    fn from(value: Timestamp) -> Self {
        match micros(value.as_nanosecond()) {
            Some(micros) => Self::new(ValueKind::Timestamp(micros), Timestamp::kind()),
            None => Self::invalid("a timestamp"),
        }
    }
}

impl From<DateTime> for Literal {
    fn from(value: DateTime) -> Self {
        match micros(value.duration_since(EPOCH.at(0, 0, 0, 0)).as_nanos()) {
            Some(micros) => Self::new(ValueKind::TimestampNtz(micros), DateTime::kind()),
            None => Self::invalid("a timestamp without time zone"),
        }
    }
}

impl From<civil::Time> for Literal {
    fn from(value: civil::Time) -> Self {
        let nanos = value.duration_since(civil::Time::midnight()).as_nanos();
        match micros(nanos).and_then(|micros| micros.checked_mul(1_000)) {
            Some(nano) => {
                let time = literal::Time { nano, precision: Some(MICROS) };
                Self::new(ValueKind::Time(time), civil::Time::kind())
            }
            None => Self::invalid("a time of day"),
        }
    }
}

impl From<SignedDuration> for Literal {
    fn from(value: SignedDuration) -> Self {
        match micros(value.as_nanos()) {
            Some(micros) => Self::new(ValueKind::DayTimeInterval(micros), SignedDuration::kind()),
            None => Self::invalid("a duration of more than 292,000 years"),
        }
    }
}
