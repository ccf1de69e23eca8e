//! Values as servers send them: the protocol's literals.

use std::sync::Arc;

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, Time},
};

use super::{Row, Value};
use crate::{
    error::{Error, ErrorKind, Result},
    proto::spark::connect::{
        self as proto,
        expression::{
            Literal,
            literal::{self as wire, LiteralType, specialized_array::ValueType},
        },
    },
    types::{
        CalendarInterval, DataType, DayTimeField, StructField, StructType, YearMonthField, YearMonthInterval,
    },
};

/// How deep values may be nested; Spark's parser allows fewer.
const MAX_DEPTH: usize = 100;

/// The digits of the fraction of a second where the server does not say.
const MICROS: u8 = 6;
const NANOS: u8 = 9;

/// A value and its type.
///
/// # Errors
/// The server sent no value, one outside of the range of its Rust type (years beyond 9999), or one that is nested too deep.
pub(super) fn read(literal: Literal) -> Result<(Value, DataType)> {
    read_nested(literal, MAX_DEPTH)
}

fn read_nested(literal: Literal, depth: usize) -> Result<(Value, DataType)> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(broken(format!("a value that is nested more than {MAX_DEPTH} deep")));
    };
    let Some(kind) = literal.literal_type else {
        return Err(broken("a value of a type that this client does not know"));
    };
    // Since 4.1 the type may stand beside the value rather than inside of it.
    let stated = literal.data_type.as_ref().map(DataType::from_proto).transpose()?;
    let (value, implied) = match kind {
        LiteralType::Null(data_type) => {
            let implied = match (&stated, &data_type.kind) {
                (None, Some(_)) => DataType::from_proto(&data_type)?,
                _ => DataType::Null,
            };
            (Value::Null, implied)
        }
        LiteralType::Boolean(value) => (Value::Boolean(value), DataType::Boolean),
        LiteralType::Byte(value) => (Value::Byte(narrow(value)?), DataType::Byte),
        LiteralType::Short(value) => (Value::Short(narrow(value)?), DataType::Short),
        LiteralType::Integer(value) => (Value::Integer(value), DataType::Integer),
        LiteralType::Long(value) => (Value::Long(value), DataType::Long),
        LiteralType::Float(value) => (Value::Float(value), DataType::Float),
        LiteralType::Double(value) => (Value::Double(value), DataType::Double),
        LiteralType::String(value) => (Value::String(value), DataType::String),
        LiteralType::Binary(value) => (Value::Binary(value), DataType::Binary),
        LiteralType::Decimal(decimal) => read_decimal(&decimal)?,
        LiteralType::Date(days) => (Value::Date(date(days)?), DataType::Date),
        LiteralType::Timestamp(micros) => (Value::Timestamp(timestamp(micros, 0)?), DataType::Timestamp),
        LiteralType::TimestampNtz(micros) => {
            (Value::TimestampNtz(date_time(micros, 0)?), DataType::TimestampNtz)
        }
        LiteralType::TimestampLtzNanos(value) => {
            let instant = timestamp(value.epoch_micros, value.nanos_within_micro)?;
            let precision = digits(value.precision, NANOS)?;
            (Value::Timestamp(instant), DataType::TimestampLtzNanos { precision })
        }
        LiteralType::TimestampNtzNanos(value) => {
            let local = date_time(value.epoch_micros, value.nanos_within_micro)?;
            let precision = digits(value.precision, NANOS)?;
            (Value::TimestampNtz(local), DataType::TimestampNtzNanos { precision })
        }
        LiteralType::Time(value) => {
            let precision = digits(value.precision, MICROS)?;
            (Value::Time(time(value.nano)?), DataType::Time { precision })
        }
        LiteralType::CalendarInterval(wire::CalendarInterval { months, days, microseconds }) => {
            let interval = CalendarInterval { months, days, microseconds };
            (Value::CalendarInterval(interval), DataType::CalendarInterval)
        }
        LiteralType::YearMonthInterval(months) => read_year_month(YearMonthInterval(months), stated.as_ref()),
        LiteralType::DayTimeInterval(micros) => {
            read_day_time(SignedDuration::from_micros(micros), stated.as_ref())
        }
        LiteralType::SpecializedArray(array) => read_specialized(array)?,
        LiteralType::Array(array) => read_array(array, stated.as_ref(), depth)?,
        LiteralType::Map(map) => read_map(map, stated.as_ref(), depth)?,
        LiteralType::Struct(structure) => read_struct(structure, stated.as_ref(), depth)?,
    };
    Ok((value, stated.unwrap_or(implied)))
}

