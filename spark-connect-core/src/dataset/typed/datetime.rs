//! Dates and timestamps.

use jiff::civil;

use super::{Is, SparkType, Text};
use crate::{
    functions,
    types::{DataType, Decimal},
};

/// A column type with a calendar date: a date or a timestamp.
///
/// The date of a timestamp with a time zone is the one in the session's time zone, `spark.sql.session.timeZone`.
#[diagnostic::on_unimplemented(
    message = "expected a date or timestamp column, found a `{Self}` column",
    label = "not a date or a timestamp"
)]
pub trait Calendar: SparkType {}
#[diagnostic::do_not_recommend]
impl Calendar for civil::Date {}
#[diagnostic::do_not_recommend]
impl Calendar for Option<civil::Date> {}
#[diagnostic::do_not_recommend]
impl Calendar for jiff::Timestamp {}
#[diagnostic::do_not_recommend]
impl Calendar for Option<jiff::Timestamp> {}
#[diagnostic::do_not_recommend]
impl Calendar for civil::DateTime {}
#[diagnostic::do_not_recommend]
impl Calendar for Option<civil::DateTime> {}

/// A date column type.
#[diagnostic::on_unimplemented(
    message = "expected a date column, found a `{Self}` column",
    label = "not a date",
    note = "for the date of a timestamp write `.cast::<jiff::civil::Date>()`"
)]
pub trait DateLike: SparkType<Base = civil::Date> {}
#[diagnostic::do_not_recommend]
impl DateLike for civil::Date {}
#[diagnostic::do_not_recommend]
impl DateLike for Option<civil::Date> {}

/// A timestamp column type, with a time zone or without.
#[diagnostic::on_unimplemented(
    message = "expected a timestamp column, found a `{Self}` column",
    label = "not a timestamp",
    note = "for the start of a date write `.cast::<jiff::Timestamp>()`"
)]
pub trait Moment: SparkType {}
#[diagnostic::do_not_recommend]
impl Moment for jiff::Timestamp {}
#[diagnostic::do_not_recommend]
impl Moment for Option<jiff::Timestamp> {}
#[diagnostic::do_not_recommend]
impl Moment for civil::DateTime {}
#[diagnostic::do_not_recommend]
impl Moment for Option<civil::DateTime> {}

/// A column type with a time of day: a timestamp or a time.
///
/// The time of a timestamp with a time zone is the one in the session's time zone, `spark.sql.session.timeZone`.
#[diagnostic::on_unimplemented(
    message = "expected a timestamp or time column, found a `{Self}` column",
    label = "this has no time of day"
)]
pub trait Clock: SparkType {}
#[diagnostic::do_not_recommend]
impl Clock for jiff::Timestamp {}
#[diagnostic::do_not_recommend]
impl Clock for Option<jiff::Timestamp> {}
#[diagnostic::do_not_recommend]
impl Clock for civil::DateTime {}
#[diagnostic::do_not_recommend]
impl Clock for Option<civil::DateTime> {}
#[diagnostic::do_not_recommend]
impl Clock for civil::Time {}
#[diagnostic::do_not_recommend]
impl Clock for Option<civil::Time> {}

