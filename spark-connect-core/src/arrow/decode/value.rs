//! Rows whose types are known only at run time.

use std::sync::Arc;

use arrow_array::{Array, ListArray, MapArray, RecordBatch};
use bytes::Bytes;

use super::{Bits, Decode, Fields, Input, Places, Unreadable, spans::Spans};
use crate::{
    error::{Error, ErrorKind, Result},
    row::{Row, Value, Variant},
    types::{DataType, Geography, Geometry, StructType},
};

/// Reads the value of a row.
type Read<'a> = Box<dyn Fn(usize) -> Result<Value, Unreadable> + 'a>;

/// The rows of a batch whose columns have the types of `schema`, in their order; names are not looked at. All rows share
/// `schema`.
///
/// # Errors
/// [`ErrorKind::Schema`] if the columns are not those of `schema`, [`ErrorKind::Conversion`] for a value that its Rust
/// type cannot hold, such as a date beyond the year 9999.
pub fn rows(batch: &RecordBatch, schema: &Arc<StructType>) -> Result<Vec<Row>> {
    let places = Places::new("Row", 0);
    let columns = columns(&Input::of_batch(batch, &places).fields("Row")?, schema)?;
    let row = |row| Ok(Row::new(Arc::clone(schema), values(&columns, row)?));
    let rows: Result<_, Unreadable> = (0..batch.num_rows()).map(row).collect();
    rows.map_err(|Unreadable(())| places.mistake())
}

/// The values of a row.
fn values(columns: &[Read<'_>], row: usize) -> Result<Vec<Value>, Unreadable> {
    columns.iter().map(|read| read(row)).collect()
}

fn columns<'a>(fields: &Fields<'a>, schema: &StructType) -> Result<Vec<Read<'a>>> {
    if fields.len() != schema.fields.len() {
        return Err(Error::new(
            ErrorKind::Schema,
            format!("there are {} columns where {schema} has {}", fields.len(), schema.fields.len()),
        ));
    }
    let inputs = (0..fields.len()).filter_map(|position| fields.at(position));
    inputs.zip(&schema.fields).map(|(input, field)| reader(input, &field.data_type)).collect()
}

/// What reads a column of `data_type`.
fn reader<'a>(input: Input<'a>, data_type: &DataType) -> Result<Read<'a>> {
    let (nulls, input) = input.optional()?;
    let Some(input) = input else { return Ok(Box::new(|_| Ok(Value::Null))) };
    let read = present(input, data_type)?;
    Ok(match nulls {
        None => read,
        Some(_) => {
            let nulls = Bits::validity(nulls);
            Box::new(move |row| if nulls.is_valid(row) { read(row) } else { Ok(Value::Null) })
        }
    })
}

/// What reads the values of a column that are not NULL.
fn present<'a>(input: Input<'a>, data_type: &DataType) -> Result<Read<'a>> {
    match data_type {
        // All of it is NULL.
        DataType::Null => Ok(Box::new(|_| Ok(Value::Null))),
        DataType::Boolean => scalar(input, Value::Boolean),
        DataType::Byte => scalar(input, Value::Byte),
        DataType::Short => scalar(input, Value::Short),
        DataType::Integer => scalar(input, Value::Integer),
        DataType::Long => scalar(input, Value::Long),
        DataType::Float => scalar(input, Value::Float),
        DataType::Double => scalar(input, Value::Double),
        DataType::Decimal { .. } => scalar(input, Value::Decimal),
        DataType::String | DataType::CollatedString(_) | DataType::Char(_) | DataType::VarChar(_) => {
            scalar(input, Value::String)
        }
        DataType::Binary => scalar(input, Value::Binary),
        DataType::Date => scalar(input, Value::Date),
        DataType::Timestamp | DataType::TimestampLtzNanos { .. } => scalar(input, Value::Timestamp),
        DataType::TimestampNtz | DataType::TimestampNtzNanos { .. } => scalar(input, Value::TimestampNtz),
        DataType::Time { .. } => scalar(input, Value::Time),
        DataType::CalendarInterval => scalar(input, Value::CalendarInterval),
        DataType::YearMonthInterval { start, end } => {
            let (start, end) = (*start, *end);
            scalar(input, move |interval| Value::YearMonthInterval { interval, start, end })
        }
        DataType::DayTimeInterval { start, end } => {
            let (start, end) = (*start, *end);
            scalar(input, move |duration| Value::DayTimeInterval { duration, start, end })
        }
        DataType::Array { element, .. } => array(input, element),
        DataType::Map { key, value, .. } => map(input, key, value),
        DataType::Struct(schema) => {
            let schema = Arc::new(schema.clone());
            let columns = columns(&input.fields("Row")?, &schema)?;
            Ok(Box::new(move |row| Ok(Value::Struct(Row::new(Arc::clone(&schema), values(&columns, row)?)))))
        }
        DataType::Variant => {
            pair(input, "Variant", ["value", "metadata"], |value: Bytes, metadata: Bytes| {
                Value::Variant(Variant::new(value, metadata))
            })
        }
        DataType::Geometry { .. } => pair(input, "Geometry", ["srid", "wkb"], |srid, wkb: Bytes| {
            Value::Geometry(Geometry { wkb, srid })
        }),
        DataType::Geography { .. } => pair(input, "Geography", ["srid", "wkb"], |srid, wkb: Bytes| {
            Value::Geography(Geography { wkb, srid })
        }),
        DataType::Udt(udt) => match udt.sql_type.clone().or_else(|| input.spark_type()) {
            Some(stored) => present(input, &stored),
            None => Err(Error::new(
                ErrorKind::Schema,
                "what a user-defined type is stored as has no type in Spark",
            )),
        },
    }
}

