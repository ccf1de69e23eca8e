//! Mathematics. What has only values of one type takes only that type: `o.quantity.cast::<f64>().sqrt()`.

use super::{
    super::{NotNull, SparkType},
    Is, Numeric,
};
use crate::{functions, types::Decimal};

/// A column type with digits after the point that can be cut off.
#[diagnostic::on_unimplemented(
    message = "expected an `f64` or `Decimal` column, found a `{Self}` column",
    label = "there is nothing to round",
    note = "Spark would insert an implicit cast here; write it: `.cast::<f64>()`"
)]
pub trait Fractional: Numeric {
    /// What a whole number of this type is.
    type Whole: SparkType<Base = Self::Whole, Null = NotNull>;
}
#[diagnostic::do_not_recommend]
impl Fractional for f64 {
    type Whole = i64;
}
#[diagnostic::do_not_recommend]
impl Fractional for Option<f64> {
    type Whole = i64;
}
#[diagnostic::do_not_recommend]
impl Fractional for Decimal {
    type Whole = Self;
}
#[diagnostic::do_not_recommend]
impl Fractional for Option<Decimal> {
    type Whole = Decimal;
}

methods! {
    /// The absolute value. Spark: `abs`.
    strict abs(self: Numeric) -> T::Base = functions::abs;
    /// The value itself: SQL's unary plus. Spark: `positive`.
    strict positive(self: Numeric) -> T::Base = functions::positive;
    /// The smallest whole number that is not smaller. A decimal stays one, without digits after the point. Spark: `ceil`.
    strict ceil(self: Fractional) -> T::Whole = functions::ceil;
    /// The largest whole number that is not larger. A decimal stays one, without digits after the point. Spark: `floor`.
    strict floor(self: Fractional) -> T::Whole = functions::floor;
    /// The number with `digits` digits after the point (before it, if negative), a half away from zero. Spark: `round`.
    strict round(self: Numeric, digits: i32) -> T::Base = functions::round;
    /// As [`round`](Self::round), but a half goes to the even digit. Spark: `bround`.
    strict bround(self: Numeric, digits: i32) -> T::Base = functions::bround;
    /// The nearest whole number as a float; a half goes to the even one. Spark: `rint`.
    strict rint(self: Is[<f64>]) -> f64 = functions::rint;
    /// -1, 0 or 1, as the value is negative, zero or positive. Spark: `signum`.
    strict signum(self: Is[<f64>]) -> f64 = functions::signum;

    /// The square root; NaN of a negative number. Spark: `sqrt`.
    strict sqrt(self: Is[<f64>]) -> f64 = functions::sqrt;
    /// The cube root. Spark: `cbrt`.
    strict cbrt(self: Is[<f64>]) -> f64 = functions::cbrt;
    /// e to the power of the value. Spark: `exp`.
    strict exp(self: Is[<f64>]) -> f64 = functions::exp;
    /// e to the power of the value, minus one: exact also near zero. Spark: `expm1`.
    strict expm1(self: Is[<f64>]) -> f64 = functions::expm1;
    /// The natural logarithm; NULL unless the value is positive. Spark: `ln`.
    exact ln(self: Is[<f64>]) -> Option<f64> = functions::ln;
    /// The logarithm to a base; NULL unless both are positive. Spark: `log`.
    exact log(self: Is[<f64>], base: f64 as R) -> Option<f64> = |this, base| functions::log(base, this);
    /// The logarithm to the base 10; NULL unless the value is positive. Spark: `log10`.
    exact log10(self: Is[<f64>]) -> Option<f64> = functions::log10;
    /// The logarithm to the base 2; NULL unless the value is positive. Spark: `log2`.
    exact log2(self: Is[<f64>]) -> Option<f64> = functions::log2;
    /// The natural logarithm of the value plus one, exact also near zero; NULL unless that is positive. Spark: `log1p`.
    exact log1p(self: Is[<f64>]) -> Option<f64> = functions::log1p;
    /// The value to the power of `exponent`. Spark: `pow`.
    strict pow(self: Is[<f64>], exponent: f64 as R) -> f64 = functions::pow;
    /// The length of the hypotenuse: the square root of the sum of both squares. Spark: `hypot`.
    strict hypot(self: Is[<f64>], other: f64 as R) -> f64 = functions::hypot;
    /// The product of the whole numbers from 1 to the value; NULL unless that is 0 to 20. Spark: `factorial`.
    exact factorial(self: Is[<i32>]) -> Option<i64> = functions::factorial;
    /// The remainder, never negative if the divisor is positive. By zero it fails, or gives NULL without
    /// `spark.sql.ansi.enabled`. Spark: `pmod`.
    exact pmod(self: Numeric, divisor: T::Base as R) -> Option<T::Base> = functions::pmod;

    /// The sine of an angle in radians. Spark: `sin`.
    strict sin(self: Is[<f64>]) -> f64 = functions::sin;
    /// The cosine of an angle in radians. Spark: `cos`.
    strict cos(self: Is[<f64>]) -> f64 = functions::cos;
    /// The tangent of an angle in radians. Spark: `tan`.
    strict tan(self: Is[<f64>]) -> f64 = functions::tan;
    /// The cotangent of an angle in radians. Spark: `cot`.
    strict cot(self: Is[<f64>]) -> f64 = functions::cot;
    /// The cosecant of an angle in radians. Spark: `csc`.
    strict csc(self: Is[<f64>]) -> f64 = functions::csc;
    /// The secant of an angle in radians. Spark: `sec`.
    strict sec(self: Is[<f64>]) -> f64 = functions::sec;
    /// The angle in radians with this sine; NaN outside of -1 to 1. Spark: `asin`.
    strict asin(self: Is[<f64>]) -> f64 = functions::asin;
    /// The angle in radians with this cosine; NaN outside of -1 to 1. Spark: `acos`.
    strict acos(self: Is[<f64>]) -> f64 = functions::acos;
    /// The angle in radians with this tangent. Spark: `atan`.
    strict atan(self: Is[<f64>]) -> f64 = functions::atan;
    /// The angle in radians, -π to π, of the point with this y and an x. Spark: `atan2`.
    strict atan2(self: Is[<f64>], x: f64 as R) -> f64 = functions::atan2;
    /// The hyperbolic sine. Spark: `sinh`.
    strict sinh(self: Is[<f64>]) -> f64 = functions::sinh;
    /// The hyperbolic cosine. Spark: `cosh`.
    strict cosh(self: Is[<f64>]) -> f64 = functions::cosh;
    /// The hyperbolic tangent. Spark: `tanh`.
    strict tanh(self: Is[<f64>]) -> f64 = functions::tanh;
    /// The inverse of [`sinh`](Self::sinh). Spark: `asinh`.
    strict asinh(self: Is[<f64>]) -> f64 = functions::asinh;
    /// The inverse of [`cosh`](Self::cosh); NaN below 1. Spark: `acosh`.
    strict acosh(self: Is[<f64>]) -> f64 = functions::acosh;
    /// The inverse of [`tanh`](Self::tanh); NaN outside of -1 to 1. Spark: `atanh`.
    strict atanh(self: Is[<f64>]) -> f64 = functions::atanh;
    /// Radians as degrees. Spark: `degrees`.
    strict degrees(self: Is[<f64>]) -> f64 = functions::degrees;
    /// Degrees as radians. Spark: `radians`.
    strict radians(self: Is[<f64>]) -> f64 = functions::radians;

    /// In the binary system, as text; a negative number is its two's complement. Spark: `bin`.
    strict bin(self: Is[<i64>]) -> String = functions::bin;
    /// A number that is written to the base `from`, written to the base `to`; NULL for a base outside of 2 to 36. A
    /// negative `to` keeps the sign. Spark: `conv`.
    exact conv(self: Is[<String>], from: i32 as A, to: i32 as B) -> Option<String> = functions::conv;
    /// The number of the bucket that the value falls into, of `buckets` of the same width from `min` to `max`: 0 below
    /// `min`, `buckets + 1` from `max` on. NULL for bounds that make no buckets. Spark: `width_bucket`.
    exact width_bucket(self: Is[<f64>], min: f64 as A, max: f64 as B, buckets: i64 as C) -> Option<i64> =
        functions::width_bucket;

    /// The sum, NULL where it does not fit. Spark: `try_add`.
    exact try_add(self: Numeric, other: T::Base as R) -> Option<T::Base> = functions::try_add;
    /// The difference, NULL where it does not fit. Spark: `try_subtract`.
    exact try_subtract(self: Numeric, other: T::Base as R) -> Option<T::Base> = functions::try_subtract;
    /// The product, NULL where it does not fit. Spark: `try_multiply`.
    exact try_multiply(self: Numeric, other: T::Base as R) -> Option<T::Base> = functions::try_multiply;
    /// The quotient, NULL where the divisor is zero. Spark: `try_divide`.
    exact try_divide(self: Numeric, divisor: T::Base as R) -> Option<T::Quotient> = functions::try_divide;
    /// The remainder, NULL where the divisor is zero. Spark: `try_mod`, 4.0.
    exact try_mod(self: Numeric, divisor: T::Base as R) -> Option<T::Base> = functions::try_mod;
}

functions! {
    /// Euler's number, 2.718... Spark: `e`.
    exact e() -> f64 = functions::e;
    /// The number π, 3.141... Spark: `pi`.
    exact pi() -> f64 = functions::pi;
    /// A random number from 0 (included) to 1, another one in each row. Spark: `rand`.
    exact rand() -> f64 = functions::rand;
    /// A random number of the standard normal distribution, another one in each row. Spark: `randn`.
    exact randn() -> f64 = functions::randn;
    /// As [`rand`]; the same seed gives the same numbers to the same rows in the same partitions. Spark: `rand`.
    exact rand_with_seed(seed: i64) -> f64 = functions::rand_with_seed;
    /// As [`randn`]; the same seed gives the same numbers to the same rows in the same partitions. Spark: `randn`.
    exact randn_with_seed(seed: i64) -> f64 = functions::randn_with_seed;
}
