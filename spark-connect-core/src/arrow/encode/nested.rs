//! Optional values, lists and maps.

use std::{
    collections::{BTreeMap, HashMap},
    hash::BuildHasher,
    sync::Arc,
};

use arrow_array::{ArrayRef, ListArray, MapArray, StructArray};
use arrow_buffer::{NullBuffer, NullBufferBuilder, OffsetBuffer};
use arrow_schema::{DataType as ArrowType, Field, FieldRef};

use super::{Encode, Misfit, Refused, invalid_column, too_large};
use crate::{
    arrow::schema,
    error::{Error, ErrorKind},
    types::DataType,
};

impl<T: Encode> Encode for Option<T> {
    type Column = T::Column;

    fn column(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Column {
        T::column(data_type, values, misfit)
    }

    #[inline]
    fn append(column: &mut Self::Column, value: &Self) {
        match value {
            Some(value) => T::append(column, value),
            None => T::append_null(column),
        }
    }

    #[inline]
    fn append_null(column: &mut Self::Column) {
        T::append_null(column);
    }

    fn finish(column: Self::Column) -> Result<ArrayRef, Refused> {
        T::finish(column)
    }
}

/// Where lists end, and which are NULL.
struct Ends {
    /// 0, then the end of each list.
    ends: Vec<i32>,
    nulls: NullBufferBuilder,
    /// How many items all lists have.
    items: usize,
}

impl Ends {
    fn new(lists: usize) -> Self {
        let mut ends = Vec::with_capacity(lists + 1);
        ends.push(0);
        Self { ends, nulls: NullBufferBuilder::new(lists), items: 0 }
    }

    /// Adds a list of so many items.
    #[inline]
    fn append(&mut self, items: usize) {
        self.items = self.items.saturating_add(items);
        self.nulls.append_non_null();
        self.end();
    }

    fn append_null(&mut self) {
        self.nulls.append_null();
        self.end();
    }

    #[inline]
    fn end(&mut self) {
        // If it does not fit, nobody sees it.
        self.ends.push(i32::try_from(self.items).unwrap_or(i32::MAX));
    }

    fn finish(mut self) -> Result<(OffsetBuffer<i32>, Option<NullBuffer>), Refused> {
        if i32::try_from(self.items).is_err() {
            return Err(too_large());
        }
        Ok((OffsetBuffer::new(self.ends.into()), self.nulls.finish()))
    }
}

/// The field of a column that is of no use.
fn nothing() -> FieldRef {
    Arc::new(Field::new("", ArrowType::Null, true))
}

/// What a `Vec` may hold to be written to a column: every [`Encode`] type makes an array, and `u8` makes `BINARY`.
#[diagnostic::on_unimplemented(
    message = "`Vec<{Self}>` cannot be written to a Spark column",
    label = "neither a type of a Spark column nor `u8`"
)]
pub trait ListElement: Sized {
    /// See [`Encode::Column`].
    type Lists;

    /// See [`Encode::column`].
    fn lists(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Lists;

    /// See [`Encode::append`].
    fn append_list(lists: &mut Self::Lists, list: &[Self]);

    /// See [`Encode::append_null`].
    fn append_null_list(lists: &mut Self::Lists);

    /// See [`Encode::finish`].
    ///
    /// # Errors
    /// Those of [`Encode::finish`].
    fn finish_lists(lists: Self::Lists) -> Result<ArrayRef, Refused>;
}

impl<E: ListElement> Encode for Vec<E> {
    type Column = E::Lists;

    fn column(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Column {
        E::lists(data_type, values, misfit)
    }

    #[inline]
    fn append(column: &mut Self::Column, value: &Self) {
        E::append_list(column, value);
    }

    #[inline]
    fn append_null(column: &mut Self::Column) {
        E::append_null_list(column);
    }

    fn finish(column: Self::Column) -> Result<ArrayRef, Refused> {
        E::finish_lists(column)
    }
}

/// A column of lists of `T`.
pub struct ListColumn<T: Encode> {
    field: FieldRef,
    ends: Ends,
    elements: T::Column,
}

impl<T: Encode> ListElement for T {
    type Lists = ListColumn<T>;

