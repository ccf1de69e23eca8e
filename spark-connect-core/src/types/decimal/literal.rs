//! Decimals that are written in the program.

use super::Decimal;

/// A [`Decimal`](crate::types::Decimal) that is written as a number: `decimal!(0.05)`.
///
/// The digits are taken as they are written, so the scale of `decimal!(1.50)` is 2. What is no decimal does not compile.
///
/// ```
/// use spark_connect_core::prelude::*;
///
/// #[derive(SparkRow)]
/// struct Line { price: Decimal, discount: Decimal }
///
/// fn discounted(lines: &Dataset<Line>) -> Dataset<Line> {
///     lines.filter(|l| l.discount.between(decimal!(0.05), decimal!(0.07)) & l.price.gt(decimal!(-1_000.00)))
/// }
/// assert_eq!(decimal!(1.50).to_string(), "1.50");
/// ```
#[macro_export]
macro_rules! decimal {
    ($($number:tt)+) => {{
        // An item of its own, which `cargo check` evaluates too.
        const DECIMAL: $crate::types::Decimal =
            match $crate::types::Decimal::literal(::core::stringify!($($number)+)) {
                ::core::option::Option::Some(decimal) => decimal,
                ::core::option::Option::None => {
                    ::core::panic!("`decimal!` takes a number of at most 38 digits without an exponent, such as `0.05`")
                }
            };
        DECIMAL
    }};
}

impl Decimal {
    /// What [`decimal!`](crate::decimal) is given.
    #[doc(hidden)]
    #[must_use]
    pub const fn literal(text: &str) -> Option<Self> {
        let mut rest = text.as_bytes();
        let negative = if let [b'-', digits @ ..] = rest {
            rest = digits;
            true
        } else {
            false
        };
        let (mut unscaled, mut scale, mut digits, mut point) = (0_i128, 0_u8, 0_u8, false);
        while let [byte, tail @ ..] = rest {
            rest = tail;
            match *byte {
                b'0'..=b'9' => {
                    // Zeros before the number are none of its digits.
                    digits += (unscaled != 0 || point || *byte != b'0') as u8;
                    if digits > Self::MAX_PRECISION {
                        return None;
                    }
                    unscaled = unscaled * 10 + (*byte - b'0') as i128;
                    scale += point as u8;
                }
                b'.' if !point => point = true,
                // What Rust allows between the parts of a number, and `stringify!` puts after the sign.
                b'_' | b' ' => {}
                _ => return None,
            }
        }
        let unscaled = if negative { -unscaled } else { unscaled };
        if text.is_empty() { None } else { Some(Self { unscaled, scale }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_kept_as_they_are_written() {
        let texts = [(decimal!(0.05), "0.05"), (decimal!(-12.50), "-12.50"), (decimal!(1_000), "1000")];
        for (decimal, text) in texts {
            assert_eq!(decimal.to_string(), text);
        }
        let longest = decimal!(99999999999999999999999999999999999999);
        assert_eq!(longest, Decimal::MAX);
        assert_eq!(decimal!(0.99999999999999999999999999999999999999).scale(), 38);
    }

    #[test]
    fn what_is_no_decimal() {
        for text in
            ["", "1e3", "1.2.3", "x", "0x1f", "1f64", "1.0-", "999999999999999999999999999999999999999"]
        {
            assert!(Decimal::literal(text).is_none(), "{text}");
        }
        assert!(Decimal::literal("0.000000000000000000000000000000000000001").is_none());
    }
}
