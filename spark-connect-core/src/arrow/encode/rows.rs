//! Structs: what the code that `#[derive(SparkRow)]` generates builds on.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, StructArray};
use arrow_buffer::{NullBuffer, NullBufferBuilder};
use arrow_schema::DataType as ArrowType;

use super::{Encode, invalid_column, wrong_type};
use crate::{
    arrow::schema,
    error::{Error, ErrorKind, Result},
    types::{DataType, StructType},
};

/// Which rows of a column being built are NULL.
#[derive(Debug)]
pub struct Nulls(NullBufferBuilder);

impl Nulls {
    /// With room for `capacity` rows.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self(NullBufferBuilder::new(capacity))
    }

    /// Appends a row that is not NULL.
    #[inline]
    pub fn append_valid(&mut self) {
        self.0.append_non_null();
    }

    /// Appends a NULL.
    pub fn append_null(&mut self) {
        self.0.append_null();
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn finish(mut self) -> Option<NullBuffer> {
        self.0.finish()
    }
}

/// A column of structs being built: its fields are built beside it, by builders from [`StructBuilder::field`].
#[derive(Debug)]
pub struct StructBuilder {
    schema: StructType,
    nulls: Nulls,
    capacity: usize,
}

impl StructBuilder {
    /// A column of `data_type`, a struct of the fields `names` in this order. `row_type` is the Rust type, for messages.
    ///
    /// # Errors
    /// [`ErrorKind::Schema`] if `data_type` is not such a struct.
    pub fn new(data_type: &DataType, row_type: &str, names: &[&str], capacity: usize) -> Result<Self> {
        match data_type {
            DataType::Struct(schema) if schema.names().eq(names.iter().copied()) => {
                Ok(Self { schema: schema.clone(), nulls: Nulls::new(capacity), capacity })
            }
            _ => Err(wrong_type(row_type, data_type)),
        }
    }

    /// The builder of the field at `position`, which is a `T`.
    ///
    /// # Errors
    /// What [`Encode::builder`] returns.
    pub fn field<T: Encode>(&self, position: usize) -> Result<T::Builder> {
        let field = self.schema.fields.get(position).ok_or_else(|| {
            Error::new(ErrorKind::Schema, format!("{} has no field {position}", self.schema))
        })?;
        T::builder(&field.data_type, self.capacity)
            .map_err(|error| Error::new(error.kind(), format!("{}: {error}", field.name)))
    }

    /// The builder of the fields of `part`, the schema of a row that is a part of this one.
    ///
    /// # Errors
    /// What [`Encode::builder`] returns, and [`ErrorKind::Schema`] if a field is missing.
    pub fn flattened<T: Encode>(&self, part: &StructType) -> Result<T::Builder> {
        let fields = part.names().map(|name| {
            self.schema.field(name).cloned().ok_or_else(|| {
                Error::new(ErrorKind::Schema, format!("{} has no field `{name}`", self.schema))
            })
        });
        let part = StructType::new(fields.collect::<Result<Vec<_>>>()?);
        T::builder(&DataType::Struct(part), self.capacity)
    }

    /// The builder of the field `name`, which is a `T`.
    ///
    /// # Errors
    /// What [`Encode::builder`] returns, and [`ErrorKind::Schema`] if the field is missing.
    pub fn named<T: Encode>(&self, name: &str) -> Result<T::Builder> {
        let position = self.schema.names().position(|field| field == name);
        self.field::<T>(position.unwrap_or(self.schema.fields.len()))
    }

    /// Appends a struct that is not NULL, after a value was appended to each field.
    #[inline]
    pub fn append_valid(&mut self) {
        self.nulls.append_valid();
    }

    /// Appends a NULL, beside a NULL in each field.
    pub fn append_null(&mut self) {
        self.nulls.append_null();
    }

    /// The column, of the finished columns of its fields.
    ///
    /// # Errors
    /// [`ErrorKind::Conversion`] if a field that is not nullable holds a NULL in a struct that is not.
    pub fn finish(self, columns: Vec<ArrayRef>) -> Result<ArrayRef> {
        let ArrowType::Struct(fields) = schema::arrow_type(&DataType::Struct(self.schema)) else {
            return Err(Error::new(ErrorKind::Schema, "a struct is not a struct in Arrow"));
        };
        let rows = self.nulls.len();
        let nulls = self.nulls.finish();
        if fields.is_empty() {
            return Ok(Arc::new(StructArray::new_empty_fields(rows, nulls)));
        }
        Ok(Arc::new(StructArray::try_new(fields, columns, nulls).map_err(invalid_column)?))
    }
}

/// The columns of a finished struct.
///
/// # Errors
/// [`ErrorKind::Schema`] if it is none.
pub fn fields_of(column: &ArrayRef) -> Result<Vec<ArrayRef>> {
    match column.as_any().downcast_ref::<StructArray>() {
        Some(rows) => Ok(rows.columns().to_vec()),
        None => Err(Error::new(ErrorKind::Schema, "a flattened row is not a struct")),
    }
}
