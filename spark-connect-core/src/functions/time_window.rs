//! Windows of time, to group by. (Those of [`Column::over`](crate::expr::Column::over) are in another file: they are about rows.)

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call};

/// The time window of fixed length (such as `10 minutes`) that a timestamp falls into: a struct of `start`
/// and `end`, to group by.
///
/// Spark: `window`, 2.0.
#[track_caller]
pub fn window(column: impl ColumnOrName, duration: impl ColumnOrLiteral) -> Column {
    call("window", [column.into_column(), duration.into_operand()])
}

/// As [`window`], with a new window every `slide`: a row falls into each window it belongs to.
///
/// Spark: `window`, 2.0.
#[track_caller]
pub fn window_sliding(
    column: impl ColumnOrName,
    duration: impl ColumnOrLiteral,
    slide: impl ColumnOrLiteral,
) -> Column {
    call("window", [column.into_column(), duration.into_operand(), slide.into_operand()])
}

/// As [`window`], the windows not starting at 1970-01-01 00:00:00 UTC but `start` later.
///
/// Spark: `window`, 2.0.
#[track_caller]
pub fn window_with_start(
    column: impl ColumnOrName,
    duration: impl ColumnOrLiteral,
    start: impl ColumnOrLiteral,
) -> Column {
    let duration = duration.into_operand();
    call("window", [column.into_column(), duration.clone(), duration, start.into_operand()])
}

/// As [`window_sliding`], the windows not starting at 1970-01-01 00:00:00 UTC but `start` later.
///
/// Spark: `window`, 2.0.
#[track_caller]
pub fn window_sliding_with_start(
    column: impl ColumnOrName,
    duration: impl ColumnOrLiteral,
    slide: impl ColumnOrLiteral,
    start: impl ColumnOrLiteral,
) -> Column {
    call(
        "window",
        [column.into_column(), duration.into_operand(), slide.into_operand(), start.into_operand()],
    )
}

/// The time of a [`window`]: the last microsecond in it.
///
/// Spark: `window_time`, 3.4.
#[track_caller]
pub fn window_time(window: impl ColumnOrName) -> Column {
    call("window_time", window)
}

/// The session that a timestamp belongs to: a struct of `start` and `end`, to group by.
///
/// A session ends when there is no row for `gap`, such as `5 minutes`, which may be a column of intervals or
/// texts. Spark: `session_window`, 3.2.
#[track_caller]
pub fn session_window(column: impl ColumnOrName, gap: impl ColumnOrLiteral) -> Column {
    call("session_window", [column.into_column(), gap.into_operand()])
}
