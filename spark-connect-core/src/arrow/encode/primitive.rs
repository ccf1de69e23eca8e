//! Booleans, numbers, intervals of fixed width, strings and bytes.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, PrimitiveArray,
    builder::GenericByteBuilder,
    types::{
        ArrowPrimitiveType, BinaryType, ByteArrayType, Decimal128Type, DurationMicrosecondType, Float32Type,
        Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, IntervalMonthDayNanoType,
        IntervalYearMonthType, Utf8Type,
    },
};
use arrow_buffer::{BooleanBufferBuilder, IntervalMonthDayNano, NullBufferBuilder};
use bytes::Bytes;
use jiff::SignedDuration;

use super::{Encode, ListElement, Refused, Values, too_large, wrong_type};
use crate::types::{CalendarInterval, DataType, Decimal, YearMonthInterval};

/// The column of what `native` makes of each value.
pub(super) fn natives<'a, P: ArrowPrimitiveType, T: 'a>(
    values: impl Values<'a, T>,
    native: impl Fn(&'a T) -> P::Native,
) -> PrimitiveArray<P> {
    let mut natives = Vec::with_capacity(values.count());
    let mut nulls = NullBufferBuilder::new(values.count());
    values.each(|value| {
        nulls.append(value.is_some());
        natives.push(value.map_or_else(P::Native::default, &native));
    });
    PrimitiveArray::new(natives.into(), nulls.finish())
}

/// The same where `native` says of some values why they cannot be stored.
pub(super) fn checked<'a, P: ArrowPrimitiveType, T: 'a>(
    values: impl Values<'a, T>,
    native: impl Fn(&'a T) -> Result<P::Native, String>,
) -> Result<PrimitiveArray<P>, Refused> {
    let mut natives = Vec::with_capacity(values.count());
    let mut nulls = NullBufferBuilder::new(values.count());
    let mut refused = None;
    values.each(|value| {
        nulls.append(value.is_some());
        let stored = match value.map(&native) {
            Some(Ok(native)) => native,
            None => P::Native::default(),
            Some(Err(problem)) => {
                refused.get_or_insert_with(|| Refused::conversion(natives.len(), &problem));
                P::Native::default()
            }
        };
        natives.push(stored);
    });
    refused.map_or_else(|| Ok(PrimitiveArray::new(natives.into(), nulls.finish())), Err)
}

macro_rules! primitives {
    ($($rust:ty = $arrow:ty, $spark:pat, |$value:ident| $native:expr;)*) => {$(
        impl Encode for $rust {
            fn encode<'a>(
                values: impl Values<'a, Self>,
                data_type: &DataType,
            ) -> Result<ArrayRef, Refused> {
                match data_type {
                    $spark => Ok(Arc::new(natives::<$arrow, _>(values, |$value| $native))),
                    _ => Err(wrong_type(stringify!($rust), data_type)),
                }
            }
        }
    )*};
}
primitives! {
    i8 = Int8Type, DataType::Byte, |value| *value;
    i16 = Int16Type, DataType::Short, |value| *value;
    i32 = Int32Type, DataType::Integer, |value| *value;
    i64 = Int64Type, DataType::Long, |value| *value;
    f32 = Float32Type, DataType::Float, |value| *value;
    f64 = Float64Type, DataType::Double, |value| *value;
    YearMonthInterval = IntervalYearMonthType, DataType::YearMonthInterval { .. }, |value| value.0;
}

impl Encode for bool {
    fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused> {
        let DataType::Boolean = data_type else { return Err(wrong_type("bool", data_type)) };
        let mut bits = BooleanBufferBuilder::new(values.count());
        let mut nulls = NullBufferBuilder::new(values.count());
        values.each(|value| {
            nulls.append(value.is_some());
            bits.append(value.copied().unwrap_or_default());
        });
        Ok(Arc::new(BooleanArray::new(bits.finish(), nulls.finish())))
    }
}

/// Arrow counts nanoseconds, so the microseconds must be within 292 years.
impl Encode for CalendarInterval {
    fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused> {
        let DataType::CalendarInterval = data_type else {
            return Err(wrong_type("CalendarInterval", data_type));
        };
        let column = checked::<IntervalMonthDayNanoType, _>(values, |value: &Self| {
            let Self { months, days, microseconds } = *value;
            match microseconds.checked_mul(1_000) {
                Some(nanoseconds) => Ok(IntervalMonthDayNano { months, days, nanoseconds }),
                None => Err(format!(
                    "{microseconds} microseconds are too many for an interval, whose limit is 292 years"
                )),
            }
        })?;
        Ok(Arc::new(column))
    }
}

/// Nanoseconds beyond whole microseconds are cut off, towards zero.
impl Encode for SignedDuration {
    fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused> {
        let DataType::DayTimeInterval { .. } = data_type else {
            return Err(wrong_type("SignedDuration", data_type));
        };
        let column = checked::<DurationMicrosecondType, _>(values, |value: &Self| {
            i64::try_from(value.as_micros())
                .map_err(|_| format!("{value} is too long for an interval of 64-bit microseconds"))
        })?;
        Ok(Arc::new(column))
    }
}

/// Values must fit without rounding.
impl Encode for Decimal {
    fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused> {
        let DataType::Decimal { precision, scale } = data_type else {
            return Err(wrong_type("Decimal", data_type));
        };
        let (precision, scale) = DataType::decimal_size(*precision, *scale);
        let column = checked::<Decimal128Type, _>(values, |value: &Self| {
            match value.rescale(scale).filter(|value| value.precision() <= precision) {
                Some(value) => Ok(value.unscaled()),
                None => Err(format!("{value} does not fit DECIMAL({precision},{scale})")),
            }
        })?;
        let column = column.with_precision_and_scale(precision, scale.cast_signed());
        Ok(Arc::new(column.map_err(|_| wrong_type("Decimal", data_type))?))
    }
}

/// The room that a string or bytes get before any of them is looked at, in bytes. To go over all of them for what they
/// need takes longer than to make more room: they are not where the rows are.
const ROOM: usize = 16;

/// The column of the strings or bytes that `native` finds in each value.
fn bytes<'a, B: ByteArrayType<Offset = i32>, T: 'a>(
    values: impl Values<'a, T>,
    native: impl Fn(&'a T) -> &'a B::Native,
) -> Result<ArrayRef, Refused> {
    let limit = usize::try_from(i32::MAX).unwrap_or(usize::MAX);
    let mut column =
        GenericByteBuilder::<B>::with_capacity(values.count(), values.count().saturating_mul(ROOM));
    let mut fits = true;
    values.each(|value| match value.map(&native) {
        Some(value) => {
            let bytes: &[u8] = value.as_ref();
            fits = fits && bytes.len() <= limit - column.values_slice().len();
            if fits {
                column.append_value(value);
            }
        }
        None => column.append_null(),
    });
    if fits { Ok(Arc::new(column.finish())) } else { Err(too_large()) }
}

impl Encode for String {
    fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused> {
        texts(values, String::as_str, "String", data_type)
    }
}

/// A column of the strings that `text` finds in values of the Rust type `rust`.
///
/// # Errors
/// `data_type` is not one of strings, or the column would be larger than Arrow's offsets reach.
#[doc(hidden)]
pub fn texts<'a, T: 'a>(
    values: impl Values<'a, T>,
    text: impl Fn(&'a T) -> &'a str,
    rust: &str,
    data_type: &DataType,
) -> Result<ArrayRef, Refused> {
    let (DataType::String | DataType::CollatedString(_) | DataType::Char(_) | DataType::VarChar(_)) =
        data_type
    else {
        return Err(wrong_type(rust, data_type));
    };
    bytes::<Utf8Type, T>(values, text)
}

fn binaries<'a, T: AsRef<[u8]> + 'a>(
    values: impl Values<'a, T>,
    rust: &str,
    data_type: &DataType,
) -> Result<ArrayRef, Refused> {
    let DataType::Binary = data_type else { return Err(wrong_type(rust, data_type)) };
    bytes::<BinaryType, T>(values, T::as_ref)
}

impl Encode for Bytes {
    fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused> {
        binaries(values, "Bytes", data_type)
    }
}

/// `Vec<u8>` is `BINARY`.
impl ListElement for u8 {
    fn encode_lists<'a>(
        lists: impl Values<'a, Vec<Self>>,
        data_type: &DataType,
    ) -> Result<ArrayRef, Refused> {
        binaries(lists, "Vec<u8>", data_type)
    }
}
