//! From Rust values to Arrow columns.
//!
//! [`Encode`] mirrors [`Decode`](super::decode::Decode): it is implemented for every Rust type that a field of a row may
//! have, and by `#[derive(SparkRow)]` for rows. Rows are gone over once, each with all that it owns, and add a value to
//! every column: what a row owns lies all over the memory, and is fetched once this way. What comes out is what every Spark
//! server takes as local data: strings with 32-bit offsets, timestamps as microseconds in UTC, no dictionaries and no
//! views.

mod converted;
mod nested;
mod pairs;
mod primitive;
mod refused;
mod rows;
#[cfg(test)]
mod tests;
mod time;
mod tuple;
mod untyped_row;
mod value;

use std::borrow::Borrow;

use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchOptions, StructArray};

pub use converted::ConvertedColumn;
pub use nested::ListElement;
pub use primitive::TextColumn;
pub use refused::{Misfit, Refused};
pub use rows::{FinishedFields, StructColumn, StructFields};

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
    /// A column that values are being added to.
    type Column;

    /// An empty column of `data_type`, with room for so many values. If `data_type` is not one of this Rust type, that is
    /// noted, and the column is of no use.
    ///
    /// Not a `Result`, which would have to be looked at for each field of each row type: that takes the compiler long.
    fn column(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Column;

    /// Adds a value. One that Spark's type cannot hold makes [`finish`](Self::finish) fail.
    fn append(column: &mut Self::Column, value: &Self);

    /// Adds a NULL.
    fn append_null(column: &mut Self::Column);

    /// The column of what was added.
    ///
    /// # Errors
    /// One of kind [`ErrorKind::Conversion`] for a value that Spark's type cannot hold, for a NULL where the data type
    /// allows none, and for more bytes or elements than a column can have.
    fn finish(column: Self::Column) -> Result<ArrayRef, Refused>;
}

/// Rows that are structs as a batch with a column for each field of `schema`.
///
/// # Errors
/// One of kind [`ErrorKind::Schema`] if `schema` is not one of `T`, and what [`Encode::finish`] returns; the message names the row, counting from 0, and the field.
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
/// [`ErrorKind::Schema`] if `schema` has not one field, or is not of a `T`, and what
/// [`Encode::finish`] returns; the message names the row, counting from 0.
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
    let mut column = begun::<T>(data_type, rows.len())?;
    for row in rows {
        T::append(&mut column, row.borrow());
    }
    T::finish(column).map_err(|refused| refused.into_error(first))
}

/// An empty column, with room for so many values.
fn begun<T: Encode>(data_type: &DataType, values: usize) -> Result<T::Column> {
    let mut misfit = Misfit::default();
    let column = T::column(data_type, values, &mut misfit);
    misfit.into_result().map(|()| column)
}

/// A value as a column of one.
pub(super) fn one<T: Encode>(value: &T, data_type: &DataType) -> Result<ArrayRef> {
    let mut column = begun::<T>(data_type, 1)?;
    T::append(&mut column, value);
    T::finish(column).map_err(Refused::into_only)
}

/// The column does not fit the type that it was built for.
fn invalid_column(error: arrow_schema::ArrowError) -> Error {
    Error::new(ErrorKind::Conversion, "the values do not fit the schema of the rows").with_source(error)
}

/// The column would need offsets of more than 31 bits.
#[cold]
fn too_large() -> Refused {
    Refused::from(Error::new(
        ErrorKind::Conversion,
        "a column of strings, bytes or lists holds at most 2,147,483,647 bytes or elements: write fewer rows at a time",
    ))
}
