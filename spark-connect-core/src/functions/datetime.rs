//! Dates and timestamps. Formats are those of Spark's "Datetime patterns", such as `yyyy-MM-dd`.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call, lit};

/// How `unix_timestamp` and `from_unixtime` write a timestamp unless told otherwise.
const DEFAULT_FORMAT: &str = "yyyy-MM-dd HH:mm:ss";

/// Today in the session's time zone; the same in all rows of a query.
///
/// Spark: `current_date`, 1.5.
#[track_caller]
pub fn current_date() -> Column {
    call("current_date", ())
}

/// Today in the session's time zone: another name of [`current_date`].
///
/// Spark: `curdate`, 3.5.
#[track_caller]
pub fn curdate() -> Column {
    call("curdate", ())
}

/// The start of the query as a TIMESTAMP; the same in all rows.
///
/// Spark: `current_timestamp`, 1.5.
#[track_caller]
pub fn current_timestamp() -> Column {
    call("current_timestamp", ())
}

/// The start of the query as a TIMESTAMP: another name of [`current_timestamp`].
///
/// Spark: `now`, 3.5.
#[track_caller]
pub fn now() -> Column {
    call("now", ())
}

/// The start of the query as a TIMESTAMP_NTZ in the session's time zone.
///
/// Spark: `localtimestamp`, 3.4.
#[track_caller]
pub fn localtimestamp() -> Column {
    call("localtimestamp", ())
}

/// The session's time zone.
///
/// Spark: `current_timezone`, 3.5.
#[track_caller]
pub fn current_timezone() -> Column {
    call("current_timezone", ())
}

/// A TIMESTAMP_NTZ, read in the session's time zone, as it is at that moment in the zone `target`.
///
/// Spark: `convert_timezone`, 3.5.
#[track_caller]
pub fn convert_timezone(target: impl ColumnOrLiteral, timestamp: impl ColumnOrName) -> Column {
    call("convert_timezone", [target.into_operand(), timestamp.into_column()])
}

/// A TIMESTAMP_NTZ, read in the zone `source`, as it is at that moment in the zone `target`.
///
/// Spark: `convert_timezone`, 3.5.
#[track_caller]
pub fn convert_timezone_from(
    source: impl ColumnOrLiteral,
    target: impl ColumnOrLiteral,
    timestamp: impl ColumnOrName,
) -> Column {
    call("convert_timezone", [source.into_operand(), target.into_operand(), timestamp.into_column()])
}

/// The year.
///
/// Spark: `year`, 1.5.
#[track_caller]
pub fn year(column: impl ColumnOrName) -> Column {
    call("year", column)
}

/// The quarter, 1 to 4.
///
/// Spark: `quarter`, 1.5.
#[track_caller]
pub fn quarter(column: impl ColumnOrName) -> Column {
    call("quarter", column)
}

/// The month, 1 to 12.
///
/// Spark: `month`, 1.5.
#[track_caller]
pub fn month(column: impl ColumnOrName) -> Column {
    call("month", column)
}

/// The month's name in three letters, such as `Jan`.
///
/// Spark: `monthname`, 4.0.
#[track_caller]
pub fn monthname(column: impl ColumnOrName) -> Column {
    call("monthname", column)
}

/// The day of the month, 1 to 31.
///
/// Spark: `day`, 3.5.
#[track_caller]
pub fn day(column: impl ColumnOrName) -> Column {
    call("day", column)
}

/// The day of the month, 1 to 31: another name of [`day`].
///
/// Spark: `dayofmonth`, 1.5.
#[track_caller]
pub fn dayofmonth(column: impl ColumnOrName) -> Column {
    call("dayofmonth", column)
}

/// The day of the week, from 1 (Sunday) to 7 (Saturday).
///
/// Spark: `dayofweek`, 2.3.
#[track_caller]
pub fn dayofweek(column: impl ColumnOrName) -> Column {
    call("dayofweek", column)
}

/// The day of the week, from 0 (Monday) to 6 (Sunday).
///
/// Spark: `weekday`, 3.5.
#[track_caller]
pub fn weekday(column: impl ColumnOrName) -> Column {
    call("weekday", column)
}

