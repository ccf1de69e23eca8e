//! Aggregates: one value from the rows of a group, or of a window.

use crate::expr::{Column, ColumnList, ColumnOrLiteral, ColumnOrName, call, call_distinct, lit};

/// The sum of the values that are not NULL; NULL if there are none.
///
/// Integers add up to BIGINT, fractions to DOUBLE, decimals to a decimal with ten more digits. Spark: `sum`,
/// 1.3.
#[track_caller]
pub fn sum(column: impl ColumnOrName) -> Column {
    call("sum", column)
}

/// The sum of the distinct values; NULL if there are none.
///
/// Spark: `sum`, 3.2.
#[track_caller]
pub fn sum_distinct(column: impl ColumnOrName) -> Column {
    call_distinct("sum", column)
}

/// As [`sum`], and NULL where the sum is too large for its type.
///
/// Spark: `try_sum`, 3.5.
#[track_caller]
pub fn try_sum(column: impl ColumnOrName) -> Column {
    call("try_sum", column)
}

/// The mean of the values that are not NULL; NULL if there are none.
///
/// Spark: `avg`, 1.3.
#[track_caller]
pub fn avg(column: impl ColumnOrName) -> Column {
    call("avg", column)
}

/// The mean of the values that are not NULL: another name of [`avg`].
///
/// Spark: `avg`, 1.4.
#[track_caller]
pub fn mean(column: impl ColumnOrName) -> Column {
    call("avg", column)
}

/// As [`avg`], and NULL where a sum on the way is too large for its type.
///
/// Spark: `try_avg`, 3.5.
#[track_caller]
pub fn try_avg(column: impl ColumnOrName) -> Column {
    call("try_avg", column)
}

/// The smallest value; NULL if there is none.
///
/// Spark: `min`, 1.3.
#[track_caller]
pub fn min(column: impl ColumnOrName) -> Column {
    call("min", column)
}

/// The largest value; NULL if there is none. NaN is larger than any number.
///
/// Spark: `max`, 1.3.
#[track_caller]
pub fn max(column: impl ColumnOrName) -> Column {
    call("max", column)
}

/// How many values are not NULL; `count("*")` counts rows.
///
/// Spark: `count`, 1.3.
#[track_caller]
pub fn count(column: impl ColumnOrName) -> Column {
    call("count", column)
}

/// How many distinct combinations of values there are, rows with a NULL left out.
///
/// Spark: `count`, 3.2.
#[track_caller]
pub fn count_distinct(columns: impl ColumnList) -> Column {
    call_distinct("count", columns)
}

/// In how many rows the condition is true.
///
/// Spark: `count_if`, 3.5.
#[track_caller]
pub fn count_if(condition: impl ColumnOrName) -> Column {
    call("count_if", condition)
}

/// About how many distinct values there are, with a standard deviation of 5 %.
///
/// Spark: `approx_count_distinct`, 2.1.
#[track_caller]
pub fn approx_count_distinct(column: impl ColumnOrName) -> Column {
    call("approx_count_distinct", column)
}

/// As [`approx_count_distinct`], with a largest standard deviation `rsd`, such as 0.01, a constant.
///
/// Spark: `approx_count_distinct`, 2.1.
#[track_caller]
pub fn approx_count_distinct_with(column: impl ColumnOrName, rsd: impl ColumnOrLiteral) -> Column {
    call("approx_count_distinct", [column.into_column(), rsd.into_operand()])
}

/// The value of some row, which may be NULL.
///
/// Spark: `any_value`, 3.5.
#[track_caller]
pub fn any_value(column: impl ColumnOrName) -> Column {
    call("any_value", column)
}

/// The value of some row that is not NULL; NULL if there is none.
///
/// Spark's `any_value` with `ignoreNulls`. Spark: `any_value`, 3.5.
#[track_caller]
pub fn any_value_not_null(column: impl ColumnOrName) -> Column {
    call("any_value", [column.into_column(), lit(true)])
}

