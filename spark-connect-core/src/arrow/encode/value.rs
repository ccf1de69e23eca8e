//! Values whose types are known only at run time.

use std::sync::Arc;

use arrow_array::{ArrayRef, NullArray, types::TimestampNanosecondType};
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp, civil};

use super::{Encode, Misfit, Refused, nested::MapColumn, primitive::NativeColumn};
use crate::{
    arrow::calendar,
    error::{Error, ErrorKind, Result},
    row::{Row, Value, Variant},
    types::{CalendarInterval, DataType, Decimal, Geography, Geometry, YearMonthInterval},
};

/// A column of values of one type.
pub trait ValueColumn {
    /// Adds a value that is not NULL.
    fn append(&mut self, value: &Value);

    /// Adds a NULL.
    fn append_null(&mut self);

    /// The column of what was added.
    ///
    /// # Errors
    /// A value is not of the column's type, and those of [`Encode::finish`].
    fn finish(self: Box<Self>) -> Result<ArrayRef, Refused>;
}

/// Every type of Spark. A value has to be of the column's type, or of one that fits into it: smaller integers,
/// a `FLOAT` in a `DOUBLE` column, an integer in a `DECIMAL` column, an interval of other units. Values that the column's
/// type cannot hold are refused.
impl Encode for Value {
    type Column = Box<dyn ValueColumn>;

    fn column(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Column {
        column(data_type, values, misfit)
    }

    fn append(column: &mut Self::Column, value: &Self) {
        if value.is_null() {
            column.append_null();
        } else {
            column.append(value);
        }
    }

    fn append_null(column: &mut Self::Column) {
        column.append_null();
    }

    fn finish(column: Self::Column) -> Result<ArrayRef, Refused> {
        column.finish()
    }
}

/// A column `C` that takes those values that are of its type.
struct Typed<C> {
    column: C,
    /// Adds a value; whether it is of the type.
    append: fn(&mut C, &Value) -> bool,
    append_null: fn(&mut C),
    finish: fn(C) -> Result<ArrayRef, Refused>,
    data_type: DataType,
    len: usize,
    /// The first value of another type.
    misfit: Option<Refused>,
}

impl<C> ValueColumn for Typed<C> {
    fn append(&mut self, value: &Value) {
        if !(self.append)(&mut self.column, value) {
            self.misfit.get_or_insert_with(|| Refused::value(self.len, misfit(value, &self.data_type)));
        }
        self.len += 1;
    }

    fn append_null(&mut self) {
        (self.append_null)(&mut self.column);
        self.len += 1;
    }

    fn finish(self: Box<Self>) -> Result<ArrayRef, Refused> {
        match self.misfit {
            Some(misfit) => Err(misfit),
            None => (self.finish)(self.column),
        }
    }
}

/// The column of `T`, to which `append` adds those values that are of it.
fn typed<T: Encode<Column: 'static>>(
    data_type: &DataType,
    values: usize,
    misfit: &mut Misfit,
    append: fn(&mut T::Column, &Value) -> bool,
) -> Box<dyn ValueColumn> {
    let column = T::column(data_type, values, misfit);
    made(data_type, column, append, T::append_null, T::finish)
}

fn made<C: 'static>(
    data_type: &DataType,
    column: C,
    append: fn(&mut C, &Value) -> bool,
    append_null: fn(&mut C),
    finish: fn(C) -> Result<ArrayRef, Refused>,
) -> Box<dyn ValueColumn> {
    let data_type = data_type.clone();
    Box::new(Typed { column, append, append_null, finish, data_type, len: 0, misfit: None })
}

