//! Encryption with AES.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call, lit};

/// How [`aes_encrypt_with`] encrypts, and [`aes_decrypt_with`] decrypts: the same settings fit both.
///
/// Not set: mode `GCM`, the padding that belongs to the mode, a random initialization vector, no further data.
///
/// ```
/// use spark_connect_core::functions::{AesSettings, aes_decrypt_with, aes_encrypt_with};
///
/// let settings = AesSettings::new().mode("CBC").padding("PKCS");
/// let hidden = aes_encrypt_with("name", "0000111122223333", settings.clone());
/// let shown = aes_decrypt_with(hidden, "0000111122223333", settings).cast("string");
/// # let _ = shown;
/// ```
#[derive(Debug, Clone)]
#[must_use = "settings do nothing until something is encrypted with them"]
pub struct AesSettings {
    mode: Column,
    padding: Column,
    iv: Column,
    aad: Column,
}

impl AesSettings {
    /// Mode `GCM`.
    pub fn new() -> Self {
        Self { mode: lit("GCM"), padding: lit("DEFAULT"), iv: lit(""), aad: lit("") }
    }

    /// The mode: `GCM`, `CBC` or `ECB`.
    pub fn mode(self, mode: impl ColumnOrLiteral) -> Self {
        Self { mode: mode.into_operand(), ..self }
    }

    /// The padding: `NONE` (for `GCM`), `PKCS` (for `CBC` and `ECB`) or `DEFAULT` (the one for the mode).
    pub fn padding(self, padding: impl ColumnOrLiteral) -> Self {
        Self { padding: padding.into_operand(), ..self }
    }

    /// The initialization vector instead of a random one: 12 bytes for `GCM`, 16 for `CBC`, none for `ECB`.
    ///
    /// It becomes a part of what is encrypted, so that decryption needs no such setting and ignores it.
    pub fn iv(self, iv: impl ColumnOrLiteral) -> Self {
        Self { iv: iv.into_operand(), ..self }
    }

    /// What is authenticated together with the encrypted data, but not part of it (`GCM` only): decryption fails where it
    /// is not the same.
    pub fn aad(self, aad: impl ColumnOrLiteral) -> Self {
        Self { aad: aad.into_operand(), ..self }
    }
}

impl Default for AesSettings {
    fn default() -> Self {
        Self::new()
    }
}

/// The input encrypted with AES in mode `GCM`, as bytes. The key has 16, 24 or 32 bytes.
///
/// Spark: `aes_encrypt`, 3.5.
#[track_caller]
pub fn aes_encrypt(input: impl ColumnOrName, key: impl ColumnOrLiteral) -> Column {
    aes_encrypt_with(input, key, AesSettings::new())
}

/// As [`aes_encrypt`], with settings.
///
/// Spark: `aes_encrypt`, 3.5.
#[track_caller]
pub fn aes_encrypt_with(
    input: impl ColumnOrName,
    key: impl ColumnOrLiteral,
    settings: AesSettings,
) -> Column {
    let AesSettings { mode, padding, iv, aad } = settings;
    call("aes_encrypt", [input.into_column(), key.into_operand(), mode, padding, iv, aad])
}

/// What [`aes_encrypt`] has encrypted, as the bytes it was. Another key, or damaged data, is an error.
///
/// Spark: `aes_decrypt`, 3.5.
#[track_caller]
pub fn aes_decrypt(input: impl ColumnOrName, key: impl ColumnOrLiteral) -> Column {
    aes_decrypt_with(input, key, AesSettings::new())
}

/// As [`aes_decrypt`], for what was encrypted with these settings.
///
/// Spark: `aes_decrypt`, 3.5.
#[track_caller]
pub fn aes_decrypt_with(
    input: impl ColumnOrName,
    key: impl ColumnOrLiteral,
    settings: AesSettings,
) -> Column {
    decrypt("aes_decrypt", input, key, settings)
}

/// As [`aes_decrypt`], but NULL where it cannot be decrypted.
///
/// Spark: `try_aes_decrypt`, 3.5.
#[track_caller]
pub fn try_aes_decrypt(input: impl ColumnOrName, key: impl ColumnOrLiteral) -> Column {
    try_aes_decrypt_with(input, key, AesSettings::new())
}

/// As [`aes_decrypt_with`], but NULL where it cannot be decrypted.
///
/// Spark: `try_aes_decrypt`, 3.5.
#[track_caller]
pub fn try_aes_decrypt_with(
    input: impl ColumnOrName,
    key: impl ColumnOrLiteral,
    settings: AesSettings,
) -> Column {
    decrypt("try_aes_decrypt", input, key, settings)
}

#[track_caller]
fn decrypt(
    function: &str,
    input: impl ColumnOrName,
    key: impl ColumnOrLiteral,
    settings: AesSettings,
) -> Column {
    let AesSettings { mode, padding, aad, .. } = settings;
    call(function, [input.into_column(), key.into_operand(), mode, padding, aad])
}
