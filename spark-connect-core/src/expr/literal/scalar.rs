//! Numbers, booleans, texts and bytes.

use bytes::Bytes;

use super::{Kind, Literal, LiteralType, ValueKind};
use crate::proto::spark::connect::data_type;

macro_rules! scalars {
    ($($rust:ty => $value:ident, $kind:ident;)+) => {$(
        impl From<$rust> for Literal {
            fn from(value: $rust) -> Self {
                Self::new(ValueKind::$value(value.into()), Kind::$kind(data_type::$kind::default()))
            }
        }
        impl LiteralType for $rust {
            fn kind() -> Kind {
                Kind::$kind(data_type::$kind::default())
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
    fn kind() -> Kind {
        Bytes::kind()
    }
}

impl<const N: usize> From<&[u8; N]> for Literal {
    fn from(value: &[u8; N]) -> Self {
        value.as_slice().into()
    }
}
