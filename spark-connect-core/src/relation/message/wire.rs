//! What stands around a field's value in protobuf's format, and how fields are read that are encoded already.

use prost::encoding::{WireType, decode_varint};

/// What a length-delimited field has before its value: its number and the length. At most 15 bytes.
#[derive(Clone, Copy)]
pub(in super::super) struct Prefix {
    bytes: [u8; 16],
    len: usize,
    /// Where the length begins.
    key: usize,
}

impl Prefix {
    pub(in super::super) fn of(field: u32, len: usize) -> Self {
        let key = u64::from(field) << 3 | WireType::LengthDelimited as u64;
        if key < 0x80 && len < 0x80 {
            // Nearly always.
            return Self { bytes: u128::from(key | (len as u64) << 8).to_le_bytes(), len: 2, key: 1 };
        }
        if key < 0x80 && len < 0x4000 {
            return Self { bytes: u128::from(key | two(len as u64) << 8).to_le_bytes(), len: 3, key: 1 };
        }
        let (key, at) = append(0, 0, key);
        let (both, end) = append(key, at, len as u64);
        Self { bytes: both.to_le_bytes(), len: end, key: at }
    }

    /// A field that is an integer.
    pub(in super::super) fn int(field: u32, value: u64) -> Self {
        let (key, at) = append(0, 0, u64::from(field) << 3 | WireType::Varint as u64);
        let (both, end) = append(key, at, value);
        Self { bytes: both.to_le_bytes(), len: end, key: at }
    }

    /// A number alone.
    pub(in super::super) fn number(value: u64) -> Self {
        if (0x80..0x4000).contains(&value) {
            return Self { bytes: u128::from(two(value)).to_le_bytes(), len: 2, key: 0 };
        }
        let (bytes, len) = append(0, 0, value);
        Self { bytes: bytes.to_le_bytes(), len, key: 0 }
    }

    pub(in super::super) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    pub(in super::super) fn len(&self) -> usize {
        self.len
    }

    /// How many bytes the field's number has.
    pub(in super::super) fn key_len(&self) -> usize {
        self.key
    }
}

/// A varint of two bytes, least significant first.
fn two(value: u64) -> u64 {
    value & 0x7F | 0x80 | (value >> 7) << 8
}

/// Puts a varint behind the first `at` bytes, least significant first: the bytes, and how many they are then.
fn append(bytes: u128, mut at: usize, mut value: u64) -> (u128, usize) {
    let mut bytes = bytes;
    loop {
        let more = value >= 0x80;
        let byte = (value & 0x7F) as u8 | if more { 0x80 } else { 0 };
        bytes |= u128::from(byte) << (8 * at);
        at += 1;
        if !more {
            return (bytes, at);
        }
        value >>= 7;
    }
}

/// A field's value as it is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    /// An integer, an enumeration or a boolean.
    Int(u64),
    /// A message, a text or bytes.
    Bytes(&'a [u8]),
    /// A number of a fixed size, which nobody here asks for.
    Fixed,
}

/// The fields of an encoded message in order: number and value, and `None` where the message is damaged.
#[derive(Debug, Clone)]
pub(crate) struct Fields<'a>(pub(crate) &'a [u8]);

impl<'a> Fields<'a> {
    #[inline]
    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    #[inline]
    fn field(&mut self) -> Option<(u32, Value<'a>)> {
        if let [key @ ..0x80, len @ ..0x80, rest @ ..] = self.0
            && u32::from(key & 7) == WireType::LengthDelimited as u32
            && let Some((value, rest)) = rest.split_at_checked((*len).into())
        {
            // Nearly always.
            self.0 = rest;
            return Some(((key >> 3).into(), Value::Bytes(value)));
        }
        self.any_field()
    }

    fn any_field(&mut self) -> Option<(u32, Value<'a>)> {
        let key = self.varint()?;
        let value = match WireType::try_from(key & 7).ok()? {
            WireType::Varint => Value::Int(self.varint()?),
            WireType::LengthDelimited => {
                let len = usize::try_from(self.varint()?).ok()?;
                Value::Bytes(self.take(len)?)
            }
            WireType::SixtyFourBit => self.take(8).map(|_| Value::Fixed)?,
            WireType::ThirtyTwoBit => self.take(4).map(|_| Value::Fixed)?,
            WireType::StartGroup | WireType::EndGroup => return None,
        };
        Some((u32::try_from(key >> 3).ok()?, value))
    }

    #[inline]
    fn varint(&mut self) -> Option<u64> {
        match self.0.split_first()? {
            (byte @ ..0x80, rest) => {
                self.0 = rest;
                Some((*byte).into())
            }
            _ => decode_varint(&mut self.0).ok(),
        }
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Option<(u32, Value<'a>)>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let field = self.field();
        if field.is_none() {
            self.0 = &[];
        }
        Some(field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_what_prost_writes() {
        for (field, len) in [
            (1, 0),
            (1, 127),
            (1, 128),
            (15, 128),
            (15, 16_383),
            (1, 16_384),
            (16, 16_383),
            (999, 16_384),
            (2047, usize::MAX),
        ] {
            let mut expected = Vec::new();
            prost::encoding::encode_key(field, WireType::LengthDelimited, &mut expected);
            assert_eq!(Prefix::of(field, len).key_len(), expected.len());
            prost::encoding::encode_varint(len as u64, &mut expected);
            assert_eq!(Prefix::of(field, len).bytes(), expected);
            assert_eq!(Prefix::of(field, len).len(), expected.len());
        }
        assert_eq!(Prefix::number(300).bytes(), [0xAC, 0x02]);
        for number in [0, 127, 128, 16_383, 16_384, u64::MAX] {
            let mut expected = Vec::new();
            prost::encoding::encode_varint(number, &mut expected);
            assert_eq!(Prefix::number(number).bytes(), expected);
        }
        assert_eq!(Prefix::int(2, 300).bytes(), [0x10, 0xAC, 0x02]);
    }

    #[test]
    fn fields_are_read_and_damage_is_told() {
        fn read(bytes: &[u8]) -> Option<Vec<(u32, Value<'_>)>> {
            Fields(bytes).collect()
        }
        let encoded = [0x08, 0x96, 0x01, 0x12, 0x02, b'h', b'i', 0x1D, 1, 2, 3, 4];
        let expected = vec![(1, Value::Int(150)), (2, Value::Bytes(b"hi")), (3, Value::Fixed)];
        assert_eq!(read(&encoded), Some(expected));
        assert_eq!(read(&encoded[..11]), None);
        assert_eq!(read(&[]), Some(Vec::new()));
    }
}
