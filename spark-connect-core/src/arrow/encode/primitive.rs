//! Booleans, numbers, intervals of fixed width, strings and bytes.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, PrimitiveArray,
    builder::{BooleanBuilder, GenericByteBuilder, PrimitiveBuilder},
    types::{
        ArrowPrimitiveType, BinaryType, ByteArrayType, Decimal128Type, DurationMicrosecondType, Float32Type,
        Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, IntervalMonthDayNanoType,
        IntervalYearMonthType, Utf8Type, validate_decimal_precision_and_scale,
    },
};
use arrow_buffer::IntervalMonthDayNano;
use bytes::Bytes;
use jiff::SignedDuration;

use super::{Encode, ListElement, Misfit, Refused, too_large};
use crate::{
    arrow::schema,
    types::{CalendarInterval, DataType, Decimal, YearMonthInterval},
};

/// A column of values of fixed width, some of which may not be possible.
pub struct NativeColumn<P: ArrowPrimitiveType> {
    natives: PrimitiveBuilder<P>,
    /// The first value that cannot be stored.
    refused: Option<Refused>,
}

impl<P: ArrowPrimitiveType> NativeColumn<P> {
    /// An empty column of the Arrow type that `data_type` has, if that is one of `P`.
    pub(super) fn new(data_type: &DataType, values: usize) -> Self {
        let (natives, arrow) = (PrimitiveBuilder::with_capacity(values), schema::arrow_type(data_type));
        let fits = PrimitiveArray::<P>::is_compatible(&arrow);
        let natives = if fits { natives.with_data_type(arrow) } else { natives };
        Self { natives, refused: None }
    }

    /// Adds a value.
    #[inline]
    pub(super) fn append(&mut self, native: P::Native) {
        self.natives.append_value(native);
    }

    /// Adds a value, or says why it cannot be stored.
    #[inline]
    pub(super) fn append_checked(&mut self, native: Result<P::Native, String>) {
        let native = native.unwrap_or_else(|problem| {
            self.refuse(&problem);
            P::Native::default()
        });
        self.natives.append_value(native);
    }

    #[cold]
    fn refuse(&mut self, problem: &str) {
        let at = self.natives.values_slice().len();
        self.refused.get_or_insert_with(|| Refused::conversion(at, &problem));
    }

    /// Adds a NULL.
    #[inline]
    pub(super) fn append_null(&mut self) {
        self.natives.append_null();
    }

    /// The column of what was added.
    pub(super) fn finish(mut self) -> Result<ArrayRef, Refused> {
        match self.refused {
            Some(refused) => Err(refused),
            None => Ok(Arc::new(self.natives.finish())),
        }
    }
}

