//! `VARIANT`: a struct of two binary columns.

use arrow_array::ArrayRef;

use super::{Encode, Refused, Values, value::pairs, wrong_type};
use crate::{row::Variant, types::DataType};

impl Encode for Variant {
    fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused> {
        match data_type {
            DataType::Variant => pairs(values, data_type, Self::value, Self::metadata),
            other => Err(wrong_type("Variant", other)),
        }
    }
}