/// The type of the elements or fields: inside of the value, where servers put it by default.
fn inner_type(inside: Option<&proto::DataType>) -> Result<Option<DataType>> {
    inside.filter(|data_type| data_type.kind.is_some()).map(DataType::from_proto).transpose()
}

/// Elements, and their type if it is not known from elsewhere.
fn read_all(literals: Vec<Literal>, depth: usize) -> Result<(Vec<Value>, DataType)> {
    let mut values = Vec::with_capacity(literals.len());
    let mut implied = DataType::Null;
    for literal in literals {
        let (value, data_type) = read_nested(literal, depth)?;
        if implied == DataType::Null {
            implied = data_type;
        }
        values.push(value);
    }
    Ok((values, implied))
}

#[expect(
    deprecated,
    reason = "servers write the deprecated types by default, and those before 4.1 nothing else"
)]
fn read_array(array: wire::Array, stated: Option<&DataType>, depth: usize) -> Result<(Value, DataType)> {
    let inside = inner_type(array.element_type.as_ref())?;
    let (elements, implied) = read_all(array.elements, depth)?;
    let data_type = match stated {
        Some(stated) => stated.clone(),
        None => DataType::array(inside.unwrap_or(implied), true),
    };
    Ok((Value::Array(elements), data_type))
}

#[expect(deprecated, reason = "as for arrays")]
fn read_map(map: wire::Map, stated: Option<&DataType>, depth: usize) -> Result<(Value, DataType)> {
    if map.keys.len() != map.values.len() {
        return Err(broken("a map with keys that have no values, or values that have no keys"));
    }
    let (key_type, value_type) = (inner_type(map.key_type.as_ref())?, inner_type(map.value_type.as_ref())?);
    let (keys, implied_key) = read_all(map.keys, depth)?;
    let (values, implied_value) = read_all(map.values, depth)?;
    let data_type = match stated {
        Some(stated) => stated.clone(),
        None => DataType::map(key_type.unwrap_or(implied_key), value_type.unwrap_or(implied_value), true),
    };
    Ok((Value::Map(keys.into_iter().zip(values).collect()), data_type))
}

#[expect(deprecated, reason = "as for arrays")]
fn read_struct(
    structure: wire::Struct,
    stated: Option<&DataType>,
    depth: usize,
) -> Result<(Value, DataType)> {
    let inside = inner_type(structure.struct_type.as_ref())?;
    let (mut fields, mut values) = (Vec::new(), Vec::new());
    for (index, literal) in structure.elements.into_iter().enumerate() {
        let (value, data_type) = read_nested(literal, depth)?;
        fields.push(StructField::new(format!("_{}", index + 1), data_type, true));
        values.push(value);
    }
    let schema = match stated.cloned().or(inside) {
        Some(DataType::Struct(schema)) if schema.fields.len() == values.len() => schema,
        None => StructType::new(fields),
        Some(_) => return Err(broken("a struct with another type")),
    };
    let data_type = DataType::Struct(schema.clone());
    Ok((Value::Struct(Row::new(Arc::new(schema), values)), data_type))
}

