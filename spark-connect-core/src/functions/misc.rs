//! Facts about the query, and errors.

use crate::expr::{Column, ColumnList, ColumnOrLiteral, ColumnOrName, call, random_seed};

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

/// A random UUID as text, another one in every row, from a seed chosen now. A server that takes no seed (Sail) is
/// asked with `call("uuid", ())`.
///
/// Spark: `uuid`, 4.1.
#[track_caller]
pub fn uuid() -> Column {
    uuid_with_seed(random_seed())
}

/// A random UUID as text, another one in every row, from a seed.
///
/// Spark: `uuid`, 4.1.
#[track_caller]
pub fn uuid_with_seed(seed: impl ColumnOrLiteral) -> Column {
    call("uuid", seed.into_operand())
}

/// The type of the value, in DDL. The name of Spark's function is a reserved word in Rust.
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

/// The session's database: another name of [`current_database`].
///
/// Spark: `current_schema`, 3.5.
#[track_caller]
pub fn current_schema() -> Column {
    call("current_schema", ())
}

/// The path in which the session looks for functions and tables without a qualifier, separated by commas.
///
/// Spark: `current_path`, 4.2.
#[track_caller]
pub fn current_path() -> Column {
    call("current_path", ())
}

/// The user who runs the query: another name of [`current_user`].
///
/// Spark: `user`, 3.5.
#[track_caller]
pub fn user() -> Column {
    call("user", ())
}

/// The user of the session: another name of [`current_user`].
///
/// Spark: `session_user`, 4.0.
#[track_caller]
pub fn session_user() -> Column {
    call("session_user", ())
}

/// Where in its file the block starts that the row was read from, in bytes; -1 if it was not read from a
/// file.
///
/// Spark: `input_file_block_start`, 3.5.
#[track_caller]
pub fn input_file_block_start() -> Column {
    call("input_file_block_start", ())
}

/// How many bytes the block has that the row was read from; -1 if it was not read from a file.
///
/// Spark: `input_file_block_length`, 3.5.
#[track_caller]
pub fn input_file_block_length() -> Column {
    call("input_file_block_length", ())
}

/// NULL where the condition is true, else an error that names the condition.
///
/// Spark: `assert_true`, 3.1.
#[track_caller]
pub fn assert_true(condition: impl ColumnOrName) -> Column {
    call("assert_true", condition)
}

/// NULL where the condition is true, else an error with a message.
///
/// Spark: `assert_true`, 3.1.
#[track_caller]
pub fn assert_true_with(condition: impl ColumnOrName, message: impl ColumnOrLiteral) -> Column {
    call("assert_true", [condition.into_column(), message.into_operand()])
}

/// Calls a static method of a class on the server: the columns are the names of the class and of the method,
/// then its arguments. The value is a text; what the method throws is an error.
///
/// Spark: `reflect`, 3.5.
#[track_caller]
pub fn reflect(columns: impl ColumnList) -> Column {
    call("reflect", columns)
}

/// Calls a static method of a class on the server: another name of [`reflect`].
///
/// Spark: `java_method`, 3.5.
#[track_caller]
pub fn java_method(columns: impl ColumnList) -> Column {
    call("java_method", columns)
}

/// As [`reflect`], but NULL where the method throws.
///
/// Spark: `try_reflect`, 4.0.
#[track_caller]
pub fn try_reflect(columns: impl ColumnList) -> Column {
    call("try_reflect", columns)
}
