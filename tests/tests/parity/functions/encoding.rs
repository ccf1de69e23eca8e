//! Texts as bytes and numbers, and back; UTF-8.

use spark_connect_core::functions::*;

columns! {
    "F.base64('bin')" => base64("bin"),
    "F.unbase64(F.base64('bin'))" => unbase64(base64("bin")),
    "F.to_base32('bin')" => to_base32("bin"),
    "F.from_base32(F.to_base32('bin'))" => from_base32(to_base32("bin")),
    "F.encode('s', 'UTF-16BE')" => encode("s", "UTF-16BE"),
    "F.decode('bin', 'UTF-8')" => decode("bin", "UTF-8"),
    "F.to_binary(lit('4142'))" => to_binary(lit("4142")),
    "F.to_binary('s', lit('utf-8'))" => to_binary_with("s", "utf-8"),
    "F.try_to_binary('s')" => try_to_binary("s"),
    "F.try_to_binary('s', lit('base64'))" => try_to_binary_with("s", "base64"),
    "F.to_char('dec', lit('$999.99S'))" => to_char("dec", "$999.99S"),
    "F.to_char('bin', lit('hex'))" => to_char("bin", "hex"),
    "F.to_varchar('d', lit('dd.MM.yyyy'))" => to_varchar("d", "dd.MM.yyyy"),
    "F.to_number(lit('$78.12'), lit('$99.99'))" => to_number(lit("$78.12"), "$99.99"),
    "F.try_to_number('s', lit('$99.99'))" => try_to_number("s", "$99.99"),
    "F.format_number('x', 3)" => format_number("x", 3),
    "F.format_string('%d and %s', 'a', 's')" => format_string("%d and %s", ("a", "s")),
    "F.printf(lit('%05d|%s'), 'a', 's')" => printf("%05d|%s", ("a", "s")),
    "F.printf('t', 'a')" => printf(col("t"), "a"),
    "F.is_valid_utf8('s')" => is_valid_utf8("s"),
    "F.is_valid_utf8(F.unhex(lit('80')).cast('string'))"
        => is_valid_utf8(unhex(lit("80")).cast("string")),
    "F.make_valid_utf8('s')" => make_valid_utf8("s"),
    "F.make_valid_utf8(F.unhex(lit('6180')).cast('string'))"
        => make_valid_utf8(unhex(lit("6180")).cast("string")),
    "F.validate_utf8('s')" => validate_utf8("s"),
    "F.try_validate_utf8(F.unhex(lit('80')).cast('string'))"
        => try_validate_utf8(unhex(lit("80")).cast("string")),
}
