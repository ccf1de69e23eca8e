//! Which items a list or a map has.

use std::ops::Range;

use arrow_buffer::OffsetBuffer;

use super::{NO_SUCH_ROW, Unreadable};

/// Where the items of each list or map begin and end.
///
/// Two slices of one length, so that a loop over the rows of [`cut`](Self::cut) ones checks neither.
#[derive(Clone, Copy)]
pub(super) struct Spans<'a> {
    starts: &'a [i32],
    ends: &'a [i32],
}

impl<'a> Spans<'a> {
    pub(super) fn new(offsets: &'a OffsetBuffer<i32>) -> Self {
        let (starts, ends) = (offsets.split_last(), offsets.split_first());
        Self { starts: starts.map_or(&[], |(_, starts)| starts), ends: ends.map_or(&[], |(_, ends)| ends) }
    }

    /// The items of the list of a row.
    #[inline(always)]
    pub(super) fn get(self, row: usize) -> Result<Range<usize>, Unreadable> {
        match (self.starts.get(row), self.ends.get(row)) {
            (Some(start), Some(end)) => Ok(offset(*start)..offset(*end)),
            _ => Err(NO_SUCH_ROW),
        }
    }

    /// The first `rows`, if there are so many.
    #[inline(always)]
    pub(super) fn cut(self, rows: usize) -> Option<Self> {
        Some(Self { starts: self.starts.get(..rows)?, ends: self.ends.get(..rows)? })
    }
}

/// Arrow's offsets are never negative, so that nothing is left of this conversion.
#[inline(always)]
fn offset(offset: i32) -> usize {
    usize::try_from(offset.cast_unsigned()).unwrap_or(usize::MAX)
}
