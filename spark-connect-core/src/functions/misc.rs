//! Facts about the query, and errors.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call};

/// A number per row that grows within a partition and is unique, but has gaps and is not repeatable.
///
/// Spark: `monotonically_increasing_id`, 1.6.
#[track_caller]
pub fn monotonically_increasing_id() -> Column {
    call("monotonically_increasing_id", ())
}

/// The number of the row's partition.
///
/// Spark: `spark_partition_id`, 1.6.
#[track_caller]
pub fn spark_partition_id() -> Column {
    call("spark_partition_id", ())
}

/// The name of the file a row was read from; empty if it was not read from a file.
///
/// Spark: `input_file_name`, 1.6.
#[track_caller]
pub fn input_file_name() -> Column {
    call("input_file_name", ())
}

/// A random UUID as text, another one in every row.
///
/// Spark: `uuid`, 3.5.
#[track_caller]
pub fn uuid() -> Column {
    call("uuid", ())
}

/// The type of the value, in DDL.
///
/// Spark: `typeof`, 3.5.
#[track_caller]
pub fn type_of(column: impl ColumnOrName) -> Column {
    call("typeof", column)
}

/// Fails the query with a message when a row computes it.
///
/// Spark: `raise_error`, 3.1.
#[track_caller]
pub fn raise_error(message: impl ColumnOrLiteral) -> Column {
    call("raise_error", [message.into_operand()])
}

/// The user who runs the query.
///
/// Spark: `current_user`, 3.5.
#[track_caller]
pub fn current_user() -> Column {
    call("current_user", ())
}

/// The session's catalog.
///
/// Spark: `current_catalog`, 3.5.
#[track_caller]
pub fn current_catalog() -> Column {
    call("current_catalog", ())
}

/// The session's database.
///
/// Spark: `current_database`, 3.5.
#[track_caller]
pub fn current_database() -> Column {
    call("current_database", ())
}

/// The server's version and revision.
///
/// Spark: `version`, 3.5.
#[track_caller]
pub fn version() -> Column {
    call("version", ())
}
