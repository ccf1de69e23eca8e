//! One value of a column.

use std::ops::Range;

use serde_core::{
    Deserializer,
    de::{
        Error as _, Expected, Unexpected, Visitor,
        value::{BorrowedStrDeserializer, MapDeserializer, SeqDeserializer},
    },
};

use super::{
    Unfit,
    access::{Entries, Fields, Items},
    column::{Column, Values},
};
use crate::{arrow::calendar, types::Decimal};

/// The value in a row of a column.
#[derive(Clone, Copy)]
pub(super) struct Cell<'c, 'a> {
    column: &'c Column<'a>,
    row: usize,
}

/// A value as `serde` knows it.
enum Found<'c, 'a> {
    Null,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    F32(f32),
    F64(f64),
    Str(&'a str),
    Text(String),
    Bytes(&'a [u8]),
    /// Months, days, microseconds.
    Calendar([i64; 3]),
    List(Items<'c, 'a>),
    Map(Entries<'c, 'a>),
    Struct(Fields<'c, 'a>),
}

// What does not depend on the type that is read is not generic: it is compiled once, and not in each program.
impl<'c, 'a> Cell<'c, 'a> {
    pub(super) fn new(column: &'c Column<'a>, row: usize) -> Self {
        Self { column, row }
    }

    /// The value: dates and times as numbers.
    fn found(self) -> Result<Found<'c, 'a>, Unfit> {
        if self.column.is_null(self.row) {
            return Ok(Found::Null);
        }
        let row = self.row;
        Ok(match &self.column.values {
            Values::Null => Found::Null,
            Values::Bool(values) => Found::Bool(values.value(row)),
            Values::I8(values) => Found::Signed(at(values, row).into()),
            Values::I16(values) => Found::Signed(at(values, row).into()),
            Values::I32(values) | Values::Date(values) => Found::Signed(at(values, row).into()),
            Values::I64(values)
            | Values::Time(values, _)
            | Values::Timestamp(values, ..)
            | Values::Duration(values) => Found::Signed(at(values, row)),
            Values::U8(values) => Found::Signed(at(values, row).into()),
            Values::U16(values) => Found::Signed(at(values, row).into()),
            Values::U32(values) => Found::Signed(at(values, row).into()),
            Values::U64(values) => Found::Unsigned(at(values, row)),
            Values::F16(values) => Found::F32(values.value(row).to_f32()),
            Values::F32(values) => Found::F32(at(values, row)),
            Values::F64(values) => Found::F64(at(values, row)),
            Values::Decimal(values, scale) => {
                let decimal = Decimal::new(at(values, row), *scale).map_err(Unfit::custom)?;
                Found::Text(decimal.to_string())
            }
            Values::Str(values) => Found::Str(values.value(row)),
            Values::LargeStr(values) => Found::Str(values.value(row)),
            Values::StrView(values) => Found::Str(values.value(row)),
            Values::Bytes(values) => Found::Bytes(values.value(row)),
            Values::LargeBytes(values) => Found::Bytes(values.value(row)),
            Values::BytesView(values) => Found::Bytes(values.value(row)),
            Values::Calendar(values) => {
                let interval = at(values, row);
                let microseconds = interval.nanoseconds.div_euclid(1_000);
                Found::Calendar([interval.months.into(), interval.days.into(), microseconds])
            }
            Values::List(ends, items) => Found::List(Items { items, range: range(ends, row) }),
            Values::Map(ends, keys, values) => Found::Map(Entries { keys, values, range: range(ends, row) }),
            Values::Struct(fields) => Found::Struct(Fields { fields: fields.iter(), row }),
        })
    }

    /// The value, which is not NULL.
    fn present(self, expected: &dyn Expected) -> Result<Found<'c, 'a>, Unfit> {
        match self.found()? {
            Found::Null => Err(Unfit::invalid_type(Unexpected::Other("NULL"), expected)),
            found => Ok(found),
        }
    }

    /// Dates and times as text in ISO 8601; the value otherwise.
    fn text(self, expected: &dyn Expected) -> Result<Found<'c, 'a>, Unfit> {
        let found = self.present(expected)?;
        let Found::Signed(number) = found else { return Ok(found) };
        let text = match self.column.values {
            Values::Date(_) => calendar::date(number).map(|date| date.to_string()),
            Values::Time(_, per_second) => number
                .checked_mul(1_000_000_000 / per_second)
                .and_then(calendar::time)
                .map(|time| format!("{time:.*}", digits(number, per_second))),
            Values::Timestamp(_, per_second, instant) => {
                calendar::date_time(number, per_second).map(|value| {
                    let zone = if instant { "Z" } else { "" };
                    format!("{value:.*}{zone}", digits(number, per_second))
                })
            }
            Values::Duration(_) => {
                let sign = if number < 0 { "-" } else { "" };
                let (seconds, rest) = (number.unsigned_abs() / 1_000_000, number.unsigned_abs() % 1_000_000);
                Some(format!("{sign}PT{seconds}.{rest:06}s"))
            }
            _ => return Ok(found),
        };
        text.map(Found::Text).ok_or_else(|| {
            Unfit::custom(format_args!("{number} is not in the years -9999 to 9999, or not a time of day"))
        })
    }

    /// A value that counts as a number: also what is true, and dates and times.
    fn number(self, expected: &dyn Expected) -> Result<Result<i128, Found<'c, 'a>>, Unfit> {
        Ok(match self.present(expected)? {
            Found::Bool(value) => Ok(value.into()),
            Found::Signed(number) => Ok(number.into()),
            Found::Unsigned(number) => Ok(number.into()),
            other => Err(other),
        })
    }
}

fn at<T: Copy + Default>(values: &[T], row: usize) -> T {
    values.get(row).copied().unwrap_or_default()
}

/// Where the items of a list are.
fn range(ends: &[i32], row: usize) -> Range<usize> {
    let end = |row| usize::try_from(at(ends, row)).unwrap_or_default();
    end(row)..end(row + 1)
}

/// How many digits of a second are written: none, three, six or nine.
fn digits(ticks: i64, per_second: i64) -> usize {
    let nanoseconds = ticks.rem_euclid(per_second) * (1_000_000_000 / per_second);
    [(0, 1_000_000_000), (3, 1_000_000), (6, 1_000)]
        .into_iter()
        .find_map(|(digits, unit)| (nanoseconds % unit == 0).then_some(digits))
        .unwrap_or(9)
}

#[cold]
fn out_of_range(number: i128, expected: &dyn Expected) -> Unfit {
    Unfit::custom(format_args!("{number} is out of range, expected {expected}"))
}

impl<'a> Found<'_, 'a> {
    fn visit<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self {
            Self::Null => visitor.visit_none(),
            Self::Bool(value) => visitor.visit_bool(value),
            Self::Signed(number) => visitor.visit_i64(number),
            Self::Unsigned(number) => visitor.visit_u64(number),
            Self::F32(number) => visitor.visit_f32(number),
            Self::F64(number) => visitor.visit_f64(number),
            Self::Str(text) => visitor.visit_borrowed_str(text),
            Self::Text(text) => visitor.visit_string(text),
            Self::Bytes(bytes) => visitor.visit_borrowed_bytes(bytes),
            Self::Calendar(parts) => {
                let names = ["months", "days", "microseconds"];
                visitor.visit_map(MapDeserializer::new(names.into_iter().zip(parts)))
            }
            Self::List(items) => visitor.visit_seq(items),
            Self::Map(entries) => visitor.visit_map(entries),
            Self::Struct(fields) => visitor.visit_map(fields),
        }
    }