/// The value of the first row, which may be NULL.
///
/// Which row is first is not defined unless the rows are ordered. Spark: `first`, 1.3.
#[track_caller]
pub fn first(column: impl ColumnOrName) -> Column {
    call("first", [column.into_column(), lit(false)])
}

/// The first value that is not NULL; NULL if there is none.
///
/// Spark's `first` with `ignorenulls`. Spark: `first`, 2.0.
#[track_caller]
pub fn first_not_null(column: impl ColumnOrName) -> Column {
    call("first", [column.into_column(), lit(true)])
}

/// The value of the first row, which may be NULL: another name of [`first`].
///
/// Spark: `first_value`, 3.5.
#[track_caller]
pub fn first_value(column: impl ColumnOrName) -> Column {
    call("first_value", column)
}

/// The first value that is not NULL: another name of [`first_not_null`].
///
/// Spark's `first_value` with `ignoreNulls`. Spark: `first_value`, 3.5.
#[track_caller]
pub fn first_value_not_null(column: impl ColumnOrName) -> Column {
    call("first_value", [column.into_column(), lit(true)])
}

/// The value of the last row, which may be NULL.
///
/// Which row is last is not defined unless the rows are ordered. Spark: `last`, 1.3.
#[track_caller]
pub fn last(column: impl ColumnOrName) -> Column {
    call("last", [column.into_column(), lit(false)])
}

/// The last value that is not NULL; NULL if there is none.
///
/// Spark's `last` with `ignorenulls`. Spark: `last`, 2.0.
#[track_caller]
pub fn last_not_null(column: impl ColumnOrName) -> Column {
    call("last", [column.into_column(), lit(true)])
}

/// The value of the last row, which may be NULL: another name of [`last`].
///
/// Spark: `last_value`, 3.5.
#[track_caller]
pub fn last_value(column: impl ColumnOrName) -> Column {
    call("last_value", column)
}

/// The last value that is not NULL: another name of [`last_not_null`].
///
/// Spark's `last_value` with `ignoreNulls`. Spark: `last_value`, 3.5.
#[track_caller]
pub fn last_value_not_null(column: impl ColumnOrName) -> Column {
    call("last_value", [column.into_column(), lit(true)])
}

/// The value of `column` in the row where `by` is smallest.
///
/// Spark: `min_by`, 3.3.
#[track_caller]
pub fn min_by(column: impl ColumnOrName, by: impl ColumnOrName) -> Column {
    call("min_by", [column.into_column(), by.into_column()])
}

/// An array of the values of `column` in the `k` rows where `by` is smallest, in the order of `by`.
///
/// `k` is a constant from 1 to 100,000. Spark: `min_by`, 4.2.
#[track_caller]
pub fn min_by_k(column: impl ColumnOrName, by: impl ColumnOrName, k: impl ColumnOrLiteral) -> Column {
    call("min_by", [column.into_column(), by.into_column(), k.into_operand()])
}

/// The value of `column` in the row where `by` is largest.
///
/// Spark: `max_by`, 3.3.
#[track_caller]
pub fn max_by(column: impl ColumnOrName, by: impl ColumnOrName) -> Column {
    call("max_by", [column.into_column(), by.into_column()])
}

/// An array of the values of `column` in the `k` rows where `by` is largest, the largest first.
///
/// `k` is a constant from 1 to 100,000. Spark: `max_by`, 4.2.
#[track_caller]
pub fn max_by_k(column: impl ColumnOrName, by: impl ColumnOrName, k: impl ColumnOrLiteral) -> Column {
    call("max_by", [column.into_column(), by.into_column(), k.into_operand()])
}

/// Whether the condition is true in all rows where it is not NULL; NULL if there are none.
///
/// Spark: `bool_and`, 3.5.
#[track_caller]
pub fn bool_and(condition: impl ColumnOrName) -> Column {
    call("bool_and", condition)
}

