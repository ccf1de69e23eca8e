//! How a new table is partitioned: for `partitioned_by` of a writer, and nowhere else.
//!
//! In PySpark these are in `functions.partitioning` too.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call};

/// Partitions by the year of a date or timestamp.
///
/// Spark: `years`, 3.1.
#[track_caller]
pub fn years(column: impl ColumnOrName) -> Column {
    call("years", column)
}

/// Partitions by the year and month of a date or timestamp.
///
/// Spark: `months`, 3.1.
#[track_caller]
pub fn months(column: impl ColumnOrName) -> Column {
    call("months", column)
}

/// Partitions by the day of a date or timestamp.
///
/// Spark: `days`, 3.1.
#[track_caller]
pub fn days(column: impl ColumnOrName) -> Column {
    call("days", column)
}

/// Partitions by the day and hour of a timestamp.
///
/// Spark: `hours`, 3.1.
#[track_caller]
pub fn hours(column: impl ColumnOrName) -> Column {
    call("hours", column)
}

/// Partitions by a hash of a column, into so many buckets.
///
/// The number of buckets is a constant. Spark: `bucket`, 3.1.
#[track_caller]
pub fn bucket(buckets: impl ColumnOrLiteral, column: impl ColumnOrName) -> Column {
    call("bucket", [buckets.into_operand(), column.into_column()])
}