    /// What has parts in an order, by that order.
    fn visit_parts<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self {
            Self::Bytes(bytes) => visitor.visit_seq(SeqDeserializer::new(bytes.iter().copied())),
            Self::Calendar(parts) => visitor.visit_seq(SeqDeserializer::new(parts.into_iter())),
            Self::Struct(fields) => visitor.visit_seq(fields),
            other => other.visit(visitor),
        }
    }

    fn unexpected(&self) -> Unexpected<'_> {
        match self {
            Self::Null => Unexpected::Other("NULL"),
            Self::Bool(value) => Unexpected::Bool(*value),
            Self::Signed(number) => Unexpected::Signed(*number),
            Self::Unsigned(number) => Unexpected::Unsigned(*number),
            Self::F32(number) => Unexpected::Float((*number).into()),
            Self::F64(number) => Unexpected::Float(*number),
            Self::Str(text) => Unexpected::Str(text),
            Self::Text(text) => Unexpected::Str(text),
            Self::Bytes(bytes) => Unexpected::Bytes(bytes),
            Self::List(_) => Unexpected::Seq,
            Self::Calendar(_) | Self::Map(_) | Self::Struct(_) => Unexpected::Map,
        }
    }
}

/// The methods for integers: of every type that the value fits.
macro_rules! integers {
    ($($method:ident => $visit:ident($integer:ty)),* $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
            match self.number(&visitor)? {
                Ok(number) => match <$integer>::try_from(number) {
                    Ok(number) => visitor.$visit(number),
                    Err(_) => Err(out_of_range(number, &visitor)),
                },
                Err(other) => other.visit(visitor),
            }
        }
    )*};
}

