//! A decimal number of Spark's 38 digits.

mod literal;

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    str::FromStr,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::{Error, ErrorKind, Result};

/// A decimal number of up to 38 digits: the value of a `DECIMAL` column (Spark: `Decimal`).
///
/// It is `unscaled / 10^scale`. Equality, order and hash go by the number, so `1.50` equals `1.5`; `Display` writes
/// every digit of the scale.
///
/// ```
/// use spark_connect_core::types::Decimal;
///
/// let price: Decimal = "19.90".parse()?;
/// assert_eq!((price.unscaled(), price.scale(), price.precision()), (1990, 2, 4));
/// assert_eq!(price, "19.9".parse()?);
/// assert!(price < Decimal::from(20));
/// assert_eq!(price.rescale(4).map(|price| price.to_string()).as_deref(), Some("19.9000"));
/// assert_eq!(price.rescale(0), None); // 0.9 would be lost
/// # Ok::<(), spark_connect_core::error::Error>(())
/// ```
#[derive(Clone, Copy, Default)]
pub struct Decimal {
    unscaled: i128,
    scale: u8,
}

/// 10^38: one more than the largest unscaled value.
const LIMIT: u128 = 10_u128.pow(38);

impl Decimal {
    /// The most digits a decimal has, before and after the point together.
    pub const MAX_PRECISION: u8 = 38;
    /// Zero, with scale 0.
    pub const ZERO: Self = Self { unscaled: 0, scale: 0 };
    /// The largest decimal: 38 nines.
    pub const MAX: Self = Self { unscaled: LIMIT as i128 - 1, scale: 0 };
    /// The smallest decimal: minus 38 nines.
    pub const MIN: Self = Self { unscaled: 1 - LIMIT as i128, scale: 0 };

    /// The number `unscaled / 10^scale`.
    ///
    /// # Errors
    /// [`ErrorKind::Conversion`] if it has more than 38 digits, or a scale over 38.
    pub fn new(unscaled: i128, scale: u8) -> Result<Self> {
        if scale > Self::MAX_PRECISION || unscaled.unsigned_abs() >= LIMIT {
            return Err(Error::new(
                ErrorKind::Conversion,
                format!("{unscaled}e-{scale} is out of range for a decimal, which has at most 38 digits"),
            ));
        }
        Ok(Self { unscaled, scale })
    }

    /// The digits without the point.
    #[must_use]
    pub fn unscaled(self) -> i128 {
        self.unscaled
    }

    /// How many digits are after the point.
    #[must_use]
    pub fn scale(self) -> u8 {
        self.scale
    }

    /// How many digits it has, at least one and at least the scale: the precision of the smallest `DECIMAL` of this
    /// scale that holds it.
    #[must_use]
    pub fn precision(self) -> u8 {
        let digits = self.unscaled.unsigned_abs().checked_ilog10().map_or(1, |log| log + 1);
        u8::try_from(digits).unwrap_or(Self::MAX_PRECISION).max(self.scale)
    }

    /// The same number with `scale` digits after the point; `None` if digits other than zero would be lost, or there
    /// would be more than 38.
    #[must_use]
    pub fn rescale(self, scale: u8) -> Option<Self> {
        let unscaled = match scale.cmp(&self.scale) {
            Ordering::Equal => self.unscaled,
            Ordering::Greater => self.unscaled.checked_mul(power(scale - self.scale)?)?,
            Ordering::Less => {
                let divisor = power(self.scale - scale)?;
                (self.unscaled % divisor == 0).then_some(self.unscaled / divisor)?
            }
        };
        Self::new(unscaled, scale).ok()
    }

    /// The nearest `f64`.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        // Through the text: the quotient of two rounded numbers would be off by one in the last place now and then.
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// Without zeros at the end of the fraction.
    pub(crate) fn normalized(self) -> Self {
        let mut number = self;
        while number.scale > 0 && number.unscaled % 10 == 0 {
            number = Self { unscaled: number.unscaled / 10, scale: number.scale - 1 };
        }
        number
    }
}

/// 10^exponent, where it fits.
fn power(exponent: u8) -> Option<i128> {
    10_i128.checked_pow(exponent.into())
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.scale == other.scale {
            return self.unscaled.cmp(&other.unscaled);
        }
        // Whole parts first, then fractions brought to the larger scale: a fraction has at most 38 digits, so that
        // cannot overflow. Both carry the sign of their number.
        let scale = self.scale.max(other.scale);
        let split = |number: &Self| {
            let divisor = power(number.scale).unwrap_or(i128::MAX);
            let factor = power(scale - number.scale).unwrap_or(1);
            (number.unscaled / divisor, number.unscaled % divisor * factor)
        };
        split(self).cmp(&split(other))
    }
}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let number = self.normalized();
        (number.unscaled, number.scale).hash(state);
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = usize::from(self.scale);
        let digits = format!("{:0>width$}", self.unscaled.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let text = if scale == 0 { whole.to_owned() } else { format!("{whole}.{fraction}") };
        f.pad_integral(self.unscaled >= 0, "", &text)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Decimal({self})")
    }
}

/// Reads `12`, `-0.50`, `+.5`, `1.5e3`.
impl FromStr for Decimal {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        parse(text).ok_or_else(|| {
            Error::new(ErrorKind::Conversion, format!("`{text}` is not a decimal of at most 38 digits"))
        })
    }
}

