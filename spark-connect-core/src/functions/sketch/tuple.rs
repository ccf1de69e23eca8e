//! Tuple sketches: theta sketches that keep a number, the summary, with each key.
//!
//! There are two kinds, for summaries of DOUBLE and of INT; a sketch is read by the functions of its kind. The mode says
//! how summaries of the same key become one: `sum` (the default), `min`, `max`, or `alwaysone`.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call, lit};

/// A sketch, as BINARY, of the distinct keys, each with the sum of its DOUBLE summaries, with 2^12 nominal
/// entries.
///
/// Spark: `tuple_sketch_agg_double`, 4.2.
#[track_caller]
pub fn tuple_sketch_agg_double(key: impl ColumnOrName, summary: impl ColumnOrName) -> Column {
    call("tuple_sketch_agg_double", [key.into_column(), summary.into_column(), lit(12), lit("sum")])
}

/// As [`tuple_sketch_agg_double`], with 2^`lg_nom_entries` nominal entries (4 to 26) and a mode: what becomes
/// of the summaries of a key, `sum`, `min`, `max` or `alwaysone`.
///
/// Spark: `tuple_sketch_agg_double`, 4.2.
#[track_caller]
pub fn tuple_sketch_agg_double_with(
    key: impl ColumnOrName,
    summary: impl ColumnOrName,
    lg_nom_entries: impl ColumnOrLiteral,
    mode: impl ColumnOrLiteral,
) -> Column {
    call(
        "tuple_sketch_agg_double",
        [key.into_column(), summary.into_column(), lg_nom_entries.into_operand(), mode.into_operand()],
    )
}

/// The sketch of the keys in one of the DOUBLE sketches of a group, their summaries added up.
///
/// Spark: `tuple_union_agg_double`, 4.2.
#[track_caller]
pub fn tuple_union_agg_double(sketch: impl ColumnOrName) -> Column {
    call("tuple_union_agg_double", [sketch.into_column(), lit(12), lit("sum")])
}

/// As [`tuple_union_agg_double`], with 2^`lg_nom_entries` nominal entries (4 to 26) and a mode: what becomes of
/// the summaries of a key, `sum`, `min`, `max` or `alwaysone`.
///
/// Spark: `tuple_union_agg_double`, 4.2.
#[track_caller]
pub fn tuple_union_agg_double_with(
    sketch: impl ColumnOrName,
    lg_nom_entries: impl ColumnOrLiteral,
    mode: impl ColumnOrLiteral,
) -> Column {
    call("tuple_union_agg_double", [sketch.into_column(), lg_nom_entries.into_operand(), mode.into_operand()])
}

/// The sketch of the keys in all DOUBLE sketches of a group, their summaries added up.
///
/// Spark: `tuple_intersection_agg_double`, 4.2.
#[track_caller]
pub fn tuple_intersection_agg_double(sketch: impl ColumnOrName) -> Column {
    call("tuple_intersection_agg_double", sketch)
}

/// As [`tuple_intersection_agg_double`], with a mode: what becomes of the summaries of a key, `sum`, `min`,
/// `max` or `alwaysone`.
///
/// Spark: `tuple_intersection_agg_double`, 4.2.
#[track_caller]
pub fn tuple_intersection_agg_double_with(sketch: impl ColumnOrName, mode: impl ColumnOrLiteral) -> Column {
    call("tuple_intersection_agg_double", [sketch.into_column(), mode.into_operand()])
}

/// About how many distinct keys a DOUBLE sketch has seen, as a DOUBLE.
///
/// Spark: `tuple_sketch_estimate_double`, 4.2.
#[track_caller]
pub fn tuple_sketch_estimate_double(sketch: impl ColumnOrName) -> Column {
    call("tuple_sketch_estimate_double", sketch)
}

/// About the sum of the summaries of all keys of a DOUBLE sketch.
///
/// Spark: `tuple_sketch_summary_double`, 4.2.
#[track_caller]
pub fn tuple_sketch_summary_double(sketch: impl ColumnOrName) -> Column {
    call("tuple_sketch_summary_double", sketch)
}

/// About the summaries of all keys of a DOUBLE sketch, brought together by a mode: `sum`, `min`, `max` or
/// `alwaysone`.
///
/// Spark: `tuple_sketch_summary_double`, 4.2.
#[track_caller]
pub fn tuple_sketch_summary_double_with(sketch: impl ColumnOrName, mode: impl ColumnOrLiteral) -> Column {
    call("tuple_sketch_summary_double", [sketch.into_column(), mode.into_operand()])
}

