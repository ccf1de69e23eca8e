//! HyperLogLog sketches: about how many distinct values there are, from summaries that can be merged.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call};

/// A sketch, as BINARY, of the distinct values that are not NULL, with 2^12 registers.
///
/// Values are INT, BIGINT, STRING or BINARY. Spark: `hll_sketch_agg`, 3.5.
#[track_caller]
pub fn hll_sketch_agg(column: impl ColumnOrName) -> Column {
    call("hll_sketch_agg", column)
}

/// As [`hll_sketch_agg`], with 2^`lg_config_k` registers (4 to 21): more of them are more exact.
///
/// Spark: `hll_sketch_agg`, 3.5.
#[track_caller]
pub fn hll_sketch_agg_with(column: impl ColumnOrName, lg_config_k: impl ColumnOrLiteral) -> Column {
    call("hll_sketch_agg", [column.into_column(), lg_config_k.into_operand()])
}

/// The sketch of all values in the sketches of a group, which must have the same number of registers.
///
/// Spark: `hll_union_agg`, 3.5.
#[track_caller]
pub fn hll_union_agg(sketch: impl ColumnOrName) -> Column {
    call("hll_union_agg", sketch)
}

/// As [`hll_union_agg`]; with `true` the numbers of registers may differ, and the smallest one is taken.
///
/// Spark: `hll_union_agg`, 3.5.
#[track_caller]
pub fn hll_union_agg_with(
    sketch: impl ColumnOrName,
    allow_different_lg_config_k: impl ColumnOrLiteral,
) -> Column {
    call("hll_union_agg", [sketch.into_column(), allow_different_lg_config_k.into_operand()])
}

/// About how many distinct values a sketch has seen, as a BIGINT.
///
/// Spark: `hll_sketch_estimate`, 3.5.
#[track_caller]
pub fn hll_sketch_estimate(sketch: impl ColumnOrName) -> Column {
    call("hll_sketch_estimate", sketch)
}

/// The sketch of the values of both sketches, which must have the same number of registers.
///
/// Spark: `hll_union`, 3.5.
#[track_caller]
pub fn hll_union(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("hll_union", [left.into_column(), right.into_column()])
}

/// As [`hll_union`]; with `true` the numbers of registers may differ, and the smaller one is taken.
///
/// Spark: `hll_union`, 3.5.
#[track_caller]
pub fn hll_union_with(
    left: impl ColumnOrName,
    right: impl ColumnOrName,
    allow_different_lg_config_k: impl ColumnOrLiteral,
) -> Column {
    call("hll_union", [left.into_column(), right.into_column(), allow_different_lg_config_k.into_operand()])
}
