//! Window functions: a value from the rows around each row, for [`Column::over`].

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call, lit};

/// The number of the row in its partition, counted from 1.
///
/// Spark: `row_number`, 1.6.
#[track_caller]
pub fn row_number() -> Column {
    call("row_number", ())
}

/// The rank of the row: equal rows share it, and the ranks after them have a gap.
///
/// Spark: `rank`, 1.4.
#[track_caller]
pub fn rank() -> Column {
    call("rank", ())
}

/// The rank of the row: equal rows share it, without a gap after them.
///
/// Spark: `dense_rank`, 1.6.
#[track_caller]
pub fn dense_rank() -> Column {
    call("dense_rank", ())
}

/// The rank of the row as a fraction from 0.0 to 1.0.
///
/// Spark: `percent_rank`, 1.6.
#[track_caller]
pub fn percent_rank() -> Column {
    call("percent_rank", ())
}

/// The part of the partition's rows that are not after this one, as a fraction up to 1.0.
///
/// Spark: `cume_dist`, 1.6.
#[track_caller]
pub fn cume_dist() -> Column {
    call("cume_dist", ())
}

/// The number of the row's bucket, from 1, when its partition is cut into `buckets` of about the same size.
///
/// Spark: `ntile`, 1.4.
#[track_caller]
pub fn ntile(buckets: impl ColumnOrLiteral) -> Column {
    call("ntile", [buckets.into_operand()])
}

/// The value `offset` rows before this one; NULL if there is no such row.
///
/// Spark: `lag`, 1.4.
#[track_caller]
pub fn lag(column: impl ColumnOrName, offset: impl ColumnOrLiteral) -> Column {
    call("lag", [column.into_column(), offset.into_operand()])
}

/// The value `offset` rows before this one; `default` if there is no such row.
///
/// Spark: `lag`, 1.4.
#[track_caller]
pub fn lag_or(
    column: impl ColumnOrName,
    offset: impl ColumnOrLiteral,
    default: impl ColumnOrLiteral,
) -> Column {
    call("lag", [column.into_column(), offset.into_operand(), default.into_operand()])
}

/// The value `offset` rows after this one; NULL if there is no such row.
///
/// Spark: `lead`, 1.4.
#[track_caller]
pub fn lead(column: impl ColumnOrName, offset: impl ColumnOrLiteral) -> Column {
    call("lead", [column.into_column(), offset.into_operand()])
}

/// The value `offset` rows after this one; `default` if there is no such row.
///
/// Spark: `lead`, 1.4.
#[track_caller]
pub fn lead_or(
    column: impl ColumnOrName,
    offset: impl ColumnOrLiteral,
    default: impl ColumnOrLiteral,
) -> Column {
    call("lead", [column.into_column(), offset.into_operand(), default.into_operand()])
}

/// The value of the window's row number `offset`, counted from 1; NULL if it has fewer rows.
///
/// Spark: `nth_value`, 3.1.
#[track_caller]
pub fn nth_value(column: impl ColumnOrName, offset: impl ColumnOrLiteral) -> Column {
    call("nth_value", [column.into_column(), offset.into_operand(), lit(false)])
}

/// The value of the window's row number `offset`, counted from 1, rows that are NULL left out.
///
/// Spark: `nth_value`, 3.1.
#[track_caller]
pub fn nth_value_not_null(column: impl ColumnOrName, offset: impl ColumnOrLiteral) -> Column {
    call("nth_value", [column.into_column(), offset.into_operand(), lit(true)])
}

/// How much a counter has grown since the row before; NULL in the first row, and where it is smaller than
/// before.
///
/// The counter is not negative. Order the window by time, and partition it by what tells the counters apart.
/// Spark: `counter_diff`, 4.3.
#[track_caller]
pub fn counter_diff(counter: impl ColumnOrName) -> Column {
    call("counter_diff", counter)
}

/// As [`counter_diff`], and NULL too where the timestamp `start`, when the counter was last set to zero, has
/// grown.
///
/// Spark: `counter_diff`, 4.3.
#[track_caller]
pub fn counter_diff_with_start(counter: impl ColumnOrName, start: impl ColumnOrName) -> Column {
    call("counter_diff", [counter.into_column(), start.into_column()])
}
