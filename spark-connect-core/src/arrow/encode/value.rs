//! Rows and values whose types are known only at run time.

use std::{borrow::Cow, sync::Arc};

use arrow_array::{
    ArrayRef, NullArray, StructArray, builder::PrimitiveBuilder, types::TimestampNanosecondType,
};
use arrow_schema::DataType as ArrowType;
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp, civil};

use super::{Encode, MapBuilder, Nulls, StructBuilder, invalid_column, wrong_type};
use crate::{
    arrow::{calendar, schema},
    error::{Error, ErrorKind, Result},
    expr::LiteralType,
    row::{Row, Value},
    types::{CalendarInterval, DataType, Decimal, StructType, YearMonthInterval},
};

/// A column of values being built, of a type that is known only at run time.
pub struct ValueBuilder(Box<dyn Column + Send>);

/// Every type of Spark. A value has to be of the column's type, or of one that fits into it: smaller integers,
/// a `FLOAT` in a `DOUBLE` column, an integer in a `DECIMAL` column, an interval of other units. Values that the column's
/// type cannot hold are refused.
impl Encode for Value {
    type Builder = ValueBuilder;

    fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
        column(data_type, capacity).map(ValueBuilder)
    }

    fn append(builder: &mut Self::Builder, value: &Self) -> Result<()> {
        if value.is_null() {
            builder.0.append_null();
            return Ok(());
        }
        builder.0.append(value)
    }

    fn append_null(builder: &mut Self::Builder) {
        builder.0.append_null();
    }

    fn finish(builder: Self::Builder) -> Result<ArrayRef> {
        builder.0.finish()
    }
}

/// A column of structs being built, of fields that are known only at run time.
pub struct RowBuilder {
    rows: StructBuilder,
    fields: Vec<ValueBuilder>,
    schema: StructType,
}

/// A struct of as many fields as the column has, in their order.
impl Encode for Row {
    type Builder = RowBuilder;

    fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
        let DataType::Struct(schema) = data_type else { return Err(wrong_type("Row", data_type)) };
        let names: Vec<&str> = schema.names().collect();
        let rows = StructBuilder::new(data_type, "Row", &names, capacity)?;
        let fields = (0..names.len()).map(|position| rows.field::<Value>(position));
        Ok(RowBuilder { fields: fields.collect::<Result<_>>()?, rows, schema: schema.clone() })
    }

    fn append(builder: &mut Self::Builder, row: &Self) -> Result<()> {
        if row.values().len() != builder.fields.len() {
            return Err(Error::new(
                ErrorKind::Conversion,
                format!(
                    "a row of {} values cannot be written to {} columns",
                    row.values().len(),
                    builder.fields.len()
                ),
            ));
        }
        let fields = builder.fields.iter_mut().zip(&builder.schema.fields);
        for ((column, field), value) in fields.zip(row.values()) {
            Value::append(column, value)
                .map_err(|error| Error::new(error.kind(), format!("{}: {error}", field.name)))?;
        }
        builder.rows.append_valid();
        Ok(())
    }

    fn append_null(builder: &mut Self::Builder) {
        builder.fields.iter_mut().for_each(Value::append_null);
        builder.rows.append_null();
    }

    fn finish(builder: Self::Builder) -> Result<ArrayRef> {
        let columns = builder.fields.into_iter().map(Value::finish).collect::<Result<_>>()?;
        builder.rows.finish(columns)
    }
}

/// A column being built; a value that is NULL is told apart before.
trait Column {
    fn append(&mut self, value: &Value) -> Result<()>;
    fn append_null(&mut self);
    fn finish(self: Box<Self>) -> Result<ArrayRef>;
}

