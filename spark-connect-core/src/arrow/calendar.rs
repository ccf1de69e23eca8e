//! Days and seconds since 1970 as civil dates and times, without a time zone in between.

use jiff::civil::{Date, DateTime, Time};

pub(super) const SECONDS_PER_DAY: i64 = 86_400;
const DAYS_PER_400_YEARS: i64 = 146_097;
/// From 0000-03-01 to 1970-01-01.
const DAYS_BEFORE_1970: i64 = 719_468;

/// The date `days` after 1970-01-01; `None` outside of the years -9999 to 9999.
#[inline]
pub(super) fn date(days: i64) -> Option<Date> {
    // Years start in March here, so that the day that a leap year adds is a year's last.
    let days = days.checked_add(DAYS_BEFORE_1970)?;
    let era = days.div_euclid(DAYS_PER_400_YEARS);
    let day_of_era = days.rem_euclid(DAYS_PER_400_YEARS);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// The days from 1970-01-01 to `date`.
#[inline]
pub(super) fn days(date: Date) -> i32 {
    let (year, month, day) = (i32::from(date.year()), i32::from(date.month()), i32::from(date.day()));
    let year = year - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted_month = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * DAYS_PER_400_YEARS as i32 + day_of_era - DAYS_BEFORE_1970 as i32
}

/// The time of day `nanoseconds` after midnight; `None` from 24:00 on.
#[inline]
pub(super) fn time(nanoseconds: i64) -> Option<Time> {
    let (seconds, fraction) = (nanoseconds.div_euclid(1_000_000_000), nanoseconds.rem_euclid(1_000_000_000));
    Time::new(
        (seconds / 3_600).try_into().ok()?,
        (seconds / 60 % 60).try_into().ok()?,
        (seconds % 60).try_into().ok()?,
        fraction.try_into().ok()?,
    )
    .ok()
}

/// The nanoseconds from midnight to `time`.
#[inline]
pub(super) fn nanoseconds(time: Time) -> i64 {
    let seconds = (i64::from(time.hour()) * 60 + i64::from(time.minute())) * 60 + i64::from(time.second());
    seconds * 1_000_000_000 + i64::from(time.subsec_nanosecond())
}

/// The date and time `ticks` after 1970-01-01 00:00, of which `per_second` make a second; `None` outside of the years
/// -9999 to 9999.
#[inline]
pub(super) fn date_time(ticks: i64, per_second: i64) -> Option<DateTime> {
    let per_day = SECONDS_PER_DAY * per_second;
    let date = date(ticks.div_euclid(per_day))?;
    let time = time(ticks.rem_euclid(per_day) * (1_000_000_000 / per_second))?;
    Some(date.to_datetime(time))
}

/// The microseconds from 1970-01-01 00:00 to `value`; nanoseconds beyond are cut off, towards the past.
#[inline]
pub(super) fn microseconds(value: DateTime) -> i64 {
    i64::from(days(value.date())) * SECONDS_PER_DAY * 1_000_000 + nanoseconds(value.time()) / 1_000
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    #[test]
    fn every_day_agrees_with_jiff() {
        let mut expected = Date::MIN;
        let mut number = i64::from(days(expected));
        let epoch = Date::constant(1970, 1, 1);
        assert_eq!(epoch.checked_add(number.days()).unwrap(), Date::MIN);
        while expected < Date::MAX {
            assert_eq!(date(number), Some(expected));
            assert_eq!(i64::from(days(expected)), number);
            expected = expected.tomorrow().unwrap();
            number += 1;
        }
        assert_eq!(date(number), Some(Date::MAX));
        assert_eq!(date(number + 1), None);
        assert_eq!(date(i64::from(days(Date::MIN)) - 1), None);
        assert_eq!((date(i64::MAX), date(i64::MIN)), (None, None));
    }

    #[test]
    fn times_of_day_agree_with_jiff() {
        for value in
            [Time::midnight(), Time::MAX, Time::constant(13, 5, 9, 7), Time::constant(0, 0, 0, 999_999_999)]
        {
            assert_eq!(time(nanoseconds(value)), Some(value));
        }
        assert_eq!(time(SECONDS_PER_DAY * 1_000_000_000), None);
        assert_eq!(time(-1), None);
    }

    #[test]
    fn date_times_before_1970_round_towards_the_past() {
        let value = DateTime::constant(1969, 12, 31, 23, 59, 59, 999_999_999);
        assert_eq!(microseconds(value), -1);
        assert_eq!(date_time(-1, 1_000_000), Some(DateTime::constant(1969, 12, 31, 23, 59, 59, 999_999_000)));
        assert_eq!(date_time(-1, 1), Some(DateTime::constant(1969, 12, 31, 23, 59, 59, 0)));
        assert_eq!(date_time(i64::MAX, 1_000_000), None);
        assert_eq!(date_time(microseconds(DateTime::MAX), 1_000_000).map(DateTime::date), Some(Date::MAX));
    }
}
