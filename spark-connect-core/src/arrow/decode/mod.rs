//! From Arrow columns to Rust values.
//!
//! [`Decode`] is implemented for every Rust type that a field of a row may have, and by `#[derive(SparkRow)]` for rows.
//! Reading has two steps: [`Decode::column`] looks at a column of a batch once (its Arrow type, its NULLs, its path for
//! messages), after which [`Decode::value`] reads a row by indexing.
//!
//! Batches are expected as [`normalize::incoming`](super::normalize::incoming) leaves them: no dictionaries, no
//! run-end encoding, lists and maps with 32-bit offsets. Strings and bytes may have any offsets or be views,
//! timestamps and times of day any unit, decimals any size.

mod binary;
mod bits;
mod borrowed;
mod convert;
mod input;
mod nested;
mod place;
mod primitive;
mod spans;
mod spatial;
#[cfg(test)]
mod tests;
mod time;
mod tuple;
mod variant;
mod value;

use arrow_array::RecordBatch;

pub use input::{Fields, Input};
pub use nested::{ListColumn, ListElement, MapColumn, OptionColumn};

pub use self::{
    binary::{BytesColumn, TextColumn},
    bits::Bits,
    borrowed::{ArrayColumn, DecodeRef, Texts},
    convert::Converted,
    place::Places,
    primitive::DecimalColumn,
    time::TicksColumn,
    value::rows,
};
use std::ops::Range;

use crate::error::Result;

/// A Rust type that a column of a result can be read into.
///
/// `#[derive(SparkRow)]` implements it for a struct. `Option<T>` reads NULL as `None`; every other type refuses a NULL
/// with an error that names the column, the row type and the row.
#[diagnostic::on_unimplemented(
    message = "a Spark column cannot be read into `{Self}`",
    label = "not a type of a Spark column",
    note = "columns are read into bool, i8, i16, i32, i64, f32, f64, String, Vec<u8>, Decimal, jiff's dates and times, \
            Option<T>, Vec<T>, HashMap<K, V>, BTreeMap<K, V>, and structs with #[derive(SparkRow)]"
)]
pub trait Decode: Sized {
    /// A column of a batch, ready to be read row by row.
    type Column<'a>;

    /// Looks at a column once: its type, and whether it holds a NULL that this type cannot.
    ///
    /// # Errors
    /// [`ErrorKind::Schema`](crate::error::ErrorKind::Schema) if the column's type is not this one's,
    /// [`ErrorKind::Conversion`](crate::error::ErrorKind::Conversion) if it holds such a NULL.
    fn column(input: Input<'_>) -> Result<Self::Column<'_>>;

    /// The value of a row of the batch. It must not be called for a row in which the column, or a struct around it, is
    /// NULL: what it returns then is arbitrary.
    ///
    /// # Errors
    /// For a value outside of this type's range. What is wrong, the [`Input`] keeps that the column was made of.
    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable>;

    /// See [`DecodeRef::cut`].
    #[inline(always)]
    fn cut(column: Self::Column<'_>, _rows: usize) -> Option<Self::Column<'_>> {
        Some(column)
    }

    /// See [`DecodeRef::quick`].
    #[inline(always)]
    fn quick(column: &Self::Column<'_>, row: usize) -> Option<Self> {
        Self::value(column, row).ok()
    }

    /// The values of rows that follow each other, each as of [`value`](Self::value).
    ///
    /// # Errors
    /// Those of [`value`](Self::value).
    #[inline]
    fn values(column: &Self::Column<'_>, rows: Range<usize>) -> Result<Vec<Self>, Unreadable> {
        let mut values = Vec::with_capacity(rows.len());
        for row in rows {
            values.push(Self::value(column, row)?);
        }
        Ok(values)
    }
}

/// A value that could not be read. Why, the batch that is being read keeps, so that nothing has to be handed from row to
/// row: [`append_rows`] and [`visit_rows`] return it.
#[derive(Debug, Clone, Copy)]
pub struct Unreadable(());

/// Appends every row of `batch` to `rows`.
///
/// `row_type` and `first_row`, the number of the batch's first row in the whole result, are for messages. A row that
/// is a struct is read from the columns of its fields; any other `T` from the one column that the batch then has.
///
/// # Errors
/// What [`Decode::column`] and [`Decode::value`] return.
pub fn append_rows<T: Decode>(
    rows: &mut Vec<T>,
    batch: &RecordBatch,
    row_type: &str,
    first_row: u64,
) -> Result<()> {
    let places = Places::new(row_type, first_row);
    let column = T::column(Input::of_batch(batch, &places))?;
    rows.reserve(batch.num_rows());
    for row in 0..batch.num_rows() {
        match T::value(&column, row) {
            Ok(value) => rows.push(value),
            Err(Unreadable(())) => return Err(places.mistake()),
        }
    }
    Ok(())
}

/// Shows every row of `batch` to `visit`, as a view of it.
///
/// `row_type` and `first_row` are those of [`append_rows`].
///
/// # Errors
/// What [`DecodeRef::column`] and [`DecodeRef::value`] return; the rows before the mistake have been visited.
pub fn visit_rows<V: DecodeRef>(
    batch: &RecordBatch,
    row_type: &str,
    first_row: u64,
    mut visit: impl for<'a> FnMut(V::Ref<'a>),
) -> Result<()> {
    let places = Places::new(row_type, first_row);
    let count = batch.num_rows();
    let Some(column) = V::cut(V::column(Input::of_batch(batch, &places))?, count) else {
        return visit_unusual::<V>(batch, &places, 0, visit);
    };
    for row in 0..count {
        match V::quick(&column, row) {
            Some(value) => visit(value),
            None => return visit_unusual::<V>(batch, &places, row, visit),
        }
    }
    Ok(())
}

/// Shows the rows of the batch from number `first` on: all where a column is laid out as servers do not send it, otherwise
/// those from the first value that is rare or wrong.
#[cold]
fn visit_unusual<V: DecodeRef>(
    batch: &RecordBatch,
    places: &Places,
    first: usize,
    mut visit: impl for<'a> FnMut(V::Ref<'a>),
) -> Result<()> {
    let column = V::column(Input::of_batch(batch, places))?;
    for row in first..batch.num_rows() {
        match V::value(&column, row) {
            Ok(value) => visit(value),
            Err(Unreadable(())) => return Err(places.mistake()),
        }
    }
    Ok(())
}

/// A row number beyond the batch: a mistake of the caller, and no reason to panic.
const NO_SUCH_ROW: Unreadable = Unreadable(());