/// [`Encode`] for types of fixed width: what a column of one is begun with, and how a value is added.
macro_rules! natives {
    ($($(#[$doc:meta])* $rust:ty = $arrow:ty, $spark:pat, |$column:ident, $value:ident| $append:expr;)*) => {$(
        $(#[$doc])*
        impl Encode for $rust {
            type Column = NativeColumn<$arrow>;

            fn column(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Column {
                if !matches!(data_type, $spark) {
                    misfit.note(stringify!($rust), data_type);
                }
                NativeColumn::new(data_type, values)
            }

            #[inline]
            fn append($column: &mut Self::Column, $value: &Self) {
                $append;
            }

            #[inline]
            fn append_null(column: &mut Self::Column) {
                column.append_null();
            }

            fn finish(column: Self::Column) -> Result<ArrayRef, Refused> {
                column.finish()
            }
        }
    )*};
}
pub(super) use natives;

natives! {
    i8 = Int8Type, DataType::Byte, |column, value| column.append(*value);
    i16 = Int16Type, DataType::Short, |column, value| column.append(*value);
    i32 = Int32Type, DataType::Integer, |column, value| column.append(*value);
    i64 = Int64Type, DataType::Long, |column, value| column.append(*value);
    f32 = Float32Type, DataType::Float, |column, value| column.append(*value);
    f64 = Float64Type, DataType::Double, |column, value| column.append(*value);
    YearMonthInterval = IntervalYearMonthType, DataType::YearMonthInterval { .. },
        |column, value| column.append(value.0);
    /// Arrow counts nanoseconds, so the microseconds must be within 292 years.
    CalendarInterval = IntervalMonthDayNanoType, DataType::CalendarInterval, |column, value| {
        let Self { months, days, microseconds } = *value;
        column.append_checked(match microseconds.checked_mul(1_000) {
            Some(nanoseconds) => Ok(IntervalMonthDayNano { months, days, nanoseconds }),
            None => Err(format!(
                "{microseconds} microseconds are too many for an interval, whose limit is 292 years"
            )),
        });
    };
    /// Nanoseconds beyond whole microseconds are cut off, towards zero.
    SignedDuration = DurationMicrosecondType, DataType::DayTimeInterval { .. }, |column, value| {
        column.append_checked(i64::try_from(value.as_micros()).map_err(|_| {
            format!("{value} is too long for an interval of 64-bit microseconds")
        }));
    };
}

impl Encode for bool {
    type Column = BooleanBuilder;

    fn column(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Column {
        if *data_type != DataType::Boolean {
            misfit.note("bool", data_type);
        }
        BooleanBuilder::with_capacity(values)
    }

    #[inline]
    fn append(column: &mut Self::Column, value: &Self) {
        column.append_value(*value);
    }

    #[inline]
    fn append_null(column: &mut Self::Column) {
        column.append_null();
    }

    fn finish(mut column: Self::Column) -> Result<ArrayRef, Refused> {
        Ok(Arc::new(column.finish()))
    }
}

/// A column of decimals, and their size.
pub struct DecimalColumn {
    unscaled: NativeColumn<Decimal128Type>,
    precision: u8,
    scale: u8,
}

/// Values must fit without rounding.
impl Encode for Decimal {
    type Column = DecimalColumn;

    fn column(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Column {
        let (precision, scale) = match data_type {
            DataType::Decimal { precision, scale } => DataType::decimal_size(*precision, *scale),
            _ => (0, 0),
        };
        if validate_decimal_precision_and_scale::<Decimal128Type>(precision, scale.cast_signed()).is_err() {
            misfit.note("Decimal", data_type);
        }
        DecimalColumn { unscaled: NativeColumn::new(data_type, values), precision, scale }
    }

    #[inline]
    fn append(column: &mut Self::Column, value: &Self) {
        let DecimalColumn { unscaled, precision, scale } = column;
        unscaled.append_checked(
            match value.rescale(*scale).filter(|value| value.precision() <= *precision) {
                Some(value) => Ok(value.unscaled()),
                None => Err(format!("{value} does not fit DECIMAL({precision},{scale})")),
            },
        );
    }

    #[inline]
    fn append_null(column: &mut Self::Column) {
        column.unscaled.append_null();
    }

    fn finish(column: Self::Column) -> Result<ArrayRef, Refused> {
        column.unscaled.finish()
    }
}

/// The room that a string or bytes get before any of them is looked at, in bytes.
const ROOM: usize = 16;

/// A column of strings or bytes.
pub struct ByteColumn<B: ByteArrayType> {
    bytes: GenericByteBuilder<B>,
    fits: bool,
}

/// A column of strings.
pub type TextColumn = ByteColumn<Utf8Type>;

impl<B: ByteArrayType<Offset = i32>> ByteColumn<B> {
    fn new(values: usize) -> Self {
        let bytes = GenericByteBuilder::with_capacity(values, values.saturating_mul(ROOM));
        Self { bytes, fits: true }
    }

    /// Adds a value.
    #[inline]
    pub fn append(&mut self, value: &B::Native) {
        const LIMIT: usize = i32::MAX as usize;
        let bytes: &[u8] = value.as_ref();
        if bytes.len() <= LIMIT - self.bytes.values_slice().len() {
            self.bytes.append_value(value);
        } else {
            self.fits = false;
        }
    }

    /// Adds a NULL.
    #[inline]
    fn append_null(&mut self) {
        self.bytes.append_null();
    }

    fn finish(mut self) -> Result<ArrayRef, Refused> {
        if self.fits { Ok(Arc::new(self.bytes.finish())) } else { Err(too_large()) }
    }
}

impl Encode for String {
    type Column = TextColumn;

    fn column(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Column {
        if !matches!(
            data_type,
            DataType::String | DataType::CollatedString(_) | DataType::Char(_) | DataType::VarChar(_)
        ) {
            misfit.note("String", data_type);
        }
        ByteColumn::new(values)
    }

    #[inline]
    fn append(column: &mut Self::Column, value: &Self) {
        column.append(value);
    }

    #[inline]
    fn append_null(column: &mut Self::Column) {
        column.append_null();
    }

    fn finish(column: Self::Column) -> Result<ArrayRef, Refused> {
        column.finish()
    }
}

/// A column of bytes, of values of the Rust type `rust`.
fn binaries(data_type: &DataType, rust: &str, values: usize, misfit: &mut Misfit) -> ByteColumn<BinaryType> {
    if *data_type != DataType::Binary {
        misfit.note(rust, data_type);
    }
    ByteColumn::new(values)
}

impl Encode for Bytes {
    type Column = ByteColumn<BinaryType>;

    fn column(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Column {
        binaries(data_type, "Bytes", values, misfit)
    }

    #[inline]
    fn append(column: &mut Self::Column, value: &Self) {
        column.append(value);
    }

    #[inline]
    fn append_null(column: &mut Self::Column) {
        column.append_null();
    }

    fn finish(column: Self::Column) -> Result<ArrayRef, Refused> {
        column.finish()
    }
}

/// `Vec<u8>` is `BINARY`.
impl ListElement for u8 {
    type Lists = ByteColumn<BinaryType>;

    fn lists(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Lists {
        binaries(data_type, "Vec<u8>", values, misfit)
    }

    #[inline]
    fn append_list(lists: &mut Self::Lists, list: &[Self]) {
        lists.append(list);
    }

    #[inline]
    fn append_null_list(lists: &mut Self::Lists) {
        lists.append_null();
    }

    fn finish_lists(lists: Self::Lists) -> Result<ArrayRef, Refused> {
        lists.finish()
    }
}
