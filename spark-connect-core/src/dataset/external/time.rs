//! time's dates and times, stored as jiff's are.

use ::time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time};
use jiff::{SignedDuration, Timestamp, civil};

use super::super::StoredAs;
use crate::error::BoxError;

fn civil_date(date: Date) -> Result<civil::Date, BoxError> {
    let month = u8::from(date.month());
    Ok(civil::Date::new(date.year().try_into()?, month.try_into()?, date.day().try_into()?)?)
}

fn date(date: civil::Date) -> Result<Date, BoxError> {
    let month = Month::try_from(date.month().unsigned_abs())?;
    Ok(Date::from_calendar_date(date.year().into(), month, date.day().unsigned_abs())?)
}

fn civil_time(time: Time) -> Result<civil::Time, BoxError> {
    let [hour, minute, second] = [time.hour(), time.minute(), time.second()].map(i8::try_from);
    Ok(civil::Time::new(hour?, minute?, second?, time.nanosecond().try_into()?)?)
}

fn time(time: civil::Time) -> Result<Time, BoxError> {
    let [hour, minute, second] = [time.hour(), time.minute(), time.second()].map(i8::unsigned_abs);
    Ok(Time::from_hms_nano(hour, minute, second, time.subsec_nanosecond().unsigned_abs())?)
}

/// `DATE`.
impl StoredAs for Date {
    const NAME: &'static str = "time::Date";
    type Stored = civil::Date;
    fn to_stored(&self) -> Result<civil::Date, BoxError> {
        civil_date(*self)
    }
    fn from_stored(stored: civil::Date) -> Result<Self, BoxError> {
        date(stored)
    }
}
crate::stored_as!(@external Date);

/// `TIME`.
impl StoredAs for Time {
    const NAME: &'static str = "time::Time";
    type Stored = civil::Time;
    fn to_stored(&self) -> Result<civil::Time, BoxError> {
        civil_time(*self)
    }
    fn from_stored(stored: civil::Time) -> Result<Self, BoxError> {
        time(stored)
    }
}
crate::stored_as!(@external Time);

/// `TIMESTAMP_NTZ`.
impl StoredAs for PrimitiveDateTime {
    const NAME: &'static str = "PrimitiveDateTime";
    type Stored = civil::DateTime;
    fn to_stored(&self) -> Result<civil::DateTime, BoxError> {
        Ok(civil_date(self.date())?.to_datetime(civil_time(self.time())?))
    }
    fn from_stored(stored: civil::DateTime) -> Result<Self, BoxError> {
        Ok(Self::new(date(stored.date())?, time(stored.time())?))
    }
}
crate::stored_as!(@external PrimitiveDateTime);

/// `TIMESTAMP`: an instant, which is read with the offset of UTC, whatever the offset was that it was written with.
impl StoredAs for OffsetDateTime {
    const NAME: &'static str = "OffsetDateTime";
    type Stored = Timestamp;
    fn to_stored(&self) -> Result<Timestamp, BoxError> {
        Ok(Timestamp::new(self.unix_timestamp(), self.nanosecond().try_into()?)?)
    }
    fn from_stored(stored: Timestamp) -> Result<Self, BoxError> {
        Ok(Self::from_unix_timestamp_nanos(stored.as_nanosecond())?)
    }
}
crate::stored_as!(@external OffsetDateTime);

/// `INTERVAL DAY TO SECOND`.
impl StoredAs for Duration {
    const NAME: &'static str = "time::Duration";
    type Stored = SignedDuration;
    fn to_stored(&self) -> Result<SignedDuration, BoxError> {
        Ok(SignedDuration::new(self.whole_seconds(), self.subsec_nanoseconds()))
    }
    fn from_stored(stored: SignedDuration) -> Result<Self, BoxError> {
        Ok(Self::new(stored.as_secs(), stored.subsec_nanos()))
    }
}
crate::stored_as!(@external Duration);
