//! The columns of a batch: what their types say is looked at once, not for each row.

use arrow_array::{
    Array, ArrowPrimitiveType, BinaryArray, BinaryViewArray, BooleanArray, Float16Array, LargeBinaryArray,
    LargeStringArray, StringArray, StringViewArray, StructArray, cast::AsArray, types as arrow,
};
use arrow_buffer::{IntervalMonthDayNano, NullBuffer};
use arrow_schema::{DataType as ArrowType, IntervalUnit, TimeUnit};
use serde_core::de::Error as _;

use super::Unfit;
use crate::arrow::schema::describe;

/// A column, or the parts of one.
pub(super) struct Column<'a> {
    nulls: Option<&'a NullBuffer>,
    pub(super) values: Values<'a>,
}

/// Where the values of a column are.
pub(super) enum Values<'a> {
    Null,
    Bool(&'a BooleanArray),
    I8(&'a [i8]),
    I16(&'a [i16]),
    I32(&'a [i32]),
    I64(&'a [i64]),
    U8(&'a [u8]),
    U16(&'a [u16]),
    U32(&'a [u32]),
    U64(&'a [u64]),
    F16(&'a Float16Array),
    F32(&'a [f32]),
    F64(&'a [f64]),
    /// With their scale.
    Decimal(&'a [i128], u8),
    Str(&'a StringArray),
    LargeStr(&'a LargeStringArray),
    StrView(&'a StringViewArray),
    Bytes(&'a BinaryArray),
    LargeBytes(&'a LargeBinaryArray),
    BytesView(&'a BinaryViewArray),
    /// Days since 1970.
    Date(&'a [i32]),
    /// With how many make a second.
    Time(&'a [i64], i64),
    /// With how many make a second, and whether they are instants.
    Timestamp(&'a [i64], i64, bool),
    /// Microseconds.
    Duration(&'a [i64]),
    Calendar(&'a [IntervalMonthDayNano]),
    List(&'a [i32], Box<Column<'a>>),
    /// The ends, the keys and the values.
    Map(&'a [i32], Box<Column<'a>>, Box<Column<'a>>),
    Struct(Vec<(&'a str, Column<'a>)>),
}

impl<'a> Column<'a> {
    /// The fields of a struct, or the columns of a batch.
    ///
    /// # Errors
    /// A column has a type that nothing can be read from.
    pub(super) fn of(array: &'a StructArray) -> Result<Self, Unfit> {
        let mut fields = Vec::with_capacity(array.num_columns());
        for (field, column) in array.fields().iter().zip(array.columns()) {
            let name = field.name().as_str();
            fields.push((name, Self::new(column).map_err(|unfit| unfit.within(name))?));
        }
        Ok(Self { nulls: array.nulls(), values: Values::Struct(fields) })
    }

    fn new(array: &'a dyn Array) -> Result<Self, Unfit> {
        fn numbers<T: ArrowPrimitiveType>(array: &dyn Array) -> &[T::Native] {
            array.as_primitive::<T>().values()
        }
        let values = match array.data_type() {
            ArrowType::Null => Values::Null,
            ArrowType::Boolean => Values::Bool(array.as_boolean()),
            ArrowType::Int8 => Values::I8(numbers::<arrow::Int8Type>(array)),
            ArrowType::Int16 => Values::I16(numbers::<arrow::Int16Type>(array)),
            ArrowType::Int32 => Values::I32(numbers::<arrow::Int32Type>(array)),
            ArrowType::Int64 => Values::I64(numbers::<arrow::Int64Type>(array)),
            ArrowType::UInt8 => Values::U8(numbers::<arrow::UInt8Type>(array)),
            ArrowType::UInt16 => Values::U16(numbers::<arrow::UInt16Type>(array)),
            ArrowType::UInt32 => Values::U32(numbers::<arrow::UInt32Type>(array)),
            ArrowType::UInt64 => Values::U64(numbers::<arrow::UInt64Type>(array)),
            ArrowType::Float16 => Values::F16(array.as_primitive()),
            ArrowType::Float32 => Values::F32(numbers::<arrow::Float32Type>(array)),
            ArrowType::Float64 => Values::F64(numbers::<arrow::Float64Type>(array)),
            ArrowType::Decimal128(_, scale) => Values::Decimal(
                numbers::<arrow::Decimal128Type>(array),
                u8::try_from(*scale).map_err(|_| unreadable(array))?,
            ),
            ArrowType::Utf8 => Values::Str(array.as_string()),
            ArrowType::LargeUtf8 => Values::LargeStr(array.as_string()),
            ArrowType::Utf8View => Values::StrView(array.as_string_view()),
            ArrowType::Binary => Values::Bytes(array.as_binary()),
            ArrowType::LargeBinary => Values::LargeBytes(array.as_binary()),
            ArrowType::BinaryView => Values::BytesView(array.as_binary_view()),
            ArrowType::Date32 => Values::Date(numbers::<arrow::Date32Type>(array)),
            ArrowType::Time64(TimeUnit::Nanosecond) => {
                Values::Time(numbers::<arrow::Time64NanosecondType>(array), 1_000_000_000)
            }
            ArrowType::Time64(_) => Values::Time(numbers::<arrow::Time64MicrosecondType>(array), 1_000_000),
            ArrowType::Timestamp(unit, zone) => {
                let (ticks, per_second) = match unit {
                    TimeUnit::Second => (numbers::<arrow::TimestampSecondType>(array), 1),
                    TimeUnit::Millisecond => (numbers::<arrow::TimestampMillisecondType>(array), 1_000),
                    TimeUnit::Microsecond => (numbers::<arrow::TimestampMicrosecondType>(array), 1_000_000),
                    TimeUnit::Nanosecond => (numbers::<arrow::TimestampNanosecondType>(array), 1_000_000_000),
                };
                Values::Timestamp(ticks, per_second, zone.is_some())
            }
            ArrowType::Duration(TimeUnit::Microsecond) => {
                Values::Duration(numbers::<arrow::DurationMicrosecondType>(array))
            }
            ArrowType::Interval(IntervalUnit::YearMonth) => {
                Values::I32(numbers::<arrow::IntervalYearMonthType>(array))
            }
            ArrowType::Interval(IntervalUnit::MonthDayNano) => {
                Values::Calendar(numbers::<arrow::IntervalMonthDayNanoType>(array))
            }
            ArrowType::List(_) => {
                let lists = array.as_list::<i32>();
                let items = Self::new(lists.values()).map_err(|unfit| unfit.within("element"))?;
                Values::List(lists.value_offsets(), Box::new(items))
            }
            ArrowType::Map(..) => {
                let maps = array.as_map();
                let keys = Self::new(maps.keys()).map_err(|unfit| unfit.within("key"))?;
                let values = Self::new(maps.values()).map_err(|unfit| unfit.within("value"))?;
                Values::Map(maps.value_offsets(), Box::new(keys), Box::new(values))
            }
            ArrowType::Struct(_) => return Self::of(array.as_struct()),
            _ => return Err(unreadable(array)),
        };
        Ok(Self { nulls: array.nulls(), values })
    }

    pub(super) fn is_null(&self, row: usize) -> bool {
        matches!(self.values, Values::Null) || self.nulls.is_some_and(|nulls| nulls.is_null(row))
    }
}

fn unreadable(array: &dyn Array) -> Unfit {
    Unfit::custom(format_args!("{} cannot be read", describe(array.data_type())))
}
