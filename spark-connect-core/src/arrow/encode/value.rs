//! Rows and values whose types are known only at run time.

use std::sync::Arc;

use arrow_array::{ArrayRef, NullArray, StructArray, types::TimestampNanosecondType};
use arrow_schema::DataType as ArrowType;
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp, civil};

use super::{
    Encode, Refused, StructColumns, Values, invalid_column, nested::maps, primitive::checked, rows::nulls,
    values::Parts, wrong_type,
};
use crate::{
    arrow::{calendar, schema},
    error::{Error, ErrorKind, Result},
    expr::LiteralType,
    row::{Row, Value, Variant},
    types::{CalendarInterval, DataType, Decimal, Geography, Geometry, YearMonthInterval},
};

/// Every type of Spark. A value has to be of the column's type, or of one that fits into it: smaller integers,
/// a `FLOAT` in a `DOUBLE` column, an integer in a `DECIMAL` column, an interval of other units. Values that the column's
/// type cannot hold are refused.
impl Encode for Value {
    fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused> {
        let mut present = Vec::with_capacity(values.count());
        values.each(|value| present.push(value.filter(|value| !value.is_null())));
        column(&present, data_type)
    }
}

/// A struct of as many fields as the column has, in their order.
impl Encode for Row {
    fn encode<'a>(rows: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused> {
        let DataType::Struct(schema) = data_type else { return Err(wrong_type("Row", data_type)) };
        let names: Vec<&str> = schema.names().collect();
        let (mut number, mut other) = (0, None);
        rows.each(|row| {
            let found = row.map_or(names.len(), |row| row.values().len());
            if found != names.len() && other.is_none() {
                other = Some((number, found));
            }
            number += 1;
        });
        if let Some((at, found)) = other {
            let message = format!("a row of {found} values cannot be written to {} columns", names.len());
            return Err(Refused::conversion(at, &message));
        }
        let mut columns = StructColumns::<Self, _>::new(rows, data_type, "Row", &names);
        for position in 0..names.len() {
            columns.part::<Value>(move |row| row.values().get(position));
        }
        columns.finish()
    }
}

/// The values of a column; `None` is NULL.
type Present<'v> = [Option<&'v Value>];

fn column(values: &Present<'_>, data_type: &DataType) -> Result<ArrayRef, Refused> {
    macro_rules! exactly {
        ($rust:ty, $pattern:pat => $value:ident) => {
            borrowed::<$rust>(values, data_type, |value| match value {
                $pattern => Some($value),
                _ => None,
            })
        };
        ($rust:ty, $kind:ident) => {
            exactly!($rust, Value::$kind(value) => value)
        };
    }
    match data_type {
        DataType::Null => {
            read(values, data_type, |_| None::<()>)?;
            Ok(Arc::new(NullArray::new(values.len())))
        }
        DataType::Boolean => exactly!(bool, Boolean),
        DataType::Byte => owned::<i8>(values, data_type, integer),
        DataType::Short => owned::<i16>(values, data_type, integer),
        DataType::Integer => owned::<i32>(values, data_type, integer),
        DataType::Long => owned::<i64>(values, data_type, integer),
        DataType::Float => exactly!(f32, Float),
        DataType::Double => owned::<f64>(values, data_type, Value::as_f64),
        DataType::Decimal { .. } => owned::<Decimal>(values, data_type, |value| {
            value.as_decimal().or_else(|| value.as_i64().map(Decimal::from))
        }),
        DataType::String | DataType::CollatedString(_) | DataType::Char(_) | DataType::VarChar(_) => {
            exactly!(String, String)
        }
        DataType::Binary => exactly!(Bytes, Binary),
        DataType::Date => exactly!(civil::Date, Date),
        DataType::Timestamp => exactly!(Timestamp, Timestamp),
        DataType::TimestampNtz => exactly!(civil::DateTime, TimestampNtz),
        DataType::TimestampLtzNanos { precision } | DataType::TimestampNtzNanos { precision } => {
            nanoseconds(values, data_type, *precision)
        }
        DataType::Time { .. } => exactly!(civil::Time, Time),
        DataType::CalendarInterval => exactly!(CalendarInterval, CalendarInterval),
        DataType::YearMonthInterval { .. } => {
            exactly!(YearMonthInterval, Value::YearMonthInterval { interval, .. } => interval)
        }
        DataType::DayTimeInterval { .. } => {
            exactly!(SignedDuration, Value::DayTimeInterval { duration, .. } => duration)
        }
        DataType::Array { .. } => exactly!(Vec<Value>, Array),
        DataType::Map { .. } => {
            let found = read(values, data_type, |value| match value {
                Value::Map(entries) => Some(entries),
                _ => None,
            })?;
            maps(
                found.as_slice(),
                data_type,
                "Value",
                |entries: &Vec<(Value, Value)>| entries.len(),
                |entries| entries.iter().map(|(key, _)| key),
                |entries| entries.iter().map(|(_, value)| value),
            )
        }
        DataType::Struct(_) => exactly!(Row, Struct),
        DataType::Variant => {
            let found = read(values, data_type, |value| match value {
                Value::Variant(variant) => Some(variant),
                _ => None,
            })?;
            pairs(found.as_slice(), data_type, Variant::value, Variant::metadata)
        }
        DataType::Geometry { .. } => {
            let found = read(values, data_type, |value| match value {
                Value::Geometry(shape) => Some(shape),
                _ => None,
            })?;
            pairs(found.as_slice(), data_type, |shape: &Geometry| &shape.srid, |shape| &shape.wkb)
        }
        DataType::Geography { .. } => {
            let found = read(values, data_type, |value| match value {
                Value::Geography(shape) => Some(shape),
                _ => None,
            })?;
            pairs(found.as_slice(), data_type, |shape: &Geography| &shape.srid, |shape| &shape.wkb)
        }
        DataType::Udt(udt) => match &udt.sql_type {
            Some(stored) => column(values, stored),
            None => Err(wrong_type("Value", data_type)),
        },
    }
}

