//! KLL sketches: about the quantiles and ranks of numbers, from summaries that can be merged.
//!
//! There are three kinds, for BIGINT, FLOAT and DOUBLE; a sketch is read by the functions of its kind.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call};

/// A quantile sketch of BIGINT values, as BINARY, with a `k` of 200; NULL is left out.
///
/// Spark: `kll_sketch_agg_bigint`, 4.1.
#[track_caller]
pub fn kll_sketch_agg_bigint(column: impl ColumnOrName) -> Column {
    call("kll_sketch_agg_bigint", column)
}

/// As [`kll_sketch_agg_bigint`], with a `k` from 8 to 65,535: a larger one is more exact and takes more memory.
///
/// Spark: `kll_sketch_agg_bigint`, 4.1.
#[track_caller]
pub fn kll_sketch_agg_bigint_with(column: impl ColumnOrName, k: impl ColumnOrLiteral) -> Column {
    call("kll_sketch_agg_bigint", [column.into_column(), k.into_operand()])
}

/// One sketch of all BIGINT sketches of a group, with the `k` of the first one.
///
/// Spark: `kll_merge_agg_bigint`, 4.1.2.
#[track_caller]
pub fn kll_merge_agg_bigint(sketch: impl ColumnOrName) -> Column {
    call("kll_merge_agg_bigint", sketch)
}

/// As [`kll_merge_agg_bigint`], with another `k`, from 8 to 65,535.
///
/// Spark: `kll_merge_agg_bigint`, 4.1.2.
#[track_caller]
pub fn kll_merge_agg_bigint_with(sketch: impl ColumnOrName, k: impl ColumnOrLiteral) -> Column {
    call("kll_merge_agg_bigint", [sketch.into_column(), k.into_operand()])
}

/// What is in a sketch of BIGINT values, as text for people.
///
/// Spark: `kll_sketch_to_string_bigint`, 4.1.
#[track_caller]
pub fn kll_sketch_to_string_bigint(sketch: impl ColumnOrName) -> Column {
    call("kll_sketch_to_string_bigint", sketch)
}

/// How many values a sketch of BIGINT values has seen.
///
/// Spark: `kll_sketch_get_n_bigint`, 4.1.
#[track_caller]
pub fn kll_sketch_get_n_bigint(sketch: impl ColumnOrName) -> Column {
    call("kll_sketch_get_n_bigint", sketch)
}

/// One sketch of two sketches of BIGINT values.
///
/// Spark: `kll_sketch_merge_bigint`, 4.1.
#[track_caller]
pub fn kll_sketch_merge_bigint(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("kll_sketch_merge_bigint", [left.into_column(), right.into_column()])
}

/// About the value at a rank (0.0 to 1.0) of a sketch of BIGINT values, or an array of them for an array.
///
/// The rank is a constant; 0.5 gives the median. Spark: `kll_sketch_get_quantile_bigint`, 4.1.
#[track_caller]
pub fn kll_sketch_get_quantile_bigint(sketch: impl ColumnOrName, rank: impl ColumnOrLiteral) -> Column {
    call("kll_sketch_get_quantile_bigint", [sketch.into_column(), rank.into_operand()])
}

/// About the part (0.0 to 1.0) of the values of a BIGINT sketch that are not above a value, or an array for an
/// array.
///
/// The value is a constant. Spark: `kll_sketch_get_rank_bigint`, 4.1.
#[track_caller]
pub fn kll_sketch_get_rank_bigint(sketch: impl ColumnOrName, quantile: impl ColumnOrLiteral) -> Column {
    call("kll_sketch_get_rank_bigint", [sketch.into_column(), quantile.into_operand()])
}

/// A quantile sketch of FLOAT values, as BINARY, with a `k` of 200; NULL is left out.
///
/// Spark: `kll_sketch_agg_float`, 4.1.
#[track_caller]
pub fn kll_sketch_agg_float(column: impl ColumnOrName) -> Column {
    call("kll_sketch_agg_float", column)
}

/// As [`kll_sketch_agg_float`], with a `k` from 8 to 65,535: a larger one is more exact and takes more memory.
///
/// Spark: `kll_sketch_agg_float`, 4.1.
#[track_caller]
pub fn kll_sketch_agg_float_with(column: impl ColumnOrName, k: impl ColumnOrLiteral) -> Column {
    call("kll_sketch_agg_float", [column.into_column(), k.into_operand()])
}

/// One sketch of all FLOAT sketches of a group, with the `k` of the first one.
///
/// Spark: `kll_merge_agg_float`, 4.1.2.
#[track_caller]
pub fn kll_merge_agg_float(sketch: impl ColumnOrName) -> Column {
    call("kll_merge_agg_float", sketch)
}

/// As [`kll_merge_agg_float`], with another `k`, from 8 to 65,535.
///
/// Spark: `kll_merge_agg_float`, 4.1.2.
#[track_caller]
pub fn kll_merge_agg_float_with(sketch: impl ColumnOrName, k: impl ColumnOrLiteral) -> Column {
    call("kll_merge_agg_float", [sketch.into_column(), k.into_operand()])
}

