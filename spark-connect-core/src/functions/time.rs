//! Times of day: the type TIME. Formats are those of Spark's "Datetime patterns".

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call};

/// The start of the query as a TIME(6) in the session's time zone; the same in all rows.
///
/// Spark: `current_time`, 4.1.
#[track_caller]
pub fn current_time() -> Column {
    call("current_time", ())
}

/// As [`current_time`], with 0 to 6 digits after the seconds.
///
/// Spark: `current_time`, 4.1.
#[track_caller]
pub fn current_time_with_precision(precision: impl ColumnOrLiteral) -> Column {
    call("current_time", [precision.into_operand()])
}

/// The time of day of its parts; the seconds are a DECIMAL with up to 6 digits after the point.
///
/// Spark: `make_time`, 4.1.
#[track_caller]
pub fn make_time(
    hour: impl ColumnOrLiteral,
    minute: impl ColumnOrLiteral,
    second: impl ColumnOrLiteral,
) -> Column {
    call("make_time", [hour.into_operand(), minute.into_operand(), second.into_operand()])
}

/// The text as a time of day, read as `HH:mm:ss` with an optional fraction.
///
/// Spark: `to_time`, 4.1.
#[track_caller]
pub fn to_time(column: impl ColumnOrName) -> Column {
    call("to_time", column)
}

/// The text as a time of day, read in a format.
///
/// Spark: `to_time`, 4.1.
#[track_caller]
pub fn to_time_with(column: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("to_time", [column.into_column(), format.into_operand()])
}

/// As [`to_time`], but NULL where the text is not a time.
///
/// Spark: `try_to_time`, 4.1.
#[track_caller]
pub fn try_to_time(column: impl ColumnOrName) -> Column {
    call("try_to_time", column)
}

/// As [`to_time_with`], but NULL where the text is not a time of that format.
///
/// Spark: `try_to_time`, 4.1.
#[track_caller]
pub fn try_to_time_with(column: impl ColumnOrName, format: impl ColumnOrLiteral) -> Column {
    call("try_to_time", [column.into_column(), format.into_operand()])
}

/// How many whole units are from `start` to `end`, both times of day: `HOUR`, `MINUTE`, `SECOND`,
/// `MILLISECOND` or `MICROSECOND`.
///
/// Spark: `time_diff`, 4.1.
#[track_caller]
pub fn time_diff(unit: impl ColumnOrLiteral, start: impl ColumnOrName, end: impl ColumnOrName) -> Column {
    call("time_diff", [unit.into_operand(), start.into_column(), end.into_column()])
}

/// The time of day cut to a unit, as for [`time_diff`].
///
/// Spark: `time_trunc`, 4.1.
#[track_caller]
pub fn time_trunc(unit: impl ColumnOrLiteral, time: impl ColumnOrName) -> Column {
    call("time_trunc", [unit.into_operand(), time.into_column()])
}

/// The time of day so many seconds, which may have a fraction, after midnight.
///
/// Spark: `time_from_seconds`, 4.2.
#[track_caller]
pub fn time_from_seconds(column: impl ColumnOrName) -> Column {
    call("time_from_seconds", column)
}

/// The time of day so many milliseconds after midnight.
///
/// Spark: `time_from_millis`, 4.2.
#[track_caller]
pub fn time_from_millis(column: impl ColumnOrName) -> Column {
    call("time_from_millis", column)
}

/// The time of day so many microseconds after midnight.
///
/// Spark: `time_from_micros`, 4.2.
#[track_caller]
pub fn time_from_micros(column: impl ColumnOrName) -> Column {
    call("time_from_micros", column)
}

/// The seconds from midnight to a time of day, as a DECIMAL(14, 6).
///
/// Spark: `time_to_seconds`, 4.2.
#[track_caller]
pub fn time_to_seconds(column: impl ColumnOrName) -> Column {
    call("time_to_seconds", column)
}

/// The milliseconds from midnight to a time of day, cut to whole ones.
///
/// Spark: `time_to_millis`, 4.2.
#[track_caller]
pub fn time_to_millis(column: impl ColumnOrName) -> Column {
    call("time_to_millis", column)
}

/// The microseconds from midnight to a time of day.
///
/// Spark: `time_to_micros`, 4.2.
#[track_caller]
pub fn time_to_micros(column: impl ColumnOrName) -> Column {
    call("time_to_micros", column)
}
