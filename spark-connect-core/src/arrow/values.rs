//! Single values as columns, so that what reads columns reads them too.

use std::sync::Arc;

use ::serde::de::DeserializeOwned;
use arrow_array::{ArrayRef, ListArray, MapArray, NullArray, RecordBatch, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType as ArrowType, Field, Schema};
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp, civil};

use super::{encode::Encode, schema, serde};
use crate::{
    error::{Error, ErrorKind, Result},
    row::{Row, Value},
    types::{CalendarInterval, DataType, Decimal, StructType, YearMonthInterval},
};

impl Row {
    /// The row as anything that `serde` can read: a struct or a map by the names, a tuple by the positions.
    ///
    /// # Errors
    /// [`ErrorKind::Conversion`] if a value is missing or does not fit.
    pub fn read_as<T: DeserializeOwned>(&self) -> Result<T> {
        let rows = serde::rows(&[batch(self, self.schema())?])?;
        rows.into_iter().next().ok_or_else(|| misfit("a row"))
    }
}

/// A row as a batch with the columns that `wanted` names, of the types that the values have.
///
/// # Errors
/// [`ErrorKind::Schema`] if a column is missing, [`ErrorKind::Conversion`] for a value that Arrow's type cannot hold.
pub(crate) fn batch(row: &Row, wanted: &StructType) -> Result<RecordBatch> {
    let (mut fields, mut columns) = (Vec::new(), Vec::new());
    for field in &wanted.fields {
        let known = row.schema().field(&field.name).zip(row.get(&field.name));
        let (sent, value) = known.ok_or_else(|| {
            Error::new(
                ErrorKind::Schema,
                format!("there is no value `{}` among those that were sent", field.name),
            )
        })?;
        // Spark 4.0 forgets the type of a NULL.
        let data_type = if value.is_null() { &field.data_type } else { &sent.data_type };
        let column = column(&[value], data_type)?;
        fields.push(Field::new(&field.name, column.data_type().clone(), true));
        columns.push(column);
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).map_err(inconsistent)
}

/// Values of one type as a column.
fn column(values: &[&Value], data_type: &DataType) -> Result<ArrayRef> {
    macro_rules! scalars {
        ($rust:ty, $pattern:pat => $value:ident) => {
            scalars::<$rust>(values, data_type, |value| match value {
                $pattern => Some($value),
                _ => None,
            })
        };
        ($rust:ty, $kind:ident) => {
            scalars!($rust, Value::$kind(value) => value)
        };
    }
    match data_type {
        DataType::Null => Ok(Arc::new(NullArray::new(values.len()))),
        DataType::Boolean => scalars!(bool, Boolean),
        DataType::Byte => scalars!(i8, Byte),
        DataType::Short => scalars!(i16, Short),
        DataType::Integer => scalars!(i32, Integer),
        DataType::Long => scalars!(i64, Long),
        DataType::Float => scalars!(f32, Float),
        DataType::Double => scalars!(f64, Double),
        DataType::Decimal { .. } => scalars!(Decimal, Decimal),
        DataType::String | DataType::CollatedString(_) | DataType::Char(_) | DataType::VarChar(_) => {
            scalars!(String, String)
        }
        DataType::Binary => scalars!(Bytes, Binary),
        DataType::Date => scalars!(civil::Date, Date),
        DataType::Timestamp => scalars!(Timestamp, Timestamp),
        DataType::TimestampNtz => scalars!(civil::DateTime, TimestampNtz),
        DataType::Time { .. } => scalars!(civil::Time, Time),
        DataType::CalendarInterval => scalars!(CalendarInterval, CalendarInterval),
        DataType::YearMonthInterval { .. } => {
            scalars!(YearMonthInterval, Value::YearMonthInterval { interval, .. } => interval)
        }
        DataType::DayTimeInterval { .. } => {
            scalars!(SignedDuration, Value::DayTimeInterval { duration, .. } => duration)
        }
        DataType::Array { element, .. } => lists(values, data_type, element),
        DataType::Map { key, value, .. } => maps(values, data_type, key, value),
        DataType::Struct(schema) => structs(values, data_type, schema),
        _ => Err(misfit(data_type)),
    }
}