/// Whether the condition is true in all rows where it is not NULL: another name of [`bool_and`].
///
/// Spark: `every`, 3.5.
#[track_caller]
pub fn every(condition: impl ColumnOrName) -> Column {
    call("every", condition)
}

/// Whether the condition is true in a row; NULL if it is NULL in all of them.
///
/// Spark: `bool_or`, 3.5.
#[track_caller]
pub fn bool_or(condition: impl ColumnOrName) -> Column {
    call("bool_or", condition)
}

/// Whether the condition is true in a row: another name of [`bool_or`].
///
/// Spark: `some`, 3.5.
#[track_caller]
pub fn some(condition: impl ColumnOrName) -> Column {
    call("some", condition)
}

/// The bits that are set in all integers that are not NULL; NULL if there are none.
///
/// Spark: `bit_and`, 3.5.
#[track_caller]
pub fn bit_and(column: impl ColumnOrName) -> Column {
    call("bit_and", column)
}

/// The bits that are set in one of the integers; NULL if all are NULL.
///
/// Spark: `bit_or`, 3.5.
#[track_caller]
pub fn bit_or(column: impl ColumnOrName) -> Column {
    call("bit_or", column)
}

/// The bits that are set in an odd number of the integers; NULL if all are NULL.
///
/// Spark: `bit_xor`, 3.5.
#[track_caller]
pub fn bit_xor(column: impl ColumnOrName) -> Column {
    call("bit_xor", column)
}

/// The product of the values that are not NULL; NULL if there are none.
///
/// Spark: `product`, 3.2.
#[track_caller]
pub fn product(column: impl ColumnOrName) -> Column {
    call("product", column)
}

/// The standard deviation of a sample; NULL for fewer than two values.
///
/// Spark: `stddev`, 1.6.
#[track_caller]
pub fn stddev(column: impl ColumnOrName) -> Column {
    call("stddev", column)
}

/// The standard deviation of a whole population; NULL if there are no values.
///
/// Spark: `stddev_pop`, 1.6.
#[track_caller]
pub fn stddev_pop(column: impl ColumnOrName) -> Column {
    call("stddev_pop", column)
}

/// The standard deviation of a sample: another name of [`stddev`].
///
/// Spark: `stddev_samp`, 1.6.
#[track_caller]
pub fn stddev_samp(column: impl ColumnOrName) -> Column {
    call("stddev_samp", column)
}

/// The standard deviation of a sample: another name of [`stddev`].
///
/// Spark: `std`, 3.5.
#[track_caller]
pub fn std(column: impl ColumnOrName) -> Column {
    call("std", column)
}

/// The variance of a sample; NULL for fewer than two values.
///
/// Spark: `variance`, 1.6.
#[track_caller]
pub fn variance(column: impl ColumnOrName) -> Column {
    call("variance", column)
}

/// The variance of a whole population; NULL if there are no values.
///
/// Spark: `var_pop`, 1.6.
#[track_caller]
pub fn var_pop(column: impl ColumnOrName) -> Column {
    call("var_pop", column)
}

/// The variance of a sample: another name of [`variance`].
///
/// Spark: `var_samp`, 1.6.
#[track_caller]
pub fn var_samp(column: impl ColumnOrName) -> Column {
    call("var_samp", column)
}

/// The skewness of the values; NULL if there are none or all are equal.
///
/// Spark: `skewness`, 1.6.
#[track_caller]
pub fn skewness(column: impl ColumnOrName) -> Column {
    call("skewness", column)
}

/// The excess kurtosis of the values; NULL if there are none or all are equal.
///
/// Spark: `kurtosis`, 1.6.
#[track_caller]
pub fn kurtosis(column: impl ColumnOrName) -> Column {
    call("kurtosis", column)
}

/// Pearson's correlation of two columns; NULL if there are fewer than two rows.
///
/// Spark: `corr`, 1.6.
#[track_caller]
pub fn corr(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("corr", [left.into_column(), right.into_column()])
}

/// The covariance of a whole population.
///
/// Spark: `covar_pop`, 2.0.
#[track_caller]
pub fn covar_pop(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("covar_pop", [left.into_column(), right.into_column()])
}

