//! Types as the messages of the protocol.

use super::{DataType, DayTimeField, StructField, StructType, Udt, YearMonthField};
use crate::{
    error::{Error, ErrorKind, Result},
    proto::spark::connect::{self as proto, data_type as message, data_type::Kind},
};

impl DataType {
    /// The message `spark.connect.DataType` of this type.
    #[must_use]
    pub fn to_proto(&self) -> proto::DataType {
        let kind = match self {
            Self::Null => Kind::Null(message::Null::default()),
            Self::Boolean => Kind::Boolean(message::Boolean::default()),
            Self::Byte => Kind::Byte(message::Byte::default()),
            Self::Short => Kind::Short(message::Short::default()),
            Self::Integer => Kind::Integer(message::Integer::default()),
            Self::Long => Kind::Long(message::Long::default()),
            Self::Float => Kind::Float(message::Float::default()),
            Self::Double => Kind::Double(message::Double::default()),
            Self::Decimal { precision, scale } => {
                let (precision, scale) = Self::decimal_size(*precision, *scale);
                Kind::Decimal(message::Decimal {
                    precision: Some(precision.into()),
                    scale: Some(scale.into()),
                    type_variation_reference: 0,
                })
            }
            Self::String => Kind::String(message::String::default()),
            Self::CollatedString(collation) => {
                Kind::String(message::String { collation: collation.clone(), type_variation_reference: 0 })
            }
            Self::Char(length) => {
                Kind::Char(message::Char { length: saturated(*length), type_variation_reference: 0 })
            }
            Self::VarChar(length) => {
                Kind::VarChar(message::VarChar { length: saturated(*length), type_variation_reference: 0 })
            }
            Self::Binary => Kind::Binary(message::Binary::default()),
            Self::Date => Kind::Date(message::Date::default()),
            Self::Timestamp => Kind::Timestamp(message::Timestamp::default()),
            Self::TimestampNtz => Kind::TimestampNtz(message::TimestampNtz::default()),
            Self::TimestampLtzNanos { precision } => Kind::TimestampLtzNanos(message::TimestampLtzNanos {
                precision: Some((*precision).into()),
                type_variation_reference: 0,
            }),
            Self::TimestampNtzNanos { precision } => Kind::TimestampNtzNanos(message::TimestampNtzNanos {
                precision: Some((*precision).into()),
                type_variation_reference: 0,
            }),
            Self::Time { precision } => Kind::Time(message::Time {
                precision: Some((*precision).into()),
                type_variation_reference: 0,
            }),
            Self::CalendarInterval => Kind::CalendarInterval(message::CalendarInterval::default()),
            Self::YearMonthInterval { start, end } => Kind::YearMonthInterval(message::YearMonthInterval {
                start_field: Some(*start as i32),
                end_field: Some(*end as i32),
                type_variation_reference: 0,
            }),
            Self::DayTimeInterval { start, end } => Kind::DayTimeInterval(message::DayTimeInterval {
                start_field: Some(*start as i32),
                end_field: Some(*end as i32),
                type_variation_reference: 0,
            }),
            Self::Array { element, contains_null } => Kind::Array(Box::new(message::Array {
                element_type: Some(Box::new(element.to_proto())),
                contains_null: *contains_null,
                type_variation_reference: 0,
            })),
            Self::Map { key, value, value_contains_null } => Kind::Map(Box::new(message::Map {
                key_type: Some(Box::new(key.to_proto())),
                value_type: Some(Box::new(value.to_proto())),
                value_contains_null: *value_contains_null,
                type_variation_reference: 0,
            })),
            Self::Struct(schema) => Kind::Struct(schema.to_message()),
            Self::Variant => Kind::Variant(message::Variant::default()),
            Self::Geometry { srid } => {
                Kind::Geometry(message::Geometry { srid: *srid, type_variation_reference: 0 })
            }
            Self::Geography { srid } => {
                Kind::Geography(message::Geography { srid: *srid, type_variation_reference: 0 })
            }
            Self::Udt(udt) => Kind::Udt(Box::new(message::Udt {
                r#type: "udt".to_owned(),
                jvm_class: udt.jvm_class.clone(),
                python_class: udt.python_class.clone(),
                serialized_python_class: udt.serialized_python_class.clone(),
                sql_type: udt.sql_type.as_ref().map(|stored| Box::new(stored.to_proto())),
            })),
        };
        proto::DataType { kind: Some(kind) }
    }

