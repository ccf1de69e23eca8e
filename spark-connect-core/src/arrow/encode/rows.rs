//! Structs: what the code that `#[derive(SparkRow)]` generates builds on.

use std::{marker::PhantomData, sync::Arc};

use arrow_array::{Array, ArrayRef, StructArray};
use arrow_buffer::NullBufferBuilder;
use arrow_schema::{DataType as ArrowType, Fields};

use super::{ConvertedColumn, Encode, Misfit, Refused, invalid_column};
use crate::{
    arrow::schema,
    error::{Error, ErrorKind},
    types::{DataType, StructField, StructType},
};

/// The fields of a column of structs that is being begun, in their order.
pub struct StructFields<'s, 'm> {
    /// Those in Arrow.
    arrow: Fields,
    /// Those yet to come.
    fields: std::slice::Iter<'s, StructField>,
    values: usize,
    misfit: &'m mut Misfit,
}

impl<'s, 'm> StructFields<'s, 'm> {
    /// Those of `data_type`, a struct of the fields `names` in this order; that it is another is noted. `row_type` is the
    /// Rust type, for messages.
    pub fn new(
        data_type: &'s DataType,
        row_type: &str,
        names: &[&str],
        values: usize,
        misfit: &'m mut Misfit,
    ) -> Self {
        match (data_type, schema::arrow_type(data_type)) {
            (DataType::Struct(schema), ArrowType::Struct(arrow))
                if schema.names().eq(names.iter().copied()) =>
            {
                Self { arrow, fields: schema.fields.iter(), values, misfit }
            }
            _ => {
                misfit.note(row_type, data_type);
                Self { arrow: Fields::empty(), fields: Default::default(), values: 0, misfit }
            }
        }
    }

    /// An empty column of the next field.
    pub fn column<P: Encode>(&mut self) -> P::Column {
        self.next(P::column)
    }

    /// An empty column of the next field, which values are converted for.
    pub fn converted<P: Encode>(&mut self) -> ConvertedColumn<P> {
        self.next(ConvertedColumn::new)
    }

    /// The empty columns of the next fields, which are those of `part`, the schema of a `P`.
    pub fn flattened<P: Encode>(&mut self, part: &StructType) -> P::Column {
        let fields: Vec<_> = self.fields.by_ref().take(part.fields.len()).cloned().collect();
        P::column(&DataType::Struct(StructType::new(fields)), self.values, self.misfit)
    }

    fn next<C>(&mut self, column: impl FnOnce(&DataType, usize, &mut Misfit) -> C) -> C {
        // There is a next one, unless something is noted already.
        let (name, data_type) =
            self.fields.next().map_or(("", &DataType::Null), |field| (&field.name, &field.data_type));
        let values = self.values;
        self.misfit.in_field(name, |misfit| column(data_type, values, misfit))
    }

    /// The column of structs of these fields.
    #[must_use]
    pub fn finish<T>(self) -> StructColumn<T> {
        StructColumn::new(self.arrow, self.values)
    }
}

/// The columns of the fields of structs, which have all of their values.
#[derive(Default)]
pub struct FinishedFields {
    columns: Vec<ArrayRef>,
    /// The first mistake, and the number of its field if the message does not name one; nothing is done after it.
    refused: Option<(Refused, Option<usize>)>,
}

impl FinishedFields {
    /// The column of the next field has all of its values.
    pub fn field<P: Encode>(&mut self, column: P::Column) {
        self.next(|| P::finish(column));
    }

    /// The column of the next field has all of its values.
    pub fn converted<P: Encode>(&mut self, column: ConvertedColumn<P>) {
        self.next(|| column.finish());
    }

    /// The columns of the next fields, which are those of a `P`, have all of their values.
    pub fn flattened<P: Encode>(&mut self, column: P::Column) {
        if self.refused.is_some() {
            return;
        }
        match P::finish(column) {
            Ok(column) => match column.as_any().downcast_ref::<StructArray>() {
                Some(fields) => self.columns.extend_from_slice(fields.columns()),
                None => {
                    let error = Error::new(ErrorKind::Schema, "a flattened row is not a struct");
                    self.refused = Some((error.into(), None));
                }
            },
            Err(refused) => self.refused = Some((refused, None)),
        }
    }

    fn next(&mut self, finish: impl FnOnce() -> Result<ArrayRef, Refused>) {
        if self.refused.is_some() {
            return;
        }
        match finish() {
            Ok(column) => self.columns.push(column),
            Err(refused) => self.refused = Some((refused, Some(self.columns.len()))),
        }
    }
}

/// A column of structs of type `T`, beside the columns of their fields.
pub struct StructColumn<T> {
    fields: Fields,
    /// Which structs are NULL.
    nulls: NullBufferBuilder,
    of: PhantomData<fn(T)>,
}

impl<T> StructColumn<T> {
    /// An empty column of structs of these fields, with room for so many.
    pub(super) fn new(fields: Fields, values: usize) -> Self {
        Self { fields, nulls: NullBufferBuilder::new(values), of: PhantomData }
    }

    /// Adds a struct.
    #[inline]
    pub fn append(&mut self) {
        self.nulls.append_non_null();
    }

    /// Adds a NULL.
    pub fn append_null(&mut self) {
        self.nulls.append_null();
    }

    /// The column of what was added.
    ///
    /// # Errors
    /// The first of the fields' errors; one of kind [`ErrorKind::Conversion`] if a field that is not nullable holds a NULL
    /// in a struct that is not.
    pub fn finish(mut self, finished: FinishedFields) -> Result<ArrayRef, Refused> {
        let FinishedFields { columns, refused } = finished;
        if let Some((refused, number)) = refused {
            let field = number.and_then(|number| self.fields.get(number));
            return Err(match field {
                Some(field) => refused.in_field(field.name()),
                None => refused,
            });
        }
        let (structs, nulls) = (self.nulls.len(), self.nulls.finish());
        if self.fields.is_empty() {
            return Ok(Arc::new(StructArray::new_empty_fields(structs, nulls)));
        }
        Ok(Arc::new(StructArray::try_new(self.fields, columns, nulls).map_err(invalid_column)?))
    }
}
