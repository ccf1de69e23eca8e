//! Linear regression: the straight line that fits best, for `y` by `x`, over the rows that have a value in both.

use crate::expr::{Column, ColumnOrName, call};

/// How many rows have a value in both columns.
///
/// Spark: `regr_count`, 3.5.
#[track_caller]
pub fn regr_count(y: impl ColumnOrName, x: impl ColumnOrName) -> Column {
    call("regr_count", [y.into_column(), x.into_column()])
}

/// The mean of `x` in the rows that have a value in both columns.
///
/// Spark: `regr_avgx`, 3.5.
#[track_caller]
pub fn regr_avgx(y: impl ColumnOrName, x: impl ColumnOrName) -> Column {
    call("regr_avgx", [y.into_column(), x.into_column()])
}

/// The mean of `y` in the rows that have a value in both columns.
///
/// Spark: `regr_avgy`, 3.5.
#[track_caller]
pub fn regr_avgy(y: impl ColumnOrName, x: impl ColumnOrName) -> Column {
    call("regr_avgy", [y.into_column(), x.into_column()])
}

/// The slope of the straight line that fits best, for `y` by `x`; NULL if all `x` are equal.
///
/// Spark: `regr_slope`, 3.5.
#[track_caller]
pub fn regr_slope(y: impl ColumnOrName, x: impl ColumnOrName) -> Column {
    call("regr_slope", [y.into_column(), x.into_column()])
}

/// Where the straight line that fits best, for `y` by `x`, is at zero; NULL if all `x` are equal.
///
/// Spark: `regr_intercept`, 3.5.
#[track_caller]
pub fn regr_intercept(y: impl ColumnOrName, x: impl ColumnOrName) -> Column {
    call("regr_intercept", [y.into_column(), x.into_column()])
}

/// How well a straight line fits, for `y` by `x`: 1.0 if every row is on it; NULL if all `x` are equal.
///
/// Spark: `regr_r2`, 3.5.
#[track_caller]
pub fn regr_r2(y: impl ColumnOrName, x: impl ColumnOrName) -> Column {
    call("regr_r2", [y.into_column(), x.into_column()])
}

/// The squared deviations of `x` from its mean, added up over the rows that have a value in both columns.
///
/// Spark: `regr_sxx`, 3.5.
#[track_caller]
pub fn regr_sxx(y: impl ColumnOrName, x: impl ColumnOrName) -> Column {
    call("regr_sxx", [y.into_column(), x.into_column()])
}

/// The squared deviations of `y` from its mean, added up over the rows that have a value in both columns.
///
/// Spark: `regr_syy`, 3.5.
#[track_caller]
pub fn regr_syy(y: impl ColumnOrName, x: impl ColumnOrName) -> Column {
    call("regr_syy", [y.into_column(), x.into_column()])
}

/// The deviations of `x` and `y` from their means, multiplied and added up over the rows that have a value in
/// both columns.
///
/// Spark: `regr_sxy`, 3.5.
#[track_caller]
pub fn regr_sxy(y: impl ColumnOrName, x: impl ColumnOrName) -> Column {
    call("regr_sxy", [y.into_column(), x.into_column()])
}
