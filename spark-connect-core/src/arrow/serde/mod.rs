//! Rows of any type that `serde` can read.
//!
//! This is the way for types without `#[derive(SparkRow)]`. It is slower than the code that the derive generates, and
//! checks less: see [`rows`] for what each type of Spark is read as.

mod access;
mod cell;
mod column;

use std::fmt;

use arrow_array::{RecordBatch, StructArray};
use serde_core::de::{self, DeserializeOwned};

use self::{cell::Cell, column::Column};
use super::normalize;
use crate::error::{Error, ErrorKind, Result};

/// The rows of `batches`, one value of `T` each: a struct or map with the columns as its fields, or a tuple of the columns.
///
/// Timestamps are read as text in UTC or as their number of microseconds, whatever time zone the session has; dates,
/// times and day-time intervals as text in ISO 8601 or as numbers; decimals as text; year-month intervals as their number of
/// months, and calendar intervals as a struct of `months`, `days` and `microseconds`. Strings are also read as the unit
/// variants of an enum, and NULL only as an `Option`.
///
/// # Errors
/// [`ErrorKind::Conversion`] if a column is missing or does not fit; the source says which.
pub fn rows<T: DeserializeOwned>(batches: &[RecordBatch]) -> Result<Vec<T>> {
    let mut rows = Vec::new();
    batches.iter().try_for_each(|batch| append_rows(&mut rows, batch.clone()))?;
    Ok(rows)
}

/// Appends the rows of `batch`, which is freed, to `rows`.
///
/// # Errors
/// As [`rows`].
pub(crate) fn append_rows<T: DeserializeOwned>(rows: &mut Vec<T>, batch: RecordBatch) -> Result<()> {
    let batch = StructArray::from(normalize::incoming(batch)?);
    let failed = |unfit| failed(unfit, std::any::type_name::<T>());
    let columns = Column::of(&batch).map_err(failed)?;
    let count = arrow_array::Array::len(&batch);
    rows.reserve(count);
    for row in 0..count {
        rows.push(T::deserialize(Cell::new(&columns, row)).map_err(failed)?);
    }
    Ok(())
}

fn failed(unfit: Unfit, name: &str) -> Error {
    Error::new(ErrorKind::Conversion, format!("the result cannot be read into {name}")).with_source(unfit)
}

/// What does not fit, and in which column.
#[derive(Debug)]
struct Unfit {
    /// The names from the value to its column: the innermost first.
    path: Vec<String>,
    problem: String,
}

impl Unfit {
    /// The same, as the problem of a part of `name`.
    #[cold]
    fn within(mut self, name: &str) -> Self {
        self.path.push(name.to_owned());
        self
    }
}

impl de::Error for Unfit {
    fn custom<T: fmt::Display>(problem: T) -> Self {
        Self { path: Vec::new(), problem: problem.to_string() }
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            let path: Vec<&str> = self.path.iter().rev().map(String::as_str).collect();
            write!(f, "column `{}`: ", path.join("."))?;
        }
        f.write_str(&self.problem)
    }
}

impl std::error::Error for Unfit {}

#[cfg(test)]
mod tests;
