//! `VARIANT`: the builder of values whose type is known only at run time has it.

use arrow_array::ArrayRef;

use super::{Encode, ValueBuilder};
use crate::{
    error::Result,
    row::{Value, Variant},
    types::DataType,
};

impl Encode for Variant {
    type Builder = ValueBuilder;

    fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
        match data_type {
            DataType::Variant => Value::builder(data_type, capacity),
            other => Err(super::wrong_type("Variant", other)),
        }
    }

    fn append(builder: &mut Self::Builder, value: &Self) -> Result<()> {
        Value::append(builder, &Value::Variant(value.clone()))
    }

    fn append_null(builder: &mut Self::Builder) {
        Value::append_null(builder);
    }

    fn finish(builder: Self::Builder) -> Result<ArrayRef> {
        Value::finish(builder)
    }
}
