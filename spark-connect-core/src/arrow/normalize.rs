//! Arrow columns as the other side expects them.
//!
//! One value can be laid out in many ways. Servers send more than [`decode`](super::decode) reads, and users have more
//! than servers take; both are brought to a canonical form here, at any depth. A column that has it already is not
//! touched.

use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_schema::{DataType as ArrowType, FieldRef, Fields, IntervalUnit, Schema, SchemaRef, TimeUnit};

use super::cast::cast;
use crate::error::{Error, ErrorKind, Result};

/// A batch from a server as [`decode`](super::decode) reads it.
///
/// * Dictionaries and run ends become plain columns, lists of all kinds lists with 32-bit offsets.
/// * Decimals become 128 bits wide.
/// * Durations and times of day in seconds and milliseconds become microseconds, dates in milliseconds days, intervals
///   of days and milliseconds those of months, days and nanoseconds.
///
/// Strings and bytes of all kinds, and timestamps of all units and zones, are left as they are.
///
/// # Errors
/// [`ErrorKind::Conversion`] if a value does not fit the canonical type, such as a decimal of more than 38 digits.
pub fn incoming(batch: RecordBatch) -> Result<RecordBatch> {
    normalize(batch, incoming_leaf)
}

/// A batch as every Spark server takes it as local data.
///
/// What servers refuse, or, like dictionaries, silently misread, is converted: in addition to what [`incoming`] does,
/// views become plain strings and bytes, unsigned integers the next larger signed ones (64 bits: `DECIMAL(20,0)`),
/// half floats floats, timestamps microseconds (finer parts are cut off) in UTC, times of day nanoseconds.
///
/// # Errors
/// [`ErrorKind::Conversion`] if a value does not fit the canonical type.
pub fn outgoing(batch: RecordBatch) -> Result<RecordBatch> {
    normalize(batch, outgoing_leaf)
}

/// The canonical type of a type without parts; `None` if it is canonical itself.
type Rule = fn(&ArrowType) -> Option<ArrowType>;

fn incoming_leaf(from: &ArrowType) -> Option<ArrowType> {
    Some(match from {
        ArrowType::Decimal32(precision, scale)
        | ArrowType::Decimal64(precision, scale)
        | ArrowType::Decimal256(precision, scale) => decimal(*precision, *scale),
        ArrowType::Decimal128(precision, scale) if *scale < 0 => decimal(*precision, *scale),
        ArrowType::FixedSizeBinary(_) => ArrowType::Binary,
        ArrowType::Date64 => ArrowType::Date32,
        ArrowType::Time32(_) => ArrowType::Time64(TimeUnit::Microsecond),
        ArrowType::Duration(unit) if *unit != TimeUnit::Microsecond => {
            ArrowType::Duration(TimeUnit::Microsecond)
        }
        ArrowType::Interval(IntervalUnit::DayTime) => ArrowType::Interval(IntervalUnit::MonthDayNano),
        _ => return None,
    })
}

fn outgoing_leaf(from: &ArrowType) -> Option<ArrowType> {
    Some(match from {
        ArrowType::Utf8View => ArrowType::Utf8,
        ArrowType::BinaryView => ArrowType::Binary,
        ArrowType::UInt8 => ArrowType::Int16,
        ArrowType::UInt16 => ArrowType::Int32,
        ArrowType::UInt32 => ArrowType::Int64,
        ArrowType::UInt64 => ArrowType::Decimal128(20, 0),
        ArrowType::Float16 => ArrowType::Float32,
        ArrowType::Time32(_) | ArrowType::Time64(TimeUnit::Microsecond) => {
            ArrowType::Time64(TimeUnit::Nanosecond)
        }
        ArrowType::Timestamp(unit, zone) => {
            let utc = zone.as_ref().map(|_| Arc::from("UTC"));
            if *unit == TimeUnit::Microsecond && *zone == utc {
                return None;
            }
            ArrowType::Timestamp(TimeUnit::Microsecond, utc)
        }
        other => return incoming_leaf(other),
    })
}

/// A decimal of 128 bits with room for the digits that a negative scale leaves out.
fn decimal(precision: u8, scale: i8) -> ArrowType {
    let zeros = u8::try_from(-i16::from(scale.min(0))).unwrap_or(u8::MAX);
    ArrowType::Decimal128(precision.saturating_add(zeros).min(38), scale.max(0))
}

/// The canonical form of a type, parts included; `None` if it is canonical itself.
fn target(from: &ArrowType, rule: Rule) -> Option<ArrowType> {
    let field = |field: &FieldRef| {
        let target = target(field.data_type(), rule)?;
        Some(Arc::new(field.as_ref().clone().with_data_type(target)))
    };
    match from {
        ArrowType::Dictionary(_, values) => Some(target(values, rule).unwrap_or_else(|| (**values).clone())),
        ArrowType::RunEndEncoded(_, values) => {
            Some(target(values.data_type(), rule).unwrap_or_else(|| values.data_type().clone()))
        }
        ArrowType::List(element) => field(element).map(ArrowType::List),
        ArrowType::LargeList(element)
        | ArrowType::ListView(element)
        | ArrowType::LargeListView(element)
        | ArrowType::FixedSizeList(element, _) => {
            Some(ArrowType::List(field(element).unwrap_or_else(|| Arc::clone(element))))
        }
        ArrowType::Map(entries, sorted) => field(entries).map(|entries| ArrowType::Map(entries, *sorted)),
        ArrowType::Struct(fields) => target_fields(fields, rule).map(ArrowType::Struct),
        leaf => rule(leaf),
    }
}

