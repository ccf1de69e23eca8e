//! Numbers.

use crate::expr::{Column, ColumnOrLiteral, ColumnOrName, call, random_seed};

/// The absolute value.
///
/// Spark: `abs`, 1.3.
#[track_caller]
pub fn abs(column: impl ColumnOrName) -> Column {
    call("abs", column)
}

/// The number rounded up to an integer.
///
/// Spark: `ceil`, 1.4.
#[track_caller]
pub fn ceil(column: impl ColumnOrName) -> Column {
    call("ceil", column)
}

/// The number rounded up to `scale` digits after the point, as a DECIMAL; a negative scale rounds to tens,
/// hundreds and so on.
///
/// Spark: `ceil`, 4.0.
#[track_caller]
pub fn ceil_with_scale(column: impl ColumnOrName, scale: impl ColumnOrLiteral) -> Column {
    call("ceil", [column.into_column(), scale.into_operand()])
}

/// The number rounded up to an integer: another name of [`ceil`].
///
/// Spark: `ceiling`, 1.4.
#[track_caller]
pub fn ceiling(column: impl ColumnOrName) -> Column {
    call("ceiling", column)
}

/// The number rounded up to `scale` digits: another name of [`ceil_with_scale`].
///
/// Spark: `ceiling`, 4.0.
#[track_caller]
pub fn ceiling_with_scale(column: impl ColumnOrName, scale: impl ColumnOrLiteral) -> Column {
    call("ceiling", [column.into_column(), scale.into_operand()])
}

/// The number rounded down to an integer.
///
/// Spark: `floor`, 1.4.
#[track_caller]
pub fn floor(column: impl ColumnOrName) -> Column {
    call("floor", column)
}

/// The number rounded down to `scale` digits after the point, as a DECIMAL; a negative scale rounds to tens,
/// hundreds and so on.
///
/// Spark: `floor`, 4.0.
#[track_caller]
pub fn floor_with_scale(column: impl ColumnOrName, scale: impl ColumnOrLiteral) -> Column {
    call("floor", [column.into_column(), scale.into_operand()])
}

/// The number rounded to `scale` digits after the point, a half away from zero. A negative scale rounds to
/// tens, hundreds and so on.
///
/// Spark: `round`, 1.5.
#[track_caller]
pub fn round(column: impl ColumnOrName, scale: impl ColumnOrLiteral) -> Column {
    call("round", [column.into_column(), scale.into_operand()])
}

/// As [`round`], but a half is rounded to the even neighbour.
///
/// Spark: `bround`, 2.0.
#[track_caller]
pub fn bround(column: impl ColumnOrName, scale: impl ColumnOrLiteral) -> Column {
    call("bround", [column.into_column(), scale.into_operand()])
}

/// The integer closest to a number, as a DOUBLE.
///
/// Spark: `rint`, 1.4.
#[track_caller]
pub fn rint(column: impl ColumnOrName) -> Column {
    call("rint", column)
}

/// The square root; NaN for a negative number.
///
/// Spark: `sqrt`, 1.3.
#[track_caller]
pub fn sqrt(column: impl ColumnOrName) -> Column {
    call("sqrt", column)
}

/// The cube root.
///
/// Spark: `cbrt`, 1.4.
#[track_caller]
pub fn cbrt(column: impl ColumnOrName) -> Column {
    call("cbrt", column)
}

/// The exponential.
///
/// Spark: `exp`, 1.4.
#[track_caller]
pub fn exp(column: impl ColumnOrName) -> Column {
    call("exp", column)
}

/// The exponential minus one.
///
/// Spark: `expm1`, 1.4.
#[track_caller]
pub fn expm1(column: impl ColumnOrName) -> Column {
    call("expm1", column)
}

/// The natural logarithm; NULL where the number is not positive.
///
/// Spark: `ln`, 3.5.
#[track_caller]
pub fn ln(column: impl ColumnOrName) -> Column {
    call("ln", column)
}

/// The logarithm to a base; NULL where the number is not positive.
///
/// Spark: `log`, 1.5.
#[track_caller]
pub fn log(base: impl ColumnOrLiteral, column: impl ColumnOrName) -> Column {
    call("log", [base.into_operand(), column.into_column()])
}

