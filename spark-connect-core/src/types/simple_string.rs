//! Spark's `simpleString`: the short text of a type.

use std::fmt;

use super::{DataType, StructType};

impl fmt::Display for DataType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("void"),
            Self::Boolean => f.write_str("boolean"),
            Self::Byte => f.write_str("tinyint"),
            Self::Short => f.write_str("smallint"),
            Self::Integer => f.write_str("int"),
            Self::Long => f.write_str("bigint"),
            Self::Float => f.write_str("float"),
            Self::Double => f.write_str("double"),
            Self::Decimal { precision, scale } => {
                let (precision, scale) = Self::decimal_size(*precision, *scale);
                write!(f, "decimal({precision},{scale})")
            }
            Self::String => f.write_str("string"),
            Self::CollatedString(collation) => write!(f, "string collate {collation}"),
            Self::Char(length) => write!(f, "char({length})"),
            Self::VarChar(length) => write!(f, "varchar({length})"),
            Self::Binary => f.write_str("binary"),
            Self::Date => f.write_str("date"),
            Self::Timestamp => f.write_str("timestamp"),
            Self::TimestampNtz => f.write_str("timestamp_ntz"),
            Self::TimestampLtzNanos { precision } => write!(f, "timestamp_ltz({precision})"),
            Self::TimestampNtzNanos { precision } => write!(f, "timestamp_ntz({precision})"),
            Self::Time { precision } => write!(f, "time({precision})"),
            Self::CalendarInterval => f.write_str("interval"),
            Self::YearMonthInterval { start, end } => interval(f, start.name(), end.name()),
            Self::DayTimeInterval { start, end } => interval(f, start.name(), end.name()),
            Self::Array { element, .. } => write!(f, "array<{element}>"),
            Self::Map { key, value, .. } => write!(f, "map<{key},{value}>"),
            Self::Struct(fields) => fields.fmt(f),
            Self::Variant => f.write_str("variant"),
            Self::Geometry { srid } => spatial(f, "geometry", *srid),
            Self::Geography { srid } => spatial(f, "geography", *srid),
            Self::Udt(_) => f.write_str("udt"),
        }
    }
}

impl fmt::Display for StructType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("struct<")?;
        for (position, field) in self.fields.iter().enumerate() {
            if position > 0 {
                f.write_str(",")?;
            }
            write!(f, "{}:{}", field.name, field.data_type)?;
        }
        f.write_str(">")
    }
}

fn interval(f: &mut fmt::Formatter<'_>, start: &str, end: &str) -> fmt::Result {
    if start == end { write!(f, "interval {start}") } else { write!(f, "interval {start} to {end}") }
}

fn spatial(f: &mut fmt::Formatter<'_>, name: &str, srid: i32) -> fmt::Result {
    if srid == DataType::MIXED_SRID { write!(f, "{name}(any)") } else { write!(f, "{name}({srid})") }
}
