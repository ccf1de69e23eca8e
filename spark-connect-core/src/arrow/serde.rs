//! Rows of any type that `serde` can read.
//!
//! This is the way for types without `#[derive(SparkRow)]`. It is slower than the code that the derive generates, and
//! checks less: see [`rows`] for what each type of Spark is read as.

use std::sync::Arc;

use ::serde::de::DeserializeOwned;
use arrow_array::{
    Array, ArrayRef, Int32Array, Int64Array, ListArray, MapArray, RecordBatch, StructArray,
    cast::AsArray,
    types::{IntervalMonthDayNanoType, IntervalYearMonthType},
};
use arrow_schema::{ArrowError, DataType as ArrowType, Field, Fields, IntervalUnit};

use super::{cast::cast, normalize};
use crate::error::{Error, ErrorKind, Result};

/// The rows of `batches`, one value of `T` each: a struct or map with the columns as its fields.
///
/// Timestamps are read as text in UTC or as their number of microseconds, whatever time zone the session has; dates,
/// times and day-time intervals as text in ISO 8601 or as numbers; decimals as text; year-month intervals as their number of
/// months, and calendar intervals as a struct of `months`, `days` and `microseconds`.
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
    let columns = StructArray::from(normalize::incoming(batch)?);
    let readable = readable_struct(&columns).map_err(failed::<T>)?;
    drop(columns);
    let mut read: Vec<T> =
        serde_arrow::from_record_batch(&RecordBatch::from(readable)).map_err(failed::<T>)?;
    rows.append(&mut read);
    Ok(())
}

fn failed<T>(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(
        ErrorKind::Conversion,
        format!("the result cannot be read into {}", std::any::type_name::<T>()),
    )
    .with_source(error)
}

/// `array` as `serde_arrow` reads it: it takes no zone but UTC, and no intervals of months.
fn readable(array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    Ok(match array.data_type() {
        // An instant is the same in all zones: only the label changes.
        ArrowType::Timestamp(unit, Some(_)) => cast(array, &ArrowType::Timestamp(*unit, Some("UTC".into())))?,
        ArrowType::Interval(IntervalUnit::YearMonth) => {
            let months = array.as_primitive::<IntervalYearMonthType>();
            Arc::new(Int32Array::new(months.values().clone(), months.nulls().cloned()))
        }
        ArrowType::Interval(IntervalUnit::MonthDayNano) => {
            let intervals = array.as_primitive::<IntervalMonthDayNanoType>();
            let months: Int32Array = intervals.values().iter().map(|interval| interval.months).collect();
            let days: Int32Array = intervals.values().iter().map(|interval| interval.days).collect();
            let rest = intervals.values().iter().map(|interval| interval.nanoseconds.div_euclid(1_000));
            let fields = Fields::from(vec![
                Field::new("months", ArrowType::Int32, false),
                Field::new("days", ArrowType::Int32, false),
                Field::new("microseconds", ArrowType::Int64, false),
            ]);
            let columns: Vec<ArrayRef> =
                vec![Arc::new(months), Arc::new(days), Arc::new(rest.collect::<Int64Array>())];
            Arc::new(StructArray::try_new(fields, columns, intervals.nulls().cloned())?)
        }
        ArrowType::Struct(_) => Arc::new(readable_struct(array.as_struct())?),
        ArrowType::List(element) => {
            let lists = array.as_list::<i32>();
            let values = readable(lists.values())?;
            let element = Arc::new(element.as_ref().clone().with_data_type(values.data_type().clone()));
            Arc::new(ListArray::try_new(element, lists.offsets().clone(), values, lists.nulls().cloned())?)
        }
        ArrowType::Map(entries, sorted) => {
            let maps = array.as_map();
            let items = readable_struct(maps.entries())?;
            let entries = Arc::new(entries.as_ref().clone().with_data_type(items.data_type().clone()));
            Arc::new(MapArray::try_new(
                entries,
                maps.offsets().clone(),
                items,
                maps.nulls().cloned(),
                *sorted,
            )?)
        }
        _ => Arc::clone(array),
    })
}

fn readable_struct(array: &StructArray) -> Result<StructArray, ArrowError> {
    if array.columns().is_empty() {
        return Ok(array.clone());
    }
    let columns = array.columns().iter().map(readable).collect::<Result<Vec<_>, _>>()?;
    let fields =
        array.fields().iter().zip(&columns).map(|(field, column)| {
            Arc::new(field.as_ref().clone().with_data_type(column.data_type().clone()))
        });
    StructArray::try_new(fields.collect(), columns, array.nulls().cloned())
}