    fn lists(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Lists {
        let (element, field) = match (data_type, schema::arrow_type(data_type)) {
            (DataType::Array { element, .. }, ArrowType::List(field)) => (&**element, field),
            _ => {
                misfit.note("Vec", data_type);
                (&DataType::Null, nothing())
            }
        };
        // Nobody knows how many elements there will be: about one a list is a beginning.
        ListColumn { field, ends: Ends::new(values), elements: T::column(element, values, misfit) }
    }

    #[inline]
    fn append_list(lists: &mut Self::Lists, list: &[T]) {
        for element in list {
            T::append(&mut lists.elements, element);
        }
        lists.ends.append(list.len());
    }

    fn append_null_list(lists: &mut Self::Lists) {
        lists.ends.append_null();
    }

    fn finish_lists(lists: Self::Lists) -> Result<ArrayRef, Refused> {
        let elements = T::finish(lists.elements).map_err(|refused| refused.in_lists(&lists.ends.ends))?;
        let (ends, nulls) = lists.ends.finish()?;
        Ok(Arc::new(ListArray::try_new(lists.field, ends, elements, nulls).map_err(invalid_column)?))
    }
}

/// A column of maps from `K` to `V`.
pub struct MapColumn<K: Encode, V: Encode> {
    entries: FieldRef,
    ends: Ends,
    keys: K::Column,
    values: V::Column,
}

impl<K: Encode, V: Encode> MapColumn<K, V> {
    /// An empty column, with room for so many maps of the Rust type `rust`.
    pub(super) fn new(data_type: &DataType, rust: &str, maps: usize, misfit: &mut Misfit) -> Self {
        let (key, value, entries) = match (data_type, schema::arrow_type(data_type)) {
            (DataType::Map { key, value, .. }, ArrowType::Map(entries, _)) => (&**key, &**value, entries),
            _ => {
                misfit.note(rust, data_type);
                (&DataType::Null, &DataType::Null, nothing())
            }
        };
        let (keys, values) = (K::column(key, maps, misfit), V::column(value, maps, misfit));
        Self { entries, ends: Ends::new(maps), keys, values }
    }

    /// Adds a map.
    #[inline]
    pub(super) fn append<'a>(&mut self, entries: impl ExactSizeIterator<Item = (&'a K, &'a V)>)
    where
        K: 'a,
        V: 'a,
    {
        self.ends.append(entries.len());
        for (key, value) in entries {
            K::append(&mut self.keys, key);
            V::append(&mut self.values, value);
        }
    }

    /// Adds a NULL.
    pub(super) fn append_null(&mut self) {
        self.ends.append_null();
    }

    /// The column of what was added.
    pub(super) fn finish(self) -> Result<ArrayRef, Refused> {
        let ends = &self.ends.ends;
        let keys = K::finish(self.keys).map_err(|refused| refused.in_lists(ends))?;
        let values = V::finish(self.values).map_err(|refused| refused.in_lists(ends))?;
        let (ends, nulls) = self.ends.finish()?;
        let ArrowType::Struct(fields) = self.entries.data_type() else {
            return Err(Error::new(ErrorKind::Schema, "the entries of a map are not structs in Arrow").into());
        };
        let entries =
            StructArray::try_new(fields.clone(), vec![keys, values], None).map_err(invalid_column)?;
        let maps = MapArray::try_new(self.entries, ends, entries, nulls, false);
        Ok(Arc::new(maps.map_err(invalid_column)?))
    }
}

macro_rules! maps {
    ($($map:ident $(<$hasher:ident>)?;)*) => { $(
        impl<K: Encode, V: Encode $(, $hasher: BuildHasher)?> Encode for $map<K, V $(, $hasher)?> {
            type Column = MapColumn<K, V>;

            fn column(data_type: &DataType, values: usize, misfit: &mut Misfit) -> Self::Column {
                MapColumn::new(data_type, stringify!($map), values, misfit)
            }

            #[inline]
            fn append(column: &mut Self::Column, value: &Self) {
                column.append(value.iter());
            }

            fn append_null(column: &mut Self::Column) {
                column.append_null();
            }

            fn finish(column: Self::Column) -> Result<ArrayRef, Refused> {
                column.finish()
            }
        }
    )* };
}
maps! {
    HashMap<S>;
    BTreeMap;
}
