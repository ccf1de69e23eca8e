//! Timestamps made of their parts.
//!
//! The seconds may have a fraction of up to six digits. Parts that are no time are an error in ANSI mode, else NULL; the
//! functions that begin with `try_` always give NULL.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call};

/// The timestamp of its parts in the session's time zone.
///
/// Spark: `make_timestamp`, 3.5.
#[track_caller]
pub fn make_timestamp(
    year: impl ColumnOrLiteral,
    month: impl ColumnOrLiteral,
    day: impl ColumnOrLiteral,
    hour: impl ColumnOrLiteral,
    minute: impl ColumnOrLiteral,
    second: impl ColumnOrLiteral,
) -> Column {
    call(
        "make_timestamp",
        [
            year.into_operand(),
            month.into_operand(),
            day.into_operand(),
            hour.into_operand(),
            minute.into_operand(),
            second.into_operand(),
        ],
    )
}

/// The timestamp of its parts in a time zone.
///
/// Spark: `make_timestamp`, 3.5.
#[track_caller]
pub fn make_timestamp_in_zone(
    year: impl ColumnOrLiteral,
    month: impl ColumnOrLiteral,
    day: impl ColumnOrLiteral,
    hour: impl ColumnOrLiteral,
    minute: impl ColumnOrLiteral,
    second: impl ColumnOrLiteral,
    zone: impl ColumnOrLiteral,
) -> Column {
    call(
        "make_timestamp",
        [
            year.into_operand(),
            month.into_operand(),
            day.into_operand(),
            hour.into_operand(),
            minute.into_operand(),
            second.into_operand(),
            zone.into_operand(),
        ],
    )
}

/// The timestamp of a DATE and a TIME in the session's time zone.
///
/// Spark: `make_timestamp`, 4.1.
#[track_caller]
pub fn make_timestamp_of(date: impl ColumnOrName, time: impl ColumnOrName) -> Column {
    call("make_timestamp", [date.into_column(), time.into_column()])
}

/// The timestamp of a DATE and a TIME in a time zone.
///
/// Spark: `make_timestamp`, 4.1.
#[track_caller]
pub fn make_timestamp_of_in_zone(
    date: impl ColumnOrName,
    time: impl ColumnOrName,
    zone: impl ColumnOrLiteral,
) -> Column {
    call("make_timestamp", [date.into_column(), time.into_column(), zone.into_operand()])
}

/// As [`make_timestamp`], but NULL where the parts are no time.
///
/// Spark: `try_make_timestamp`, 4.0.
#[track_caller]
pub fn try_make_timestamp(
    year: impl ColumnOrLiteral,
    month: impl ColumnOrLiteral,
    day: impl ColumnOrLiteral,
    hour: impl ColumnOrLiteral,
    minute: impl ColumnOrLiteral,
    second: impl ColumnOrLiteral,
) -> Column {
    call(
        "try_make_timestamp",
        [
            year.into_operand(),
            month.into_operand(),
            day.into_operand(),
            hour.into_operand(),
            minute.into_operand(),
            second.into_operand(),
        ],
    )
}

/// As [`make_timestamp_in_zone`], but NULL where the parts are no time.
///
/// Spark: `try_make_timestamp`, 4.0.
#[track_caller]
pub fn try_make_timestamp_in_zone(
    year: impl ColumnOrLiteral,
    month: impl ColumnOrLiteral,
    day: impl ColumnOrLiteral,
    hour: impl ColumnOrLiteral,
    minute: impl ColumnOrLiteral,
    second: impl ColumnOrLiteral,
    zone: impl ColumnOrLiteral,
) -> Column {
    call(
        "try_make_timestamp",
        [
            year.into_operand(),
            month.into_operand(),
            day.into_operand(),
            hour.into_operand(),
            minute.into_operand(),
            second.into_operand(),
            zone.into_operand(),
        ],
    )
}

/// As [`make_timestamp_of`], but NULL where that fails.
///
/// Spark: `try_make_timestamp`, 4.1.
#[track_caller]
pub fn try_make_timestamp_of(date: impl ColumnOrName, time: impl ColumnOrName) -> Column {
    call("try_make_timestamp", [date.into_column(), time.into_column()])
}

/// As [`make_timestamp_of_in_zone`], but NULL where that fails.
///
/// Spark: `try_make_timestamp`, 4.1.
#[track_caller]
pub fn try_make_timestamp_of_in_zone(
    date: impl ColumnOrName,
    time: impl ColumnOrName,
    zone: impl ColumnOrLiteral,
) -> Column {
    call("try_make_timestamp", [date.into_column(), time.into_column(), zone.into_operand()])
}