/// The part of the keys that a DOUBLE sketch keeps, from 0.0 to 1.0: 1.0 means that it is exact.
///
/// Spark: `tuple_sketch_theta_double`, 4.2.
#[track_caller]
pub fn tuple_sketch_theta_double(sketch: impl ColumnOrName) -> Column {
    call("tuple_sketch_theta_double", sketch)
}

/// The sketch of the keys in one of two DOUBLE sketches, their summaries added up.
///
/// Spark: `tuple_union_double`, 4.2.
#[track_caller]
pub fn tuple_union_double(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("tuple_union_double", [left.into_column(), right.into_column(), lit(12), lit("sum")])
}

/// As [`tuple_union_double`], with 2^`lg_nom_entries` nominal entries (4 to 26) and a mode: what becomes of the
/// summaries of a key, `sum`, `min`, `max` or `alwaysone`.
///
/// Spark: `tuple_union_double`, 4.2.
#[track_caller]
pub fn tuple_union_double_with(
    left: impl ColumnOrName,
    right: impl ColumnOrName,
    lg_nom_entries: impl ColumnOrLiteral,
    mode: impl ColumnOrLiteral,
) -> Column {
    call(
        "tuple_union_double",
        [left.into_column(), right.into_column(), lg_nom_entries.into_operand(), mode.into_operand()],
    )
}

/// The sketch of the keys in both DOUBLE sketches, their summaries added up.
///
/// Spark: `tuple_intersection_double`, 4.2.
#[track_caller]
pub fn tuple_intersection_double(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("tuple_intersection_double", [left.into_column(), right.into_column()])
}

/// As [`tuple_intersection_double`], with a mode: what becomes of the summaries of a key, `sum`, `min`, `max`
/// or `alwaysone`.
///
/// Spark: `tuple_intersection_double`, 4.2.
#[track_caller]
pub fn tuple_intersection_double_with(
    left: impl ColumnOrName,
    right: impl ColumnOrName,
    mode: impl ColumnOrLiteral,
) -> Column {
    call("tuple_intersection_double", [left.into_column(), right.into_column(), mode.into_operand()])
}

/// The sketch of the keys in the left DOUBLE sketch that are not in the right one.
///
/// Spark: `tuple_difference_double`, 4.2.
#[track_caller]
pub fn tuple_difference_double(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("tuple_difference_double", [left.into_column(), right.into_column()])
}

/// The sketch of the keys in a DOUBLE sketch or in a theta sketch.
///
/// Spark: `tuple_union_theta_double`, 4.2.
#[track_caller]
pub fn tuple_union_theta_double(tuple: impl ColumnOrName, theta: impl ColumnOrName) -> Column {
    call("tuple_union_theta_double", [tuple.into_column(), theta.into_column(), lit(12), lit("sum")])
}

/// As [`tuple_union_theta_double`], with 2^`lg_nom_entries` nominal entries (4 to 26) and a mode: what becomes
/// of the summaries of a key, `sum`, `min`, `max` or `alwaysone`.
///
/// Spark: `tuple_union_theta_double`, 4.2.
#[track_caller]
pub fn tuple_union_theta_double_with(
    tuple: impl ColumnOrName,
    theta: impl ColumnOrName,
    lg_nom_entries: impl ColumnOrLiteral,
    mode: impl ColumnOrLiteral,
) -> Column {
    call(
        "tuple_union_theta_double",
        [tuple.into_column(), theta.into_column(), lg_nom_entries.into_operand(), mode.into_operand()],
    )
}

/// The sketch of the keys in a DOUBLE sketch that are in a theta sketch too.
///
/// Spark: `tuple_intersection_theta_double`, 4.2.
#[track_caller]
pub fn tuple_intersection_theta_double(tuple: impl ColumnOrName, theta: impl ColumnOrName) -> Column {
    call("tuple_intersection_theta_double", [tuple.into_column(), theta.into_column()])
}

/// As [`tuple_intersection_theta_double`], with a mode: what becomes of the summaries of a key, `sum`, `min`,
/// `max` or `alwaysone`.
///
/// Spark: `tuple_intersection_theta_double`, 4.2.
#[track_caller]
pub fn tuple_intersection_theta_double_with(
    tuple: impl ColumnOrName,
    theta: impl ColumnOrName,
    mode: impl ColumnOrLiteral,
) -> Column {
    call("tuple_intersection_theta_double", [tuple.into_column(), theta.into_column(), mode.into_operand()])
}

/// The sketch of the keys in a DOUBLE sketch that are not in a theta sketch.
///
/// Spark: `tuple_difference_theta_double`, 4.2.
#[track_caller]
pub fn tuple_difference_theta_double(tuple: impl ColumnOrName, theta: impl ColumnOrName) -> Column {
    call("tuple_difference_theta_double", [tuple.into_column(), theta.into_column()])
}