/// The weekday's name in three letters, such as `Mon`.
///
/// Spark: `dayname`, 4.0.
#[track_caller]
pub fn dayname(column: impl ColumnOrName) -> Column {
    call("dayname", column)
}

/// The day of the year, 1 to 366.
///
/// Spark: `dayofyear`, 1.5.
#[track_caller]
pub fn dayofyear(column: impl ColumnOrName) -> Column {
    call("dayofyear", column)
}

/// The week of the year, 1 to 53: weeks start on Monday, the first one has more than three days.
///
/// Spark: `weekofyear`, 1.5.
#[track_caller]
pub fn weekofyear(column: impl ColumnOrName) -> Column {
    call("weekofyear", column)
}

/// The hour, 0 to 23, in the session's time zone.
///
/// Spark: `hour`, 1.5.
#[track_caller]
pub fn hour(column: impl ColumnOrName) -> Column {
    call("hour", column)
}

/// The minute, 0 to 59.
///
/// Spark: `minute`, 1.5.
#[track_caller]
pub fn minute(column: impl ColumnOrName) -> Column {
    call("minute", column)
}

/// The second, 0 to 59, without its fraction.
///
/// Spark: `second`, 1.5.
#[track_caller]
pub fn second(column: impl ColumnOrName) -> Column {
    call("second", column)
}

/// The part of a date, timestamp or interval that `field` names: `YEAR`, `DOW`, `SECONDS` and so on.
///
/// Spark: `extract`, 3.5.
#[track_caller]
pub fn extract(field: impl ColumnOrLiteral, column: impl ColumnOrName) -> Column {
    call("extract", [field.into_operand(), column.into_column()])
}

/// The part of a date, timestamp or interval that `field` names: another name of [`extract`].
///
/// Spark: `date_part`, 3.5.
#[track_caller]
pub fn date_part(field: impl ColumnOrLiteral, column: impl ColumnOrName) -> Column {
    call("date_part", [field.into_operand(), column.into_column()])
}

/// The part of a date, timestamp or interval that `field` names: another name of [`extract`].
///
/// Spark: `datepart`, 3.5.
#[track_caller]
pub fn datepart(field: impl ColumnOrLiteral, column: impl ColumnOrName) -> Column {
    call("datepart", [field.into_operand(), column.into_column()])
}

/// The date so many days later.
///
/// Spark: `date_add`, 1.5.
#[track_caller]
pub fn date_add(start: impl ColumnOrName, days: impl ColumnOrLiteral) -> Column {
    call("date_add", [start.into_column(), days.into_operand()])
}

/// The date so many days later: another name of [`date_add`].
///
/// Spark: `dateadd`, 3.5.
#[track_caller]
pub fn dateadd(start: impl ColumnOrName, days: impl ColumnOrLiteral) -> Column {
    call("dateadd", [start.into_column(), days.into_operand()])
}

/// The date so many days earlier.
///
/// Spark: `date_sub`, 1.5.
#[track_caller]
pub fn date_sub(start: impl ColumnOrName, days: impl ColumnOrLiteral) -> Column {
    call("date_sub", [start.into_column(), days.into_operand()])
}

/// How many days are from `start` to `end`.
///
/// Spark: `date_diff`, 3.5.
#[track_caller]
pub fn date_diff(end: impl ColumnOrName, start: impl ColumnOrName) -> Column {
    call("date_diff", [end.into_column(), start.into_column()])
}

/// How many days are from `start` to `end`: another name of [`date_diff`].
///
/// Spark: `datediff`, 1.5.
#[track_caller]
pub fn datediff(end: impl ColumnOrName, start: impl ColumnOrName) -> Column {
    call("datediff", [end.into_column(), start.into_column()])
}

/// How many whole units are from `start` to `end`; units as for [`timestamp_add`].
///
/// Spark: `timestamp_diff`, 4.0.
#[track_caller]
pub fn timestamp_diff(
    unit: impl ColumnOrLiteral,
    start: impl ColumnOrName,
    end: impl ColumnOrName,
) -> Column {
    call("timestampdiff", [unit.into_operand(), start.into_column(), end.into_column()])
}