fn column(data_type: &DataType, capacity: usize) -> Result<Box<dyn Column + Send>> {
    macro_rules! exactly {
        ($rust:ty, $pattern:pat => $value:ident) => {
            of::<$rust>(data_type, capacity, |value| match value {
                $pattern => Some(Cow::Borrowed($value)),
                _ => None,
            })
        };
        ($rust:ty, $kind:ident) => {
            exactly!($rust, Value::$kind(value) => value)
        };
    }
    match data_type {
        DataType::Null => Ok(Box::new(Nothing(0))),
        DataType::Boolean => exactly!(bool, Boolean),
        DataType::Byte => of::<i8>(data_type, capacity, integer),
        DataType::Short => of::<i16>(data_type, capacity, integer),
        DataType::Integer => of::<i32>(data_type, capacity, integer),
        DataType::Long => of::<i64>(data_type, capacity, integer),
        DataType::Float => exactly!(f32, Float),
        DataType::Double => of::<f64>(data_type, capacity, |value| value.as_f64().map(Cow::Owned)),
        DataType::Decimal { .. } => of::<Decimal>(data_type, capacity, |value| {
            value.as_decimal().or_else(|| value.as_i64().map(Decimal::from)).map(Cow::Owned)
        }),
        DataType::String | DataType::CollatedString(_) | DataType::Char(_) | DataType::VarChar(_) => {
            exactly!(String, String)
        }
        DataType::Binary => exactly!(Bytes, Binary),
        DataType::Date => exactly!(civil::Date, Date),
        DataType::Timestamp => exactly!(Timestamp, Timestamp),
        DataType::TimestampNtz => exactly!(civil::DateTime, TimestampNtz),
        DataType::TimestampLtzNanos { precision } | DataType::TimestampNtzNanos { precision } => {
            Ok(Box::new(Nanos {
                values: PrimitiveBuilder::with_capacity(capacity)
                    .with_data_type(schema::arrow_type(data_type)),
                unit: 10_i64.pow(9_u8.saturating_sub(*precision).into()),
                data_type: data_type.clone(),
            }))
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
            let entries = MapBuilder::new("Value", data_type, capacity, Value::builder, Value::builder)?;
            Ok(Box::new(Maps { entries, data_type: data_type.clone() }))
        }
        DataType::Struct(_) => exactly!(Row, Struct),
        DataType::Variant => pair::<Bytes, _>(data_type, capacity, |value| match value {
            Value::Variant(variant) => Some((variant.value(), variant.metadata())),
            _ => None,
        }),
        DataType::Geometry { .. } => pair::<i32, _>(data_type, capacity, |value| match value {
            Value::Geometry(shape) => Some((&shape.srid, &shape.wkb)),
            _ => None,
        }),
        DataType::Geography { .. } => pair::<i32, _>(data_type, capacity, |value| match value {
            Value::Geography(shape) => Some((&shape.srid, &shape.wkb)),
            _ => None,
        }),
        DataType::Udt(udt) => match &udt.sql_type {
            Some(stored) => column(stored, capacity),
            None => Err(wrong_type("Value", data_type)),
        },
    }
}

/// An integer that fits.
fn integer<T: Clone + TryFrom<i64>>(value: &Value) -> Option<Cow<'_, T>> {
    value.as_i64().and_then(|value| T::try_from(value).ok()).map(Cow::Owned)
}

#[cold]
fn misfit(value: &Value, data_type: &DataType) -> Error {
    // Not the value itself, which may be a secret.
    Error::new(
        ErrorKind::Conversion,
        format!("a value of type {} does not fit a column of type {data_type}", value.kind()),
    )
}

/// The values of one Rust type.
struct Typed<T: Encode + Clone> {
    values: T::Builder,
    read: fn(&Value) -> Option<Cow<'_, T>>,
    data_type: DataType,
}

fn of<T>(
    data_type: &DataType,
    capacity: usize,
    read: fn(&Value) -> Option<Cow<'_, T>>,
) -> Result<Box<dyn Column + Send>>
where
    T: Encode<Builder: Send> + Clone + 'static,
{
    Ok(Box::new(Typed { values: T::builder(data_type, capacity)?, read, data_type: data_type.clone() }))
}

impl<T: Encode + Clone> Column for Typed<T> {
    fn append(&mut self, value: &Value) -> Result<()> {
        let read = (self.read)(value).ok_or_else(|| misfit(value, &self.data_type))?;
        T::append(&mut self.values, &read)
    }

    fn append_null(&mut self) {
        T::append_null(&mut self.values);
    }

    fn finish(self: Box<Self>) -> Result<ArrayRef> {
        T::finish(self.values)
    }
}

/// So many NULLs.
struct Nothing(usize);

impl Column for Nothing {
    fn append(&mut self, value: &Value) -> Result<()> {
        Err(misfit(value, &DataType::Null))
    }