/// A sketch, as BINARY, of the distinct keys, each with the sum of its INT summaries, with 2^12 nominal
/// entries.
///
/// Spark: `tuple_sketch_agg_integer`, 4.2.
#[track_caller]
pub fn tuple_sketch_agg_integer(key: impl ColumnOrName, summary: impl ColumnOrName) -> Column {
    call("tuple_sketch_agg_integer", [key.into_column(), summary.into_column(), lit(12), lit("sum")])
}

/// As [`tuple_sketch_agg_integer`], with 2^`lg_nom_entries` nominal entries (4 to 26) and a mode: what becomes
/// of the summaries of a key, `sum`, `min`, `max` or `alwaysone`.
///
/// Spark: `tuple_sketch_agg_integer`, 4.2.
#[track_caller]
pub fn tuple_sketch_agg_integer_with(
    key: impl ColumnOrName,
    summary: impl ColumnOrName,
    lg_nom_entries: impl ColumnOrLiteral,
    mode: impl ColumnOrLiteral,
) -> Column {
    call(
        "tuple_sketch_agg_integer",
        [key.into_column(), summary.into_column(), lg_nom_entries.into_operand(), mode.into_operand()],
    )
}

/// The sketch of the keys in one of the INT sketches of a group, their summaries added up.
///
/// Spark: `tuple_union_agg_integer`, 4.2.
#[track_caller]
pub fn tuple_union_agg_integer(sketch: impl ColumnOrName) -> Column {
    call("tuple_union_agg_integer", [sketch.into_column(), lit(12), lit("sum")])
}

/// As [`tuple_union_agg_integer`], with 2^`lg_nom_entries` nominal entries (4 to 26) and a mode: what becomes
/// of the summaries of a key, `sum`, `min`, `max` or `alwaysone`.
///
/// Spark: `tuple_union_agg_integer`, 4.2.
#[track_caller]
pub fn tuple_union_agg_integer_with(
    sketch: impl ColumnOrName,
    lg_nom_entries: impl ColumnOrLiteral,
    mode: impl ColumnOrLiteral,
) -> Column {
    call(
        "tuple_union_agg_integer",
        [sketch.into_column(), lg_nom_entries.into_operand(), mode.into_operand()],
    )
}

/// The sketch of the keys in all INT sketches of a group, their summaries added up.
///
/// Spark: `tuple_intersection_agg_integer`, 4.2.
#[track_caller]
pub fn tuple_intersection_agg_integer(sketch: impl ColumnOrName) -> Column {
    call("tuple_intersection_agg_integer", sketch)
}

/// As [`tuple_intersection_agg_integer`], with a mode: what becomes of the summaries of a key, `sum`, `min`,
/// `max` or `alwaysone`.
///
/// Spark: `tuple_intersection_agg_integer`, 4.2.
#[track_caller]
pub fn tuple_intersection_agg_integer_with(sketch: impl ColumnOrName, mode: impl ColumnOrLiteral) -> Column {
    call("tuple_intersection_agg_integer", [sketch.into_column(), mode.into_operand()])
}

/// About how many distinct keys a INT sketch has seen, as a DOUBLE.
///
/// Spark: `tuple_sketch_estimate_integer`, 4.2.
#[track_caller]
pub fn tuple_sketch_estimate_integer(sketch: impl ColumnOrName) -> Column {
    call("tuple_sketch_estimate_integer", sketch)
}

/// About the sum of the summaries of all keys of a INT sketch.
///
/// Spark: `tuple_sketch_summary_integer`, 4.2.
#[track_caller]
pub fn tuple_sketch_summary_integer(sketch: impl ColumnOrName) -> Column {
    call("tuple_sketch_summary_integer", sketch)
}

/// About the summaries of all keys of a INT sketch, brought together by a mode: `sum`, `min`, `max` or
/// `alwaysone`.
///
/// Spark: `tuple_sketch_summary_integer`, 4.2.
#[track_caller]
pub fn tuple_sketch_summary_integer_with(sketch: impl ColumnOrName, mode: impl ColumnOrLiteral) -> Column {
    call("tuple_sketch_summary_integer", [sketch.into_column(), mode.into_operand()])
}

/// The part of the keys that a INT sketch keeps, from 0.0 to 1.0: 1.0 means that it is exact.
///
/// Spark: `tuple_sketch_theta_integer`, 4.2.
#[track_caller]
pub fn tuple_sketch_theta_integer(sketch: impl ColumnOrName) -> Column {
    call("tuple_sketch_theta_integer", sketch)
}

