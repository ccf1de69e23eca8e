//! Booleans, numbers, intervals of fixed width, strings and bytes.

use std::sync::Arc;

use arrow_array::{
    ArrayRef,
    builder::{BinaryBuilder, BooleanBuilder, PrimitiveBuilder, StringBuilder},
    types::{
        Decimal128Type, DurationMicrosecondType, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
        Int64Type, IntervalMonthDayNanoType, IntervalYearMonthType,
    },
};
use arrow_buffer::IntervalMonthDayNano;
use bytes::Bytes;
use jiff::SignedDuration;

use super::{Encode, ListElement, too_large, wrong_type};
use crate::{
    error::{Error, ErrorKind, Result},
    types::{CalendarInterval, DataType, Decimal, YearMonthInterval},
};

/// The builder of the type `P` if `fits`, which says whether the data type is one of the Rust type.
fn new<B>(fits: bool, rust: &str, data_type: &DataType, builder: impl FnOnce() -> B) -> Result<B> {
    if fits { Ok(builder()) } else { Err(wrong_type(rust, data_type)) }
}

macro_rules! primitives {
    ($($rust:ty = $builder:ty, $spark:pat, |$value:ident| $arrow:expr;)*) => {$(
        impl Encode for $rust {
            type Builder = $builder;

            fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
                let fits = matches!(data_type, $spark);
                new(fits, stringify!($rust), data_type, || <$builder>::with_capacity(capacity))
            }

            #[inline]
            fn append(builder: &mut Self::Builder, $value: &Self) -> Result<()> {
                builder.append_value($arrow);
                Ok(())
            }

            fn append_null(builder: &mut Self::Builder) {
                builder.append_null();
            }

            fn finish(mut builder: Self::Builder) -> Result<ArrayRef> {
                Ok(Arc::new(builder.finish()))
            }
        }
    )*};
}
primitives! {
    bool = BooleanBuilder, DataType::Boolean, |value| *value;
    i8 = PrimitiveBuilder<Int8Type>, DataType::Byte, |value| *value;
    i16 = PrimitiveBuilder<Int16Type>, DataType::Short, |value| *value;
    i32 = PrimitiveBuilder<Int32Type>, DataType::Integer, |value| *value;
    i64 = PrimitiveBuilder<Int64Type>, DataType::Long, |value| *value;
    f32 = PrimitiveBuilder<Float32Type>, DataType::Float, |value| *value;
    f64 = PrimitiveBuilder<Float64Type>, DataType::Double, |value| *value;
    YearMonthInterval = PrimitiveBuilder<IntervalYearMonthType>, DataType::YearMonthInterval { .. }, |value| value.0;
}

impl Encode for CalendarInterval {
    type Builder = PrimitiveBuilder<IntervalMonthDayNanoType>;

    fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
        let fits = matches!(data_type, DataType::CalendarInterval);
        new(fits, "CalendarInterval", data_type, || PrimitiveBuilder::with_capacity(capacity))
    }

    /// Arrow counts nanoseconds, so the microseconds must be within 292 years.
    fn append(builder: &mut Self::Builder, value: &Self) -> Result<()> {
        let nanoseconds = value.microseconds.checked_mul(1_000).ok_or_else(|| {
            Error::new(
                ErrorKind::Conversion,
                format!(
                    "{} microseconds are too many for an interval, whose limit is 292 years",
                    value.microseconds
                ),
            )
        })?;
        builder.append_value(IntervalMonthDayNano { months: value.months, days: value.days, nanoseconds });
        Ok(())
    }

    fn append_null(builder: &mut Self::Builder) {
        builder.append_null();
    }

    fn finish(mut builder: Self::Builder) -> Result<ArrayRef> {
        Ok(Arc::new(builder.finish()))
    }
}

impl Encode for SignedDuration {
    type Builder = PrimitiveBuilder<DurationMicrosecondType>;

    fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
        let fits = matches!(data_type, DataType::DayTimeInterval { .. });
        new(fits, "SignedDuration", data_type, || PrimitiveBuilder::with_capacity(capacity))
    }

    /// Nanoseconds beyond whole microseconds are cut off, towards zero.
    fn append(builder: &mut Self::Builder, value: &Self) -> Result<()> {
        let microseconds = i64::try_from(value.as_micros()).map_err(|_| {
            Error::new(
                ErrorKind::Conversion,
                format!("{value} is too long for an interval of 64-bit microseconds"),
            )
        })?;
        builder.append_value(microseconds);
        Ok(())
    }

    fn append_null(builder: &mut Self::Builder) {
        builder.append_null();
    }

    fn finish(mut builder: Self::Builder) -> Result<ArrayRef> {
        Ok(Arc::new(builder.finish()))
    }
}

