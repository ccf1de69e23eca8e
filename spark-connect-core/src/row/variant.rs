//! Values whose type each one brings along.

use std::{
    cell::Cell,
    fmt::{self, Display, Formatter, Write},
};

use bytes::Bytes;
use jiff::tz::TimeZone;

use super::{Value, text};
use crate::{
    error::{Error, ErrorKind, Result},
    types::Decimal,
};

const MALFORMED: &str = "malformed variant";

/// How deep values may be nested.
const MAX_DEPTH: usize = 500;

/// A value of a `VARIANT` column, in Spark's binary form (Spark: `VariantVal`, 4.0).
///
/// `Display` writes what `CAST(value AS STRING)` gives: JSON of an object or an array, and of everything else the text of
/// what is inside.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Variant {
    value: Bytes,
    metadata: Bytes,
}

impl Variant {
    /// A variant of its two parts, which are not checked here.
    #[must_use]
    pub fn new(value: impl Into<Bytes>, metadata: impl Into<Bytes>) -> Self {
        Self { value: value.into(), metadata: metadata.into() }
    }

    /// The encoded value.
    #[must_use]
    pub fn value(&self) -> &Bytes {
        &self.value
    }

    /// The names of the fields, encoded.
    #[must_use]
    pub fn metadata(&self) -> &Bytes {
        &self.metadata
    }

    /// What is inside: an object as a `Value::Map` from strings, in the order of its names, an array as a
    /// `Value::Array` (Spark: `VariantVal.toPython`).
    ///
    /// # Errors
    /// [`ErrorKind::Conversion`] if it is malformed, nested more than 500 deep, or holds a date or a time out of range.
    pub fn to_value(&self) -> Result<Value> {
        let budget = Cell::new(self.value.len());
        Reader { value: &self.value, metadata: &self.metadata, budget }.read(0, MAX_DEPTH)
    }

    /// The value as JSON, timestamps in UTC (Spark: `to_json` and `VariantVal.toJson`).
    ///
    /// # Errors
    /// As [`to_value`](Self::to_value).
    pub fn to_json(&self) -> Result<String> {
        self.to_json_in(&TimeZone::UTC)
    }

    /// The value as JSON, timestamps in `zone` (Spark: `VariantVal.toJson`).
    ///
    /// # Errors
    /// As [`to_value`](Self::to_value).
    pub fn to_json_in(&self, zone: &TimeZone) -> Result<String> {
        let mut json = String::new();
        // Writing to a string does not fail.
        let _ = write!(json, "{}", Json { value: &self.to_value()?, zone });
        Ok(json)
    }

    pub(super) fn write_text(&self, f: &mut Formatter<'_>, zone: &TimeZone) -> fmt::Result {
        match self.to_value() {
            Ok(Value::Array(_) | Value::Map(_)) => self.write_json(f, zone),
            Ok(value) => value.display_in(zone).fmt(f),
            Err(_) => f.write_str(MALFORMED),
        }
    }

    /// The text inside of an array, a map or a struct.
    pub(super) fn write_json(&self, f: &mut Formatter<'_>, zone: &TimeZone) -> fmt::Result {
        match self.to_value() {
            Ok(value) => Json { value: &value, zone }.fmt(f),
            Err(_) => f.write_str(MALFORMED),
        }
    }
}

impl Display for Variant {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.write_text(f, &TimeZone::UTC)
    }
}

impl fmt::Debug for Variant {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Variant").field(&format_args!("{self}")).finish()
    }
}

/// What is in a variant, as JSON.
struct Json<'a> {
    value: &'a Value,
    zone: &'a TimeZone,
}