methods! {
    /// The year. Spark: `year`.
    strict year(self: Calendar) -> i32 = functions::year;
    /// The quarter, 1 to 4. Spark: `quarter`.
    strict quarter(self: Calendar) -> i32 = functions::quarter;
    /// The month, 1 to 12. Spark: `month`.
    strict month(self: Calendar) -> i32 = functions::month;
    /// The first three letters of the month's English name, such as `Feb`. Spark: `monthname`, 4.0.
    strict monthname(self: Calendar) -> String = functions::monthname;
    /// The day of the month, 1 to 31. Spark: `dayofmonth`.
    strict day(self: Calendar) -> i32 = functions::dayofmonth;
    /// The day of the week, 1 (Sunday) to 7 (Saturday). Spark: `dayofweek`.
    strict day_of_week(self: Calendar) -> i32 = functions::dayofweek;
    /// The day of the week, 0 (Monday) to 6 (Sunday). Spark: `weekday`.
    strict weekday(self: Calendar) -> i32 = functions::weekday;
    /// The first three letters of the day's English name, such as `Thu`. Spark: `dayname`, 4.0.
    strict dayname(self: Calendar) -> String = functions::dayname;
    /// The day of the year, 1 to 366. Spark: `dayofyear`.
    strict day_of_year(self: Calendar) -> i32 = functions::dayofyear;
    /// The ISO 8601 week of the year, 1 to 53. Spark: `weekofyear`.
    strict week_of_year(self: Calendar) -> i32 = functions::weekofyear;
    /// The year that the ISO 8601 week belongs to: in the first and last days of a year it may be another one than
    /// [`year`](Self::year). Spark: `extract(YEAROFWEEK ..)`.
    strict year_of_week(self: Calendar) -> i32 = |this| functions::extract("YEAROFWEEK", this);
    /// The hour, 0 to 23. Spark: `hour`.
    strict hour(self: Clock) -> i32 = functions::hour;
    /// The minute, 0 to 59. Spark: `minute`.
    strict minute(self: Clock) -> i32 = functions::minute;
    /// The second, 0 to 59, without its fraction. Spark: `second`.
    strict second(self: Clock) -> i32 = functions::second;
    /// The second with six digits after the point. Spark: `extract(SECOND ..)`.
    strict second_with_fraction(self: Clock) -> Decimal = |this| functions::extract("SECOND", this);

    /// The date so many days later (earlier, if negative). Spark: `date_add`.
    strict date_add(self: DateLike, days: i32 as R) -> civil::Date = functions::date_add;
    /// The date so many days earlier (later, if negative). Spark: `date_sub`.
    strict date_sub(self: DateLike, days: i32 as R) -> civil::Date = functions::date_sub;
    /// The number of days from `start` to this date, negative if `start` is later. Spark: `datediff`.
    // Sail answers with a bigint.
    strict date_diff(self: DateLike, start: civil::Date as R) -> i32 =
        |this, start| functions::datediff(this, start).cast(&DataType::Integer);
    /// The date so many months later; the day is cut to the last one of that month. Spark: `add_months`.
    strict add_months(self: DateLike, months: i32 as R) -> civil::Date = functions::add_months;
    /// The number of months from `start` to this timestamp, with a fraction of months of 31 days, rounded to 8 digits; a
    /// whole number if both are the same day of the month, or both the last one. Spark: `months_between`.
    strict months_between(self: Is[<jiff::Timestamp>], start: jiff::Timestamp as R) -> f64 =
        functions::months_between;
    /// As [`months_between`](Self::months_between), without rounding.
    strict months_between_unrounded(self: Is[<jiff::Timestamp>], start: jiff::Timestamp as R) -> f64 =
        functions::months_between_unrounded;
    /// The last day of the month. Spark: `last_day`.
    strict last_day(self: DateLike) -> civil::Date = functions::last_day;
    /// The first date after this one that is a weekday, such as `"Mon"`. A text that is none fails the query, or gives
    /// NULL without `spark.sql.ansi.enabled`. Spark: `next_day`.
    exact next_day(self: DateLike, weekday: String as R) -> Option<civil::Date> = functions::next_day;
    /// The first day of the `"year"`, `"quarter"`, `"month"` or `"week"` of a date; NULL for another unit. Spark: `trunc`.
    exact trunc(self: DateLike, unit: String as R) -> Option<civil::Date> = functions::trunc;
    /// The timestamp cut to a unit, from `"microsecond"` to `"year"`; NULL for another unit. Spark: `date_trunc`.
    exact date_trunc(self: Is[<jiff::Timestamp>], unit: String as R) -> Option<jiff::Timestamp> =
        |this, unit| functions::date_trunc(unit, this);
    /// The timestamp so many units later (earlier, if negative): `"YEAR"`, `"QUARTER"`, `"MONTH"`, `"WEEK"`, `"DAY"`,
    /// `"HOUR"`, `"MINUTE"`, `"SECOND"`, `"MILLISECOND"` or `"MICROSECOND"`. Spark: `timestampadd`, 4.0.
    strict timestamp_add(self: Moment, unit: &str, quantity: i32 as R) -> T::Base =
        |this, unit, quantity| functions::timestamp_add(unit, quantity, this);
    /// The number of whole units from `start` to this timestamp; units as for [`timestamp_add`](Self::timestamp_add).
    /// Spark: `timestampdiff`, 4.0.
    strict timestamp_diff(self: Moment, unit: &str, start: T::Base as R) -> i64 =
        |this, unit, start| functions::timestamp_diff(unit, start, this);
    /// The start of the bucket of this length that the timestamp falls into, counted from 1970-01-01 00:00. Spark:
    /// `time_bucket`, 4.2.
    strict time_bucket(self: Moment, size: jiff::SignedDuration as R) -> T::Base =
        |this, size| functions::time_bucket(size, this);
    /// As [`time_bucket`](Self::time_bucket), counted from `origin`.
    strict time_bucket_with_origin(self: Moment, size: jiff::SignedDuration as R, origin: T::Base as O) -> T::Base =
        |this, size, origin| functions::time_bucket_with_origin(size, this, origin);

    /// The date or timestamp as text, by a pattern such as `"yyyy-MM-dd"`
    /// ([Spark's patterns](https://spark.apache.org/docs/latest/sql-ref-datetime-pattern.html)). Spark: `date_format`.
    strict date_format(self: Calendar, pattern: String as R) -> String = functions::date_format;
    /// The text as a date: `yyyy-MM-dd`, the month and the day may be missing. Any other text fails the query, or gives
    /// NULL without `spark.sql.ansi.enabled`. Spark: `to_date`.
    exact to_date(self: Text) -> Option<civil::Date> = functions::to_date;
    /// The text as a date, by a [pattern](Self::date_format); another text fails the query. Spark: `to_date`.
    strict to_date_with(self: Text, pattern: String as R) -> civil::Date = functions::to_date_with;
    /// As [`to_date`](Self::to_date), but NULL where the text is no date. Spark: `try_to_date`, 4.1.
    exact try_to_date(self: Text) -> Option<civil::Date> = functions::try_to_date;
    /// As [`to_date_with`](Self::to_date_with), but NULL where the text is no such date. Spark: `try_to_date`, 4.1.
    exact try_to_date_with(self: Text, pattern: String as R) -> Option<civil::Date> =
        functions::try_to_date_with;
    /// The text as a timestamp: `yyyy-MM-dd HH:mm:ss`, with an optional fraction and zone; the session's zone if there is
    /// none. Any other text fails the query, or gives NULL without `spark.sql.ansi.enabled`. Spark: `to_timestamp_ltz`.
    exact to_timestamp(self: Text) -> Option<jiff::Timestamp> = functions::to_timestamp_ltz;
    /// The text as a timestamp, by a [pattern](Self::date_format); another text fails the query. Spark:
    /// `to_timestamp_ltz`.
    strict to_timestamp_with(self: Text, pattern: String as R) -> jiff::Timestamp =
        functions::to_timestamp_ltz_with;
    /// The text as a timestamp without a time zone: `yyyy-MM-dd HH:mm:ss`, with an optional fraction. Spark:
    /// `to_timestamp_ntz`.
    exact to_timestamp_ntz(self: Text) -> Option<civil::DateTime> = functions::to_timestamp_ntz;
    /// The text as a timestamp without a time zone, by a [pattern](Self::date_format); another text fails the
    /// query. Spark: `to_timestamp_ntz`.
    strict to_timestamp_ntz_with(self: Text, pattern: String as R) -> civil::DateTime =
        functions::to_timestamp_ntz_with;
    /// As [`to_timestamp`](Self::to_timestamp), but NULL where the text is no timestamp. Spark: `try_to_timestamp`.
    exact try_to_timestamp(self: Text) -> Option<jiff::Timestamp> = functions::try_to_timestamp;
    /// As [`to_timestamp_with`](Self::to_timestamp_with), but NULL where the text is no such timestamp. Spark:
    /// `try_to_timestamp`.
    exact try_to_timestamp_with(self: Text, pattern: String as R) -> Option<jiff::Timestamp> =
        functions::try_to_timestamp_with;

    /// The number of whole seconds since 1970-01-01 00:00 UTC. Spark: `unix_seconds`.
    strict unix_seconds(self: Is[<jiff::Timestamp>]) -> i64 = functions::unix_seconds;
    /// The number of whole milliseconds since 1970-01-01 00:00 UTC. Spark: `unix_millis`.
    strict unix_millis(self: Is[<jiff::Timestamp>]) -> i64 = functions::unix_millis;
    /// The number of microseconds since 1970-01-01 00:00 UTC. Spark: `unix_micros`.
    strict unix_micros(self: Is[<jiff::Timestamp>]) -> i64 = functions::unix_micros;
    /// The number of days since 1970-01-01. Spark: `unix_date`.
    strict unix_date(self: DateLike) -> i32 = functions::unix_date;
    /// The number of seconds since 1970 of a text that is read by a [pattern](Self::date_format). A text that does not
    /// fit fails the query. Spark: `unix_timestamp`.
    strict unix_timestamp(self: Text, pattern: String as R) -> i64 = functions::unix_timestamp_with;
    /// The timestamp so many seconds after 1970-01-01 00:00 UTC. Spark: `timestamp_seconds`.
    strict timestamp_seconds(self: Is[<i64>]) -> jiff::Timestamp = functions::timestamp_seconds;
    /// The timestamp so many milliseconds after 1970-01-01 00:00 UTC. Spark: `timestamp_millis`.
    strict timestamp_millis(self: Is[<i64>]) -> jiff::Timestamp = functions::timestamp_millis;
    /// The timestamp so many microseconds after 1970-01-01 00:00 UTC. Spark: `timestamp_micros`.
    strict timestamp_micros(self: Is[<i64>]) -> jiff::Timestamp = functions::timestamp_micros;
    /// The date so many days after 1970-01-01. Spark: `date_from_unix_date`.
    strict date_from_unix_date(self: Is[<i32>]) -> civil::Date = functions::date_from_unix_date;
    /// So many seconds after 1970-01-01 00:00 UTC as text, by a [pattern](Self::date_format) and in the session's time
    /// zone. Spark: `from_unixtime`.
    strict from_unixtime(self: Is[<i64>], pattern: String as R) -> String = functions::from_unixtime_with;

    /// The wall clock of a timestamp in UTC moved to a time zone, such as `"Asia/Tokyo"` or `"+01:00"`. Spark:
    /// `from_utc_timestamp`.
    strict from_utc_timestamp(self: Is[<jiff::Timestamp>], zone: String as R) -> jiff::Timestamp =
        functions::from_utc_timestamp;
    /// The wall clock of a timestamp in a time zone moved to UTC. Spark: `to_utc_timestamp`.
    strict to_utc_timestamp(self: Is[<jiff::Timestamp>], zone: String as R) -> jiff::Timestamp =
        functions::to_utc_timestamp;
    /// The wall clock of the session's time zone as it is at that moment in the zone `target`. Spark:
    /// `convert_timezone`.
    strict convert_timezone(self: Is[<civil::DateTime>], target: String as R) -> civil::DateTime =
        |this, target| functions::convert_timezone(target, this);
    /// The wall clock of the time zone `source` as it is at that moment in the zone `target`. Spark: `convert_timezone`.
    strict convert_timezone_from(self: Is[<civil::DateTime>], source: String as A, target: String as B) -> civil::DateTime =
        |this, source, target| functions::convert_timezone_from(source, target, this);
}

functions! {
    /// Today in the session's time zone; the same in all rows of a query. Spark: `current_date`.
    exact current_date() -> civil::Date = functions::current_date;
    /// The start of the query; the same in all rows. Spark: `current_timestamp`.
    exact current_timestamp() -> jiff::Timestamp = functions::current_timestamp;
    /// The start of the query on the wall clock of the session's time zone. Spark: `localtimestamp`.
    exact localtimestamp() -> civil::DateTime = functions::localtimestamp;
    /// The session's time zone. Spark: `current_timezone`.
    exact current_timezone() -> String = functions::current_timezone;
    /// The date of a year, month and day. Where there is no such day it fails, or gives NULL without
    /// `spark.sql.ansi.enabled`. Spark: `make_date`.
    strict make_date(year: i32 as A, month: i32 as B, day: i32 as C) -> civil::Date = functions::make_date;
}