/// The date so many months later; the last day of the month where that month is shorter.
///
/// Spark: `add_months`, 1.5.
#[track_caller]
pub fn add_months(start: impl ColumnOrName, months: impl ColumnOrLiteral) -> Column {
    call("add_months", [start.into_column(), months.into_operand()])
}

/// The timestamp so many units later: `YEAR`, `QUARTER`, `MONTH`, `WEEK`, `DAY`, `HOUR`, `MINUTE`, `SECOND`,
/// `MILLISECOND` or `MICROSECOND`.
///
/// Spark: `timestamp_add`, 4.0.
#[track_caller]
pub fn timestamp_add(
    unit: impl ColumnOrLiteral,
    quantity: impl ColumnOrName,
    timestamp: impl ColumnOrName,
) -> Column {
    call("timestampadd", [unit.into_operand(), quantity.into_column(), timestamp.into_column()])
}

/// How many months are from `start` to `end`, with a fraction (of months of 31 days), rounded to 8 digits.
///
/// Spark: `months_between`, 1.5.
#[track_caller]
pub fn months_between(end: impl ColumnOrName, start: impl ColumnOrName) -> Column {
    call("months_between", [end.into_column(), start.into_column(), lit(true)])
}

/// As [`months_between`], without rounding.
///
/// Spark: `months_between`, 1.5.
#[track_caller]
pub fn months_between_unrounded(end: impl ColumnOrName, start: impl ColumnOrName) -> Column {
    call("months_between", [end.into_column(), start.into_column(), lit(false)])
}

/// The last day of the date's month.
///
/// Spark: `last_day`, 1.5.
#[track_caller]
pub fn last_day(column: impl ColumnOrName) -> Column {
    call("last_day", column)
}

/// The first date after this one that is a weekday, such as `Mon`.
///
/// Spark: `next_day`, 1.5.
#[track_caller]
pub fn next_day(column: impl ColumnOrName, weekday: impl ColumnOrLiteral) -> Column {
    call("next_day", [column.into_column(), weekday.into_operand()])
}

/// The date cut to `year`, `quarter`, `month` or `week`.
///
/// Spark: `trunc`, 1.5.
#[track_caller]
pub fn trunc(column: impl ColumnOrName, unit: impl ColumnOrLiteral) -> Column {
    call("trunc", [column.into_column(), unit.into_operand()])
}

/// The timestamp cut to a unit, from `microsecond` to `year`.
///
/// Spark: `date_trunc`, 2.3.
#[track_caller]
pub fn date_trunc(unit: impl ColumnOrLiteral, column: impl ColumnOrName) -> Column {
    call("date_trunc", [unit.into_operand(), column.into_column()])
}

/// The start of the bucket, `size` (an interval) long, that a timestamp falls into; buckets are counted from
/// 1970-01-01.
///
/// Spark: `time_bucket`, 4.2.
#[track_caller]
pub fn time_bucket(size: impl ColumnOrLiteral, timestamp: impl ColumnOrName) -> Column {
    call("time_bucket", [size.into_operand(), timestamp.into_column()])
}

/// As [`time_bucket`], with buckets counted from `origin`.
///
/// Spark: `time_bucket`, 4.2.
#[track_caller]
pub fn time_bucket_with_origin(
    size: impl ColumnOrLiteral,
    timestamp: impl ColumnOrName,
    origin: impl ColumnOrLiteral,
) -> Column {
    call("time_bucket", [size.into_operand(), timestamp.into_column(), origin.into_operand()])
}

/// The date or timestamp as text.
///
/// Spark: `date_format`, 1.5.
#[track_caller]
pub fn date_format(column: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("date_format", [column.into_column(), format.into_operand()])
}

/// The text or timestamp as a date, a text being read as `yyyy-MM-dd`.
///
/// Spark: `to_date`, 2.2.
#[track_caller]
pub fn to_date(column: impl ColumnOrName) -> Column {
    call("to_date", column)
}

/// The text as a date, read in a format.
///
/// Spark: `to_date`, 2.2.
#[track_caller]
pub fn to_date_with(column: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("to_date", [column.into_column(), format.into_operand()])
}