/// The covariance of a sample.
///
/// Spark: `covar_samp`, 2.0.
#[track_caller]
pub fn covar_samp(left: impl ColumnOrName, right: impl ColumnOrName) -> Column {
    call("covar_samp", [left.into_column(), right.into_column()])
}

/// The median of the values; NULL if there are none.
///
/// Spark: `median`, 3.4.
#[track_caller]
pub fn median(column: impl ColumnOrName) -> Column {
    call("median", column)
}

/// The most frequent value; NULL if there are none. Ties are broken arbitrarily.
///
/// Spark: `mode`, 3.4.
#[track_caller]
pub fn mode(column: impl ColumnOrName) -> Column {
    call("mode", [column.into_column(), lit(false)])
}

/// The most frequent value; the smallest of them if there are several.
///
/// Spark's `mode` with `deterministic`. Spark: `mode`, 4.0.
#[track_caller]
pub fn mode_deterministic(column: impl ColumnOrName) -> Column {
    call("mode", [column.into_column(), lit(true)])
}

/// The exact percentile at `percentage` (0.0 to 1.0), or an array of them for an array.
///
/// Spark: `percentile`, 3.5.
#[track_caller]
pub fn percentile(column: impl ColumnOrName, percentage: impl ColumnOrLiteral) -> Column {
    percentile_with(column, percentage, 1)
}

/// As [`percentile`], each value counting `frequency` times.
///
/// Spark: `percentile`, 3.5.
#[track_caller]
pub fn percentile_with(
    column: impl ColumnOrName,
    percentage: impl ColumnOrLiteral,
    frequency: impl ColumnOrLiteral,
) -> Column {
    call("percentile", [column.into_column(), percentage.into_operand(), frequency.into_operand()])
}

/// About the percentile at `percentage` (0.0 to 1.0), or an array of them for an array.
///
/// It is one of the values. The relative error is at most 1 / 10,000. Spark: `percentile_approx`, 3.1.
#[track_caller]
pub fn percentile_approx(column: impl ColumnOrName, percentage: impl ColumnOrLiteral) -> Column {
    call("percentile_approx", [column.into_column(), percentage.into_operand(), lit(10000)])
}

/// As [`percentile_approx`], with a relative error of 1 / `accuracy`: a larger one costs memory.
///
/// Spark: `percentile_approx`, 3.1.
#[track_caller]
pub fn percentile_approx_with(
    column: impl ColumnOrName,
    percentage: impl ColumnOrLiteral,
    accuracy: impl ColumnOrLiteral,
) -> Column {
    call("percentile_approx", [column.into_column(), percentage.into_operand(), accuracy.into_operand()])
}

/// About the percentile at `percentage`: another name of [`percentile_approx`].
///
/// Spark: `approx_percentile`, 3.5.
#[track_caller]
pub fn approx_percentile(column: impl ColumnOrName, percentage: impl ColumnOrLiteral) -> Column {
    call("approx_percentile", [column.into_column(), percentage.into_operand(), lit(10000)])
}

/// About the percentile at `percentage`: another name of [`percentile_approx_with`].
///
/// Spark: `approx_percentile`, 3.5.
#[track_caller]
pub fn approx_percentile_with(
    column: impl ColumnOrName,
    percentage: impl ColumnOrLiteral,
    accuracy: impl ColumnOrLiteral,
) -> Column {
    call("approx_percentile", [column.into_column(), percentage.into_operand(), accuracy.into_operand()])
}

/// A histogram of so many bins, a constant: an array of structs of `x`, the centre of a bin, and `y`, how many
/// values are in it.
///
/// Bins have different widths; 20 to 40 of them give a good picture. Spark: `histogram_numeric`, 3.5.
#[track_caller]
pub fn histogram_numeric(column: impl ColumnOrName, bins: impl ColumnOrLiteral) -> Column {
    call("histogram_numeric", [column.into_column(), bins.into_operand()])
}

