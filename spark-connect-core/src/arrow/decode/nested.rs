//! Optional values, lists and maps.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasher, Hash},
    ops::Range,
};

use arrow_array::{Array, ListArray, MapArray};
use arrow_buffer::NullBuffer;

use super::{BytesColumn, Decode, Input, NO_SUCH_ROW, Unreadable, place::is_valid};
use crate::error::Result;

/// A column of optional values, whose values a column of type `C` reads.
pub struct OptionColumn<'a, C> {
    /// `None` if no row is NULL.
    pub(super) nulls: Option<&'a NullBuffer>,
    /// `None` if every row is.
    pub(super) values: Option<C>,
}

impl<T: Decode> Decode for Option<T> {
    type Column<'a> = OptionColumn<'a, T::Column<'a>>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        let (nulls, values) = input.optional()?;
        Ok(OptionColumn { nulls, values: values.map(T::column).transpose()? })
    }

    #[inline(always)]
    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        match &column.values {
            Some(values) if column.nulls.is_none_or(|nulls| is_valid(nulls, row)) => {
                T::value(values, row).map(Some)
            }
            _ => Ok(None),
        }
    }

    #[inline(always)]
    fn cut(column: Self::Column<'_>, rows: usize) -> Option<Self::Column<'_>> {
        column.cut(|values| T::cut(values, rows))
    }
}

impl<'a, C> OptionColumn<'a, C> {
    /// The column with its values cut.
    #[inline(always)]
    pub(super) fn cut(self, values: impl FnOnce(C) -> Option<C>) -> Option<Self> {
        let values = match self.values {
            Some(column) => Some(values(column)?),
            None => None,
        };
        Some(Self { nulls: self.nulls, values })
    }
}

/// What a `Vec` may hold to be read from a column: every [`Decode`] type makes an array, and `u8` makes `BINARY`.
#[diagnostic::on_unimplemented(
    message = "a Spark column cannot be read into `Vec<{Self}>`",
    label = "neither a type of a Spark column nor `u8`"
)]
pub trait ListElement: Sized {
    /// A column of a batch, ready to be read row by row.
    type Column<'a>;

    /// See [`Decode::column`].
    ///
    /// # Errors
    /// Those of [`Decode::column`].
    fn list_column(input: Input<'_>) -> Result<Self::Column<'_>>;

    /// See [`Decode::value`].
    ///
    /// # Errors
    /// Those of [`Decode::value`].
    fn list_value(column: &Self::Column<'_>, row: usize) -> Result<Vec<Self>, Unreadable>;
}

impl<E: ListElement> Decode for Vec<E> {
    type Column<'a> = E::Column<'a>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        E::list_column(input)
    }

    #[inline(always)]
    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        E::list_value(column, row)
    }
}

impl ListElement for u8 {
    type Column<'a> = BytesColumn<'a>;

    fn list_column(input: Input<'_>) -> Result<Self::Column<'_>> {
        BytesColumn::new(input, "Vec<u8>")
    }

    #[inline]
    fn list_value(column: &Self::Column<'_>, row: usize) -> Result<Vec<Self>, Unreadable> {
        Ok(column.get(row)?.to_vec())
    }
}

/// A column of arrays, whose elements a column of type `C` reads.
pub struct ListColumn<'a, C> {
    offsets: &'a [i32],
    elements: C,
}

impl<T: Decode> ListElement for T {
    type Column<'a> = ListColumn<'a, T::Column<'a>>;

    fn list_column(input: Input<'_>) -> Result<Self::Column<'_>> {
        let (array, place) = input.typed::<ListArray>("Vec", "ARRAY")?;
        let offsets = array.value_offsets();
        let elements = Input::items("element", array.values(), array.offsets(), array.nulls(), place);
        Ok(ListColumn { offsets, elements: T::column(elements)? })
    }

    #[inline]
    fn list_value(column: &Self::Column<'_>, row: usize) -> Result<Vec<Self>, Unreadable> {
        T::values(&column.elements, items(column.offsets, row)?)
    }
}

/// A column of maps, whose keys and values columns of the types `K` and `V` read.
pub struct MapColumn<'a, K, V> {
    offsets: &'a [i32],
    keys: K,
    values: V,
}

impl<'a, K, V> MapColumn<'a, K, V> {
    fn new(
        input: Input<'a>,
        rust: &str,
        key: impl FnOnce(Input<'a>) -> Result<K>,
        value: impl FnOnce(Input<'a>) -> Result<V>,
    ) -> Result<Self> {
        let (array, place) = input.typed::<MapArray>(rust, "MAP")?;
        let offsets = array.value_offsets();
        let keys = Input::items("key", array.keys(), array.offsets(), array.nulls(), place);
        let values = Input::items("value", array.values(), array.offsets(), array.nulls(), place);
        Ok(Self { offsets, keys: key(keys)?, values: value(values)? })
    }
}

impl<K: Decode + Eq + Hash, V: Decode, S: BuildHasher + Default> Decode for HashMap<K, V, S> {
    type Column<'a> = MapColumn<'a, K::Column<'a>, V::Column<'a>>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        MapColumn::new(input, "HashMap", K::column, V::column)
    }

    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        let items = items(column.offsets, row)?;
        let mut map = Self::with_capacity_and_hasher(items.len(), S::default());
        for item in items {
            map.insert(K::value(&column.keys, item)?, V::value(&column.values, item)?);
        }
        Ok(map)
    }
}

impl<K: Decode + Ord, V: Decode> Decode for BTreeMap<K, V> {
    type Column<'a> = MapColumn<'a, K::Column<'a>, V::Column<'a>>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        MapColumn::new(input, "BTreeMap", K::column, V::column)
    }

    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        items(column.offsets, row)?
            .map(|item| Ok((K::value(&column.keys, item)?, V::value(&column.values, item)?)))
            .collect()
    }
}

/// The items of the list of a row.
#[inline(always)]
pub(super) fn items(offsets: &[i32], row: usize) -> Result<Range<usize>, Unreadable> {
    match (offsets.get(row), offsets.get(row.wrapping_add(1))) {
        (Some(start), Some(end)) => Ok(offset(*start)..offset(*end)),
        _ => Err(NO_SUCH_ROW),
    }
}

/// Arrow's offsets are never negative, so that nothing is left of this conversion.
#[inline(always)]
fn offset(offset: i32) -> usize {
    usize::try_from(offset.cast_unsigned()).unwrap_or(usize::MAX)
}

/// The offsets of the first `rows` lists, if there are so many.
#[inline(always)]
pub(super) fn cut_offsets(offsets: &[i32], rows: usize) -> Option<&[i32]> {
    offsets.get(..rows.checked_add(1)?)
}