/// The decimal logarithm; NULL where the number is not positive.
///
/// Spark: `log10`, 1.4.
#[track_caller]
pub fn log10(column: impl ColumnOrName) -> Column {
    call("log10", column)
}

/// The binary logarithm; NULL where the number is not positive.
///
/// Spark: `log2`, 1.5.
#[track_caller]
pub fn log2(column: impl ColumnOrName) -> Column {
    call("log2", column)
}

/// The natural logarithm of the number plus one.
///
/// Spark: `log1p`, 1.4.
#[track_caller]
pub fn log1p(column: impl ColumnOrName) -> Column {
    call("log1p", column)
}

/// The base raised to an exponent, as a DOUBLE.
///
/// Spark: `power`, 1.4.
#[track_caller]
pub fn pow(base: impl ColumnOrName, exponent: impl ColumnOrLiteral) -> Column {
    call("power", [base.into_column(), exponent.into_operand()])
}

/// The base raised to an exponent, as a DOUBLE: another name of [`pow`].
///
/// Spark: `power`, 1.4.
#[track_caller]
pub fn power(base: impl ColumnOrName, exponent: impl ColumnOrLiteral) -> Column {
    call("power", [base.into_column(), exponent.into_operand()])
}

/// `sqrt(x² + y²)` without overflow on the way.
///
/// Spark: `hypot`, 1.4.
#[track_caller]
pub fn hypot(x: impl ColumnOrName, y: impl ColumnOrLiteral) -> Column {
    call("hypot", [x.into_column(), y.into_operand()])
}

/// The sign of a number: -1.0, 0.0 or 1.0.
///
/// Spark: `signum`, 1.4.
#[track_caller]
pub fn signum(column: impl ColumnOrName) -> Column {
    call("signum", column)
}

/// The sign of a number, -1.0, 0.0 or 1.0: another name of [`signum`].
///
/// Spark: `sign`, 1.4.
#[track_caller]
pub fn sign(column: impl ColumnOrName) -> Column {
    call("sign", column)
}

/// The number with the other sign.
///
/// Spark: `negative`, 3.5.
#[track_caller]
pub fn negative(column: impl ColumnOrName) -> Column {
    call("negative", column)
}

/// The number as it is.
///
/// Spark: `positive`, 3.5.
#[track_caller]
pub fn positive(column: impl ColumnOrName) -> Column {
    call("positive", column)
}

/// The remainder that has the sign of the divisor.
///
/// Spark: `pmod`, 3.4.
#[track_caller]
pub fn pmod(column: impl ColumnOrName, divisor: impl ColumnOrLiteral) -> Column {
    call("pmod", [column.into_column(), divisor.into_operand()])
}

/// The factorial of an integer from 0 to 20; NULL otherwise.
///
/// Spark: `factorial`, 1.5.
#[track_caller]
pub fn factorial(column: impl ColumnOrName) -> Column {
    call("factorial", column)
}

/// The sine of an angle in radians.
///
/// Spark: `sin`, 1.4.
#[track_caller]
pub fn sin(column: impl ColumnOrName) -> Column {
    call("sin", column)
}

/// The cosine of an angle in radians.
///
/// Spark: `cos`, 1.4.
#[track_caller]
pub fn cos(column: impl ColumnOrName) -> Column {
    call("cos", column)
}

/// The tangent of an angle in radians.
///
/// Spark: `tan`, 1.4.
#[track_caller]
pub fn tan(column: impl ColumnOrName) -> Column {
    call("tan", column)
}

/// The cotangent of an angle in radians.
///
/// Spark: `cot`, 3.3.
#[track_caller]
pub fn cot(column: impl ColumnOrName) -> Column {
    call("cot", column)
}

/// The cosecant of an angle in radians.
///
/// Spark: `csc`, 3.3.
#[track_caller]
pub fn csc(column: impl ColumnOrName) -> Column {
    call("csc", column)
}

/// The secant of an angle in radians.
///
/// Spark: `sec`, 3.3.
#[track_caller]
pub fn sec(column: impl ColumnOrName) -> Column {
    call("sec", column)
}

