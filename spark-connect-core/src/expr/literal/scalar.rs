//! Numbers, booleans, texts and bytes.

use bytes::Bytes;

use super::{Literal, LiteralType, ValueKind};
use crate::{
    proto::spark::connect::expression::literal,
    types::{DataType, Decimal},
};

macro_rules! scalars {
    ($($rust:ty => $value:ident, $kind:ident;)+) => {$(
        impl From<$rust> for Literal {
            fn from(value: $rust) -> Self {
                Self::new(ValueKind::$value(value.into()), DataType::$kind)
            }
        }
        impl LiteralType for $rust {
            fn data_type() -> DataType {
                DataType::$kind
            }
        }
    )+};
}

scalars! {
    bool => Boolean, Boolean;
    i8 => Byte, Byte;
    i16 => Short, Short;
    i32 => Integer, Integer;
    i64 => Long, Long;
    f32 => Float, Float;
    f64 => Double, Double;
    String => String, String;
    &str => String, String;
    &String => String, String;
    char => String, String;
    Vec<u8> => Binary, Binary;
    Bytes => Binary, Binary;
}

impl From<&[u8]> for Literal {
    fn from(value: &[u8]) -> Self {
        Bytes::copy_from_slice(value).into()
    }
}

impl LiteralType for &[u8] {
    fn data_type() -> DataType {
        Bytes::data_type()
    }
}

impl<const N: usize> From<&[u8; N]> for Literal {
    fn from(value: &[u8; N]) -> Self {
        value.as_slice().into()
    }
}

impl From<Decimal> for Literal {
    fn from(value: Decimal) -> Self {
        Self::decimal(value, DataType::Decimal { precision: value.precision(), scale: value.scale() })
    }
}

impl Literal {
    /// A decimal of a type that holds it.
    pub(crate) fn decimal(value: Decimal, data_type: DataType) -> Self {
        let size = match data_type {
            DataType::Decimal { precision, .. } => precision,
            _ => value.precision(),
        };
        let decimal = literal::Decimal {
            value: value.to_string(),
            precision: Some(size.into()),
            scale: Some(value.scale().into()),
        };
        Self { decimal: Some(value), ..Self::new(ValueKind::Decimal(decimal), data_type) }
    }
}

impl LiteralType for Decimal {
    /// Spark's own default for a decimal of unknown size.
    fn data_type() -> DataType {
        DataType::Decimal { precision: 38, scale: 18 }
    }
}
