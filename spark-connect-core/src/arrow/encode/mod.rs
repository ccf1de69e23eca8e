//! From Rust values to Arrow columns.
//!
//! [`Encode`] mirrors [`Decode`](super::decode::Decode): it is implemented for every Rust type that a field of a row may
//! have, and by `#[derive(SparkRow)]` for rows. A column is made at a time: all [`Values`] of a field, then all of the
//! next. What comes out is what every Spark server takes as local data: strings with 32-bit offsets, timestamps as
//! microseconds in UTC, no dictionaries and no views.

mod nested;
mod primitive;
mod refused;
mod rows;
mod spatial;
#[cfg(test)]
mod tests;
mod time;
mod tuple;
mod value;
mod values;
mod variant;

use std::borrow::Borrow;

use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchOptions, StructArray};

pub use nested::ListElement;
pub use primitive::texts;
pub use refused::Refused;
pub use rows::StructColumns;
pub use values::{Converted, Values, parts};

use self::values::Rows;
use crate::{
    arrow::schema,
    error::{Error, ErrorKind, Result},
    types::{DataType, StructType},
};

/// A Rust type whose values can be written to a column.
///
/// `#[derive(SparkRow)]` implements it for a struct.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written to a Spark column",
    label = "not a type of a Spark column",
    note = "columns are written from bool, i8, i16, i32, i64, f32, f64, String, Vec<u8>, Decimal, jiff's dates and \
            times, Option<T>, Vec<T>, HashMap<K, V>, BTreeMap<K, V>, and structs with #[derive(SparkRow)]"
)]
pub trait Encode: Sized {
    /// The column of `data_type` that holds `values`.
    ///
    /// # Errors
    /// One of kind [`ErrorKind::Schema`] if `data_type` is not one of this Rust type, of kind [`ErrorKind::Conversion`] for
    /// a value that Spark's type cannot hold and for a NULL where the data type allows none.
    fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused>
    where
        Self: 'a;
}

/// Rows that are structs as a batch with a column for each field of `schema`.
///
/// # Errors
/// What [`Encode::encode`] returns; the message names the row, counting from 0, and the field.
pub fn struct_batch<T: Encode>(rows: &[T], schema: &StructType) -> Result<RecordBatch> {
    struct_batch_at::<T, T>(rows, schema, 0)
}

/// [`struct_batch`] of rows, or of references to them, the first of which is number `first` of all.
pub(crate) fn struct_batch_at<T: Encode, R: Borrow<T>>(
    rows: &[R],
    schema: &StructType,
    first: usize,
) -> Result<RecordBatch> {
    let column = column::<T, R>(rows, &DataType::Struct(schema.clone()), first)?;
    let Some(rows) = column.as_any().downcast_ref::<StructArray>() else {
        return Err(Error::new(ErrorKind::Schema, "the rows are not structs"));
    };
    let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
    RecordBatch::try_new_with_options(schema::to_arrow(schema), rows.columns().to_vec(), &options)
        .map_err(invalid_column)
}

/// Rows of any type as a batch of one column, the only field of `schema`.
///
/// # Errors
/// [`ErrorKind::Schema`] if `schema` has not one field, and what [`Encode::encode`] returns; the message names the row,
/// counting from 0.
pub fn value_batch<T: Encode>(rows: &[T], schema: &StructType) -> Result<RecordBatch> {
    value_batch_at::<T, T>(rows, schema, 0)
}

/// [`value_batch`] of rows, or of references to them, the first of which is number `first` of all.
pub(crate) fn value_batch_at<T: Encode, R: Borrow<T>>(
    rows: &[R],
    schema: &StructType,
    first: usize,
) -> Result<RecordBatch> {
    let [field] = schema.fields.as_slice() else {
        return Err(Error::new(ErrorKind::Schema, format!("a value is one column, and not {schema}")));
    };
    let column = column::<T, R>(rows, &field.data_type, first)?;
    RecordBatch::try_new(schema::to_arrow(schema), vec![column]).map_err(invalid_column)
}

fn column<T: Encode, R: Borrow<T>>(rows: &[R], data_type: &DataType, first: usize) -> Result<ArrayRef> {
    T::encode(Rows(rows), data_type).map_err(|refused| refused.into_error(first))
}

/// A value as a column of one.
pub(super) fn one<T: Encode>(value: &T, data_type: &DataType) -> Result<ArrayRef> {
    T::encode(Rows(std::slice::from_ref(value)), data_type).map_err(Refused::into_only)
}

/// The column does not fit the type that it was built for.
fn invalid_column(error: arrow_schema::ArrowError) -> Error {
    Error::new(ErrorKind::Conversion, "the values do not fit the schema of the rows").with_source(error)
}

/// `data_type` is not one of the Rust type `rust`.
#[cold]
fn wrong_type(rust: &str, data_type: &DataType) -> Refused {
    Error::new(ErrorKind::Schema, format!("{rust} cannot be written to a column of type {data_type}")).into()
}

/// The column would need offsets of more than 31 bits.
#[cold]
fn too_large() -> Refused {
    Refused::from(Error::new(
        ErrorKind::Conversion,
        "a column of strings, bytes or lists holds at most 2,147,483,647 bytes or elements: write fewer rows at a time",
    ))
}
