//! Generators: several rows from one. At most one of them in a projection.

use crate::expr::{Column, ColumnList, ColumnOrLiteral, ColumnOrName, call};

/// A row per element of an array (column `col`) or entry of a map (`key` and `value`); none for NULL and for
/// an empty one.
///
/// Spark: `explode`, 1.3.
#[track_caller]
pub fn explode(column: impl ColumnOrName) -> Column {
    call("explode", column)
}

/// As [`explode`], and one row of NULL for NULL and for an empty one.
///
/// Spark: `explode_outer`, 2.2.
#[track_caller]
pub fn explode_outer(column: impl ColumnOrName) -> Column {
    call("explode_outer", column)
}

/// As [`explode`], with the position, counted from 0, as column `pos`.
///
/// Spark: `posexplode`, 2.1.
#[track_caller]
pub fn posexplode(column: impl ColumnOrName) -> Column {
    call("posexplode", column)
}

/// As [`posexplode`], and one row of NULL for NULL and for an empty one.
///
/// Spark: `posexplode_outer`, 2.2.
#[track_caller]
pub fn posexplode_outer(column: impl ColumnOrName) -> Column {
    call("posexplode_outer", column)
}

/// A row per struct of an array of structs, its fields as columns; none for NULL and for an empty one.
///
/// Spark: `inline`, 3.4.
#[track_caller]
pub fn inline(column: impl ColumnOrName) -> Column {
    call("inline", column)
}

/// As [`inline`], and one row of NULL for NULL and for an empty one.
///
/// Spark: `inline_outer`, 3.4.
#[track_caller]
pub fn inline_outer(column: impl ColumnOrName) -> Column {
    call("inline_outer", column)
}

/// `rows` rows of the values by turns, as columns `col0`, `col1` and so on.
///
/// The number of rows is a constant; what is missing in the last row is NULL. Spark: `stack`, 3.5.
///
/// ```
/// use spark_connect_core::functions::{lit, stack};
///
/// let pairs = stack(2, (lit("first"), "a", lit("second"), "b")); // ('first', a) and ('second', b)
/// # let _ = pairs;
/// ```
#[track_caller]
pub fn stack(rows: impl ColumnOrLiteral, columns: impl ColumnList) -> Column {
    let mut arguments = vec![rows.into_operand()];
    arguments.extend(columns.into_columns());
    call("stack", arguments)
}