    /// Reads a message `spark.connect.DataType`.
    ///
    /// # Errors
    /// [`ErrorKind::Protocol`] for a message that names no type, a type newer than this crate, or a size that is none.
    pub fn from_proto(message: &proto::DataType) -> Result<Self> {
        let Some(kind) = &message.kind else {
            return Err(Error::new(
                ErrorKind::Protocol,
                "the server sent a data type that this client does not know",
            ));
        };
        Ok(match kind {
            Kind::Null(_) => Self::Null,
            Kind::Boolean(_) => Self::Boolean,
            Kind::Byte(_) => Self::Byte,
            Kind::Short(_) => Self::Short,
            Kind::Integer(_) => Self::Integer,
            Kind::Long(_) => Self::Long,
            Kind::Float(_) => Self::Float,
            Kind::Double(_) => Self::Double,
            Kind::Decimal(decimal) => Self::Decimal {
                // Spark's own defaults for a bare DECIMAL.
                precision: size(decimal.precision.unwrap_or(10), 1, 38, "the precision of a decimal")?,
                scale: size(decimal.scale.unwrap_or(0), 0, 38, "the scale of a decimal")?,
            },
            Kind::String(string) => Self::string(string.collation.as_str()),
            Kind::Char(char) => Self::Char(length(char.length, "CHAR")?),
            Kind::VarChar(char) => Self::VarChar(length(char.length, "VARCHAR")?),
            Kind::Binary(_) => Self::Binary,
            Kind::Date(_) => Self::Date,
            Kind::Timestamp(_) => Self::Timestamp,
            Kind::TimestampNtz(_) => Self::TimestampNtz,
            Kind::TimestampLtzNanos(timestamp) => {
                Self::TimestampLtzNanos { precision: fraction(timestamp.precision, 9)? }
            }
            Kind::TimestampNtzNanos(timestamp) => {
                Self::TimestampNtzNanos { precision: fraction(timestamp.precision, 9)? }
            }
            Kind::Time(time) => Self::Time { precision: fraction(time.precision, 6)? },
            Kind::CalendarInterval(_) => Self::CalendarInterval,
            Kind::YearMonthInterval(interval) => {
                let (start, end) =
                    units(&YearMonthField::ALL, interval.start_field, interval.end_field, "year-month")?;
                Self::YearMonthInterval { start, end }
            }
            Kind::DayTimeInterval(interval) => {
                let (start, end) =
                    units(&DayTimeField::ALL, interval.start_field, interval.end_field, "day-time")?;
                Self::DayTimeInterval { start, end }
            }
            Kind::Array(array) => Self::array(child(array.element_type.as_deref())?, array.contains_null),
            Kind::Map(map) => Self::map(
                child(map.key_type.as_deref())?,
                child(map.value_type.as_deref())?,
                map.value_contains_null,
            ),
            Kind::Struct(schema) => Self::Struct(StructType::from_message(schema)?),
            Kind::Variant(_) => Self::Variant,
            Kind::Geometry(geometry) => Self::Geometry { srid: geometry.srid },
            Kind::Geography(geography) => Self::Geography { srid: geography.srid },
            Kind::Udt(udt) => Self::Udt(Box::new(Udt {
                jvm_class: udt.jvm_class.clone(),
                python_class: udt.python_class.clone(),
                serialized_python_class: udt.serialized_python_class.clone(),
                sql_type: udt.sql_type.as_deref().map(Self::from_proto).transpose()?,
            })),
            // A client may send one; an answer must not hold one.
            Kind::Unparsed(_) => {
                return Err(Error::new(
                    ErrorKind::Protocol,
                    "the server sent a data type that it has not parsed",
                ));
            }
        })
    }
}

impl StructType {
    /// The message `spark.connect.DataType` of this schema.
    #[must_use]
    pub fn to_proto(&self) -> proto::DataType {
        proto::DataType { kind: Some(Kind::Struct(self.to_message())) }
    }

    /// Reads a message `spark.connect.DataType` that is a struct.
    ///
    /// # Errors
    /// [`ErrorKind::Protocol`] if it is not a struct, or names a type that this crate does not know.
    pub fn from_proto(message: &proto::DataType) -> Result<Self> {
        match DataType::from_proto(message)? {
            DataType::Struct(schema) => Ok(schema),
            other => Err(Error::new(
                ErrorKind::Protocol,
                format!("the server sent {other} as the schema of a result, which must be a struct"),
            )),
        }
    }

    fn to_message(&self) -> message::Struct {
        let fields = self.fields.iter().map(|field| message::StructField {
            name: field.name.clone(),
            data_type: Some(field.data_type.to_proto()),
            nullable: field.nullable,
            metadata: field.metadata.clone(),
        });
        message::Struct { fields: fields.collect(), type_variation_reference: 0 }
    }

    fn from_message(schema: &message::Struct) -> Result<Self> {
        schema
            .fields
            .iter()
            .map(|field| {
                Ok(StructField {
                    name: field.name.clone(),
                    data_type: child(field.data_type.as_ref())?,
                    nullable: field.nullable,
                    metadata: field.metadata.clone().filter(|json| !json.is_empty() && json != "{}"),
                })
            })
            .collect()
    }
}

/// A length as the protocol's signed 32 bits; Spark allows no more.
fn saturated(length: u32) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}

fn child(message: Option<&proto::DataType>) -> Result<DataType> {
    DataType::from_proto(message.unwrap_or(&proto::DataType { kind: None }))
}

fn size(value: i32, least: i32, most: i32, what: &str) -> Result<u8> {
    u8::try_from(value)
        .ok()
        .filter(|_| (least..=most).contains(&value))
        .ok_or_else(|| Error::new(ErrorKind::Protocol, format!("the server sent {value} as {what}")))
}

fn fraction(precision: Option<i32>, default: i32) -> Result<u8> {
    size(precision.unwrap_or(default), 0, 9, "the precision of a time")
}

fn length(value: i32, of: &str) -> Result<u32> {
    u32::try_from(value).map_err(|_| {
        Error::new(ErrorKind::Protocol, format!("the server sent {value} as the length of a {of}"))
    })
}

/// The units of an interval; unset means the whole range, an unset end means the start.
fn units<F: Copy>(all: &[F], start: Option<i32>, end: Option<i32>, kind: &str) -> Result<(F, F)> {
    let unit = |number: i32| {
        usize::try_from(number).ok().and_then(|number| all.get(number).copied()).ok_or_else(|| {
            Error::new(
                ErrorKind::Protocol,
                format!("the server sent {number} as the unit of a {kind} interval"),
            )
        })
    };
    let last = i32::try_from(all.len()).unwrap_or(i32::MAX) - 1;
    Ok(match (start, end) {
        (None, None) => (unit(0)?, unit(last)?),
        (Some(start), None) => (unit(start)?, unit(start)?),
        (start, Some(end)) => (unit(start.unwrap_or(0))?, unit(end)?),
    })
}
