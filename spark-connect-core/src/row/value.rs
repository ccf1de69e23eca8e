//! A value whose type is known only at run time.

use bytes::Bytes;
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, Time},
};

use super::{Row, Variant};
use crate::types::{
    CalendarInterval, DataType, DayTimeField, Decimal, Geography, Geometry, YearMonthField, YearMonthInterval,
};

/// A value of Spark SQL.
///
/// Match on it, or use the methods that read values of similar types. `Display` writes what Spark's
/// `CAST(value AS STRING)` gives in the time zone UTC, see [`Value::display_in`]; a NULL of its own is `NULL`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// `NULL`, of any type.
    Null,
    /// `BOOLEAN`.
    Boolean(bool),
    /// `TINYINT`.
    Byte(i8),
    /// `SMALLINT`.
    Short(i16),
    /// `INT`.
    Integer(i32),
    /// `BIGINT`.
    Long(i64),
    /// `FLOAT`.
    Float(f32),
    /// `DOUBLE`.
    Double(f64),
    /// `DECIMAL`.
    Decimal(Decimal),
    /// `STRING` of any collation, `CHAR` and `VARCHAR`.
    String(String),
    /// `BINARY`.
    Binary(Bytes),
    /// `DATE`.
    Date(Date),
    /// `TIMESTAMP`, also with nanoseconds: an instant.
    Timestamp(Timestamp),
    /// `TIMESTAMP_NTZ`, also with nanoseconds: a date and a time of day without a zone.
    TimestampNtz(DateTime),
    /// `TIME`: a time of day.
    Time(Time),
    /// `INTERVAL`: months, days and microseconds side by side.
    CalendarInterval(CalendarInterval),
    /// `INTERVAL start TO end` of years and months.
    YearMonthInterval {
        /// The months.
        interval: YearMonthInterval,
        /// The largest unit of its type.
        start: YearMonthField,
        /// The smallest unit of its type.
        end: YearMonthField,
    },
    /// `INTERVAL start TO end` of days to seconds.
    DayTimeInterval {
        /// The time.
        duration: SignedDuration,
        /// The largest unit of its type.
        start: DayTimeField,
        /// The smallest unit of its type.
        end: DayTimeField,
    },
    /// `ARRAY`.
    Array(Vec<Value>),
    /// `MAP`, in the server's order.
    Map(Vec<(Value, Value)>),
    /// `STRUCT`.
    Struct(Row),
    /// `VARIANT`.
    Variant(Variant),
    /// `GEOMETRY`.
    Geometry(Geometry),
    /// `GEOGRAPHY`.
    Geography(Geography),
}

impl Value {
    /// Whether it is NULL.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The type, as far as the value tells: NULL is of type `VOID`, an empty array one of `VOID`s, a string plain, and
    /// a timestamp has nanoseconds if its last digits are not zero. The elements of an array are of one type, decimals
    /// of the smallest one that holds all; where elements differ, of the first one's.
    #[must_use]
    pub fn data_type(&self) -> DataType {
        match self {
            Self::Null => DataType::Null,
            Self::Boolean(_) => DataType::Boolean,
            Self::Byte(_) => DataType::Byte,
            Self::Short(_) => DataType::Short,
            Self::Integer(_) => DataType::Integer,
            Self::Long(_) => DataType::Long,
            Self::Float(_) => DataType::Float,
            Self::Double(_) => DataType::Double,
            Self::Decimal(value) => DataType::Decimal { precision: value.precision(), scale: value.scale() },
            Self::String(_) => DataType::String,
            Self::Binary(_) => DataType::Binary,
            Self::Date(_) => DataType::Date,
            Self::Timestamp(value) if value.subsec_nanosecond() % 1_000 == 0 => DataType::Timestamp,
            Self::Timestamp(_) => DataType::TimestampLtzNanos { precision: 9 },
            Self::TimestampNtz(value) if value.subsec_nanosecond() % 1_000 == 0 => DataType::TimestampNtz,
            Self::TimestampNtz(_) => DataType::TimestampNtzNanos { precision: 9 },
            Self::Time(_) => DataType::TIME,
            Self::CalendarInterval(_) => DataType::CalendarInterval,
            Self::YearMonthInterval { start, end, .. } => {
                DataType::YearMonthInterval { start: *start, end: *end }
            }
            Self::DayTimeInterval { start, end, .. } => {
                DataType::DayTimeInterval { start: *start, end: *end }
            }
            Self::Array(elements) => DataType::array(common(elements.iter()), true),
            Self::Map(entries) => DataType::map(
                common(entries.iter().map(|(key, _)| key)),
                common(entries.iter().map(|(_, value)| value)),
                true,
            ),
            Self::Struct(row) => DataType::Struct(row.schema().clone()),
            Self::Variant(_) => DataType::Variant,
            Self::Geometry(shape) => DataType::Geometry { srid: shape.srid },
            Self::Geography(shape) => DataType::Geography { srid: shape.srid },
        }
    }

