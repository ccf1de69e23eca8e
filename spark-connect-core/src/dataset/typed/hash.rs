//! Checksums, hashes and encryption.

use super::{Binary, Columns, Expr, Text, TextOrBinary};
use crate::{
    dataset::arena,
    expr::{Column, call},
    functions,
};

methods! {
    /// The MD5 checksum of the bytes (of a string in UTF-8), in hexadecimal digits. Spark: `md5`.
    strict md5(self: TextOrBinary) -> String = functions::md5;
    /// The SHA-1 checksum of the bytes (of a string in UTF-8), in hexadecimal digits. Spark: `sha1`.
    strict sha1(self: TextOrBinary) -> String = functions::sha1;
    /// The SHA-224 checksum of the bytes (of a string in UTF-8), in hexadecimal digits. Spark: `sha2`.
    strict sha224(self: TextOrBinary) -> String = |this| functions::sha2(this, 224);
    /// The SHA-256 checksum of the bytes (of a string in UTF-8), in hexadecimal digits. Spark: `sha2`.
    strict sha256(self: TextOrBinary) -> String = |this| functions::sha2(this, 256);
    /// The SHA-384 checksum of the bytes (of a string in UTF-8), in hexadecimal digits. Spark: `sha2`.
    strict sha384(self: TextOrBinary) -> String = |this| functions::sha2(this, 384);
    /// The SHA-512 checksum of the bytes (of a string in UTF-8), in hexadecimal digits. Spark: `sha2`.
    strict sha512(self: TextOrBinary) -> String = |this| functions::sha2(this, 512);
    /// The CRC 32 checksum of the bytes (of a string in UTF-8). Spark: `crc32`.
    strict crc32(self: TextOrBinary) -> i64 = functions::crc32;
    /// The authentication code of the bytes (of a string in UTF-8) under a key, by HMAC with SHA-256. Spark: `hmac`, 4.3.
    strict hmac(self: TextOrBinary, key: String as R) -> Vec<u8> = |this, key| functions::hmac(key, this);
    /// Whether the digits of the string pass Luhn's check, as those of credit cards do. Spark: `luhn_check`.
    strict luhn_check(self: Text) -> bool = luhn_check;

    /// Encrypted with AES (mode GCM, a random initialization vector); the key has 16, 24 or 32 bytes. Spark: `aes_encrypt`.
    strict aes_encrypt(self: TextOrBinary, key: String as R) -> Vec<u8> = functions::aes_encrypt;
    /// What [`aes_encrypt`](Self::aes_encrypt) has encrypted; a wrong key fails the query. Spark: `aes_decrypt`.
    strict aes_decrypt(self: Binary, key: String as R) -> Vec<u8> = functions::aes_decrypt;
    /// As [`aes_decrypt`](Self::aes_decrypt), NULL where that fails. Spark: `try_aes_decrypt`.
    exact try_aes_decrypt(self: Binary, key: String as R) -> Option<Vec<u8>> =
        functions::try_aes_decrypt;
}

#[track_caller]
fn luhn_check(digits: Column) -> Column {
    call("luhn_check", digits)
}

/// A hash of the values (a tuple, or the columns of a row); NULLs are skipped. Never NULL. Spark: `hash` (Murmur 3).
#[must_use]
#[track_caller]
pub fn hash<S: 'static, V: Columns<S>>(values: V) -> Expr<S, i32> {
    let handles = values.list().into_iter().map(|(_, handle)| handle).collect();
    Expr::at(arena::apply_all(handles, |values| functions::hash(values)))
}

/// A hash of the values (a tuple, or the columns of a row); NULLs are skipped. Never NULL. Spark: `xxhash64`.
#[must_use]
#[track_caller]
pub fn xxhash64<S: 'static, V: Columns<S>>(values: V) -> Expr<S, i64> {
    let handles = values.list().into_iter().map(|(_, handle)| handle).collect();
    Expr::at(arena::apply_all(handles, |values| functions::xxhash64(values)))
}
