//! Strings and bytes, whichever way Arrow lays them out.

use arrow_array::{
    Array, BinaryArray, BinaryViewArray, LargeBinaryArray, LargeStringArray, StringArray, StringViewArray,
};
use bytes::Bytes;

use super::{Decode, Input, NO_SUCH_ROW, Unreadable};
use crate::error::Result;

/// A column of strings.
#[derive(Clone, Copy)]
pub struct TextColumn<'a>(Text<'a>);

#[derive(Clone, Copy)]
enum Text<'a> {
    Small(&'a StringArray),
    Large(&'a LargeStringArray),
    View(&'a StringViewArray),
}

/// A column of bytes.
#[derive(Clone, Copy)]
pub struct BytesColumn<'a>(Binary<'a>);

#[derive(Clone, Copy)]
enum Binary<'a> {
    Small(&'a BinaryArray),
    Large(&'a LargeBinaryArray),
    View(&'a BinaryViewArray),
}

impl<'a> TextColumn<'a> {
    fn new(input: Input<'a>) -> Result<Self> {
        let (array, place) = input.checked()?;
        let any = array.as_any();
        if let Some(array) = any.downcast_ref() {
            Ok(Self(Text::Small(array)))
        } else if let Some(array) = any.downcast_ref() {
            Ok(Self(Text::Large(array)))
        } else if let Some(array) = any.downcast_ref() {
            Ok(Self(Text::View(array)))
        } else {
            Err(place.wrong_type(array.data_type(), "String", "STRING"))
        }
    }

    /// The string of a row, without a copy.
    ///
    /// # Errors
    /// There is no such row.
    #[inline(always)]
    pub fn get(self, row: usize) -> Result<&'a str, Unreadable> {
        let text = match self.0 {
            Text::Small(array) => (row < array.len()).then(|| array.value(row)),
            other => other.get(row),
        };
        text.ok_or(NO_SUCH_ROW)
    }
}

impl TextColumn<'_> {
    /// The column, if it is laid out as servers send it.
    #[inline(always)]
    pub(super) fn usual(self) -> Option<Self> {
        matches!(self.0, Text::Small(_)).then_some(self)
    }
}

impl<'a> Text<'a> {
    /// Cold, so that the loop over the rows keeps its registers for the layout that servers send.
    #[cold]
    fn get(self, row: usize) -> Option<&'a str> {
        match self {
            Text::Small(array) => (row < array.len()).then(|| array.value(row)),
            Text::Large(array) => (row < array.len()).then(|| array.value(row)),
            Text::View(array) => (row < array.len()).then(|| array.value(row)),
        }
    }
}

impl<'a> BytesColumn<'a> {
    pub(super) fn new(input: Input<'a>, rust: &str) -> Result<Self> {
        let (array, place) = input.checked()?;
        let any = array.as_any();
        if let Some(array) = any.downcast_ref() {
            Ok(Self(Binary::Small(array)))
        } else if let Some(array) = any.downcast_ref() {
            Ok(Self(Binary::Large(array)))
        } else if let Some(array) = any.downcast_ref() {
            Ok(Self(Binary::View(array)))
        } else {
            Err(place.wrong_type(array.data_type(), rust, "BINARY"))
        }
    }

    /// The bytes of a row, without a copy.
    #[inline(always)]
    pub(super) fn get(self, row: usize) -> Result<&'a [u8], Unreadable> {
        let bytes = match self.0 {
            Binary::Small(array) => (row < array.len()).then(|| array.value(row)),
            other => other.get(row),
        };
        bytes.ok_or(NO_SUCH_ROW)
    }
}

impl BytesColumn<'_> {
    /// As of texts.
    #[inline(always)]
    pub(super) fn usual(self) -> Option<Self> {
        matches!(self.0, Binary::Small(_)).then_some(self)
    }
}

impl<'a> Binary<'a> {
    /// As of texts.
    #[cold]
    fn get(self, row: usize) -> Option<&'a [u8]> {
        match self {
            Binary::Small(array) => (row < array.len()).then(|| array.value(row)),
            Binary::Large(array) => (row < array.len()).then(|| array.value(row)),
            Binary::View(array) => (row < array.len()).then(|| array.value(row)),
        }
    }
}

impl Decode for String {
    type Column<'a> = TextColumn<'a>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        TextColumn::new(input)
    }

    #[inline(always)]
    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        column.get(row).map(str::to_owned)
    }

    #[inline(always)]
    fn cut(column: Self::Column<'_>, _rows: usize) -> Option<Self::Column<'_>> {
        column.usual()
    }
}

impl Decode for Bytes {
    type Column<'a> = BytesColumn<'a>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        BytesColumn::new(input, "Bytes")
    }

    #[inline(always)]
    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        Ok(Self::copy_from_slice(column.get(row)?))
    }
}