fn scalar<'a, T: Decode + 'a>(input: Input<'a>, value: impl Fn(T) -> Value + 'a) -> Result<Read<'a>> {
    let column = T::column(input)?;
    Ok(Box::new(move |row| T::value(&column, row).map(&value)))
}

/// A type that Arrow lays out as a struct of two fields, neither of which is NULL in a struct that is none.
fn pair<'a, A: Decode + 'a, B: Decode + 'a>(
    input: Input<'a>,
    rust: &'static str,
    [first, second]: [&'static str; 2],
    value: impl Fn(A, B) -> Value + 'a,
) -> Result<Read<'a>> {
    let fields = input.fields(rust)?;
    let (first, second) = (fields.column::<A>(first, 0)?, fields.column::<B>(second, 1)?);
    Ok(Box::new(move |row| Ok(value(A::value(&first, row)?, B::value(&second, row)?))))
}

fn array<'a>(input: Input<'a>, element: &DataType) -> Result<Read<'a>> {
    let (array, place) = input.typed::<ListArray>("Value", "ARRAY")?;
    let spans = Spans::new(array.offsets());
    let elements = Input::items("element", array.values(), array.offsets(), array.nulls(), place);
    let read = reader(elements, element)?;
    Ok(Box::new(move |row| {
        let items = spans.get(row)?;
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            values.push(read(item)?);
        }
        Ok(Value::Array(values))
    }))
}

fn map<'a>(input: Input<'a>, key: &DataType, value: &DataType) -> Result<Read<'a>> {
    let (array, place) = input.typed::<MapArray>("Value", "MAP")?;
    let spans = Spans::new(array.offsets());
    let items = |name, items| Input::items(name, items, array.offsets(), array.nulls(), place);
    let keys = reader(items("key", array.keys()), key)?;
    let values = reader(items("value", array.values()), value)?;
    Ok(Box::new(move |row| {
        let entries = spans.get(row)?.map(|item| Ok((keys(item)?, values(item)?)));
        entries.collect::<Result<_, _>>().map(Value::Map)
    }))
}

#[cfg(test)]
mod tests {
    use arrow_array::{
        ArrayRef, DictionaryArray, Int32Array, StringViewArray, StructArray, types::Int32Type,
    };
    use arrow_buffer::NullBuffer;
    use arrow_schema::Fields;

    use super::*;
    use crate::arrow::{normalize, schema};

    fn texts(batch: RecordBatch, schema: &str) -> Result<Vec<String>> {
        let schema = Arc::new(schema.parse::<StructType>().unwrap());
        let rows = rows(&normalize::incoming(batch)?, &schema)?;
        assert!(rows.iter().all(|row| std::ptr::eq(row.schema(), &*schema)));
        Ok(rows.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn columns_are_found_by_position_and_in_any_layout() {
        let words: DictionaryArray<Int32Type> = [Some("a"), None].into_iter().collect();
        let columns: [(&str, ArrayRef); 3] = [
            ("x", Arc::new(Int32Array::from(vec![Some(1), None]))),
            ("y", Arc::new(words)),
            ("z", Arc::new(StringViewArray::from(vec!["b", "c"]))),
        ];
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        assert_eq!(
            texts(batch.clone(), "n int, n string, n char(3)").unwrap(),
            ["{1, a, b}", "{null, null, c}"]
        );
        assert_eq!(texts(batch.clone(), "n int").unwrap_err().kind(), ErrorKind::Schema);
        assert_eq!(texts(batch, "n int, n string, n int").unwrap_err().kind(), ErrorKind::Schema);
    }

    #[test]
    fn what_is_under_a_null_is_not_read() {
        // A date that Rust's type cannot hold.
        let dates: ArrayRef = Arc::new(arrow_array::Date32Array::from(vec![0, i32::MAX]));
        let fields = Fields::from(vec![arrow_schema::Field::new("d", dates.data_type().clone(), true)]);
        let of = |nulls: Vec<bool>| {
            let structs =
                StructArray::new(fields.clone(), vec![Arc::clone(&dates)], Some(NullBuffer::from(nulls)));
            let columns = [("s", Arc::new(structs) as ArrayRef, true)];
            texts(RecordBatch::try_from_iter_with_nullable(columns).unwrap(), "s struct<d: date>")
        };
        assert_eq!(of(vec![true, false]).unwrap(), ["{{1970-01-01}}", "{null}"]);
        let error = of(vec![false, true]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conversion);
        assert!(error.to_string().contains("column `s.d`"), "{error}");
    }

    #[test]
    fn no_columns() {
        let options = arrow_array::RecordBatchOptions::new().with_row_count(Some(2));
        let empty = schema::to_arrow(&StructType::default());
        let batch = RecordBatch::try_new_with_options(empty, vec![], &options).unwrap();
        assert_eq!(rows(&batch, &Arc::default()).unwrap().len(), 2);
    }
}