/// An array of the values that are not NULL, in no defined order.
///
/// Spark: `collect_list`, 1.6.
#[track_caller]
pub fn collect_list(column: impl ColumnOrName) -> Column {
    call("collect_list", column)
}

/// An array of the values that are not NULL: another name of [`collect_list`].
///
/// Spark: `array_agg`, 3.5.
#[track_caller]
pub fn array_agg(column: impl ColumnOrName) -> Column {
    call("array_agg", column)
}

/// An array of the distinct values that are not NULL, in no defined order.
///
/// Spark: `collect_set`, 1.6.
#[track_caller]
pub fn collect_set(column: impl ColumnOrName) -> Column {
    call("collect_set", column)
}

/// An array of the distinct elements of all arrays, in no defined order, NULL left out.
///
/// Spark: `collect_union`, 4.3.
#[track_caller]
pub fn collect_union(array: impl ColumnOrName) -> Column {
    call("collect_union", array)
}

/// The texts (or BINARY) that are not NULL, put together; NULL if there are none.
///
/// Spark: `listagg`, 4.0.
#[track_caller]
pub fn listagg(column: impl ColumnOrName) -> Column {
    call("listagg", column)
}

/// The texts that are not NULL, joined by a delimiter, a constant; NULL if there are none.
///
/// Spark: `listagg`, 4.0.
#[track_caller]
pub fn listagg_with(column: impl ColumnOrName, delimiter: impl ColumnOrLiteral) -> Column {
    call("listagg", [column.into_column(), delimiter.into_operand()])
}

/// The distinct texts that are not NULL, put together; NULL if there are none.
///
/// Spark: `listagg`, 4.0.
#[track_caller]
pub fn listagg_distinct(column: impl ColumnOrName) -> Column {
    call_distinct("listagg", column)
}

/// The distinct texts that are not NULL, joined by a delimiter, a constant; NULL if there are none.
///
/// Spark: `listagg`, 4.0.
#[track_caller]
pub fn listagg_distinct_with(column: impl ColumnOrName, delimiter: impl ColumnOrLiteral) -> Column {
    call_distinct("listagg", [column.into_column(), delimiter.into_operand()])
}

/// The texts that are not NULL, put together: another name of [`listagg`].
///
/// Spark: `string_agg`, 4.0.
#[track_caller]
pub fn string_agg(column: impl ColumnOrName) -> Column {
    call("string_agg", column)
}

/// The texts that are not NULL, joined by a delimiter: another name of [`listagg_with`].
///
/// Spark: `string_agg`, 4.0.
#[track_caller]
pub fn string_agg_with(column: impl ColumnOrName, delimiter: impl ColumnOrLiteral) -> Column {
    call("string_agg", [column.into_column(), delimiter.into_operand()])
}

/// The distinct texts, put together: another name of [`listagg_distinct`].
///
/// Spark: `string_agg`, 4.0.
#[track_caller]
pub fn string_agg_distinct(column: impl ColumnOrName) -> Column {
    call_distinct("string_agg", column)
}

/// The distinct texts, joined by a delimiter: another name of [`listagg_distinct_with`].
///
/// Spark: `string_agg`, 4.0.
#[track_caller]
pub fn string_agg_distinct_with(column: impl ColumnOrName, delimiter: impl ColumnOrLiteral) -> Column {
    call_distinct("string_agg", [column.into_column(), delimiter.into_operand()])
}

/// Whether the column is aggregated away (1) or a key (0) in this row of a rollup or cube.
///
/// Spark: `grouping`, 2.0.
#[track_caller]
pub fn grouping(column: impl ColumnOrName) -> Column {
    call("grouping", column)
}

/// The level of grouping in a rollup or cube: the [`grouping`] of all keys as the bits of a number.
///
/// Spark: `grouping_id`, 2.0.
#[track_caller]
pub fn grouping_id(columns: impl ColumnList) -> Column {
    call("grouping_id", columns)
}