fn scalars<T: Encode>(
    values: &[&Value],
    data_type: &DataType,
    read: impl Fn(&Value) -> Option<&T>,
) -> Result<ArrayRef> {
    let mut builder = T::builder(data_type, values.len())?;
    for value in values {
        match read(value) {
            Some(value) => T::append(&mut builder, value)?,
            None if value.is_null() => T::append_null(&mut builder),
            None => return Err(misfit(data_type)),
        }
    }
    T::finish(builder)
}

fn lists(values: &[&Value], data_type: &DataType, element: &DataType) -> Result<ArrayRef> {
    let ArrowType::List(field) = schema::arrow_type(data_type) else { return Err(misfit(data_type)) };
    let (mut lengths, mut elements) = (Vec::new(), Vec::new());
    for value in values {
        let list: &[Value] = match value {
            Value::Null => &[],
            value => value.as_array().ok_or_else(|| misfit(data_type))?,
        };
        lengths.push(list.len());
        elements.extend(list);
    }
    let elements = column(&elements, element)?;
    let offsets = OffsetBuffer::from_lengths(lengths);
    Ok(Arc::new(ListArray::try_new(field, offsets, elements, nulls(values)).map_err(inconsistent)?))
}

fn maps(values: &[&Value], data_type: &DataType, key: &DataType, item: &DataType) -> Result<ArrayRef> {
    let ArrowType::Map(field, sorted) = schema::arrow_type(data_type) else { return Err(misfit(data_type)) };
    let ArrowType::Struct(entry) = field.data_type() else { return Err(misfit(data_type)) };
    let (mut lengths, mut keys, mut items) = (Vec::new(), Vec::new(), Vec::new());
    for value in values {
        let entries: &[(Value, Value)] = match value {
            Value::Null => &[],
            Value::Map(entries) => entries,
            _ => return Err(misfit(data_type)),
        };
        lengths.push(entries.len());
        keys.extend(entries.iter().map(|(key, _)| key));
        items.extend(entries.iter().map(|(_, item)| item));
    }
    let columns = vec![column(&keys, key)?, column(&items, item)?];
    let entries = StructArray::try_new(entry.clone(), columns, None).map_err(inconsistent)?;
    let offsets = OffsetBuffer::from_lengths(lengths);
    let maps = MapArray::try_new(field, offsets, entries, nulls(values), sorted).map_err(inconsistent)?;
    Ok(Arc::new(maps))
}

fn structs(values: &[&Value], data_type: &DataType, schema: &StructType) -> Result<ArrayRef> {
    let ArrowType::Struct(fields) = schema::arrow_type(data_type) else { return Err(misfit(data_type)) };
    let nulls = nulls(values);
    if fields.is_empty() {
        return Ok(Arc::new(StructArray::new_empty_fields(values.len(), nulls)));
    }
    let mut columns = Vec::new();
    for (position, field) in schema.fields.iter().enumerate() {
        let part = |value: &&'_ Value| match value {
            Value::Null => Ok(Value::Null),
            Value::Struct(row) => row.values().get(position).cloned().ok_or_else(|| misfit(data_type)),
            _ => Err(misfit(data_type)),
        };
        let parts = values.iter().map(part).collect::<Result<Vec<_>>>()?;
        columns.push(column(&parts.iter().collect::<Vec<_>>(), &field.data_type)?);
    }
    Ok(Arc::new(StructArray::try_new(fields, columns, nulls).map_err(inconsistent)?))
}

fn nulls(values: &[&Value]) -> Option<NullBuffer> {
    Some(values.iter().map(|value| !value.is_null()).collect::<NullBuffer>())
        .filter(|nulls| nulls.null_count() > 0)
}