impl Display for Json<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let inner = |value| Json { value, zone: self.zone };
        match self.value {
            Value::Null => f.write_str("null"),
            Value::String(text) => quoted(f, text),
            Value::Binary(bytes) => write!(f, "\"{}\"", base64(bytes)),
            Value::Float(number) if !number.is_finite() => write!(f, "\"{}\"", self.value),
            Value::Double(number) if !number.is_finite() => write!(f, "\"{}\"", self.value),
            Value::Date(_) | Value::TimestampNtz(_) => write!(f, "\"{}\"", self.value),
            Value::Timestamp(instant) => {
                f.write_str("\"")?;
                text::date_time(f, self.zone.to_datetime(*instant))?;
                let seconds = self.zone.to_offset(*instant).seconds();
                let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
                write!(f, "{sign}{:02}:{:02}\"", minutes / 60, minutes % 60)
            }
            Value::Array(elements) => {
                for (position, element) in elements.iter().enumerate() {
                    write!(f, "{}{}", if position == 0 { "[" } else { "," }, inner(element))?;
                }
                f.write_str(if elements.is_empty() { "[]" } else { "]" })
            }
            Value::Map(entries) => {
                for (position, (key, value)) in entries.iter().enumerate() {
                    write!(f, "{}{}:{}", if position == 0 { "{" } else { "," }, inner(key), inner(value))?;
                }
                f.write_str(if entries.is_empty() { "{}" } else { "}" })
            }
            other => write!(f, "{other}"),
        }
    }
}

fn quoted(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str(&serde_json::Value::from(text).to_string())
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let number = (0..3).fold(0, |sum, at| sum << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        for digit in 0..4 {
            let index = (number >> (18 - 6 * digit)) & 63;
            let letter = usize::try_from(index).ok().and_then(|index| DIGITS.get(index)).copied();
            text.push(if digit > chunk.len() { '=' } else { char::from(letter.unwrap_or(b'=')) });
        }
    }
    text
}

fn malformed() -> Error {
    Error::new(ErrorKind::Conversion, "a variant is malformed")
}

struct Reader<'a> {
    value: &'a [u8],
    metadata: &'a [u8],
    /// How many more values there may be. Each takes a byte of its own at least: malformed ones that share their bytes
    /// would grow without end.
    budget: Cell<usize>,
}

