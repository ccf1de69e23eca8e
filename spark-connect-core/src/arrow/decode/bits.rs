//! Bitmaps: which values there are, and booleans.

use arrow_buffer::{BooleanBuffer, NullBuffer};

/// A bit for each row.
#[derive(Clone, Copy)]
pub struct Bits<'a> {
    bytes: &'a [u8],
    offset: usize,
}

impl<'a> Bits<'a> {
    pub(super) fn new(bits: &'a BooleanBuffer) -> Self {
        Self { bytes: bits.values(), offset: bits.offset() }
    }

    /// Those of the values that are not NULL; none at all, where no value is.
    pub(super) fn validity(nulls: Option<&'a NullBuffer>) -> Self {
        nulls.map_or(Self { bytes: &[], offset: 0 }, |nulls| Self::new(nulls.inner()))
    }

    /// The bit of a row. Behind the last one there are some up to a whole byte, which mean nothing.
    #[inline(always)]
    pub(super) fn get(self, row: usize) -> Option<bool> {
        let bit = self.offset.wrapping_add(row);
        self.bytes.get(bit / 8).map(|byte| byte >> (bit % 8) & 1 == 1)
    }

    /// Of [`validity`](Self::validity): whether there is a value. A wrong `row` is left to the read that follows.
    #[inline(always)]
    pub(super) fn is_valid(self, row: usize) -> bool {
        self.get(row) != Some(false)
    }
}