/// The sketch of the keys in one of two INT sketches, their summaries added up.
///
/// Spark: `tuple_union_integer`, 4.2.
#[track_caller]
pub fn tuple_union_integer(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("tuple_union_integer", [left.into_column(), right.into_column(), lit(12), lit("sum")])
}

/// As [`tuple_union_integer`], with 2^`lg_nom_entries` nominal entries (4 to 26) and a mode: what becomes of
/// the summaries of a key, `sum`, `min`, `max` or `alwaysone`.
///
/// Spark: `tuple_union_integer`, 4.2.
#[track_caller]
pub fn tuple_union_integer_with(
    left: impl ColumnOrName,
    right: impl ColumnOrName,
    lg_nom_entries: impl ColumnOrLiteral,
    mode: impl ColumnOrLiteral,
) -> Column {
    call(
        "tuple_union_integer",
        [left.into_column(), right.into_column(), lg_nom_entries.into_operand(), mode.into_operand()],
    )
}

/// The sketch of the keys in both INT sketches, their summaries added up.
///
/// Spark: `tuple_intersection_integer`, 4.2.
#[track_caller]
pub fn tuple_intersection_integer(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("tuple_intersection_integer", [left.into_column(), right.into_column()])
}

/// As [`tuple_intersection_integer`], with a mode: what becomes of the summaries of a key, `sum`, `min`, `max`
/// or `alwaysone`.
///
/// Spark: `tuple_intersection_integer`, 4.2.
#[track_caller]
pub fn tuple_intersection_integer_with(
    left: impl ColumnOrName,
    right: impl ColumnOrName,
    mode: impl ColumnOrLiteral,
) -> Column {
    call("tuple_intersection_integer", [left.into_column(), right.into_column(), mode.into_operand()])
}

/// The sketch of the keys in the left INT sketch that are not in the right one.
///
/// Spark: `tuple_difference_integer`, 4.2.
#[track_caller]
pub fn tuple_difference_integer(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("tuple_difference_integer", [left.into_column(), right.into_column()])
}

/// The sketch of the keys in a INT sketch or in a theta sketch.
///
/// Spark: `tuple_union_theta_integer`, 4.2.
#[track_caller]
pub fn tuple_union_theta_integer(tuple: impl ColumnOrName, theta: impl ColumnOrName) -> Column {
    call("tuple_union_theta_integer", [tuple.into_column(), theta.into_column(), lit(12), lit("sum")])
}

/// As [`tuple_union_theta_integer`], with 2^`lg_nom_entries` nominal entries (4 to 26) and a mode: what becomes
/// of the summaries of a key, `sum`, `min`, `max` or `alwaysone`.
///
/// Spark: `tuple_union_theta_integer`, 4.2.
#[track_caller]
pub fn tuple_union_theta_integer_with(
    tuple: impl ColumnOrName,
    theta: impl ColumnOrName,
    lg_nom_entries: impl ColumnOrLiteral,
    mode: impl ColumnOrLiteral,
) -> Column {
    call(
        "tuple_union_theta_integer",
        [tuple.into_column(), theta.into_column(), lg_nom_entries.into_operand(), mode.into_operand()],
    )
}

/// The sketch of the keys in a INT sketch that are in a theta sketch too.
///
/// Spark: `tuple_intersection_theta_integer`, 4.2.
#[track_caller]
pub fn tuple_intersection_theta_integer(tuple: impl ColumnOrName, theta: impl ColumnOrName) -> Column {
    call("tuple_intersection_theta_integer", [tuple.into_column(), theta.into_column()])
}

/// As [`tuple_intersection_theta_integer`], with a mode: what becomes of the summaries of a key, `sum`, `min`,
/// `max` or `alwaysone`.
///
/// Spark: `tuple_intersection_theta_integer`, 4.2.
#[track_caller]
pub fn tuple_intersection_theta_integer_with(
    tuple: impl ColumnOrName,
    theta: impl ColumnOrName,
    mode: impl ColumnOrLiteral,
) -> Column {
    call("tuple_intersection_theta_integer", [tuple.into_column(), theta.into_column(), mode.into_operand()])
}

/// The sketch of the keys in a INT sketch that are not in a theta sketch.
///
/// Spark: `tuple_difference_theta_integer`, 4.2.
#[track_caller]
pub fn tuple_difference_theta_integer(tuple: impl ColumnOrName, theta: impl ColumnOrName) -> Column {
    call("tuple_difference_theta_integer", [tuple.into_column(), theta.into_column()])
}
