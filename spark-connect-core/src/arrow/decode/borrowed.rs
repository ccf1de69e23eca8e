//! Values that are read without being copied out of their batch.

use std::ops::Range;

use arrow_array::{Array, ListArray};

use super::{
    Bits, BytesColumn, Decode, Fields, Input, ListElement, OptionColumn, TextColumn, Unreadable, spans::Spans,
};
use crate::{
    error::Result,
    types::{CalendarInterval, Decimal, YearMonthInterval},
};

/// A Rust type that a column can be read into without copying what is in it: a view of another type's value.
///
/// | view | of |
/// |---|---|
/// | `&str` | `String` |
/// | `&[u8]` | `Vec<u8>` |
/// | `&[i8]`, `&[i16]`, `&[i32]`, `&[i64]`, `&[f32]`, `&[f64]` | `Vec` of these |
/// | [`Texts`] | `Vec<String>` |
/// | numbers, dates and others of fixed width, enums, types that are stored as others | themselves |
/// | `Option<V>` | `Option` of what `V` is a view of |
/// | a struct with a lifetime and `#[derive(SparkRow)]` | the row in its `#[spark(from(..))]` |
/// | `String`, `Vec<T>` | themselves: these are copied |
#[diagnostic::on_unimplemented(
    message = "a Spark column cannot be viewed as `{Self}`",
    label = "not a view of a Spark column",
    note = "views are `&str`, `&[u8]`, slices of numbers, `Texts`, numbers, dates, enums, `Option`s of these, and structs \
            with a lifetime and `#[derive(SparkRow)]`"
)]
pub trait DecodeRef {
    /// The type whose value it is a view of.
    type Owned;

    /// The view of a value in a batch that lives for `'a`: the type itself with this lifetime.
    type Ref<'a>;

    /// A column of a batch, ready to be read row by row.
    type Column<'a>;

    /// See [`Decode::column`].
    ///
    /// # Errors
    /// Those of [`Decode::column`].
    fn column(input: Input<'_>) -> Result<Self::Column<'_>>;

    /// See [`Decode::value`].
    ///
    /// # Errors
    /// Those of [`Decode::value`].
    fn value<'a>(column: &Self::Column<'a>, row: usize) -> Result<Self::Ref<'a>, Unreadable>;

    /// The column without what is behind its first `rows` values; `None` if it has fewer, or is laid out as servers do
    /// not send it.
    ///
    /// A loop over the rows in whose function this was called knows then that all columns are as long as the loop and
    /// how they are laid out, and checks neither in each row.
    #[inline(always)]
    fn cut(column: Self::Column<'_>, _rows: usize) -> Option<Self::Column<'_>> {
        Some(column)
    }

    /// The value of a row of a column that [`cut`](Self::cut) returned; `None` if it is a rare one, or none, which
    /// [`value`](Self::value) then tells.
    ///
    /// Nothing is called for rare values that would come back into the loop: that would cost it the registers of all
    /// columns.
    #[inline(always)]
    fn quick<'a>(column: &Self::Column<'a>, row: usize) -> Option<Self::Ref<'a>> {
        Self::value(column, row).ok()
    }
}

impl<'a> Fields<'a> {
    /// The column of the field `name` of a view: see [`column`](Self::column).
    ///
    /// # Errors
    /// Those of [`column`](Self::column).
    pub fn viewed<V: DecodeRef>(&self, name: &'static str, position: usize) -> Result<V::Column<'a>> {
        V::column(self.input(name, position)?)
    }
}

impl DecodeRef for &str {
    type Owned = String;
    type Ref<'a> = &'a str;
    type Column<'a> = TextColumn<'a>;

    fn column(input: Input<'_>) -> Result<TextColumn<'_>> {
        <String as Decode>::column(input)
    }

    #[inline(always)]
    fn value<'a>(column: &Self::Column<'a>, row: usize) -> Result<Self::Ref<'a>, Unreadable> {
        column.get(row)
    }

    #[inline(always)]
    fn cut(column: Self::Column<'_>, _rows: usize) -> Option<Self::Column<'_>> {
        column.usual()
    }
}

impl DecodeRef for &[u8] {
    type Owned = Vec<u8>;
    type Ref<'a> = &'a [u8];
    type Column<'a> = BytesColumn<'a>;

    fn column(input: Input<'_>) -> Result<BytesColumn<'_>> {
        BytesColumn::new(input, "&[u8]")
    }

    #[inline(always)]
    fn value<'a>(column: &Self::Column<'a>, row: usize) -> Result<Self::Ref<'a>, Unreadable> {
        column.get(row)
    }

    #[inline(always)]
    fn cut(column: Self::Column<'_>, _rows: usize) -> Option<Self::Column<'_>> {
        column.usual()
    }
}

impl<V: DecodeRef> DecodeRef for Option<V> {
    type Owned = Option<V::Owned>;
    type Ref<'a> = Option<V::Ref<'a>>;
    type Column<'a> = OptionColumn<'a, V::Column<'a>>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        let (nulls, values) = input.optional()?;
        Ok(OptionColumn { validity: Bits::validity(nulls), values: values.map(V::column).transpose()? })
    }