/// The inverse sine in radians; NaN outside -1 to 1.
///
/// Spark: `asin`, 1.4.
#[track_caller]
pub fn asin(column: impl ColumnOrName) -> Column {
    call("asin", column)
}

/// The inverse cosine in radians; NaN outside -1 to 1.
///
/// Spark: `acos`, 1.4.
#[track_caller]
pub fn acos(column: impl ColumnOrName) -> Column {
    call("acos", column)
}

/// The inverse tangent in radians.
///
/// Spark: `atan`, 1.4.
#[track_caller]
pub fn atan(column: impl ColumnOrName) -> Column {
    call("atan", column)
}

/// The angle of the point (x, y) in radians.
///
/// Spark: `atan2`, 1.4.
#[track_caller]
pub fn atan2(y: impl ColumnOrName, x: impl ColumnOrLiteral) -> Column {
    call("atan2", [y.into_column(), x.into_operand()])
}

/// The hyperbolic sine.
///
/// Spark: `sinh`, 1.4.
#[track_caller]
pub fn sinh(column: impl ColumnOrName) -> Column {
    call("sinh", column)
}

/// The hyperbolic cosine.
///
/// Spark: `cosh`, 1.4.
#[track_caller]
pub fn cosh(column: impl ColumnOrName) -> Column {
    call("cosh", column)
}

/// The hyperbolic tangent.
///
/// Spark: `tanh`, 1.4.
#[track_caller]
pub fn tanh(column: impl ColumnOrName) -> Column {
    call("tanh", column)
}

/// The inverse hyperbolic sine.
///
/// Spark: `asinh`, 3.1.
#[track_caller]
pub fn asinh(column: impl ColumnOrName) -> Column {
    call("asinh", column)
}

/// The inverse hyperbolic cosine; NaN below 1.
///
/// Spark: `acosh`, 3.1.
#[track_caller]
pub fn acosh(column: impl ColumnOrName) -> Column {
    call("acosh", column)
}

/// The inverse hyperbolic tangent; NaN outside -1 to 1.
///
/// Spark: `atanh`, 3.1.
#[track_caller]
pub fn atanh(column: impl ColumnOrName) -> Column {
    call("atanh", column)
}

/// Radians as degrees.
///
/// Spark: `degrees`, 2.1.
#[track_caller]
pub fn degrees(column: impl ColumnOrName) -> Column {
    call("degrees", column)
}

/// Degrees as radians.
///
/// Spark: `radians`, 2.1.
#[track_caller]
pub fn radians(column: impl ColumnOrName) -> Column {
    call("radians", column)
}

/// Euler's number.
///
/// Spark: `e`, 3.5.
#[track_caller]
pub fn e() -> Column {
    call("e", ())
}

/// The circle number.
///
/// Spark: `pi`, 3.5.
#[track_caller]
pub fn pi() -> Column {
    call("pi", ())
}

/// An integer in binary digits.
///
/// Spark: `bin`, 1.5.
#[track_caller]
pub fn bin(column: impl ColumnOrName) -> Column {
    call("bin", column)
}

/// An integer, a text or bytes in hexadecimal digits.
///
/// Spark: `hex`, 1.5.
#[track_caller]
pub fn hex(column: impl ColumnOrName) -> Column {
    call("hex", column)
}

/// Hexadecimal digits as bytes; NULL where they are not such digits.
///
/// Spark: `unhex`, 1.5.
#[track_caller]
pub fn unhex(column: impl ColumnOrName) -> Column {
    call("unhex", column)
}

/// A number in digits of base `from`, in digits of base `to`.
///
/// Spark: `conv`, 1.5.
#[track_caller]
pub fn conv(column: impl ColumnOrName, from: impl ColumnOrLiteral, to: impl ColumnOrLiteral) -> Column {
    call("conv", [column.into_column(), from.into_operand(), to.into_operand()])
}

/// The sum; NULL where it overflows.
///
/// Spark: `try_add`, 3.5.
#[track_caller]
pub fn try_add(left: impl ColumnOrName, right: impl ColumnOrLiteral) -> Column {
    call("try_add", [left.into_column(), right.into_operand()])
}