/// The methods for which the value itself says what it is.
macro_rules! any {
    ($($method:ident($($argument:ty),*)),* $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, $(_: $argument,)* visitor: V) -> Result<V::Value, Unfit> {
            self.present(&visitor)?.visit(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Cell<'_, 'de> {
    type Error = Unfit;

    integers! {
        deserialize_i8 => visit_i8(i8),
        deserialize_i16 => visit_i16(i16),
        deserialize_i32 => visit_i32(i32),
        deserialize_i64 => visit_i64(i64),
        deserialize_i128 => visit_i128(i128),
        deserialize_u8 => visit_u8(u8),
        deserialize_u16 => visit_u16(u16),
        deserialize_u32 => visit_u32(u32),
        deserialize_u64 => visit_u64(u64),
        deserialize_u128 => visit_u128(u128),
    }

    any! {
        deserialize_map(),
        deserialize_struct(&'static str, &'static [&'static str]),
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.found()?.visit(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.number(&visitor)? {
            Ok(number) => visitor.visit_bool(number != 0),
            Err(other) => other.visit(visitor),
        }
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.present(&visitor)? {
            Found::F32(number) => visitor.visit_f32(number),
            Found::F64(number) => visitor.visit_f64(number),
            // `serde` itself would take integers and lose digits of large ones.
            other => Err(Unfit::invalid_type(other.unexpected(), &visitor)),
        }
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.text(&visitor)?.visit(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.text(&visitor)? {
            Found::Str(text) => visitor.visit_borrowed_bytes(text.as_bytes()),
            Found::Text(text) => visitor.visit_byte_buf(text.into_bytes()),
            other => other.visit(visitor),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        if self.column.is_null(self.row) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.found()? {
            Found::Null => visitor.visit_unit(),
            other => Err(Unfit::invalid_type(other.unexpected(), &visitor)),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.present(&visitor)? {
            // The fields of a struct have names: only a tuple is taken for what has none.
            fields @ Found::Struct(_) => fields.visit(visitor),
            other => other.visit_parts(visitor),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unfit> {
        self.present(&visitor)?.visit_parts(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.deserialize_tuple(len, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        match self.present(&visitor)? {
            Found::Str(variant) => visitor.visit_enum(BorrowedStrDeserializer::new(variant)),
            other => Err(Unfit::invalid_type(other.unexpected(), &visitor)),
        }
    }
}