fn column(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Box<dyn ValueColumn> {
    macro_rules! exactly {
        ($rust:ty, $pattern:pat => $value:ident) => {
            typed::<$rust>(data_type, values, misfit, |column, value| match value {
                $pattern => {
                    <$rust as Encode>::append(column, $value);
                    true
                }
                _ => false,
            })
        };
        ($rust:ty, $kind:ident) => {
            exactly!($rust, Value::$kind(value) => value)
        };
    }
    macro_rules! converted {
        ($rust:ty, $convert:expr) => {
            typed::<$rust>(data_type, values, misfit, |column, value| {
                $convert(value).map(|value| <$rust as Encode>::append(column, &value)).is_some()
            })
        };
    }
    match data_type {
        DataType::Null => {
            let finish = |len| -> Result<ArrayRef, Refused> { Ok(Arc::new(NullArray::new(len))) };
            made(data_type, 0, |_, _| false, |len| *len += 1, finish)
        }
        DataType::Boolean => exactly!(bool, Boolean),
        DataType::Byte => converted!(i8, integer),
        DataType::Short => converted!(i16, integer),
        DataType::Integer => converted!(i32, integer),
        DataType::Long => converted!(i64, integer),
        DataType::Float => exactly!(f32, Float),
        DataType::Double => converted!(f64, Value::as_f64),
        DataType::Decimal { .. } => converted!(Decimal, decimal),
        DataType::String | DataType::CollatedString(_) | DataType::Char(_) | DataType::VarChar(_) => {
            exactly!(String, String)
        }
        DataType::Binary => exactly!(Bytes, Binary),
        DataType::Date => exactly!(civil::Date, Date),
        DataType::Timestamp => exactly!(Timestamp, Timestamp),
        DataType::TimestampNtz => exactly!(civil::DateTime, TimestampNtz),
        DataType::TimestampLtzNanos { precision } => {
            nanoseconds(data_type, values, *precision, |value| match value {
                Value::Timestamp(instant) => Some(instant.as_nanosecond()),
                _ => None,
            })
        }
        DataType::TimestampNtzNanos { precision } => {
            nanoseconds(data_type, values, *precision, |value| match value {
                Value::TimestampNtz(local) => {
                    let microseconds = i128::from(calendar::microseconds(*local));
                    Some(microseconds * 1_000 + i128::from(calendar::nanoseconds(local.time()) % 1_000))
                }
                _ => None,
            })
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
            let append = |maps: &mut MapColumn<Value, Value>, value: &Value| match value {
                Value::Map(entries) => {
                    maps.append(entries.iter().map(|(key, value)| (key, value)));
                    true
                }
                _ => false,
            };
            let maps = MapColumn::new(data_type, "Value", values, misfit);
            made(data_type, maps, append, MapColumn::append_null, MapColumn::finish)
        }
        DataType::Struct(_) => exactly!(Row, Struct),
        DataType::Variant => exactly!(Variant, Variant),
        DataType::Geometry { .. } => exactly!(Geometry, Geometry),
        DataType::Geography { .. } => exactly!(Geography, Geography),
        DataType::Udt(udt) => match &udt.sql_type {
            Some(stored) => column(stored, values, misfit),
            None => {
                misfit.note("Value", data_type);
                column(&DataType::Null, values, misfit)
            }
        },
    }
}

/// An integer that fits.
fn integer<T: TryFrom<i64>>(value: &Value) -> Option<T> {
    value.as_i64().and_then(|value| T::try_from(value).ok())
}

fn decimal(value: &Value) -> Option<Decimal> {
    value.as_decimal().or_else(|| value.as_i64().map(Decimal::from))
}

#[cold]
fn misfit(value: &Value, data_type: &DataType) -> Error {
    // Not the value itself, which may be a secret.
    Error::new(
        ErrorKind::Conversion,
        format!("a value of type {} does not fit a column of type {data_type}", value.kind()),
    )
}

/// A column of timestamps in nanoseconds.
struct NanosColumn {
    nanoseconds: NativeColumn<TimestampNanosecondType>,
    /// Those of a value, if it is of the column's type.
    of: fn(&Value) -> Option<i128>,
    /// The nanoseconds of the last digit that the column's precision keeps.
    unit: i64,
    data_type: DataType,
}

/// A column of timestamps in nanoseconds; digits beyond its precision are cut off, towards the past.
fn nanoseconds(
    data_type: &DataType,
    values: usize,
    precision: u8,
    of: fn(&Value) -> Option<i128>,
) -> Box<dyn ValueColumn> {
    let column = NanosColumn {
        nanoseconds: NativeColumn::new(data_type, values),
        of,
        unit: 10_i64.pow(9_u8.saturating_sub(precision).into()),
        data_type: data_type.clone(),
    };
    let append = |column: &mut NanosColumn, value: &Value| {
        let NanosColumn { nanoseconds, of, unit, data_type } = column;
        let checked = |found: i128| match i64::try_from(found) {
            Ok(found) => Ok(found - found.rem_euclid(*unit)),
            Err(_) => Err(format!("a column of type {data_type} holds the years 1678 to 2261 only")),
        };
        of(value).map(|found| nanoseconds.append_checked(checked(found))).is_some()
    };
    let append_null = |column: &mut NanosColumn| column.nanoseconds.append_null();
    made(data_type, column, append, append_null, |column| column.nanoseconds.finish())
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
