//! Sort orders of columns by name: the methods of [`Column`] of the same names.

use crate::expr::{Column, ColumnOrName};

/// Ascending, NULL first.
///
/// Spark: `asc`, 1.3.
#[track_caller]
pub fn asc(column: impl ColumnOrName) -> Column {
    column.into_column().asc()
}

/// Ascending, NULL first.
///
/// Spark: `asc_nulls_first`, 2.4.
#[track_caller]
pub fn asc_nulls_first(column: impl ColumnOrName) -> Column {
    column.into_column().asc_nulls_first()
}

/// Ascending, NULL last.
///
/// Spark: `asc_nulls_last`, 2.4.
#[track_caller]
pub fn asc_nulls_last(column: impl ColumnOrName) -> Column {
    column.into_column().asc_nulls_last()
}

/// Descending, NULL last.
///
/// Spark: `desc`, 1.3.
#[track_caller]
pub fn desc(column: impl ColumnOrName) -> Column {
    column.into_column().desc()
}

/// Descending, NULL first.
///
/// Spark: `desc_nulls_first`, 2.4.
#[track_caller]
pub fn desc_nulls_first(column: impl ColumnOrName) -> Column {
    column.into_column().desc_nulls_first()
}

/// Descending, NULL last.
///
/// Spark: `desc_nulls_last`, 2.4.
#[track_caller]
pub fn desc_nulls_last(column: impl ColumnOrName) -> Column {
    column.into_column().desc_nulls_last()
}
