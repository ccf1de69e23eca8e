//! Spark schemas as Arrow schemas, and back.

use std::{collections::HashMap, sync::Arc};

use arrow_schema::{DataType as ArrowType, Field, Fields, IntervalUnit, Schema, SchemaRef, TimeUnit};

use crate::{
    error::{Error, ErrorKind, Result},
    types::{DataType, StructField, StructType},
};

/// Where Arrow fields carry the metadata of Spark columns.
const METADATA: &str = "SPARK::metadata::json";

/// What tells a struct of two fields that is a value of its own from one that is none, at its second field.
const VARIANT: &str = "variant";
const GEOMETRY: &str = "geometry";
const GEOGRAPHY: &str = "geography";
const SRID: &str = "srid";

/// Where Arrow fields carry the digits of a fraction of a second, which Arrow's types do not have.
const TIME_PRECISION: &str = "SPARK::time::precision";
const NANOS_PRECISION: &str = "SPARK::timestampNanos::precision";
/// The digits where a field does not say them.
const MICROS: u8 = 6;
const NANOS: u8 = 9;

/// The Arrow schema that Spark takes local rows of `schema` in: timestamps are microseconds in UTC, strings have 32-bit
/// offsets, list elements are named `element`.
#[must_use]
pub fn to_arrow(schema: &StructType) -> SchemaRef {
    Arc::new(Schema::new(arrow_fields(schema)))
}

/// The Spark schema of an Arrow schema, as far as Arrow can tell: character and collated strings are strings,
/// and user-defined types what they are stored as.
///
/// # Errors
/// [`ErrorKind::Schema`] for an Arrow type that Spark has none for, such as an unsigned integer.
pub fn from_arrow(schema: &Schema) -> Result<StructType> {
    spark_fields(schema.fields())
}

/// The Arrow type of a Spark type.
#[must_use]
pub fn arrow_type(data_type: &DataType) -> ArrowType {
    match data_type {
        DataType::Null => ArrowType::Null,
        DataType::Boolean => ArrowType::Boolean,
        DataType::Byte => ArrowType::Int8,
        DataType::Short => ArrowType::Int16,
        DataType::Integer => ArrowType::Int32,
        DataType::Long => ArrowType::Int64,
        DataType::Float => ArrowType::Float32,
        DataType::Double => ArrowType::Float64,
        DataType::Decimal { precision, scale } => {
            let (precision, scale) = DataType::decimal_size(*precision, *scale);
            // A scale is at most 38.
            ArrowType::Decimal128(precision, scale.cast_signed())
        }
        DataType::String | DataType::CollatedString(_) | DataType::Char(_) | DataType::VarChar(_) => {
            ArrowType::Utf8
        }
        DataType::Binary => ArrowType::Binary,
        DataType::Date => ArrowType::Date32,
        DataType::Timestamp => ArrowType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        DataType::TimestampNtz => ArrowType::Timestamp(TimeUnit::Microsecond, None),
        DataType::TimestampLtzNanos { .. } => ArrowType::Timestamp(TimeUnit::Nanosecond, Some("UTC".into())),
        DataType::TimestampNtzNanos { .. } => ArrowType::Timestamp(TimeUnit::Nanosecond, None),
        DataType::Time { .. } => ArrowType::Time64(TimeUnit::Nanosecond),
        DataType::CalendarInterval => ArrowType::Interval(IntervalUnit::MonthDayNano),
        DataType::YearMonthInterval { .. } => ArrowType::Interval(IntervalUnit::YearMonth),
        DataType::DayTimeInterval { .. } => ArrowType::Duration(TimeUnit::Microsecond),
        DataType::Array { element, contains_null } => {
            ArrowType::List(Arc::new(arrow_field("element", element, *contains_null)))
        }
        DataType::Map { key, value, value_contains_null } => {
            let entries = Fields::from(vec![
                arrow_field("key", key, false),
                arrow_field("value", value, *value_contains_null),
            ]);
            ArrowType::Map(Arc::new(Field::new("entries", ArrowType::Struct(entries), false)), false)
        }
        DataType::Struct(schema) => ArrowType::Struct(arrow_fields(schema)),
        DataType::Variant => ArrowType::Struct(Fields::from(vec![
            Field::new("value", ArrowType::Binary, false),
            tagged("metadata", [(VARIANT, "true".to_owned())]),
        ])),
        DataType::Geometry { srid } => shape(GEOMETRY, *srid),
        DataType::Geography { srid } => shape(GEOGRAPHY, *srid),
        DataType::Udt(udt) => udt.sql_type.as_ref().map_or(ArrowType::Null, arrow_type),
    }
}

/// A field of bytes that says of which type the struct is that it belongs to.
fn tagged<const N: usize>(name: &str, tags: [(&str, String); N]) -> Field {
    let tags = tags.map(|(key, value)| (key.to_owned(), value));
    Field::new(name, ArrowType::Binary, false).with_metadata(HashMap::from(tags))
}

fn shape(kind: &str, srid: i32) -> ArrowType {
    ArrowType::Struct(Fields::from(vec![
        Field::new("srid", ArrowType::Int32, false),
        tagged("wkb", [(kind, "true".to_owned()), (SRID, srid.to_string())]),
    ]))
}

/// The type that the tag of a struct's second field names.
fn tagged_type(fields: &Fields) -> Option<DataType> {
    let [_, field] = &fields[..] else { return None };
    let has = |tag: &str| field.metadata().get(tag).is_some_and(|value| value == "true");
    if has(VARIANT) {
        return Some(DataType::Variant);
    }
    let srid = field.metadata().get(SRID)?.parse().ok()?;
    if has(GEOMETRY) {
        Some(DataType::Geometry { srid })
    } else if has(GEOGRAPHY) {
        Some(DataType::Geography { srid })
    } else {
        None
    }
}

