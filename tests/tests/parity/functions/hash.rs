//! Hashes, digests and encryption.

use spark_connect_core::functions::*;

columns! {
    "F.md5('s')" => md5("s"),
    "F.sha1('s')" => sha1("s"),
    "F.sha('s')" => sha("s"),
    "F.sha2('s', 224)" => sha2("s", 224),
    "F.sha2('s', 0)" => sha2("s", 0),
    "F.crc32('s')" => crc32("s"),
    "F.hash('s', 'a')" => hash(("s", "a")),
    "F.xxhash64('s', 'a')" => xxhash64(("s", "a")),
    "F.hmac(lit(b'key'), 'bin')" => hmac(b"key", "bin"),
    "F.hmac('bin', F.encode('s', 'UTF-8'), lit('SHA-512'))"
        => hmac_with(col("bin"), encode("s", "UTF-8"), "SHA-512"),
    #[volatile] "F.aes_encrypt('s', lit('0000111122223333'))" => aes_encrypt("s", "0000111122223333"),
    #[volatile] "F.aes_encrypt('s', lit('0000111122223333'), lit('CBC'))"
        => aes_encrypt_with("s", "0000111122223333", AesSettings::new().mode("CBC")),
    "F.aes_encrypt('s', lit('0000111122223333'), lit('ECB'), lit('PKCS'))"
        => aes_encrypt_with("s", "0000111122223333", AesSettings::new().mode("ECB").padding("PKCS")),
    "F.aes_encrypt('s', lit('0000111122223333'), iv=lit(b'123456789012'), aad=lit('and'))"
        => aes_encrypt_with("s", "0000111122223333", AesSettings::default().iv(b"123456789012").aad("and")),
    "F.aes_decrypt(F.aes_encrypt('s', lit('0000111122223333')), lit('0000111122223333')).cast('string')"
        => aes_decrypt(aes_encrypt("s", "0000111122223333"), "0000111122223333").cast("string"),
    "F.aes_decrypt(F.aes_encrypt('s', lit('0000111122223333'), lit('ECB')), lit('0000111122223333'), lit('ECB'), lit('PKCS'))"
        => aes_decrypt_with(
            aes_encrypt_with("s", "0000111122223333", AesSettings::new().mode("ECB")),
            "0000111122223333",
            AesSettings::new().mode("ECB").padding("PKCS"),
        ),
    "F.aes_decrypt(F.aes_encrypt('s', lit('0000111122223333'), aad='t'), lit('0000111122223333'), aad='t')"
        => aes_decrypt_with(
            aes_encrypt_with("s", "0000111122223333", AesSettings::new().aad(col("t"))),
            "0000111122223333",
            AesSettings::new().aad(col("t")),
        ),
    "F.try_aes_decrypt('bin', lit('0000111122223333'))" => try_aes_decrypt("bin", "0000111122223333"),
    "F.try_aes_decrypt('bin', lit('0000111122223333'), lit('CBC'), lit('PKCS'))"
        => try_aes_decrypt_with("bin", "0000111122223333", AesSettings::new().mode("CBC").padding("PKCS")),
    "F.try_aes_decrypt('bin', lit('0000111122223333'), aad=lit('and'))"
        => try_aes_decrypt_with("bin", "0000111122223333", AesSettings::new().aad("and")),
}