/// The unsigned number of `size` bytes at `at`.
fn number(bytes: &[u8], at: usize, size: usize) -> Result<usize> {
    let bytes = at.checked_add(size).and_then(|end| bytes.get(at..end)).ok_or_else(malformed)?;
    Ok(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

fn fixed<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N]> {
    let bytes = at.checked_add(N).and_then(|end| bytes.get(at..end)).ok_or_else(malformed)?;
    bytes.try_into().map_err(|_| malformed())
}

impl Reader<'_> {
    /// The value at a position. The two low bits of its first byte say what it is, the others more about that.
    fn read(&self, at: usize, depth: usize) -> Result<Value> {
        let depth = depth.checked_sub(1).ok_or_else(malformed)?;
        self.budget.set(self.budget.get().checked_sub(1).ok_or_else(malformed)?);
        let header = *self.value.get(at).ok_or_else(malformed)?;
        let (kind, info) = (header & 3, header >> 2);
        let at = at + 1;
        match kind {
            0 => self.primitive(info, at),
            1 => self.string(at, info.into()),
            2 => {
                let (id_size, offset_size) = (usize::from(info >> 2 & 3) + 1, usize::from(info & 3) + 1);
                let (ids, count) = self.count(at, info >> 4 & 1)?;
                let offsets = ids.checked_add(count * id_size).ok_or_else(malformed)?;
                let entries = self.items(offsets, count, offset_size)?.enumerate();
                let entry = |(index, item): (usize, Result<usize>)| {
                    let key = self.key(number(self.value, ids + index * id_size, id_size)?)?;
                    Ok((Value::String(key), self.read(item?, depth)?))
                };
                entries.map(entry).collect::<Result<_>>().map(Value::Map)
            }
            _ => {
                let offset_size = usize::from(info & 3) + 1;
                let (offsets, count) = self.count(at, info >> 2 & 1)?;
                let items = self.items(offsets, count, offset_size)?;
                items.map(|item| self.read(item?, depth)).collect::<Result<_>>().map(Value::Array)
            }
        }
    }

    /// Where the items' description begins, and how many there are.
    fn count(&self, at: usize, is_large: u8) -> Result<(usize, usize)> {
        let size = if is_large == 1 { 4 } else { 1 };
        let count = number(self.value, at, size)?;
        // Each one takes a byte at least: a larger number would only ask for memory.
        if count > self.value.len() { Err(malformed()) } else { Ok((at + size, count)) }
    }

    /// The positions of the items, which are told from the end of the offsets on.
    fn items(
        &self,
        offsets: usize,
        count: usize,
        size: usize,
    ) -> Result<impl Iterator<Item = Result<usize>> + '_> {
        let data = offsets.checked_add((count + 1) * size).ok_or_else(malformed)?;
        Ok((0..count).map(move |index| Ok(data + number(self.value, offsets + index * size, size)?)))
    }

    fn key(&self, id: usize) -> Result<String> {
        let header = *self.metadata.first().ok_or_else(malformed)?;
        let size = usize::from(header >> 6) + 1;
        let count = number(self.metadata, 1, size)?;
        if id >= count {
            return Err(malformed());
        }
        let offset = |index: usize| number(self.metadata, 1 + (index + 1) * size, size);
        let strings = count.checked_add(2).and_then(|count| count.checked_mul(size)).ok_or_else(malformed)?;
        let (start, end) = (1 + strings + offset(id)?, 1 + strings + offset(id + 1)?);
        utf8(self.metadata.get(start..end))
    }

    fn string(&self, at: usize, length: usize) -> Result<Value> {
        utf8(self.bytes(at, length).ok()).map(Value::String)
    }

    fn bytes(&self, at: usize, length: usize) -> Result<&[u8]> {
        at.checked_add(length).and_then(|end| self.value.get(at..end)).ok_or_else(malformed)
    }

    fn primitive(&self, info: u8, at: usize) -> Result<Value> {
        let bytes = self.value;
        Ok(match info {
            0 => Value::Null,
            1 => Value::Boolean(true),
            2 => Value::Boolean(false),
            3 => Value::Byte(i8::from_le_bytes(fixed(bytes, at)?)),
            4 => Value::Short(i16::from_le_bytes(fixed(bytes, at)?)),
            5 => Value::Integer(i32::from_le_bytes(fixed(bytes, at)?)),
            6 => Value::Long(i64::from_le_bytes(fixed(bytes, at)?)),
            7 => Value::Double(f64::from_le_bytes(fixed(bytes, at)?)),
            8..=10 => {
                let [scale] = fixed(bytes, at)?;
                let unscaled = match info {
                    8 => i32::from_le_bytes(fixed(bytes, at + 1)?).into(),
                    9 => i64::from_le_bytes(fixed(bytes, at + 1)?).into(),
                    _ => i128::from_le_bytes(fixed(bytes, at + 1)?),
                };
                // As Spark reads it: without zeros at the end of the fraction.
                Value::Decimal(Decimal::new(unscaled, scale)?.normalized())
            }
            11 => Value::Date(super::literal::date(i32::from_le_bytes(fixed(bytes, at)?))?),
            12 => Value::Timestamp(super::literal::timestamp(i64::from_le_bytes(fixed(bytes, at)?), 0)?),
            13 => Value::TimestampNtz(super::literal::date_time(i64::from_le_bytes(fixed(bytes, at)?), 0)?),
            14 => Value::Float(f32::from_le_bytes(fixed(bytes, at)?)),
            15 => Value::Binary(Bytes::copy_from_slice(self.bytes(at + 4, number(bytes, at, 4)?)?)),
            16 => self.string(at + 4, number(bytes, at, 4)?)?,
            _ => return Err(malformed()),
        })
    }
}

fn utf8(bytes: Option<&[u8]>) -> Result<String> {
    bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).map(str::to_owned).ok_or_else(malformed)
}
