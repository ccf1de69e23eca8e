//! Optional values, lists and maps.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasher, Hash},
};

use arrow_array::{Array, ListArray, MapArray};

use super::{Bits, BytesColumn, Decode, Input, Unreadable, spans::Spans};
use crate::error::Result;

/// A column of optional values, whose values a column of type `C` reads.
pub struct OptionColumn<'a, C> {
    pub(super) validity: Bits<'a>,
    /// `None` if every row is NULL.
    pub(super) values: Option<C>,
}

impl<T: Decode> Decode for Option<T> {
    type Column<'a> = OptionColumn<'a, T::Column<'a>>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        let (nulls, values) = input.optional()?;
        Ok(OptionColumn { validity: Bits::validity(nulls), values: values.map(T::column).transpose()? })
    }

    #[inline(always)]
    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        match &column.values {
            Some(values) if column.validity.is_valid(row) => T::value(values, row).map(Some),
            _ => Ok(None),
        }
    }

    #[inline(always)]
    fn cut(column: Self::Column<'_>, rows: usize) -> Option<Self::Column<'_>> {
        column.cut(|values| T::cut(values, rows))
    }

    #[inline(always)]
    fn quick(column: &Self::Column<'_>, row: usize) -> Option<Self> {
        column.quick(row, T::quick)
    }
}

impl<'a, C> OptionColumn<'a, C> {
    /// The column with its values cut.
    #[inline(always)]
    pub(super) fn cut(self, values: impl FnOnce(C) -> Option<C>) -> Option<Self> {
        Some(Self { validity: self.validity, values: Some(values(self.values?)?) })
    }

    /// See [`DecodeRef::quick`](super::DecodeRef::quick).
    #[inline(always)]
    pub(super) fn quick<T>(
        &self,
        row: usize,
        value: impl FnOnce(&C, usize) -> Option<T>,
    ) -> Option<Option<T>> {
        let values = self.values.as_ref()?;
        if self.validity.is_valid(row) { value(values, row).map(Some) } else { Some(None) }
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
    spans: Spans<'a>,
    elements: C,
}

impl<T: Decode> ListElement for T {
    type Column<'a> = ListColumn<'a, T::Column<'a>>;

    fn list_column(input: Input<'_>) -> Result<Self::Column<'_>> {
        let (array, place) = input.typed::<ListArray>("Vec", "ARRAY")?;
        let elements = Input::items("element", array.values(), array.offsets(), array.nulls(), place);
        Ok(ListColumn { spans: Spans::new(array.offsets()), elements: T::column(elements)? })
    }

    #[inline]
    fn list_value(column: &Self::Column<'_>, row: usize) -> Result<Vec<Self>, Unreadable> {
        T::values(&column.elements, column.spans.get(row)?)
    }
}

/// A column of maps, whose keys and values columns of the types `K` and `V` read.
pub struct MapColumn<'a, K, V> {
    spans: Spans<'a>,
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
        let keys = Input::items("key", array.keys(), array.offsets(), array.nulls(), place);
        let values = Input::items("value", array.values(), array.offsets(), array.nulls(), place);
        Ok(Self { spans: Spans::new(array.offsets()), keys: key(keys)?, values: value(values)? })
    }
}

impl<K: Decode + Eq + Hash, V: Decode, S: BuildHasher + Default> Decode for HashMap<K, V, S> {
    type Column<'a> = MapColumn<'a, K::Column<'a>, V::Column<'a>>;

    fn column(input: Input<'_>) -> Result<Self::Column<'_>> {
        MapColumn::new(input, "HashMap", K::column, V::column)
    }

    fn value(column: &Self::Column<'_>, row: usize) -> Result<Self, Unreadable> {
        let items = column.spans.get(row)?;
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
        column
            .spans
            .get(row)?
            .map(|item| Ok((K::value(&column.keys, item)?, V::value(&column.values, item)?)))
            .collect()
    }
}
