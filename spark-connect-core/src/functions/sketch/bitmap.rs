//! Bitmaps: exact counts of distinct integers, in buckets of 32,768 bits.

use crate::expr::{Column, ColumnOrName, call};

/// The number of the bitmap that an integer belongs to, counted from 1: the column to group by.
///
/// Spark: `bitmap_bucket_number`, 3.5.
///
/// ```
/// use spark_connect_core::functions::{bitmap_bit_position, bitmap_bucket_number, bitmap_construct_agg, bitmap_count};
///
/// let bucket = bitmap_bucket_number("user_id");                              // group by this
/// let users = bitmap_count(bitmap_construct_agg(bitmap_bit_position("user_id"))); // and add these up
/// # let _ = (bucket, users);
/// ```
#[track_caller]
pub fn bitmap_bucket_number(column: impl ColumnOrName) -> Column {
    call("bitmap_bucket_number", column)
}

/// The position of an integer's bit in its bitmap, counted from 0.
///
/// Spark: `bitmap_bit_position`, 3.5.
#[track_caller]
pub fn bitmap_bit_position(column: impl ColumnOrName) -> Column {
    call("bitmap_bit_position", column)
}

/// The bitmap, as BINARY, in which the bits at these positions are set; NULL is left out.
///
/// A position that is not from 0 to 32,767 fails the query. Spark: `bitmap_construct_agg`, 3.5.
#[track_caller]
pub fn bitmap_construct_agg(position: impl ColumnOrName) -> Column {
    call("bitmap_construct_agg", position)
}

/// How many bits of a bitmap are set.
///
/// Spark: `bitmap_count`, 3.5.
#[track_caller]
pub fn bitmap_count(bitmap: impl ColumnOrName) -> Column {
    call("bitmap_count", bitmap)
}

/// The bitmap of all bits that are set in one of the bitmaps.
///
/// Spark: `bitmap_or_agg`, 3.5.
#[track_caller]
pub fn bitmap_or_agg(bitmap: impl ColumnOrName) -> Column {
    call("bitmap_or_agg", bitmap)
}

/// The bitmap of the bits that are set in every one of the bitmaps.
///
/// Spark: `bitmap_and_agg`, 4.1.
#[track_caller]
pub fn bitmap_and_agg(bitmap: impl ColumnOrName) -> Column {
    call("bitmap_and_agg", bitmap)
}