fn target_fields(fields: &Fields, rule: Rule) -> Option<Fields> {
    let mut changed = false;
    let fields = fields
        .iter()
        .map(|field| match target(field.data_type(), rule) {
            Some(target) => {
                changed = true;
                Arc::new(field.as_ref().clone().with_data_type(target))
            }
            None => Arc::clone(field),
        })
        .collect();
    changed.then_some(fields)
}

fn normalize(batch: RecordBatch, rule: Rule) -> Result<RecordBatch> {
    let Some(fields) = target_fields(batch.schema_ref().fields(), rule) else { return Ok(batch) };
    let schema: SchemaRef =
        Arc::new(Schema::new_with_metadata(fields, batch.schema_ref().metadata().clone()));
    let mut columns = Vec::with_capacity(batch.num_columns());
    for (column, field) in batch.columns().iter().zip(schema.fields()) {
        columns.push(cast(column, field.data_type()).map_err(|error| {
            Error::new(
                ErrorKind::Conversion,
                format!(
                    "column `{}` cannot be converted to {}",
                    field.name(),
                    super::schema::describe(field.data_type())
                ),
            )
            .with_source(error)
        })?);
    }
    let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    RecordBatch::try_new_with_options(schema, columns, &options).map_err(|error| {
        Error::new(ErrorKind::Conversion, "the columns of a batch do not fit together").with_source(error)
    })
}

#[cfg(test)]
mod tests {
    use arrow_array::{
        Array, ArrayRef, DictionaryArray, Float16Array, LargeStringArray, ListArray, NullArray, StringArray,
        StringViewArray, StructArray, TimestampNanosecondArray, TimestampSecondArray, UInt8Array,
        UInt64Array,
        types::{Int32Type, Int64Type},
    };

    use super::*;
    use crate::{arrow::schema, types::StructType};

    fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
        RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true)))
            .unwrap()
    }

    #[test]
    fn every_type_of_spark_is_canonical() {
        let schema: StructType =
            "a BOOLEAN, b BIGINT, c DECIMAL(10,2), d STRING, e BINARY, f DATE, g TIMESTAMP, \
            h TIMESTAMP_NTZ, i TIME, j INTERVAL, k INTERVAL YEAR TO MONTH, l INTERVAL DAY TO SECOND, \
            m ARRAY<MAP<STRING, STRUCT<x: INT>>>, n VARIANT, o VOID"
                .parse()
                .unwrap();
        let empty = RecordBatch::new_empty(schema::to_arrow(&schema));
        assert_eq!(outgoing(empty.clone()).unwrap().schema(), empty.schema());
        assert_eq!(incoming(empty.clone()).unwrap().schema(), empty.schema());
    }

    #[test]
    fn arrow_and_spark_schemas_translate_both_ways() {
        let schema: StructType =
            "a INT NOT NULL COMMENT 'x', b ARRAY<STRING>, c MAP<INT, DATE> NOT NULL, d STRUCT<e: TIME>"
                .parse()
                .unwrap();
        assert_eq!(schema::from_arrow(&schema::to_arrow(&schema)).unwrap(), schema);
    }

    #[test]
    fn what_servers_refuse_is_converted() {
        let dictionary: DictionaryArray<Int32Type> = vec![Some("a"), None].into_iter().collect();
        let elements = ListArray::from_iter_primitive::<Int64Type, _, _>([Some(vec![Some(1)]), None]);
        let nested =
            StructArray::from(batch(vec![("d", Arc::new(dictionary.clone())), ("l", Arc::new(elements))]));
        let before = batch(vec![
            ("dictionary", Arc::new(dictionary)),
            ("view", Arc::new(StringViewArray::from(vec![Some("x"), None]))),
            ("large", Arc::new(LargeStringArray::from(vec!["x", "y"]))),
            ("u8", Arc::new(UInt8Array::from(vec![255, 0]))),
            ("u64", Arc::new(UInt64Array::from(vec![u64::MAX, 0]))),
            ("half", Arc::new(Float16Array::new_null(2))),
            ("seconds", Arc::new(TimestampSecondArray::from(vec![-1, 1]).with_timezone("Asia/Tokyo"))),
            ("nanos", Arc::new(TimestampNanosecondArray::from(vec![-1, 1_999]))),
            ("nested", Arc::new(nested)),
            ("nothing", Arc::new(NullArray::new(2))),
        ]);
        let after = outgoing(before).unwrap();
        let types = after
            .schema()
            .fields()
            .iter()
            .map(|field| schema::describe(field.data_type()))
            .collect::<Vec<_>>();
        assert_eq!(
            types,
            [
                "STRING",
                "STRING",
                "STRING",
                "SMALLINT",
                "DECIMAL(20,0)",
                "FLOAT",
                "TIMESTAMP",
                "TIMESTAMP_NTZ",
                "STRUCT<D:STRING,L:ARRAY<BIGINT>>",
                "VOID",
            ]
        );
        assert_eq!(after.column(0).as_ref(), &StringArray::from(vec![Some("a"), None]) as &dyn Array);
        assert_eq!(
            after.column(6).as_ref(),
            &arrow_array::TimestampMicrosecondArray::from(vec![-1_000_000, 1_000_000]).with_timezone("UTC")
                as &dyn Array
        );
        // All of it is canonical now.
        assert_eq!(outgoing(after.clone()).unwrap(), after);
    }

    #[test]
    fn what_does_not_fit_is_an_error_and_no_null() {
        let error =
            outgoing(batch(vec![("t", Arc::new(TimestampSecondArray::from(vec![i64::MAX])))])).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conversion);
        assert_eq!(error.to_string(), "column `t` cannot be converted to TIMESTAMP_NTZ");
    }
}