    #[inline(always)]
    fn value<'a>(column: &Self::Column<'a>, row: usize) -> Result<Self::Ref<'a>, Unreadable> {
        match &column.values {
            Some(values) if column.validity.is_valid(row) => V::value(values, row).map(Some),
            _ => Ok(None),
        }
    }

    #[inline(always)]
    fn cut(column: Self::Column<'_>, rows: usize) -> Option<Self::Column<'_>> {
        column.cut(|values| V::cut(values, rows))
    }

    #[inline(always)]
    fn quick<'a>(column: &Self::Column<'a>, row: usize) -> Option<Self::Ref<'a>> {
        column.quick(row, V::quick)
    }
}

/// The strings of an array column, viewed in their batch: `for text in row.tags`.
#[derive(Clone)]
pub struct Texts<'a> {
    texts: TextColumn<'a>,
    items: Range<usize>,
}

impl<'a> Iterator for Texts<'a> {
    type Item = &'a str;

    #[inline]
    fn next(&mut self) -> Option<&'a str> {
        // The range is within the column: Arrow has checked it.
        self.items.next().and_then(|item| self.texts.get(item).ok())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }
}

impl ExactSizeIterator for Texts<'_> {}

/// A column of arrays whose items are `C`.
pub struct ArrayColumn<'a, C> {
    spans: Spans<'a>,
    items: C,
}

impl<'a, C> ArrayColumn<'a, C> {
    /// The first `rows` arrays, if there are so many and their items are laid out as usual.
    #[inline(always)]
    fn cut(self, rows: usize, items: impl FnOnce(C) -> Option<C>) -> Option<Self> {
        Some(Self { spans: self.spans.cut(rows)?, items: items(self.items)? })
    }

    fn new(input: Input<'a>, rust: &str, items: impl FnOnce(Input<'a>) -> Result<C>) -> Result<Self> {
        let (array, place) = input.typed::<ListArray>(rust, "ARRAY")?;
        let elements = Input::items("element", array.values(), array.offsets(), array.nulls(), place);
        Ok(Self { spans: Spans::new(array.offsets()), items: items(elements)? })
    }
}

impl DecodeRef for Texts<'_> {
    type Owned = Vec<String>;
    type Ref<'a> = Texts<'a>;
    type Column<'a> = ArrayColumn<'a, TextColumn<'a>>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        ArrayColumn::new(input, "Texts", <String as Decode>::column)
    }

    #[inline(always)]
    fn value<'a>(column: &Self::Column<'a>, row: usize) -> Result<Self::Ref<'a>, Unreadable> {
        Ok(Texts { texts: column.items, items: column.spans.get(row)? })
    }

    #[inline(always)]
    fn cut(column: Self::Column<'_>, rows: usize) -> Option<Self::Column<'_>> {
        column.cut(rows, TextColumn::usual)
    }
}

macro_rules! slices {
    ($($number:ty),*) => { $(
        impl DecodeRef for &[$number] {
            type Owned = Vec<$number>;
            type Ref<'a> = &'a [$number];
            type Column<'a> = ArrayColumn<'a, &'a [$number]>;

            fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
                ArrayColumn::new(input, concat!("&[", stringify!($number), "]"), <$number as Decode>::column)
            }

            #[inline(always)]
            fn value<'a>(column: &Self::Column<'a>, row: usize) -> Result<Self::Ref<'a>, Unreadable> {
                let found = column.items.get(column.spans.get(row)?);
                found.ok_or(super::NO_SUCH_ROW)
            }

            #[inline(always)]
            fn cut(column: Self::Column<'_>, rows: usize) -> Option<Self::Column<'_>> {
                column.cut(rows, Some)
            }
        }
    )* };
}
slices!(i8, i16, i32, i64, f32, f64);

macro_rules! themselves {
    ($($rust:ty),* $(,)?) => { $(
        impl DecodeRef for $rust {
            type Owned = Self;
            type Ref<'a> = Self;
            type Column<'a> = <Self as Decode>::Column<'a>;

            fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
                <Self as Decode>::column(input)
            }

            #[inline(always)]
            fn value<'a>(column: &Self::Column<'a>, row: usize) -> Result<Self::Ref<'a>, Unreadable> {
                <Self as Decode>::value(column, row)
            }

            #[inline(always)]
            fn cut(column: Self::Column<'_>, rows: usize) -> Option<Self::Column<'_>> {
                <Self as Decode>::cut(column, rows)
            }

            #[inline(always)]
            fn quick<'a>(column: &Self::Column<'a>, row: usize) -> Option<Self::Ref<'a>> {
                <Self as Decode>::quick(column, row)
            }
        }
    )* };
}
themselves! {
    bool, i8, i16, i32, i64, f32, f64, Decimal, YearMonthInterval, CalendarInterval, String,
    jiff::civil::Date, jiff::Timestamp, jiff::civil::DateTime, jiff::civil::Time, jiff::SignedDuration,
}

impl<E: ListElement> DecodeRef for Vec<E> {
    type Owned = Self;
    type Ref<'a> = Self;
    type Column<'a> = <Self as Decode>::Column<'a>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        <Self as Decode>::column(input)
    }

    fn value<'a>(column: &Self::Column<'a>, row: usize) -> Result<Self::Ref<'a>, Unreadable> {
        <Self as Decode>::value(column, row)
    }
}