    /// The name of its kind, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "VOID",
            Self::Boolean(_) => "BOOLEAN",
            Self::Byte(_) => "TINYINT",
            Self::Short(_) => "SMALLINT",
            Self::Integer(_) => "INT",
            Self::Long(_) => "BIGINT",
            Self::Float(_) => "FLOAT",
            Self::Double(_) => "DOUBLE",
            Self::Decimal(_) => "DECIMAL",
            Self::String(_) => "STRING",
            Self::Binary(_) => "BINARY",
            Self::Date(_) => "DATE",
            Self::Timestamp(_) => "TIMESTAMP",
            Self::TimestampNtz(_) => "TIMESTAMP_NTZ",
            Self::Time(_) => "TIME",
            Self::CalendarInterval(_) => "INTERVAL",
            Self::YearMonthInterval { .. } => "INTERVAL YEAR TO MONTH",
            Self::DayTimeInterval { .. } => "INTERVAL DAY TO SECOND",
            Self::Array(_) => "ARRAY",
            Self::Map(_) => "MAP",
            Self::Struct(_) => "STRUCT",
            Self::Variant(_) => "VARIANT",
            Self::Geometry(_) => "GEOMETRY",
            Self::Geography(_) => "GEOGRAPHY",
        }
    }

    /// A boolean; `None` for anything else.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// An integer of any size; `None` for anything else.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Byte(value) => Some((*value).into()),
            Self::Short(value) => Some((*value).into()),
            Self::Integer(value) => Some((*value).into()),
            Self::Long(value) => Some(*value),
            _ => None,
        }
    }

    /// A `FLOAT` or a `DOUBLE`; `None` for anything else.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Float(value) => Some((*value).into()),
            Self::Double(value) => Some(*value),
            _ => None,
        }
    }

    /// A decimal; `None` for anything else.
    #[must_use]
    pub fn as_decimal(&self) -> Option<Decimal> {
        match self {
            Self::Decimal(value) => Some(*value),
            _ => None,
        }
    }

    /// A string; `None` for anything else.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(value) => Some(value),
            _ => None,
        }
    }

    /// The elements of an array; `None` for anything else.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The fields of a struct; `None` for anything else.
    #[must_use]
    pub fn as_struct(&self) -> Option<&Row> {
        match self {
            Self::Struct(row) => Some(row),
            _ => None,
        }
    }
}

/// The type of all the values.
fn common<'a>(values: impl Iterator<Item = &'a Value>) -> DataType {
    values.map(Value::data_type).fold(DataType::Null, wider)
}

/// The type of values of both types.
fn wider(one: DataType, other: DataType) -> DataType {
    match (one, other) {
        (DataType::Null, other) => other,
        (
            DataType::Decimal { precision, scale },
            DataType::Decimal { precision: other_precision, scale: other_scale },
        ) => {
            let whole = precision.saturating_sub(scale).max(other_precision.saturating_sub(other_scale));
            let scale = scale.max(other_scale);
            DataType::Decimal { precision: whole.saturating_add(scale).min(Decimal::MAX_PRECISION), scale }
        }
        (DataType::Timestamp, other @ DataType::TimestampLtzNanos { .. })
        | (DataType::TimestampNtz, other @ DataType::TimestampNtzNanos { .. }) => other,
        (DataType::Array { element, .. }, DataType::Array { element: other, .. }) => {
            DataType::array(wider(*element, *other), true)
        }
        (DataType::Map { key, value, .. }, DataType::Map { key: other_key, value: other_value, .. }) => {
            DataType::map(wider(*key, *other_key), wider(*value, *other_value), true)
        }
        (one, _) => one,
    }
}
