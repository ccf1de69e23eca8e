//! Bytes as strings, numbers as strings, and back.

use super::{Columns, Expr, Is, Numeric, SparkType, Text, TextOrBinary};
use crate::{dataset::arena, functions, types::Decimal};

/// A binary column type.
#[diagnostic::on_unimplemented(
    message = "expected a binary column, found a `{Self}` column",
    label = "neither `Vec<u8>` nor `bytes::Bytes`",
    note = "the bytes of a string in UTF-8 are `.encode(\"UTF-8\")`"
)]
pub trait Binary: SparkType {}
#[diagnostic::do_not_recommend]
impl Binary for Vec<u8> {}
#[diagnostic::do_not_recommend]
impl Binary for Option<Vec<u8>> {}
#[diagnostic::do_not_recommend]
impl Binary for bytes::Bytes {}
#[diagnostic::do_not_recommend]
impl Binary for Option<bytes::Bytes> {}

/// A column type that has a hexadecimal form.
#[diagnostic::on_unimplemented(
    message = "expected an `i64`, string or binary column, found a `{Self}` column",
    label = "there is no hexadecimal form of this type",
    note = "Spark would insert an implicit cast here; write it: `.cast::<i64>()`"
)]
pub trait Hexadecimal: SparkType {}
#[diagnostic::do_not_recommend]
impl Hexadecimal for i64 {}
#[diagnostic::do_not_recommend]
impl Hexadecimal for Option<i64> {}
#[diagnostic::do_not_recommend]
impl<T: TextOrBinary> Hexadecimal for T {}

methods! {
    /// The bytes (of a string in UTF-8) in base 64. Spark: `base64`.
    strict base64(self: TextOrBinary) -> String = functions::base64;
    /// The bytes that a string in base 64 stands for. Spark: `unbase64`.
    strict unbase64(self: Text) -> Vec<u8> = functions::unbase64;
    /// The bytes (of a string in UTF-8) in base 32. Spark: `to_base32`, 4.3.
    strict to_base32(self: TextOrBinary) -> String = functions::to_base32;
    /// The bytes that a string in base 32 stands for. Spark: `from_base32`, 4.3.
    strict from_base32(self: Text) -> Vec<u8> = functions::from_base32;
    /// The number, or the bytes (of a string in UTF-8), in hexadecimal digits. Spark: `hex`.
    strict hex(self: Hexadecimal) -> String = functions::hex;
    /// The bytes that hexadecimal digits stand for; NULL if there are others. Spark: `unhex`.
    exact unhex(self: Text) -> Option<Vec<u8>> = functions::unhex;
    /// The bytes of a string in a charset: `US-ASCII`, `ISO-8859-1`, `UTF-8`, `UTF-16BE`, `UTF-16LE`, `UTF-16`, `UTF-32`.
    /// Spark: `encode`.
    strict encode(self: Text, charset: String as R) -> Vec<u8> = functions::encode;
    /// The string that bytes are in a charset, as of [`encode`](Self::encode). Spark: `decode`.
    strict decode(self: Binary, charset: String as R) -> String = functions::decode;
    /// The bytes that hexadecimal digits stand for; others fail the query. Spark: `to_binary`.
    exact to_binary(self: Text) -> Option<Vec<u8>> = functions::to_binary;
    /// The bytes that a string stands for in a format: `"hex"`, `"utf-8"` or `"base64"`. Spark: `to_binary`.
    strict to_binary_with(self: Text, format: &str) -> Vec<u8> = functions::to_binary_with;
    /// As [`to_binary`](Self::to_binary), NULL where that fails. Spark: `try_to_binary`.
    exact try_to_binary(self: Text) -> Option<Vec<u8>> = functions::try_to_binary;
    /// As [`to_binary_with`](Self::to_binary_with), NULL where that fails. Spark: `try_to_binary`.
    exact try_to_binary_with(self: Text, format: &str) -> Option<Vec<u8>> = functions::try_to_binary_with;

    /// The number that a string shows in a format such as `"$99,999.99"`; another string fails the query. Spark:
    /// `to_number`.
    strict to_number(self: Text, format: &str) -> Decimal = functions::to_number;
    /// As [`to_number`](Self::to_number), NULL where that fails. Spark: `try_to_number`.
    exact try_to_number(self: Text, format: &str) -> Option<Decimal> = functions::try_to_number;
    /// The number in a format such as `"$99,999.99"`; one that does not fit is shown as `#`. Spark: `to_char`.
    strict to_char(self: Is[<Decimal>], format: &str) -> String = functions::to_char;
    /// The number with `digits` digits after the point and commas between the thousands; NULL if `digits` is negative.
    /// Spark: `format_number`.
    exact format_number(self: Numeric, digits: i32 as R) -> Option<String> = functions::format_number;
}

/// The values (a tuple, or the columns of a row) in a format of Java's `Formatter`, such as `"%s costs %.2f"`. NULL only if
/// the format is. Spark: `format_string`.
#[must_use]
#[track_caller]
pub fn format_string<S: 'static, V: Columns<S>>(format: &str, values: V) -> Expr<S, String> {
    let mut args = vec![super::table::literal(format)];
    args.extend(values.list().into_iter().map(|(_, handle)| handle));
    Expr::at(arena::apply_first(args, |format, values| functions::format_string(format, values)))
}
