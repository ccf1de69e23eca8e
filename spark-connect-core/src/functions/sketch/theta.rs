//! Theta sketches: about how many distinct values there are, in unions, intersections and differences too.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call};

/// A sketch, as BINARY, of the distinct values that are not NULL, with 2^12 nominal entries.
///
/// Spark: `theta_sketch_agg`, 4.1.
#[track_caller]
pub fn theta_sketch_agg(column: impl ColumnOrName) -> Column {
    call("theta_sketch_agg", column)
}

/// As [`theta_sketch_agg`], with 2^`lg_nom_entries` nominal entries (4 to 26): more of them are more exact.
///
/// Spark: `theta_sketch_agg`, 4.1.
#[track_caller]
pub fn theta_sketch_agg_with(column: impl ColumnOrName, lg_nom_entries: impl ColumnOrLiteral) -> Column {
    call("theta_sketch_agg", [column.into_column(), lg_nom_entries.into_operand()])
}

/// The sketch of the values in one of the sketches of a group, with 2^12 nominal entries.
///
/// Spark: `theta_union_agg`, 4.1.
#[track_caller]
pub fn theta_union_agg(sketch: impl ColumnOrName) -> Column {
    call("theta_union_agg", sketch)
}

/// As [`theta_union_agg`], with 2^`lg_nom_entries` nominal entries (4 to 26).
///
/// Spark: `theta_union_agg`, 4.1.
#[track_caller]
pub fn theta_union_agg_with(sketch: impl ColumnOrName, lg_nom_entries: impl ColumnOrLiteral) -> Column {
    call("theta_union_agg", [sketch.into_column(), lg_nom_entries.into_operand()])
}

/// The sketch of the values in all sketches of a group.
///
/// Spark: `theta_intersection_agg`, 4.1.
#[track_caller]
pub fn theta_intersection_agg(sketch: impl ColumnOrName) -> Column {
    call("theta_intersection_agg", sketch)
}

/// About how many distinct values a sketch has seen, as a BIGINT.
///
/// Spark: `theta_sketch_estimate`, 4.1.
#[track_caller]
pub fn theta_sketch_estimate(sketch: impl ColumnOrName) -> Column {
    call("theta_sketch_estimate", sketch)
}

/// The sketch of the values in one of two sketches, with 2^12 nominal entries.
///
/// Spark: `theta_union`, 4.1.
#[track_caller]
pub fn theta_union(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("theta_union", [left.into_column(), right.into_column()])
}

/// As [`theta_union`], with 2^`lg_nom_entries` nominal entries (4 to 26).
///
/// Spark: `theta_union`, 4.1.
#[track_caller]
pub fn theta_union_with(
    left: impl ColumnOrName,
    right: impl ColumnOrName,
    lg_nom_entries: impl ColumnOrLiteral,
) -> Column {
    call("theta_union", [left.into_column(), right.into_column(), lg_nom_entries.into_operand()])
}

/// The sketch of the values in both sketches.
///
/// Spark: `theta_intersection`, 4.1.
#[track_caller]
pub fn theta_intersection(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("theta_intersection", [left.into_column(), right.into_column()])
}

/// The sketch of the values in the left sketch that are not in the right one.
///
/// Spark: `theta_difference`, 4.1.
#[track_caller]
pub fn theta_difference(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("theta_difference", [left.into_column(), right.into_column()])
}
