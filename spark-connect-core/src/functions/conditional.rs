//! Choice by condition and by NULL.

use crate::expr::{Column, ColumnList, ColumnOrLiteral, ColumnOrName, call};

/// The first value that is not NULL; NULL if all are.
///
/// Spark: `coalesce`, 1.4.
#[track_caller]
pub fn coalesce(columns: impl ColumnList) -> Column {
    call("coalesce", columns)
}

/// The value, or `default` where it is NULL.
///
/// Spark: `ifnull`, 3.5.
#[track_caller]
pub fn ifnull(column: impl ColumnOrName, default: impl ColumnOrLiteral) -> Column {
    call("ifnull", [column.into_column(), default.into_operand()])
}

/// The value, or `default` where it is NULL: another name of [`ifnull`].
///
/// Spark: `nvl`, 3.5.
#[track_caller]
pub fn nvl(column: impl ColumnOrName, default: impl ColumnOrLiteral) -> Column {
    call("nvl", [column.into_column(), default.into_operand()])
}

/// `present` where the column is not NULL, `absent` where it is.
///
/// Spark: `nvl2`, 3.5.
#[track_caller]
pub fn nvl2(
    column: impl ColumnOrName,
    present: impl ColumnOrLiteral,
    absent: impl ColumnOrLiteral,
) -> Column {
    call("nvl2", [column.into_column(), present.into_operand(), absent.into_operand()])
}

/// NULL where the column equals `value`, else the column.
///
/// Spark: `nullif`, 3.5.
#[track_caller]
pub fn nullif(column: impl ColumnOrName, value: impl ColumnOrLiteral) -> Column {
    call("nullif", [column.into_column(), value.into_operand()])
}

/// The value, or `default` where it is NaN.
///
/// Spark: `nanvl`, 1.5.
#[track_caller]
pub fn nanvl(column: impl ColumnOrName, default: impl ColumnOrLiteral) -> Column {
    call("nanvl", [column.into_column(), default.into_operand()])
}

/// The number, or zero where it is NULL.
///
/// Spark: `zeroifnull`, 4.0.
#[track_caller]
pub fn zeroifnull(column: impl ColumnOrName) -> Column {
    call("zeroifnull", column)
}

/// The number, or NULL where it is zero.
///
/// Spark: `nullifzero`, 4.0.
#[track_caller]
pub fn nullifzero(column: impl ColumnOrName) -> Column {
    call("nullifzero", column)
}

/// The largest of at least two values, NULL left out; NULL if all are.
///
/// Spark: `greatest`, 1.5.
#[track_caller]
pub fn greatest(columns: impl ColumnList) -> Column {
    call("greatest", columns)
}

/// The smallest of at least two values, NULL left out; NULL if all are.
///
/// Spark: `least`, 1.5.
#[track_caller]
pub fn least(columns: impl ColumnList) -> Column {
    call("least", columns)
}