    fn append_null(&mut self) {
        self.0 += 1;
    }

    fn finish(self: Box<Self>) -> Result<ArrayRef> {
        Ok(Arc::new(NullArray::new(self.0)))
    }
}

/// Timestamps of both kinds in nanoseconds; digits beyond the precision of the column are cut off, towards the past.
struct Nanos {
    values: PrimitiveBuilder<TimestampNanosecondType>,
    unit: i64,
    data_type: DataType,
}

impl Column for Nanos {
    fn append(&mut self, value: &Value) -> Result<()> {
        let nanoseconds = match (value, &self.data_type) {
            (Value::Timestamp(instant), DataType::TimestampLtzNanos { .. }) => instant.as_nanosecond(),
            (Value::TimestampNtz(local), DataType::TimestampNtzNanos { .. }) => {
                i128::from(calendar::microseconds(*local)) * 1_000
                    + i128::from(calendar::nanoseconds(local.time()) % 1_000)
            }
            _ => return Err(misfit(value, &self.data_type)),
        };
        let nanoseconds = i64::try_from(nanoseconds).map_err(|_| {
            Error::new(
                ErrorKind::Conversion,
                format!("a column of type {} holds the years 1678 to 2261 only", self.data_type),
            )
        })?;
        self.values.append_value(nanoseconds - nanoseconds.rem_euclid(self.unit));
        Ok(())
    }

    fn append_null(&mut self) {
        self.values.append_null();
    }

    fn finish(mut self: Box<Self>) -> Result<ArrayRef> {
        Ok(Arc::new(self.values.finish()))
    }
}

struct Maps {
    entries: MapBuilder<ValueBuilder, ValueBuilder>,
    data_type: DataType,
}

impl Column for Maps {
    fn append(&mut self, value: &Value) -> Result<()> {
        let Value::Map(entries) = value else { return Err(misfit(value, &self.data_type)) };
        for (key, value) in entries {
            self.entries.append(|keys| Value::append(keys, key), |values| Value::append(values, value))?;
        }
        self.entries.end(entries.len())
    }

    fn append_null(&mut self) {
        self.entries.append_null();
    }

    fn finish(self: Box<Self>) -> Result<ArrayRef> {
        self.entries.finish(Value::finish, Value::finish)
    }
}

/// Reads a value as two parts.
type Parts<A, B> = fn(&Value) -> Option<(&A, &B)>;

/// A type that Arrow lays out as a struct of two fields, neither of which is NULL.
struct Pair<A: Encode, B: Encode> {
    first: A::Builder,
    second: B::Builder,
    nulls: Nulls,
    read: Parts<A, B>,
    data_type: DataType,
}

fn pair<A, B>(data_type: &DataType, capacity: usize, read: Parts<A, B>) -> Result<Box<dyn Column + Send>>
where
    A: Encode<Builder: Send> + LiteralType + 'static,
    B: Encode<Builder: Send> + LiteralType + 'static,
{
    Ok(Box::new(Pair {
        first: A::builder(&A::data_type(), capacity)?,
        second: B::builder(&B::data_type(), capacity)?,
        nulls: Nulls::new(capacity),
        read,
        data_type: data_type.clone(),
    }))
}

impl<A: Encode, B: Encode> Column for Pair<A, B> {
    fn append(&mut self, value: &Value) -> Result<()> {
        let (first, second) = (self.read)(value).ok_or_else(|| misfit(value, &self.data_type))?;
        A::append(&mut self.first, first)?;
        B::append(&mut self.second, second)?;
        self.nulls.append_valid();
        Ok(())
    }

    fn append_null(&mut self) {
        A::append_null(&mut self.first);
        B::append_null(&mut self.second);
        self.nulls.append_null();
    }

    fn finish(self: Box<Self>) -> Result<ArrayRef> {
        let ArrowType::Struct(fields) = schema::arrow_type(&self.data_type) else {
            return Err(wrong_type("Value", &self.data_type));
        };
        let columns = vec![A::finish(self.first)?, B::finish(self.second)?];
        Ok(Arc::new(StructArray::try_new(fields, columns, self.nulls.finish()).map_err(invalid_column)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        arrow::{decode, encode},
        row::Variant,
        types::{Geography, Geometry, StructField},
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
