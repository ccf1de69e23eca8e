//! `GEOMETRY` and `GEOGRAPHY`: a struct of a number and the bytes of a shape.

use arrow_array::ArrayRef;

use super::{Encode, Refused, Values, value::pairs, wrong_type};
use crate::types::{DataType, Geography, Geometry};

macro_rules! shapes {
    ($($shape:ident $name:literal;)*) => { $(
        impl Encode for $shape {
            fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused> {
                match data_type {
                    DataType::$shape { .. } => {
                        pairs(values, data_type, |shape: &Self| &shape.srid, |shape: &Self| &shape.wkb)
                    }
                    other => Err(wrong_type($name, other)),
                }
            }
        }
    )* };
}
shapes! {
    Geometry "Geometry";
    Geography "Geography";
}
