//! Mathematics.

use spark_connect_core::dataset::functions::*;

/// What Spark's analyzer says of every function of one number, and of those that round.
const NEVER: &str =
    "Spark calls it nullable whatever the argument is, but it has a value for every number (NaN is one)";

cases! {
    "abs(x.i32)" => |x| x.i32.abs();
    "abs(x.dec)" => |x| x.dec.abs();
    "positive(x.f64)" => |x| x.f64.positive();
    "ceil(x.f64)" => |x| x.f64.ceil(), NEVER;
    "ceil(x.dec)" => |x| x.dec.ceil(), NEVER;
    "floor(x.f64)" => |x| x.f64.floor(), NEVER;
    "ceiling(x.f64)" => |x| x.f64.ceil(), NEVER;
    "sign(x.f64)" => |x| x.f64.signum(), NEVER;
    "power(x.f64, y.f64)" => |x, y| x.f64.pow(y.f64);
    random "random()" => |_| rand();
    "floor(x.dec)" => |x| x.dec.floor(), NEVER;
    "round(x.f64, 1)" => |x| x.f64.round(1), NEVER;
    "round(x.i64, -1)" => |x| x.i64.round(-1), NEVER;
    "round(x.dec, 1)" => |x| x.dec.round(1), NEVER;
    "bround(x.f64, 1)" => |x| x.f64.bround(1), NEVER;
    "rint(x.f64)" => |x| x.f64.rint(), NEVER;
    "signum(x.f64)" => |x| x.f64.signum(), NEVER;
    "sqrt(x.f64)" => |x| x.f64.sqrt(), NEVER;
    "cbrt(x.f64)" => |x| x.f64.cbrt(), NEVER;
    "exp(x.f64)" => |x| x.f64.exp(), NEVER;
    "expm1(x.f64)" => |x| x.f64.expm1(), NEVER;
    "ln(x.f64)" => |x| x.f64.ln();
    "log(y.f64, x.f64)" => |x, y| x.f64.log(y.f64);
    "log10(x.f64)" => |x| x.f64.log10();
    "log2(x.f64)" => |x| x.f64.log2();
    "log1p(x.f64)" => |x| x.f64.log1p();
    "pow(x.f64, y.f64)" => |x, y| x.f64.pow(y.f64);
    "hypot(x.f64, y.f64)" => |x, y| x.f64.hypot(y.f64);
    "factorial(x.i32)" => |x| x.i32.factorial();
    "pmod(x.i32, y.i32)" => |x, y| x.i32.pmod(y.i32);
    "sin(x.f64)" => |x| x.f64.sin(), NEVER;
    "cos(x.f64)" => |x| x.f64.cos(), NEVER;
    "tan(x.f64)" => |x| x.f64.tan(), NEVER;
    "cot(x.f64)" => |x| x.f64.cot(), NEVER;
    "csc(x.f64)" => |x| x.f64.csc(), NEVER;
    "sec(x.f64)" => |x| x.f64.sec(), NEVER;
    "asin(x.f64)" => |x| x.f64.asin(), NEVER;
    "acos(x.f64)" => |x| x.f64.acos(), NEVER;
    "atan(x.f64)" => |x| x.f64.atan(), NEVER;
    "atan2(x.f64, y.f64)" => |x, y| x.f64.atan2(y.f64);
    "sinh(x.f64)" => |x| x.f64.sinh(), NEVER;
    "cosh(x.f64)" => |x| x.f64.cosh(), NEVER;
    "tanh(x.f64)" => |x| x.f64.tanh(), NEVER;
    "asinh(x.f64)" => |x| x.f64.asinh(), NEVER;
    "acosh(x.f64)" => |x| x.f64.acosh(), NEVER;
    "atanh(x.f64)" => |x| x.f64.atanh(), NEVER;
    "degrees(x.f64)" => |x| x.f64.degrees(), NEVER;
    "radians(x.f64)" => |x| x.f64.radians(), NEVER;
    "bin(x.i64)" => |x| x.i64.bin();
    "conv(x.s, 16, y.i32)" => |x, y| x.s.conv(16, y.i32);
    "width_bucket(x.f64, 0D, y.f64, 4)" => |x, y| x.f64.width_bucket(0.0, y.f64, 4);
    "try_add(x.i32, y.i32)" => |x, y| x.i32.try_add(y.i32);
    "try_subtract(x.f64, y.f64)" => |x, y| x.f64.try_subtract(y.f64);
    "try_multiply(x.dec, y.dec)" => |x, y| x.dec.try_multiply(y.dec);
    "try_divide(x.i64, y.i64)" => |x, y| x.i64.try_divide(y.i64);
    "try_divide(x.dec, y.dec)" => |x, y| x.dec.try_divide(y.dec);
    "try_mod(x.i32, y.i32)" => |x, y| x.i32.try_mod(y.i32);
    "e()" => |_| e();
    "pi()" => |_| pi();
    random "rand()" => |_| rand();
    random "randn()" => |_| randn();
    "rand(7)" => |_| rand_with_seed(7);
    "randn(7)" => |_| randn_with_seed(7);
}