fn read_specialized(array: wire::SpecializedArray) -> Result<(Value, DataType)> {
    fn all<T>(values: Vec<T>, value: fn(T) -> Value) -> Vec<Value> {
        values.into_iter().map(value).collect()
    }
    let (elements, element_type) = match array.value_type {
        Some(ValueType::Bools(array)) => (all(array.values, Value::Boolean), DataType::Boolean),
        Some(ValueType::Ints(array)) => (all(array.values, Value::Integer), DataType::Integer),
        Some(ValueType::Longs(array)) => (all(array.values, Value::Long), DataType::Long),
        Some(ValueType::Floats(array)) => (all(array.values, Value::Float), DataType::Float),
        Some(ValueType::Doubles(array)) => (all(array.values, Value::Double), DataType::Double),
        Some(ValueType::Strings(array)) => (all(array.values, Value::String), DataType::String),
        None => return Err(broken("an array of a type that this client does not know")),
    };
    Ok((Value::Array(elements), DataType::array(element_type, false)))
}

/// An interval of the units that its type says, by default all of them.
fn read_year_month(interval: YearMonthInterval, stated: Option<&DataType>) -> (Value, DataType) {
    let (start, end) = match stated {
        Some(DataType::YearMonthInterval { start, end }) => (*start, *end),
        _ => (YearMonthField::Year, YearMonthField::Month),
    };
    (Value::YearMonthInterval { interval, start, end }, DataType::YearMonthInterval { start, end })
}

fn read_day_time(duration: SignedDuration, stated: Option<&DataType>) -> (Value, DataType) {
    let (start, end) = match stated {
        Some(DataType::DayTimeInterval { start, end }) => (*start, *end),
        _ => (DayTimeField::Day, DayTimeField::Second),
    };
    (Value::DayTimeInterval { duration, start, end }, DataType::DayTimeInterval { start, end })
}

fn read_decimal(decimal: &wire::Decimal) -> Result<(Value, DataType)> {
    let value: crate::types::Decimal = decimal.value.parse()?;
    let scale = digits(decimal.scale, value.scale())?;
    let precision = digits(decimal.precision, value.precision().max(scale))?;
    // Its text has as many digits after the point as there are.
    let value = value.rescale(scale).unwrap_or(value);
    Ok((Value::Decimal(value), DataType::Decimal { precision, scale }))
}

fn digits(number: Option<i32>, default: u8) -> Result<u8> {
    match number {
        None => Ok(default),
        Some(number) => u8::try_from(number).map_err(|_| broken(format!("a number of {number} digits"))),
    }
}

fn narrow<T: TryFrom<i32>>(value: i32) -> Result<T> {
    T::try_from(value).map_err(|_| broken(format!("the integer {value} in a smaller type")))
}

pub(super) fn date(days: i32) -> Result<Date> {
    let days = SignedDuration::from_hours(i64::from(days) * 24);
    Date::constant(1970, 1, 1).checked_add(days).map_err(|error| out_of_range("date", error))
}

pub(super) fn timestamp(micros: i64, nanos: i32) -> Result<Timestamp> {
    let instant = Timestamp::from_microsecond(micros)
        .and_then(|instant| instant.checked_add(SignedDuration::from_nanos(nanos.into())));
    instant.map_err(|error| out_of_range("timestamp", error))
}

pub(super) fn date_time(micros: i64, nanos: i32) -> Result<DateTime> {
    let since = SignedDuration::from_micros(micros) + SignedDuration::from_nanos(nanos.into());
    DateTime::constant(1970, 1, 1, 0, 0, 0, 0)
        .checked_add(since)
        .map_err(|error| out_of_range("timestamp without time zone", error))
}

fn time(nanos: i64) -> Result<Time> {
    Time::midnight()
        .checked_add(SignedDuration::from_nanos(nanos))
        .map_err(|error| out_of_range("time of day", error))
}

fn out_of_range(what: &str, error: jiff::Error) -> Error {
    Error::new(ErrorKind::Conversion, format!("the server sent a {what} beyond what can be held"))
        .with_source(error)
}

fn broken(what: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Protocol, format!("the server sent {what}"))
}
