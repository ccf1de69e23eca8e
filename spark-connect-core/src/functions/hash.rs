//! Hashes and digests.

use crate::expr::{Column, ColumnList, ColumnOrLiteral, ColumnOrName, call};

/// The MD5 digest of bytes, in 32 hexadecimal digits.
///
/// Spark: `md5`, 1.5.
#[track_caller]
pub fn md5(column: impl ColumnOrName) -> Column {
    call("md5", column)
}

/// The SHA-1 digest of bytes, in hexadecimal digits.
///
/// Spark: `sha1`, 1.5.
#[track_caller]
pub fn sha1(column: impl ColumnOrName) -> Column {
    call("sha1", column)
}

/// The SHA-2 digest of bytes with 224, 256, 384 or 512 bits, in hexadecimal digits.
///
/// Spark: `sha2`, 1.5.
#[track_caller]
pub fn sha2(column: impl ColumnOrName, bits: impl ColumnOrLiteral) -> Column {
    call("sha2", [column.into_column(), bits.into_operand()])
}

/// The CRC-32 checksum of bytes.
///
/// Spark: `crc32`, 1.5.
#[track_caller]
pub fn crc32(column: impl ColumnOrName) -> Column {
    call("crc32", column)
}

/// The hash of the values (Murmur 3, 32 bits); NULL does not change it.
///
/// Spark: `hash`, 2.0.
#[track_caller]
pub fn hash(columns: impl ColumnList) -> Column {
    call("hash", columns)
}

/// The hash of the values (xxHash, 64 bits); NULL does not change it.
///
/// Spark: `xxhash64`, 3.0.
#[track_caller]
pub fn xxhash64(columns: impl ColumnList) -> Column {
    call("xxhash64", columns)
}