/// The difference; NULL where it overflows.
///
/// Spark: `try_subtract`, 3.5.
#[track_caller]
pub fn try_subtract(left: impl ColumnOrName, right: impl ColumnOrLiteral) -> Column {
    call("try_subtract", [left.into_column(), right.into_operand()])
}

/// The product; NULL where it overflows.
///
/// Spark: `try_multiply`, 3.5.
#[track_caller]
pub fn try_multiply(left: impl ColumnOrName, right: impl ColumnOrLiteral) -> Column {
    call("try_multiply", [left.into_column(), right.into_operand()])
}

/// The quotient as a fraction; NULL where the divisor is zero.
///
/// Spark: `try_divide`, 3.5.
#[track_caller]
pub fn try_divide(left: impl ColumnOrName, right: impl ColumnOrLiteral) -> Column {
    call("try_divide", [left.into_column(), right.into_operand()])
}

/// The remainder, with the sign of `left`; NULL where the divisor is zero.
///
/// Spark: `try_mod`, 4.0.
#[track_caller]
pub fn try_mod(left: impl ColumnOrName, right: impl ColumnOrLiteral) -> Column {
    call("try_mod", [left.into_column(), right.into_operand()])
}

/// The number of the bucket a value falls into when `min` to `max` is cut into `buckets` of equal width.
///
/// Spark: `width_bucket`, 3.5.
#[track_caller]
pub fn width_bucket(
    column: impl ColumnOrName,
    min: impl ColumnOrLiteral,
    max: impl ColumnOrLiteral,
    buckets: impl ColumnOrLiteral,
) -> Column {
    call(
        "width_bucket",
        [column.into_column(), min.into_operand(), max.into_operand(), buckets.into_operand()],
    )
}

/// A random number from 0.0 (included) to 1.0 (excluded) per row, from a seed chosen now.
///
/// The same column gives the same numbers again for the same rows in the same partitions; another call of `rand`
/// gives others.
///
/// Spark: `rand`, 1.4.
#[track_caller]
pub fn rand() -> Column {
    rand_with_seed(random_seed())
}

/// A random number from 0.0 (included) to 1.0 (excluded) per row, from a seed.
///
/// Spark: `rand`, 1.4.
#[track_caller]
pub fn rand_with_seed(seed: impl ColumnOrLiteral) -> Column {
    call("rand", seed.into_operand())
}

/// A random number from 0.0 (included) to 1.0 (excluded) per row: another name of [`rand`].
///
/// Spark: `random`, 4.1.
#[track_caller]
pub fn random() -> Column {
    rand()
}

/// A random number from 0.0 (included) to 1.0 (excluded) per row: another name of [`rand_with_seed`].
///
/// Spark: `random`, 4.1.
#[track_caller]
pub fn random_with_seed(seed: impl ColumnOrLiteral) -> Column {
    rand_with_seed(seed)
}

/// A random number of the standard normal distribution per row, from a seed chosen now.
///
/// Spark: `randn`, 1.4.
#[track_caller]
pub fn randn() -> Column {
    randn_with_seed(random_seed())
}

/// A random number of the standard normal distribution per row, from a seed.
///
/// Spark: `randn`, 1.4.
#[track_caller]
pub fn randn_with_seed(seed: impl ColumnOrLiteral) -> Column {
    call("randn", seed.into_operand())
}

/// A random number between two constants per row, from a seed chosen now: an integer if both are.
///
/// Spark: `uniform`, 4.0.
#[track_caller]
pub fn uniform(min: impl ColumnOrLiteral, max: impl ColumnOrLiteral) -> Column {
    uniform_with_seed(min, max, random_seed())
}

/// As [`uniform`], from a seed.
///
/// Spark: `uniform`, 4.0.
#[track_caller]
pub fn uniform_with_seed(
    min: impl ColumnOrLiteral,
    max: impl ColumnOrLiteral,
    seed: impl ColumnOrLiteral,
) -> Column {
    call("uniform", [min.into_operand(), max.into_operand(), seed.into_operand()])
}