/// What `found` finds in each value that is not NULL.
fn read<'v, T>(
    values: &Present<'v>,
    data_type: &DataType,
    found: impl Fn(&'v Value) -> Option<T>,
) -> Result<Vec<Option<T>>, Refused> {
    let one = |(at, value): (usize, &Option<&'v Value>)| match value {
        None => Ok(None),
        Some(value) => match found(value) {
            None => Err(Refused::value(at, misfit(value, data_type))),
            found => Ok(found),
        },
    };
    values.iter().enumerate().map(one).collect()
}

/// The column of what is in the values.
fn borrowed<'v, T: Encode + 'v>(
    values: &Present<'v>,
    data_type: &DataType,
    found: impl Fn(&'v Value) -> Option<&'v T>,
) -> Result<ArrayRef, Refused> {
    T::encode(read(values, data_type, found)?.as_slice(), data_type)
}

/// The column of what is made of the values.
fn owned<T: Encode>(
    values: &Present<'_>,
    data_type: &DataType,
    made: impl Fn(&Value) -> Option<T>,
) -> Result<ArrayRef, Refused> {
    let made = read(values, data_type, made)?;
    T::encode(made.as_slice(), data_type)
}

/// An integer that fits.
fn integer<T: TryFrom<i64>>(value: &Value) -> Option<T> {
    value.as_i64().and_then(|value| T::try_from(value).ok())
}

#[cold]
fn misfit(value: &Value, data_type: &DataType) -> Error {
    // Not the value itself, which may be a secret.
    Error::new(
        ErrorKind::Conversion,
        format!("a value of type {} does not fit a column of type {data_type}", value.kind()),
    )
}

/// Timestamps of both kinds in nanoseconds; digits beyond the precision of the column are cut off, towards the past.
fn nanoseconds(values: &Present<'_>, data_type: &DataType, precision: u8) -> Result<ArrayRef, Refused> {
    let found = read(values, data_type, |value| match (value, data_type) {
        (Value::Timestamp(instant), DataType::TimestampLtzNanos { .. }) => Some(instant.as_nanosecond()),
        (Value::TimestampNtz(local), DataType::TimestampNtzNanos { .. }) => Some(
            i128::from(calendar::microseconds(*local)) * 1_000
                + i128::from(calendar::nanoseconds(local.time()) % 1_000),
        ),
        _ => None,
    })?;
    let unit = 10_i64.pow(9_u8.saturating_sub(precision).into());
    let column = checked::<TimestampNanosecondType, i128>(found.as_slice(), |nanoseconds| {
        let nanoseconds = i64::try_from(*nanoseconds)
            .map_err(|_| format!("a column of type {data_type} holds the years 1678 to 2261 only"))?;
        Ok(nanoseconds - nanoseconds.rem_euclid(unit))
    })?;
    Ok(Arc::new(column.with_data_type(schema::arrow_type(data_type))))
}

/// A type that Arrow lays out as a struct of two fields, neither of which is NULL in a struct that is none.
pub(super) fn pairs<'a, T, A, B>(
    values: impl Values<'a, T>,
    data_type: &DataType,
    first: impl Fn(&'a T) -> &'a A + Copy,
    second: impl Fn(&'a T) -> &'a B + Copy,
) -> Result<ArrayRef, Refused>
where
    T: 'a,
    A: Encode + LiteralType + 'a,
    B: Encode + LiteralType + 'a,
{
    let ArrowType::Struct(fields) = schema::arrow_type(data_type) else {
        return Err(wrong_type("Value", data_type));
    };
    let columns = vec![
        A::encode(Parts::new(values, move |value| Some(first(value))), &A::data_type())?,
        B::encode(Parts::new(values, move |value| Some(second(value))), &B::data_type())?,
    ];
    Ok(Arc::new(StructArray::try_new(fields, columns, nulls(values)).map_err(invalid_column)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        arrow::{decode, encode},
        types::{StructField, StructType},
    };

    /// The values as a column of a type, read again.
    fn there_and_back(data_type: &DataType, values: Vec<Value>) -> Result<Vec<Value>> {
        let schema = Arc::new(StructType::new([StructField::new("c", data_type.clone(), true)]));
        let rows: Vec<Row> =
            values.into_iter().map(|value| Row::new(Arc::clone(&schema), vec![value])).collect();
        let batch = encode::struct_batch(&rows, &schema)?;
        decode::rows(&batch, &schema).map(|rows| rows.iter().map(|row| row.values()[0].clone()).collect())
    }

    #[test]
    fn values_of_types_that_only_values_have() {
        let cases: Vec<(DataType, Value)> = vec![
            (DataType::Variant, Variant::new(b"\x0c\x01".as_slice(), b"\x01\0\0".as_slice()).into()),
            (DataType::Geometry { srid: 0 }, Geometry::new(b"\x01".as_slice(), 0).into()),
            (DataType::Geography { srid: 4326 }, Geography::new(b"\x01".as_slice(), 4326).into()),
            (
                DataType::TimestampNtzNanos { precision: 9 },
                civil::date(1969, 12, 31).at(23, 59, 59, 999_999_999).into(),
            ),
            (
                DataType::TimestampLtzNanos { precision: 9 },
                "2024-01-01T00:00:00.123456789Z".parse::<Timestamp>().unwrap().into(),
            ),
        ];
        for (data_type, value) in cases {
            let nested = DataType::Struct(StructType::new([StructField::new("n", data_type.clone(), true)]));
            let values = vec![value.clone(), Value::Null];
            assert_eq!(there_and_back(&data_type, values.clone()).unwrap(), values);
            assert_eq!(
                there_and_back(&DataType::array(data_type, true), vec![Value::Array(values.clone())])
                    .unwrap(),
                [Value::Array(values.clone())]
            );
            let DataType::Struct(schema) = &nested else { unreachable!() };
            let row = Value::Struct(Row::new(Arc::new(schema.clone()), vec![value]));
            assert_eq!(there_and_back(&nested, vec![row.clone(), Value::Null]).unwrap(), [row, Value::Null]);
        }
        let cut = there_and_back(
            &DataType::TimestampNtzNanos { precision: 7 },
            vec![civil::date(1969, 12, 31).at(23, 59, 59, 999_999_999).into()],
        );
        assert_eq!(cut.unwrap(), [civil::date(1969, 12, 31).at(23, 59, 59, 999_999_900).into()]);
    }

    #[test]
    fn what_fits_is_widened_and_what_does_not_is_refused() {
        let decimal = DataType::Decimal { precision: 5, scale: 2 };
        assert_eq!(there_and_back(&DataType::Long, vec![Value::Byte(-1)]).unwrap(), [Value::Long(-1)]);
        assert_eq!(there_and_back(&DataType::Byte, vec![Value::Long(127)]).unwrap(), [Value::Byte(127)]);
        assert_eq!(there_and_back(&DataType::Double, vec![Value::Float(0.5)]).unwrap(), [Value::Double(0.5)]);
        assert_eq!(there_and_back(&decimal, vec![Value::Integer(7)]).unwrap()[0].to_string(), "7.00");
        let refused: Vec<(DataType, Value)> = vec![
            (DataType::Byte, 128.into()),
            (DataType::Integer, i64::MAX.into()),
            (DataType::Float, 0.5_f64.into()),
            (DataType::Double, 1.into()),
            (decimal, 1000.into()),
            (DataType::String, 1.into()),
            (DataType::Null, 1.into()),
            (DataType::array(DataType::Byte, true), vec![300].into()),
            (DataType::array(DataType::Byte, false), vec![None::<i8>].into()),
            (DataType::TimestampNtzNanos { precision: 9 }, civil::date(2300, 1, 1).at(0, 0, 0, 0).into()),
        ];
        for (data_type, value) in refused {
            let error = there_and_back(&data_type, vec![value.clone()]).expect_err(&value.to_string());
            assert_eq!(error.kind(), ErrorKind::Conversion, "{error}");
        }
        let error = there_and_back(&DataType::Byte, vec![1.into(), 128.into()]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "row 1 (counting from 0): c: a value of type INT does not fit a column of type tinyint"
        );
    }

    #[test]
    fn rows_of_other_columns() {
        let schema: StructType = "a int, b int".parse().unwrap();
        let short = Row::new(Arc::new(schema.clone()), vec![1.into()]);
        assert_eq!(encode::struct_batch(&[short], &schema).unwrap_err().kind(), ErrorKind::Conversion);
    }
}
