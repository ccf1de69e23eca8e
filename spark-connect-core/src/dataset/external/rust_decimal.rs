//! rust_decimal's decimals, which have fewer digits than Spark's.

use ::rust_decimal::Decimal;

use super::super::StoredAs;
use crate::{error::BoxError, types};

/// `DECIMAL(p, s)`, as for this crate's own [`Decimal`](types::Decimal): `#[spark(decimal(p, s))]` declares it.
///
/// A value of more than 28 digits, or with more than 28 after the point, cannot be read.
impl StoredAs for Decimal {
    const NAME: &'static str = "rust_decimal::Decimal";
    type Stored = types::Decimal;
    fn to_stored(&self) -> Result<types::Decimal, BoxError> {
        Ok(types::Decimal::new(self.mantissa(), self.scale().try_into()?)?)
    }
    fn from_stored(stored: types::Decimal) -> Result<Self, BoxError> {
        // Zeros behind the last digit are of the column, not of the value.
        let short = if stored.scale() > 28 { stored.rescale(28) } else { Some(stored) };
        let value = short.unwrap_or(stored);
        let read = Self::try_from_i128_with_scale(value.unscaled(), value.scale().into());
        read.map_err(|_| format!("{stored} has more digits than a rust_decimal::Decimal").into())
    }
}
crate::stored_as!(@external Decimal);
