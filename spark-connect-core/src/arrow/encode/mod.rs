//! From Rust values to Arrow columns.
//!
//! [`Encode`] mirrors [`Decode`](super::decode::Decode): it is implemented for every Rust type that a field of a row may
//! have, and by `#[derive(SparkRow)]` for rows. What comes out is what every Spark server takes as local data: strings
//! with 32-bit offsets, timestamps as microseconds in UTC, no dictionaries and no views.

mod nested;
mod primitive;
mod rows;
#[cfg(test)]
mod tests;
mod time;
mod tuple;
mod value;
mod variant;

use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchOptions, StructArray};

pub use nested::{ListBuilder, ListElement, MapBuilder};
pub use primitive::{DecimalBuilder, append_text};
pub use rows::{Nulls, StructBuilder, fields_of};
pub use time::TimeBuilder;
pub use value::{RowBuilder, ValueBuilder};

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
pub trait Encode {
    /// A column being built.
    type Builder;

    /// A builder for a column of `data_type`, which must be one of this Rust type, with room for `capacity` values.
    ///
    /// # Errors
    /// [`ErrorKind::Schema`] if `data_type` is not one of this Rust type.
    fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder>;

    /// Appends a value. After an error the builder is of no use.
    ///
    /// # Errors
    /// [`ErrorKind::Conversion`] for a value that Spark's type cannot hold.
    fn append(builder: &mut Self::Builder, value: &Self) -> Result<()>;

    /// Appends a NULL.
    fn append_null(builder: &mut Self::Builder);

    /// The column.
    ///
    /// # Errors
    /// [`ErrorKind::Conversion`] if it holds a NULL where the data type allows none.
    fn finish(builder: Self::Builder) -> Result<ArrayRef>;
}

/// Rows that are structs as a batch with a column for each field of `schema`.
///
/// # Errors
/// What the methods of [`Encode`] return; the message names the row, counting from 0, and the field.
pub fn struct_batch<T: Encode>(rows: &[T], schema: &StructType) -> Result<RecordBatch> {
    struct_batch_at(rows, schema, 0)
}

/// [`struct_batch`] of rows the first of which is number `first` of all.
pub(crate) fn struct_batch_at<T: Encode>(
    rows: &[T],
    schema: &StructType,
    first: usize,
) -> Result<RecordBatch> {
    let column = column(rows, &DataType::Struct(schema.clone()), first)?;
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
/// [`ErrorKind::Schema`] if `schema` has not one field, and what the methods of [`Encode`] return; the message names the
/// row, counting from 0.
pub fn value_batch<T: Encode>(rows: &[T], schema: &StructType) -> Result<RecordBatch> {
    value_batch_at(rows, schema, 0)
}

/// [`value_batch`] of rows the first of which is number `first` of all.
pub(crate) fn value_batch_at<T: Encode>(
    rows: &[T],
    schema: &StructType,
    first: usize,
) -> Result<RecordBatch> {
    let [field] = schema.fields.as_slice() else {
        return Err(Error::new(ErrorKind::Schema, format!("a value is one column, and not {schema}")));
    };
    let column = column(rows, &field.data_type, first)?;
    RecordBatch::try_new(schema::to_arrow(schema), vec![column]).map_err(invalid_column)
}

fn column<T: Encode>(rows: &[T], data_type: &DataType, first: usize) -> Result<ArrayRef> {
    let mut builder = T::builder(data_type, rows.len())?;
    for (number, row) in rows.iter().enumerate() {
        T::append(&mut builder, row).map_err(|error| {
            Error::new(error.kind(), format!("row {} (counting from 0): {error}", first + number))
        })?;
    }
    T::finish(builder)
}

/// Appends the value of the field `name` of a struct, which an error then names.
///
/// # Errors
/// What [`Encode::append`] returns.
#[inline]
pub fn append_field<T: Encode>(builder: &mut T::Builder, value: &T, name: &'static str) -> Result<()> {
    T::append(builder, value).map_err(|error| Error::new(error.kind(), format!("{name}: {error}")))
}

/// Appends what the value of the field `name` is stored as, unless it cannot be stored.
///
/// # Errors
/// What [`Encode::append`] returns, and `value`'s error as one of kind [`ErrorKind::Conversion`].
pub fn append_converted<T: Encode, E: std::fmt::Display>(
    builder: &mut T::Builder,
    value: std::result::Result<T, E>,
    name: &'static str,
) -> Result<()> {
    match value {
        Ok(value) => append_field(builder, &value, name),
        Err(error) => Err(Error::new(ErrorKind::Conversion, format!("{name}: {error}"))),
    }
}

/// The column does not fit the type that it was built for.
fn invalid_column(error: arrow_schema::ArrowError) -> Error {
    Error::new(ErrorKind::Conversion, "the values do not fit the schema of the rows").with_source(error)
}

/// `data_type` is not one of the Rust type `rust`.
#[cold]
fn wrong_type(rust: &str, data_type: &DataType) -> Error {
    Error::new(ErrorKind::Schema, format!("{rust} cannot be written to a column of type {data_type}"))
}

/// The column would need offsets of more than 31 bits.
#[cold]
fn too_large() -> Error {
    Error::new(
        ErrorKind::Conversion,
        "a column of strings, bytes or lists holds at most 2,147,483,647 bytes or elements: write fewer rows at a time",
    )
}
