//! User-defined types.

use crate::expr::{Column, ColumnOrName, call};

/// The value of a user-defined type as the type that it is stored as.
///
/// Spark: `unwrap_udt`, 3.4.
#[track_caller]
pub fn unwrap_udt(column: impl ColumnOrName) -> Column {
    call("unwrap_udt", column)
}