/// As [`to_date`], but NULL where the text is not a date.
///
/// Spark: `try_to_date`, 4.1.
#[track_caller]
pub fn try_to_date(column: impl ColumnOrName) -> Column {
    call("try_to_date", column)
}

/// As [`to_date_with`], but NULL where the text is not a date of that format.
///
/// Spark: `try_to_date`, 4.1.
#[track_caller]
pub fn try_to_date_with(column: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("try_to_date", [column.into_column(), format.into_operand()])
}

/// The text or date as a timestamp, a text being read as `yyyy-MM-dd HH:mm:ss`.
///
/// Spark: `to_timestamp`, 2.2.
#[track_caller]
pub fn to_timestamp(column: impl ColumnOrName) -> Column {
    call("to_timestamp", column)
}

/// The text as a timestamp, read in a format.
///
/// Spark: `to_timestamp`, 2.2.
#[track_caller]
pub fn to_timestamp_with(column: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("to_timestamp", [column.into_column(), format.into_operand()])
}

/// The text or date as a TIMESTAMP: [`to_timestamp`] whatever `spark.sql.timestampType` says.
///
/// Spark: `to_timestamp_ltz`, 3.5.
#[track_caller]
pub fn to_timestamp_ltz(column: impl ColumnOrName) -> Column {
    call("to_timestamp_ltz", column)
}

/// The text as a TIMESTAMP, read in a format.
///
/// Spark: `to_timestamp_ltz`, 3.5.
#[track_caller]
pub fn to_timestamp_ltz_with(column: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("to_timestamp_ltz", [column.into_column(), format.into_operand()])
}

/// The text or date as a TIMESTAMP_NTZ: without a time zone.
///
/// Spark: `to_timestamp_ntz`, 3.5.
#[track_caller]
pub fn to_timestamp_ntz(column: impl ColumnOrName) -> Column {
    call("to_timestamp_ntz", column)
}

/// The text as a TIMESTAMP_NTZ, read in a format.
///
/// Spark: `to_timestamp_ntz`, 3.5.
#[track_caller]
pub fn to_timestamp_ntz_with(column: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("to_timestamp_ntz", [column.into_column(), format.into_operand()])
}

/// As [`to_timestamp`], but NULL where the text is not a timestamp.
///
/// Spark: `try_to_timestamp`, 3.5.
#[track_caller]
pub fn try_to_timestamp(column: impl ColumnOrName) -> Column {
    call("try_to_timestamp", column)
}

/// The text as a timestamp, read in a format; NULL where it does not fit.
///
/// Spark: `try_to_timestamp`, 3.5.
#[track_caller]
pub fn try_to_timestamp_with(column: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("try_to_timestamp", [column.into_column(), format.into_operand()])
}

/// The seconds since 1970 of a timestamp, or of a text read as `yyyy-MM-dd HH:mm:ss`.
///
/// Spark: `unix_timestamp`, 1.5.
#[track_caller]
pub fn unix_timestamp(column: impl ColumnOrName) -> Column {
    unix_timestamp_with(column, DEFAULT_FORMAT)
}

/// The seconds since 1970 of a text, read in a format.
///
/// Spark: `unix_timestamp`, 1.5.
#[track_caller]
pub fn unix_timestamp_with(column: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("unix_timestamp", [column.into_column(), format.into_operand()])
}

/// The seconds from 1970 to the start of the query.
///
/// Spark: `unix_timestamp`, 1.5.
#[track_caller]
pub fn unix_timestamp_now() -> Column {
    call("unix_timestamp", ())
}

/// The seconds since 1970 of a timestamp, or of a text read as `yyyy-MM-dd HH:mm:ss`.
///
/// Spark: `to_unix_timestamp`, 3.5.
#[track_caller]
pub fn to_unix_timestamp(column: impl ColumnOrName) -> Column {
    call("to_unix_timestamp", column)
}

/// The seconds since 1970 of a text, read in a format.
///
/// Spark: `to_unix_timestamp`, 3.5.
#[track_caller]
pub fn to_unix_timestamp_with(column: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("to_unix_timestamp", [column.into_column(), format.into_operand()])
}

