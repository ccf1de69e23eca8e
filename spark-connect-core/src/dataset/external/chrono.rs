//! chrono's dates and times, stored as jiff's are.

use ::chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};
use jiff::{SignedDuration, Timestamp, civil};

use super::super::StoredAs;
use crate::error::BoxError;

fn date(date: NaiveDate) -> Result<civil::Date, BoxError> {
    // A month is at most 12 and a day at most 31.
    Ok(civil::Date::new(i16::try_from(date.year())?, date.month().try_into()?, date.day().try_into()?)?)
}

fn naive_date(date: civil::Date) -> Result<NaiveDate, BoxError> {
    let (month, day) = (date.month().unsigned_abs().into(), date.day().unsigned_abs().into());
    NaiveDate::from_ymd_opt(date.year().into(), month, day).ok_or_else(|| out_of_range("NaiveDate"))
}

/// A second that is a leap one has more than 999,999,999 nanoseconds, which Spark does not have: jiff refuses it.
fn time(time: NaiveTime) -> Result<civil::Time, BoxError> {
    let [hour, minute, second] = [time.hour(), time.minute(), time.second()].map(i8::try_from);
    Ok(civil::Time::new(hour?, minute?, second?, time.nanosecond().try_into()?)?)
}

fn naive_time(time: civil::Time) -> Result<NaiveTime, BoxError> {
    let [hour, minute, second] =
        [time.hour(), time.minute(), time.second()].map(|part| part.unsigned_abs().into());
    let nanosecond = time.subsec_nanosecond().unsigned_abs();
    NaiveTime::from_hms_nano_opt(hour, minute, second, nanosecond).ok_or_else(|| out_of_range("NaiveTime"))
}

#[cold]
fn out_of_range(ty: &str) -> BoxError {
    format!("this is outside of the range of a {ty}").into()
}

/// `DATE`.
impl StoredAs for NaiveDate {
    const NAME: &'static str = "NaiveDate";
    type Stored = civil::Date;
    fn to_stored(&self) -> Result<civil::Date, BoxError> {
        date(*self)
    }
    fn from_stored(stored: civil::Date) -> Result<Self, BoxError> {
        naive_date(stored)
    }
}
crate::stored_as!(@external NaiveDate);

/// `TIME`.
impl StoredAs for NaiveTime {
    const NAME: &'static str = "NaiveTime";
    type Stored = civil::Time;
    fn to_stored(&self) -> Result<civil::Time, BoxError> {
        time(*self)
    }
    fn from_stored(stored: civil::Time) -> Result<Self, BoxError> {
        naive_time(stored)
    }
}
crate::stored_as!(@external NaiveTime);

/// `TIMESTAMP_NTZ`.
impl StoredAs for NaiveDateTime {
    const NAME: &'static str = "NaiveDateTime";
    type Stored = civil::DateTime;
    fn to_stored(&self) -> Result<civil::DateTime, BoxError> {
        Ok(date(self.date())?.to_datetime(time(self.time())?))
    }
    fn from_stored(stored: civil::DateTime) -> Result<Self, BoxError> {
        Ok(naive_date(stored.date())?.and_time(naive_time(stored.time())?))
    }
}
crate::stored_as!(@external NaiveDateTime);

/// `TIMESTAMP`.
impl StoredAs for DateTime<Utc> {
    const NAME: &'static str = "DateTime<Utc>";
    type Stored = Timestamp;
    fn to_stored(&self) -> Result<Timestamp, BoxError> {
        Ok(Timestamp::new(self.timestamp(), self.timestamp_subsec_nanos().try_into()?)?)
    }
    fn from_stored(stored: Timestamp) -> Result<Self, BoxError> {
        // jiff's fraction has the sign of the seconds; chrono's counts from the second before.
        let (second, nanosecond) = (stored.as_second(), stored.subsec_nanosecond());
        let (second, nanosecond) =
            if nanosecond < 0 { (second - 1, nanosecond + 1_000_000_000) } else { (second, nanosecond) };
        Self::from_timestamp(second, nanosecond.unsigned_abs()).ok_or_else(|| out_of_range(Self::NAME))
    }
}
crate::stored_as!(@external DateTime<Utc>);

/// `INTERVAL DAY TO SECOND`.
impl StoredAs for TimeDelta {
    const NAME: &'static str = "TimeDelta";
    type Stored = SignedDuration;
    fn to_stored(&self) -> Result<SignedDuration, BoxError> {
        Ok(SignedDuration::new(self.num_seconds(), self.subsec_nanos()))
    }
    fn from_stored(stored: SignedDuration) -> Result<Self, BoxError> {
        let seconds = Self::try_seconds(stored.as_secs()).ok_or_else(|| out_of_range(Self::NAME))?;
        let rest = Self::nanoseconds(stored.subsec_nanos().into());
        seconds.checked_add(&rest).ok_or_else(|| out_of_range(Self::NAME))
    }
}
crate::stored_as!(@external TimeDelta);