/// What is in a sketch of FLOAT values, as text for people.
///
/// Spark: `kll_sketch_to_string_float`, 4.1.
#[track_caller]
pub fn kll_sketch_to_string_float(sketch: impl ColumnOrName) -> Column {
    call("kll_sketch_to_string_float", sketch)
}

/// How many values a sketch of FLOAT values has seen.
///
/// Spark: `kll_sketch_get_n_float`, 4.1.
#[track_caller]
pub fn kll_sketch_get_n_float(sketch: impl ColumnOrName) -> Column {
    call("kll_sketch_get_n_float", sketch)
}

/// One sketch of two sketches of FLOAT values.
///
/// Spark: `kll_sketch_merge_float`, 4.1.
#[track_caller]
pub fn kll_sketch_merge_float(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("kll_sketch_merge_float", [left.into_column(), right.into_column()])
}

/// About the value at a rank (0.0 to 1.0) of a sketch of FLOAT values, or an array of them for an array.
///
/// The rank is a constant; 0.5 gives the median. Spark: `kll_sketch_get_quantile_float`, 4.1.
#[track_caller]
pub fn kll_sketch_get_quantile_float(sketch: impl ColumnOrName, rank: impl ColumnOrLiteral) -> Column {
    call("kll_sketch_get_quantile_float", [sketch.into_column(), rank.into_operand()])
}

/// About the part (0.0 to 1.0) of the values of a FLOAT sketch that are not above a value, or an array for an
/// array.
///
/// The value is a constant. Spark: `kll_sketch_get_rank_float`, 4.1.
#[track_caller]
pub fn kll_sketch_get_rank_float(sketch: impl ColumnOrName, quantile: impl ColumnOrLiteral) -> Column {
    call("kll_sketch_get_rank_float", [sketch.into_column(), quantile.into_operand()])
}

/// A quantile sketch of DOUBLE values, as BINARY, with a `k` of 200; NULL is left out.
///
/// Spark: `kll_sketch_agg_double`, 4.1.
#[track_caller]
pub fn kll_sketch_agg_double(column: impl ColumnOrName) -> Column {
    call("kll_sketch_agg_double", column)
}

/// As [`kll_sketch_agg_double`], with a `k` from 8 to 65,535: a larger one is more exact and takes more memory.
///
/// Spark: `kll_sketch_agg_double`, 4.1.
#[track_caller]
pub fn kll_sketch_agg_double_with(column: impl ColumnOrName, k: impl ColumnOrLiteral) -> Column {
    call("kll_sketch_agg_double", [column.into_column(), k.into_operand()])
}

/// One sketch of all DOUBLE sketches of a group, with the `k` of the first one.
///
/// Spark: `kll_merge_agg_double`, 4.1.2.
#[track_caller]
pub fn kll_merge_agg_double(sketch: impl ColumnOrName) -> Column {
    call("kll_merge_agg_double", sketch)
}

/// As [`kll_merge_agg_double`], with another `k`, from 8 to 65,535.
///
/// Spark: `kll_merge_agg_double`, 4.1.2.
#[track_caller]
pub fn kll_merge_agg_double_with(sketch: impl ColumnOrName, k: impl ColumnOrLiteral) -> Column {
    call("kll_merge_agg_double", [sketch.into_column(), k.into_operand()])
}

/// What is in a sketch of DOUBLE values, as text for people.
///
/// Spark: `kll_sketch_to_string_double`, 4.1.
#[track_caller]
pub fn kll_sketch_to_string_double(sketch: impl ColumnOrName) -> Column {
    call("kll_sketch_to_string_double", sketch)
}

/// How many values a sketch of DOUBLE values has seen.
///
/// Spark: `kll_sketch_get_n_double`, 4.1.
#[track_caller]
pub fn kll_sketch_get_n_double(sketch: impl ColumnOrName) -> Column {
    call("kll_sketch_get_n_double", sketch)
}

/// One sketch of two sketches of DOUBLE values.
///
/// Spark: `kll_sketch_merge_double`, 4.1.
#[track_caller]
pub fn kll_sketch_merge_double(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("kll_sketch_merge_double", [left.into_column(), right.into_column()])
}

/// About the value at a rank (0.0 to 1.0) of a sketch of DOUBLE values, or an array of them for an array.
///
/// The rank is a constant; 0.5 gives the median. Spark: `kll_sketch_get_quantile_double`, 4.1.
#[track_caller]
pub fn kll_sketch_get_quantile_double(sketch: impl ColumnOrName, rank: impl ColumnOrLiteral) -> Column {
    call("kll_sketch_get_quantile_double", [sketch.into_column(), rank.into_operand()])
}

/// About the part (0.0 to 1.0) of the values of a DOUBLE sketch that are not above a value, or an array for an
/// array.
///
/// The value is a constant. Spark: `kll_sketch_get_rank_double`, 4.1.
#[track_caller]
pub fn kll_sketch_get_rank_double(sketch: impl ColumnOrName, quantile: impl ColumnOrLiteral) -> Column {
    call("kll_sketch_get_rank_double", [sketch.into_column(), quantile.into_operand()])
}
