//! Structs: what the code that `#[derive(SparkRow)]` generates builds on.

use std::{fmt::Display, marker::PhantomData, sync::Arc};

use arrow_array::{Array, ArrayRef, StructArray};
use arrow_buffer::{NullBuffer, NullBufferBuilder};
use arrow_schema::DataType as ArrowType;

use super::{Converted, Encode, Refused, Values, invalid_column, values::Parts, wrong_type};
use crate::{
    arrow::schema,
    error::{Error, ErrorKind},
    types::{DataType, StructField, StructType},
};

/// Which of `values` are NULL.
pub(super) fn nulls<'a, T: 'a>(values: impl Values<'a, T>) -> Option<NullBuffer> {
    let mut nulls = NullBufferBuilder::new(values.count());
    values.each(|value| nulls.append(value.is_some()));
    nulls.finish()
}

/// A column of structs being made, a field at a time in the order of the fields, of values of type `T`.
pub struct StructColumns<'a, 's, T, V> {
    values: V,
    data_type: &'s DataType,
    /// Fields of the data type, for the columns yet to come.
    fields: std::slice::Iter<'s, StructField>,
    columns: Vec<ArrayRef>,
    /// The first mistake; nothing is done after it.
    refused: Option<Refused>,
    of: PhantomData<&'a T>,
}

impl<'a, 's, T, V: Values<'a, T>> StructColumns<'a, 's, T, V> {
    /// A column of `data_type`, a struct of the fields `names` in this order. `row_type` is the Rust type, for messages.
    pub fn new(values: V, data_type: &'s DataType, row_type: &str, names: &[&str]) -> Self {
        let (fields, refused) = match data_type {
            DataType::Struct(schema) if schema.names().eq(names.iter().copied()) => {
                (schema.fields.as_slice(), None)
            }
            _ => (Default::default(), Some(wrong_type(row_type, data_type))),
        };
        let columns = Vec::with_capacity(fields.len());
        Self { values, data_type, fields: fields.iter(), columns, refused, of: PhantomData }
    }

    /// The next field, which is a `P` of each value.
    pub fn field<P: Encode + 'a>(&mut self, part: impl Fn(&'a T) -> &'a P + Copy) {
        self.part::<P>(move |value| Some(part(value)));
    }

    /// The next field, which is a `P` of each value or NULL.
    pub(super) fn part<P: Encode + 'a>(&mut self, part: impl Fn(&'a T) -> Option<&'a P> + Copy) {
        let parts = Parts::new(self.values, part);
        self.next(|field| P::encode(parts, &field.data_type));
    }

    /// The next field, which is what `convert` makes of each value.
    pub fn converted<P: Encode, E: Display>(&mut self, convert: impl Fn(&'a T) -> Result<P, E>) {
        let values = self.values;
        self.next(|field| P::encode(Converted::of(values, convert)?.values(), &field.data_type));
    }

    /// The next fields, which are those of `part`, the schema of a `P` of each value.
    pub fn flattened<P: Encode + 'a>(&mut self, part: &StructType, value: impl Fn(&'a T) -> &'a P + Copy) {
        if self.refused.is_some() {
            return;
        }
        let fields: Vec<_> = self.fields.by_ref().take(part.fields.len()).cloned().collect();
        let parts = Parts::new(self.values, move |whole| Some(value(whole)));
        match P::encode(parts, &DataType::Struct(StructType::new(fields))) {
            Ok(column) => match column.as_any().downcast_ref::<StructArray>() {
                Some(fields) => self.columns.extend_from_slice(fields.columns()),
                None => {
                    self.refused =
                        Some(Error::new(ErrorKind::Schema, "a flattened row is not a struct").into());
                }
            },
            Err(refused) => self.refused = Some(refused),
        }
    }

    fn next(&mut self, column: impl FnOnce(&StructField) -> Result<ArrayRef, Refused>) {
        if self.refused.is_some() {
            return;
        }
        let Some(field) = self.fields.next() else {
            let message = format!("{} has no field {}", self.data_type, self.columns.len());
            self.refused = Some(Error::new(ErrorKind::Schema, message).into());
            return;
        };
        match column(field) {
            Ok(column) => self.columns.push(column),
            Err(refused) => self.refused = Some(refused.in_field(&field.name)),
        }
    }

    /// The column.
    ///
    /// # Errors
    /// The first of the fields' errors; one of kind [`ErrorKind::Schema`] if the data type is not a struct of these fields,
    /// of kind [`ErrorKind::Conversion`] if a field that is not nullable holds a NULL in a struct that is not.
    pub fn finish(self) -> Result<ArrayRef, Refused> {
        if let Some(refused) = self.refused {
            return Err(refused);
        }
        let ArrowType::Struct(fields) = schema::arrow_type(self.data_type) else {
            return Err(Error::new(ErrorKind::Schema, "a struct is not a struct in Arrow").into());
        };
        let nulls = nulls(self.values);
        if fields.is_empty() {
            return Ok(Arc::new(StructArray::new_empty_fields(self.values.count(), nulls)));
        }
        Ok(Arc::new(StructArray::try_new(fields, self.columns, nulls).map_err(invalid_column)?))
    }
}