fn misfit(wanted: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Conversion, format!("a value is not what it was said to be: {wanted}"))
}

fn inconsistent(error: ArrowError) -> Error {
    Error::new(ErrorKind::Conversion, "the values do not fit their types").with_source(error)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use prost::Message;

    use super::*;
    use crate::{
        arrow::decode::{Decode, append_rows},
        dataset::SparkType,
        expr::Literal,
        proto::spark::connect::expression::Literal as Sent,
    };

    fn row<const N: usize>(values: &[(&str, Literal); N]) -> Row {
        let literals = values.iter().map(|(_, literal)| Sent::decode(literal.message().to_bytes()).unwrap());
        let names = values.iter().map(|(name, _)| (*name).to_owned()).collect();
        Row::from_literals(names, literals.collect()).unwrap()
    }

    /// Sends a value as a literal, and reads it as a Rust type.
    fn there_and_back<T>(value: T)
    where
        T: SparkType + Decode + Into<Literal> + Clone + PartialEq + std::fmt::Debug,
    {
        let row = row(&[("value", value.clone().into())]);
        let batch = batch(&row, row.schema()).unwrap();
        let mut read = Vec::<T>::new();
        append_rows(&mut read, &batch, "T", 0).unwrap();
        assert_eq!(read, [value]);
    }

    #[test]
    fn values_of_every_type() {
        there_and_back(true);
        there_and_back(-1_i8);
        there_and_back(-300_i16);
        there_and_back(7_i32);
        there_and_back(i64::MIN);
        there_and_back(0.5_f32);
        there_and_back(-1e300_f64);
        there_and_back("text".to_owned());
        there_and_back(Bytes::from_static(b"\0\xff"));
        there_and_back("-12.340".parse::<Decimal>().unwrap());
        there_and_back(civil::date(1969, 12, 31));
        there_and_back(civil::date(2024, 2, 29).at(23, 59, 59, 999_999_000));
        there_and_back("1969-12-31T23:59:59.999999Z".parse::<Timestamp>().unwrap());
        there_and_back(civil::time(12, 34, 56, 789_012_000));
        there_and_back(SignedDuration::from_micros(-1));
        there_and_back(YearMonthInterval(-25));
        there_and_back(CalendarInterval { months: 1, days: -2, microseconds: 3 });
        there_and_back(None::<i32>);
        there_and_back(vec![Some(1_i64), None]);
        there_and_back(Vec::<String>::new());
        there_and_back(vec![vec![Some(1_i32)], vec![]]);
        there_and_back(BTreeMap::from([("a".to_owned(), Some(vec![true])), ("b".to_owned(), None)]));
    }

    #[test]
    fn rows_for_serde() {
        #[derive(Debug, PartialEq, ::serde::Deserialize)]
        struct Seen {
            rows: i64,
            names: Vec<Option<String>>,
            at: Option<Point>,
        }
        #[derive(Debug, PartialEq, ::serde::Deserialize)]
        struct Point {
            x: f64,
        }
        let seen = row(&[
            ("rows", 7_i64.into()),
            ("names", vec![Some("a".to_owned()), None].into()),
            ("at", Literal::structure([("x", 0.5.into())])),
        ]);
        let expected = Seen { rows: 7, names: vec![Some("a".into()), None], at: Some(Point { x: 0.5 }) };
        assert_eq!(seen.read_as::<Seen>().unwrap(), expected);
        let error = row(&[("rows", 7_i64.into())]).read_as::<Seen>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conversion);
    }

    #[test]
    fn a_column_that_was_not_sent() {
        let row = row(&[("a", 1_i64.into())]);
        let wanted = StructType::new([crate::types::StructField::new("b", DataType::Long, true)]);
        let error = batch(&row, &wanted).unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (ErrorKind::Schema, "there is no value `b` among those that were sent")
        );
    }
}