/// The TIMESTAMP of its parts in the session's time zone: [`make_timestamp`] whatever `spark.sql.timestampType` says.
///
/// Spark: `make_timestamp_ltz`, 3.5.
#[track_caller]
pub fn make_timestamp_ltz(
    year: impl ColumnOrLiteral,
    month: impl ColumnOrLiteral,
    day: impl ColumnOrLiteral,
    hour: impl ColumnOrLiteral,
    minute: impl ColumnOrLiteral,
    second: impl ColumnOrLiteral,
) -> Column {
    call(
        "make_timestamp_ltz",
        [
            year.into_operand(),
            month.into_operand(),
            day.into_operand(),
            hour.into_operand(),
            minute.into_operand(),
            second.into_operand(),
        ],
    )
}

/// The TIMESTAMP of its parts in a time zone: [`make_timestamp_in_zone`] whatever `spark.sql.timestampType` says.
///
/// Spark: `make_timestamp_ltz`, 3.5.
#[track_caller]
pub fn make_timestamp_ltz_in_zone(
    year: impl ColumnOrLiteral,
    month: impl ColumnOrLiteral,
    day: impl ColumnOrLiteral,
    hour: impl ColumnOrLiteral,
    minute: impl ColumnOrLiteral,
    second: impl ColumnOrLiteral,
    zone: impl ColumnOrLiteral,
) -> Column {
    call(
        "make_timestamp_ltz",
        [
            year.into_operand(),
            month.into_operand(),
            day.into_operand(),
            hour.into_operand(),
            minute.into_operand(),
            second.into_operand(),
            zone.into_operand(),
        ],
    )
}

/// As [`make_timestamp_ltz`], but NULL where the parts are no time.
///
/// Spark: `try_make_timestamp_ltz`, 4.0.
#[track_caller]
pub fn try_make_timestamp_ltz(
    year: impl ColumnOrLiteral,
    month: impl ColumnOrLiteral,
    day: impl ColumnOrLiteral,
    hour: impl ColumnOrLiteral,
    minute: impl ColumnOrLiteral,
    second: impl ColumnOrLiteral,
) -> Column {
    call(
        "try_make_timestamp_ltz",
        [
            year.into_operand(),
            month.into_operand(),
            day.into_operand(),
            hour.into_operand(),
            minute.into_operand(),
            second.into_operand(),
        ],
    )
}

/// As [`make_timestamp_ltz_in_zone`], but NULL where the parts are no time.
///
/// Spark: `try_make_timestamp_ltz`, 4.0.
#[track_caller]
pub fn try_make_timestamp_ltz_in_zone(
    year: impl ColumnOrLiteral,
    month: impl ColumnOrLiteral,
    day: impl ColumnOrLiteral,
    hour: impl ColumnOrLiteral,
    minute: impl ColumnOrLiteral,
    second: impl ColumnOrLiteral,
    zone: impl ColumnOrLiteral,
) -> Column {
    call(
        "try_make_timestamp_ltz",
        [
            year.into_operand(),
            month.into_operand(),
            day.into_operand(),
            hour.into_operand(),
            minute.into_operand(),
            second.into_operand(),
            zone.into_operand(),
        ],
    )
}

/// The TIMESTAMP_NTZ, without a time zone, of its parts.
///
/// Spark: `make_timestamp_ntz`, 3.5.
#[track_caller]
pub fn make_timestamp_ntz(
    year: impl ColumnOrLiteral,
    month: impl ColumnOrLiteral,
    day: impl ColumnOrLiteral,
    hour: impl ColumnOrLiteral,
    minute: impl ColumnOrLiteral,
    second: impl ColumnOrLiteral,
) -> Column {
    call(
        "make_timestamp_ntz",
        [
            year.into_operand(),
            month.into_operand(),
            day.into_operand(),
            hour.into_operand(),
            minute.into_operand(),
            second.into_operand(),
        ],
    )
}

/// The TIMESTAMP_NTZ, without a time zone, of a DATE and a TIME.
///
/// Spark: `make_timestamp_ntz`, 4.1.
#[track_caller]
pub fn make_timestamp_ntz_of(date: impl ColumnOrName, time: impl ColumnOrName) -> Column {
    call("make_timestamp_ntz", [date.into_column(), time.into_column()])
}

/// As [`make_timestamp_ntz`], but NULL where the parts are no time.
///
/// Spark: `try_make_timestamp_ntz`, 4.0.
#[track_caller]
pub fn try_make_timestamp_ntz(
    year: impl ColumnOrLiteral,
    month: impl ColumnOrLiteral,
    day: impl ColumnOrLiteral,
    hour: impl ColumnOrLiteral,
    minute: impl ColumnOrLiteral,
    second: impl ColumnOrLiteral,
) -> Column {
    call(
        "try_make_timestamp_ntz",
        [
            year.into_operand(),
            month.into_operand(),
            day.into_operand(),
            hour.into_operand(),
            minute.into_operand(),
            second.into_operand(),
        ],
    )
}

/// As [`make_timestamp_ntz_of`], but NULL where that fails.
///
/// Spark: `try_make_timestamp_ntz`, 4.1.
#[track_caller]
pub fn try_make_timestamp_ntz_of(date: impl ColumnOrName, time: impl ColumnOrName) -> Column {
    call("try_make_timestamp_ntz", [date.into_column(), time.into_column()])
}
