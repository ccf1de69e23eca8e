//! Hashes and digests.

use crate::{
    error::{Error, ErrorKind},
    expr::{Column, ColumnList, ColumnOrLiteral, ColumnOrName, call, lit},
};

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

/// The SHA-2 digest of bytes with 224, 256, 384 or 512 bits (0 is 256), in hexadecimal digits. Another number of bits is
/// an error.
///
/// Spark: `sha2`, 1.5.
#[track_caller]
pub fn sha2(column: impl ColumnOrName, bits: i32) -> Column {
    if ![0, 224, 256, 384, 512].contains(&bits) {
        return Column::invalid(Error::new(
            ErrorKind::InvalidPlan,
            format!("SHA-2 has no digest of {bits} bits: `sha2` takes 224, 256, 384 or 512"),
        ));
    }
    call("sha2", [column.into_column(), lit(bits)])
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

/// The SHA-1 digest of bytes, in hexadecimal digits: another name of [`sha1`].
///
/// Spark: `sha`, 3.5.
#[track_caller]
pub fn sha(column: impl ColumnOrName) -> Column {
    call("sha", column)
}

/// The authentication code of a message under a key, by HMAC with SHA-256, as bytes.
///
/// Spark: `hmac`, 4.3.
#[track_caller]
pub fn hmac(key: impl ColumnOrLiteral, message: impl ColumnOrName) -> Column {
    call("hmac", [key.into_operand(), message.into_column()])
}

/// As [`hmac`], with the hash `SHA-224`, `SHA-256`, `SHA-384`, `SHA-512`, `SHA-1` or `MD5`.
///
/// Spark: `hmac`, 4.3.
#[track_caller]
pub fn hmac_with(
    key: impl ColumnOrLiteral,
    message: impl ColumnOrName,
    algorithm: impl ColumnOrLiteral,
) -> Column {
    call("hmac", [key.into_operand(), message.into_column(), algorithm.into_operand()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_have_few_sizes() {
        for bits in [0, 224, 256, 384, 512] {
            assert!(sha2("a", bits).message().error().is_none(), "{bits}");
        }
        for bits in [-256, 1, 160, 257] {
            assert_eq!(
                sha2("a", bits).message().error().map(Error::kind),
                Some(ErrorKind::InvalidPlan),
                "{bits}"
            );
        }
    }
}