/// Seconds since 1970 as text like `1970-01-01 00:00:00`, in the session's time zone.
///
/// Spark: `from_unixtime`, 1.5.
#[track_caller]
pub fn from_unixtime(column: impl ColumnOrName) -> Column {
    from_unixtime_with(column, DEFAULT_FORMAT)
}

/// Seconds since 1970 as text of a format, in the session's time zone.
///
/// Spark: `from_unixtime`, 1.5.
#[track_caller]
pub fn from_unixtime_with(column: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("from_unixtime", [column.into_column(), format.into_operand()])
}

/// The date so many days after 1970-01-01.
///
/// Spark: `date_from_unix_date`, 3.5.
#[track_caller]
pub fn date_from_unix_date(days: impl ColumnOrName) -> Column {
    call("date_from_unix_date", days)
}

/// The days since 1970-01-01 of a date.
///
/// Spark: `unix_date`, 3.5.
#[track_caller]
pub fn unix_date(column: impl ColumnOrName) -> Column {
    call("unix_date", column)
}

/// The seconds since 1970 of a timestamp, cut to whole ones.
///
/// Spark: `unix_seconds`, 3.5.
#[track_caller]
pub fn unix_seconds(column: impl ColumnOrName) -> Column {
    call("unix_seconds", column)
}

/// The milliseconds since 1970 of a timestamp, cut to whole ones.
///
/// Spark: `unix_millis`, 3.5.
#[track_caller]
pub fn unix_millis(column: impl ColumnOrName) -> Column {
    call("unix_millis", column)
}

/// The microseconds since 1970 of a timestamp.
///
/// Spark: `unix_micros`, 3.5.
#[track_caller]
pub fn unix_micros(column: impl ColumnOrName) -> Column {
    call("unix_micros", column)
}

/// The nanoseconds since 1970 of a timestamp with 7 to 9 digits after the seconds (no other has them), as a
/// DECIMAL(21, 0).
///
/// Spark: `unix_nanos`, 4.3.
#[track_caller]
pub fn unix_nanos(column: impl ColumnOrName) -> Column {
    call("unix_nanos", column)
}

/// The timestamp so many seconds after 1970.
///
/// Spark: `timestamp_seconds`, 3.1.
#[track_caller]
pub fn timestamp_seconds(column: impl ColumnOrName) -> Column {
    call("timestamp_seconds", column)
}

/// The timestamp so many milliseconds after 1970.
///
/// Spark: `timestamp_millis`, 3.5.
#[track_caller]
pub fn timestamp_millis(column: impl ColumnOrName) -> Column {
    call("timestamp_millis", column)
}

/// The timestamp so many microseconds after 1970.
///
/// Spark: `timestamp_micros`, 3.5.
#[track_caller]
pub fn timestamp_micros(column: impl ColumnOrName) -> Column {
    call("timestamp_micros", column)
}

/// The timestamp so many nanoseconds after 1970, as a TIMESTAMP with 9 digits after the seconds.
///
/// Spark: `timestamp_nanos`, 4.3.
#[track_caller]
pub fn timestamp_nanos(column: impl ColumnOrName) -> Column {
    call("timestamp_nanos", column)
}

/// The date of a year, month and day; an error in ANSI mode, else NULL, where there is no such day.
///
/// Spark: `make_date`, 3.3.
#[track_caller]
pub fn make_date(
    year: impl ColumnOrLiteral,
    month: impl ColumnOrLiteral,
    day: impl ColumnOrLiteral,
) -> Column {
    call("make_date", [year.into_operand(), month.into_operand(), day.into_operand()])
}

/// A timestamp without zone, read as UTC, in another time zone.
///
/// Spark: `from_utc_timestamp`, 1.5.
#[track_caller]
pub fn from_utc_timestamp(column: impl ColumnOrName, zone: impl ColumnOrLiteral) -> Column {
    call("from_utc_timestamp", [column.into_column(), zone.into_operand()])
}

/// A timestamp without zone, read in a time zone, in UTC.
///
/// Spark: `to_utc_timestamp`, 1.5.
#[track_caller]
pub fn to_utc_timestamp(column: impl ColumnOrName, zone: impl ColumnOrLiteral) -> Column {
    call("to_utc_timestamp", [column.into_column(), zone.into_operand()])
}