/// A column of decimals being built.
pub struct DecimalBuilder {
    values: PrimitiveBuilder<Decimal128Type>,
    precision: u8,
    scale: u8,
}

impl Encode for Decimal {
    type Builder = DecimalBuilder;

    fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
        let DataType::Decimal { precision, scale } = data_type else {
            return Err(wrong_type("Decimal", data_type));
        };
        let (precision, scale) = DataType::decimal_size(*precision, *scale);
        let values = PrimitiveBuilder::with_capacity(capacity)
            .with_precision_and_scale(precision, scale.cast_signed())
            .map_err(|_| wrong_type("Decimal", data_type))?;
        Ok(DecimalBuilder { values, precision, scale })
    }

    /// The value must fit without rounding.
    fn append(builder: &mut Self::Builder, value: &Self) -> Result<()> {
        match value.rescale(builder.scale).filter(|value| value.precision() <= builder.precision) {
            Some(value) => builder.values.append_value(value.unscaled()),
            None => {
                return Err(Error::new(
                    ErrorKind::Conversion,
                    format!("{value} does not fit DECIMAL({},{})", builder.precision, builder.scale),
                ));
            }
        }
        Ok(())
    }

    fn append_null(builder: &mut Self::Builder) {
        builder.values.append_null();
    }

    fn finish(mut builder: Self::Builder) -> Result<ArrayRef> {
        Ok(Arc::new(builder.values.finish()))
    }
}

/// Whether `more` bytes after the `present` ones can still be reached by 32-bit offsets.
#[inline]
fn has_room(present: usize, more: usize) -> Result<()> {
    match present.checked_add(more) {
        Some(bytes) if i32::try_from(bytes).is_ok() => Ok(()),
        _ => Err(too_large()),
    }
}

/// Bytes to reserve for `capacity` strings; a guess, as the builder grows.
fn reserved(capacity: usize) -> usize {
    capacity.saturating_mul(16).min(1 << 24)
}

impl Encode for String {
    type Builder = StringBuilder;

    fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
        let fits = matches!(
            data_type,
            DataType::String | DataType::CollatedString(_) | DataType::Char(_) | DataType::VarChar(_)
        );
        new(fits, "String", data_type, || StringBuilder::with_capacity(capacity, reserved(capacity)))
    }

    #[inline]
    fn append(builder: &mut Self::Builder, value: &Self) -> Result<()> {
        append_text(builder, value)
    }

    fn append_null(builder: &mut Self::Builder) {
        builder.append_null();
    }

    fn finish(mut builder: Self::Builder) -> Result<ArrayRef> {
        Ok(Arc::new(builder.finish()))
    }
}

/// Appends a string, of which no `String` has to be made.
///
/// # Errors
/// The column would be larger than Arrow's offsets reach.
#[doc(hidden)]
#[inline]
pub fn append_text(builder: &mut StringBuilder, text: &str) -> Result<()> {
    has_room(builder.values_slice().len(), text.len())?;
    builder.append_value(text);
    Ok(())
}

fn binary(rust: &str, data_type: &DataType, capacity: usize) -> Result<BinaryBuilder> {
    let fits = matches!(data_type, DataType::Binary);
    new(fits, rust, data_type, || BinaryBuilder::with_capacity(capacity, reserved(capacity)))
}

impl Encode for Bytes {
    type Builder = BinaryBuilder;

    fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
        binary("Bytes", data_type, capacity)
    }

    #[inline]
    fn append(builder: &mut Self::Builder, value: &Self) -> Result<()> {
        u8::append_list(builder, value)
    }

    fn append_null(builder: &mut Self::Builder) {
        builder.append_null();
    }

    fn finish(mut builder: Self::Builder) -> Result<ArrayRef> {
        Ok(Arc::new(builder.finish()))
    }
}

/// `Vec<u8>` is `BINARY`.
impl ListElement for u8 {
    type Builder = BinaryBuilder;

    fn list_builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
        binary("Vec<u8>", data_type, capacity)
    }

    #[inline]
    fn append_list(builder: &mut Self::Builder, values: &[Self]) -> Result<()> {
        has_room(builder.values_slice().len(), values.len())?;
        builder.append_value(values);
        Ok(())
    }

    fn append_null_list(builder: &mut Self::Builder) {
        builder.append_null();
    }

    fn finish_lists(mut builder: Self::Builder) -> Result<ArrayRef> {
        Ok(Arc::new(builder.finish()))
    }
}
