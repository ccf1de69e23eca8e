//! The bits of integers.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call};

/// An integer with all its bits inverted.
///
/// Spark: `~`, 3.2.
#[track_caller]
pub fn bitwise_not(column: impl ColumnOrName) -> Column {
    call("~", column)
}

/// How many bits of an integer or boolean are set.
///
/// Spark: `bit_count`, 3.5.
#[track_caller]
pub fn bit_count(column: impl ColumnOrName) -> Column {
    call("bit_count", column)
}

/// The bit of an integer at a position, 0 or 1; the lowest bit has the position 0.
///
/// Spark: `bit_get`, 3.5.
#[track_caller]
pub fn bit_get(column: impl ColumnOrName, position: impl ColumnOrLiteral) -> Column {
    call("bit_get", [column.into_column(), position.into_operand()])
}

/// The bit of an integer at a position: another name of [`bit_get`].
///
/// Spark: `getbit`, 3.5.
#[track_caller]
pub fn getbit(column: impl ColumnOrName, position: impl ColumnOrLiteral) -> Column {
    call("getbit", [column.into_column(), position.into_operand()])
}

/// The integer shifted so many bits to the left.
///
/// Spark: `shiftleft`, 3.2.
#[track_caller]
pub fn shiftleft(column: impl ColumnOrName, bits: impl ColumnOrLiteral) -> Column {
    call("shiftleft", [column.into_column(), bits.into_operand()])
}

/// The integer shifted so many bits to the right, keeping its sign.
///
/// Spark: `shiftright`, 3.2.
#[track_caller]
pub fn shiftright(column: impl ColumnOrName, bits: impl ColumnOrLiteral) -> Column {
    call("shiftright", [column.into_column(), bits.into_operand()])
}

/// The integer shifted so many bits to the right, zeros coming in from the left.
///
/// Spark: `shiftrightunsigned`, 3.2.
#[track_caller]
pub fn shiftrightunsigned(column: impl ColumnOrName, bits: impl ColumnOrLiteral) -> Column {
    call("shiftrightunsigned", [column.into_column(), bits.into_operand()])
}