fn parse(text: &str) -> Option<Decimal> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (negative, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut unscaled: i128 = 0;
    for digit in whole.bytes().chain(fraction.bytes()) {
        if !digit.is_ascii_digit() {
            return None;
        }
        unscaled = unscaled.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
    }
    let mut scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
    if unscaled == 0 {
        return Decimal::new(0, u8::try_from(scale.clamp(0, 38)).ok()?).ok();
    }
    // Zeros at the end of a fraction too long to keep carry nothing.
    while scale > 38 && unscaled % 10 == 0 {
        unscaled /= 10;
        scale -= 1;
    }
    if scale < 0 {
        unscaled = unscaled.checked_mul(power(u8::try_from(scale.unsigned_abs()).ok()?)?)?;
        scale = 0;
    }
    Decimal::new(if negative { -unscaled } else { unscaled }, u8::try_from(scale).ok()?).ok()
}

macro_rules! from_integers {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Decimal {
            /// The same number, with scale 0.
            fn from(number: $integer) -> Self {
                Self { unscaled: number.into(), scale: 0 }
            }
        }
    )*};
}
from_integers!(i8 i16 i32 i64 u8 u16 u32 u64);

impl TryFrom<i128> for Decimal {
    type Error = Error;

    fn try_from(number: i128) -> Result<Self> {
        Self::new(number, 0)
    }
}

impl TryFrom<f64> for Decimal {
    type Error = Error;

    /// The number that `number` prints as, the shortest that reads back as the same `f64`: `0.1` is 0.1 and not
    /// 0.1000000000000000055 (Java: `BigDecimal.valueOf`).
    fn try_from(number: f64) -> Result<Self> {
        format!("{number:e}").parse()
    }
}

impl Serialize for Decimal {
    /// As its text.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    /// From its text or a whole number.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Decimal;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a decimal number as text, or a whole number")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Decimal, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Decimal, E> {
                Ok(number.into())
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Decimal, E> {
                Ok(number.into())
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use std::hash::DefaultHasher;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn hash(number: Decimal) -> u64 {
        let mut hasher = DefaultHasher::new();
        number.hash(&mut hasher);
        hasher.finish()
    }

    #[test]
    fn text_keeps_its_digits() {
        for text in ["0", "-0.50", "12", "0.00", "99999999999999999999999999999999999999", "-1.2345"] {
            assert_eq!(decimal(text).to_string(), text);
        }
        let smallest = format!("-0.{}1", "0".repeat(37));
        assert_eq!(decimal(&smallest).to_string(), smallest);
        assert_eq!(
            format!("{:>8}|{:<6}|{:+}", decimal("-1.5"), decimal("2.50"), decimal("3")),
            "    -1.5|2.50  |+3"
        );
        for (text, same) in
            [("+.5", "0.5"), ("5.", "5"), ("1.5e3", "1500"), ("1e-3", "0.001"), ("-12E1", "-120")]
        {
            assert_eq!(decimal(text).to_string(), same);
        }
        assert_eq!(decimal("0e99").to_string(), "0");
        assert_eq!(decimal("1.0000000000000000000000000000000000000e-1").scale(), 38);
    }

    #[test]
    fn what_is_not_a_decimal_is_refused() {
        let long = "1".repeat(39);
        for text in ["", ".", "-", "1.2.3", "1e", "1e99", "1e-99", "0x1", "1 ", "NaN", "١", &long] {
            assert_eq!(text.parse::<Decimal>().unwrap_err().kind(), ErrorKind::Conversion, "{text}");
        }
        assert!(Decimal::new(i128::MIN, 0).is_err());
        assert!(Decimal::new(0, 39).is_err());
        assert!(Decimal::try_from(f64::NAN).is_err());
        assert!(Decimal::try_from(f64::INFINITY).is_err());
        assert!(Decimal::try_from(1e40).is_err());
    }

    #[test]
    fn order_equality_and_hash_go_by_the_number() {
        let ascending =
            ["-99999999999999999999999999999999999999", "-1.5", "-1.49", "-0.1", "0", "0.099", "0.1", "2"];
        for (position, left) in ascending.iter().enumerate() {
            for (other, right) in ascending.iter().enumerate() {
                assert_eq!(decimal(left).cmp(&decimal(right)), position.cmp(&other), "{left} {right}");
            }
        }
        assert_eq!(decimal("1.500"), decimal("1.5"));
        assert_eq!(hash(decimal("1.500")), hash(decimal("1.5")));
        assert_eq!(hash(decimal("0.00")), hash(Decimal::ZERO));
        let tiny = Decimal::new(1, 38).unwrap();
        assert!(tiny > Decimal::ZERO && tiny < Decimal::MAX && Decimal::MIN < tiny);
    }

    #[test]
    fn sizes() {
        for (text, precision) in [("0", 1), ("0.00", 2), ("0.05", 2), ("12.30", 4), ("-99", 2)] {
            assert_eq!(decimal(text).precision(), precision, "{text}");
        }
        assert_eq!(Decimal::MAX.precision(), 38);
        assert_eq!(decimal("1.20").rescale(1), Some(decimal("1.2")));
        assert_eq!(decimal("1.25").rescale(1), None);
        assert_eq!(Decimal::MAX.rescale(1), None);
        assert_eq!(Decimal::ZERO.rescale(38).map(Decimal::scale), Some(38));
    }

    #[test]
    fn floats() {
        assert_eq!(Decimal::try_from(0.1).unwrap().to_string(), "0.1");
        assert_eq!(Decimal::try_from(-1.5e10).unwrap().to_string(), "-15000000000");
        assert_eq!(decimal("0.1").to_f64(), 0.1);
    }

    #[test]
    fn serde_goes_by_text() {
        let number = decimal("1.50");
        assert_eq!(serde_json::to_string(&number).unwrap(), "\"1.50\"");
        assert_eq!(serde_json::from_str::<Decimal>("\"1.50\"").unwrap(), number);
        assert_eq!(serde_json::from_str::<Decimal>("3").unwrap(), Decimal::from(3));
    }
}