fn arrow_field(name: &str, data_type: &DataType, nullable: bool) -> Field {
    let field = Field::new(name, arrow_type(data_type), nullable);
    let (key, precision) = match data_type {
        DataType::Time { precision } if *precision != MICROS => (TIME_PRECISION, precision),
        DataType::TimestampLtzNanos { precision } | DataType::TimestampNtzNanos { precision }
            if *precision != NANOS =>
        {
            (NANOS_PRECISION, precision)
        }
        _ => return field,
    };
    field.with_metadata(HashMap::from([(key.to_owned(), precision.to_string())]))
}

fn arrow_fields(schema: &StructType) -> Fields {
    schema
        .fields
        .iter()
        .map(|field| {
            let mut arrow = arrow_field(&field.name, &field.data_type, field.nullable);
            if let Some(json) = &field.metadata {
                arrow.metadata_mut().insert(METADATA.to_owned(), json.clone());
            }
            arrow
        })
        .collect()
}

/// The Spark type of an Arrow type; `None` where Spark has none.
#[must_use]
pub fn spark_type(arrow: &ArrowType) -> Option<DataType> {
    Some(match arrow {
        ArrowType::Null => DataType::Null,
        ArrowType::Boolean => DataType::Boolean,
        ArrowType::Int8 => DataType::Byte,
        ArrowType::Int16 => DataType::Short,
        ArrowType::Int32 => DataType::Integer,
        ArrowType::Int64 => DataType::Long,
        ArrowType::Float32 => DataType::Float,
        ArrowType::Float64 => DataType::Double,
        ArrowType::Decimal32(precision, scale)
        | ArrowType::Decimal64(precision, scale)
        | ArrowType::Decimal128(precision, scale)
        | ArrowType::Decimal256(precision, scale) => DataType::Decimal {
            precision: Some(*precision).filter(|precision| *precision <= 38)?,
            scale: u8::try_from(*scale).ok()?,
        },
        ArrowType::Utf8 | ArrowType::LargeUtf8 | ArrowType::Utf8View => DataType::String,
        ArrowType::Binary
        | ArrowType::LargeBinary
        | ArrowType::BinaryView
        | ArrowType::FixedSizeBinary(_) => DataType::Binary,
        ArrowType::Date32 | ArrowType::Date64 => DataType::Date,
        ArrowType::Timestamp(_, Some(_)) => DataType::Timestamp,
        ArrowType::Timestamp(_, None) => DataType::TimestampNtz,
        ArrowType::Time32(_) | ArrowType::Time64(_) => DataType::TIME,
        ArrowType::Interval(IntervalUnit::MonthDayNano | IntervalUnit::DayTime) => DataType::CalendarInterval,
        ArrowType::Interval(IntervalUnit::YearMonth) => DataType::YEAR_MONTH_INTERVAL,
        ArrowType::Duration(_) => DataType::DAY_TIME_INTERVAL,
        ArrowType::List(element)
        | ArrowType::LargeList(element)
        | ArrowType::ListView(element)
        | ArrowType::LargeListView(element)
        | ArrowType::FixedSizeList(element, _) => {
            DataType::array(field_type(element)?, element.is_nullable())
        }
        ArrowType::Map(entries, _) => match entries.data_type() {
            ArrowType::Struct(fields) => match &fields[..] {
                [key, value] => DataType::map(field_type(key)?, field_type(value)?, value.is_nullable()),
                _ => return None,
            },
            _ => return None,
        },
        ArrowType::Struct(fields) => match tagged_type(fields) {
            Some(data_type) => data_type,
            None => DataType::Struct(spark_fields(fields).ok()?),
        },
        ArrowType::Dictionary(_, values) => spark_type(values)?,
        ArrowType::RunEndEncoded(_, values) => spark_type(values.data_type())?,
        ArrowType::UInt8
        | ArrowType::UInt16
        | ArrowType::UInt32
        | ArrowType::UInt64
        | ArrowType::Float16
        | ArrowType::Union(..) => return None,
    })
}

/// The type of a field, with the digits that it carries.
fn field_type(field: &Field) -> Option<DataType> {
    let precision = |key: &str| field.metadata().get(key)?.parse::<u8>().ok();
    Some(match (field.data_type(), spark_type(field.data_type())?) {
        (_, DataType::Time { .. }) => {
            DataType::Time { precision: precision(TIME_PRECISION).unwrap_or(MICROS) }
        }
        (ArrowType::Timestamp(TimeUnit::Nanosecond, zone), data_type) => match precision(NANOS_PRECISION) {
            Some(precision) if zone.is_some() => DataType::TimestampLtzNanos { precision },
            Some(precision) => DataType::TimestampNtzNanos { precision },
            None => data_type,
        },
        (_, data_type) => data_type,
    })
}

fn spark_fields(fields: &Fields) -> Result<StructType> {
    fields
        .iter()
        .map(|field| {
            let data_type = field_type(field).ok_or_else(|| {
                Error::new(
                    ErrorKind::Schema,
                    format!(
                        "Spark has no type for column `{}` of Arrow's {}",
                        field.name(),
                        field.data_type()
                    ),
                )
            })?;
            let metadata = field.metadata().get(METADATA).filter(|json| *json != "{}").cloned();
            Ok(StructField { name: field.name().clone(), data_type, nullable: field.is_nullable(), metadata })
        })
        .collect()
}

/// An Arrow type for a message: in Spark's words where Spark has it.
pub(super) fn describe(arrow: &ArrowType) -> String {
    match spark_type(arrow) {
        Some(data_type) => data_type.to_string().to_uppercase(),
        None => format!("Arrow's {arrow}"),
    }
}
