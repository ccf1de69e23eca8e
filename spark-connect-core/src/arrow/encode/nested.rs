//! Optional values, lists and maps.

use std::{
    collections::{BTreeMap, HashMap},
    hash::BuildHasher,
    sync::Arc,
};

use arrow_array::{ArrayRef, ListArray, MapArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType as ArrowType, FieldRef};

use super::{Encode, Nulls, invalid_column, too_large, wrong_type};
use crate::{
    arrow::schema,
    error::{Error, ErrorKind, Result},
    types::DataType,
};

impl<T: Encode> Encode for Option<T> {
    type Builder = T::Builder;

    fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
        T::builder(data_type, capacity)
    }

    #[inline]
    fn append(builder: &mut Self::Builder, value: &Self) -> Result<()> {
        match value {
            Some(value) => T::append(builder, value)?,
            None => T::append_null(builder),
        }
        Ok(())
    }

    fn append_null(builder: &mut Self::Builder) {
        T::append_null(builder);
    }

    fn finish(builder: Self::Builder) -> Result<ArrayRef> {
        T::finish(builder)
    }
}

/// Where lists end, and which are NULL.
struct Offsets {
    /// 0, then the end of each list.
    ends: Vec<i32>,
    nulls: Nulls,
}

impl Offsets {
    fn new(capacity: usize) -> Self {
        let mut ends = Vec::with_capacity(capacity.saturating_add(1));
        ends.push(0);
        Self { ends, nulls: Nulls::new(capacity) }
    }

    fn last(&self) -> i32 {
        self.ends.last().copied().unwrap_or(0)
    }

    /// Appends a list of `items` items.
    #[inline]
    fn append(&mut self, items: usize) -> Result<()> {
        let end = i32::try_from(items).ok().and_then(|items| self.last().checked_add(items));
        self.ends.push(end.ok_or_else(too_large)?);
        self.nulls.append_valid();
        Ok(())
    }

    fn append_null(&mut self) {
        self.ends.push(self.last());
        self.nulls.append_null();
    }
}

/// What a `Vec` may hold to be written to a column: every [`Encode`] type makes an array, and `u8` makes `BINARY`.
#[diagnostic::on_unimplemented(
    message = "`Vec<{Self}>` cannot be written to a Spark column",
    label = "neither a type of a Spark column nor `u8`"
)]
pub trait ListElement: Sized {
    /// A column of lists being built.
    type Builder;

    /// See [`Encode::builder`].
    ///
    /// # Errors
    /// Those of [`Encode::builder`].
    fn list_builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder>;

    /// See [`Encode::append`].
    ///
    /// # Errors
    /// Those of [`Encode::append`].
    fn append_list(builder: &mut Self::Builder, values: &[Self]) -> Result<()>;

    /// See [`Encode::append_null`].
    fn append_null_list(builder: &mut Self::Builder);

    /// See [`Encode::finish`].
    ///
    /// # Errors
    /// Those of [`Encode::finish`].
    fn finish_lists(builder: Self::Builder) -> Result<ArrayRef>;
}

impl<E: ListElement> Encode for Vec<E> {
    type Builder = E::Builder;

    fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
        E::list_builder(data_type, capacity)
    }

    #[inline]
    fn append(builder: &mut Self::Builder, value: &Self) -> Result<()> {
        E::append_list(builder, value)
    }

    fn append_null(builder: &mut Self::Builder) {
        E::append_null_list(builder);
    }

    fn finish(builder: Self::Builder) -> Result<ArrayRef> {
        E::finish_lists(builder)
    }
}

/// A column of arrays being built, whose elements a builder of type `B` builds.
pub struct ListBuilder<B> {
    offsets: Offsets,
    elements: B,
    element: FieldRef,
}

impl<T: Encode> ListElement for T {
    type Builder = ListBuilder<T::Builder>;

    fn list_builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
        match (data_type, schema::arrow_type(data_type)) {
            (DataType::Array { element, .. }, ArrowType::List(field)) => Ok(ListBuilder {
                offsets: Offsets::new(capacity),
                elements: T::builder(element, capacity)?,
                element: field,
            }),
            _ => Err(wrong_type("Vec", data_type)),
        }
    }

    fn append_list(builder: &mut Self::Builder, values: &[Self]) -> Result<()> {
        for value in values {
            T::append(&mut builder.elements, value)?;
        }
        builder.offsets.append(values.len())
    }

    fn append_null_list(builder: &mut Self::Builder) {
        builder.offsets.append_null();
    }

    fn finish_lists(builder: Self::Builder) -> Result<ArrayRef> {
        let ListBuilder { offsets: Offsets { ends, nulls }, elements, element } = builder;
        let elements = T::finish(elements)?;
        let lists = ListArray::try_new(element, OffsetBuffer::new(ends.into()), elements, nulls.finish());
        Ok(Arc::new(lists.map_err(invalid_column)?))
    }
}

/// A column of maps being built, whose keys and values builders of the types `K` and `V` build.
pub struct MapBuilder<K, V> {
    offsets: Offsets,
    keys: K,
    values: V,
    entries: FieldRef,
}

impl<K, V> MapBuilder<K, V> {
    pub(super) fn new(
        rust: &str,
        data_type: &DataType,
        capacity: usize,
        key: impl FnOnce(&DataType, usize) -> Result<K>,
        value: impl FnOnce(&DataType, usize) -> Result<V>,
    ) -> Result<Self> {
        match (data_type, schema::arrow_type(data_type)) {
            (DataType::Map { key: keys, value: values, .. }, ArrowType::Map(entries, _)) => Ok(Self {
                offsets: Offsets::new(capacity),
                keys: key(keys, capacity)?,
                values: value(values, capacity)?,
                entries,
            }),
            _ => Err(wrong_type(rust, data_type)),
        }
    }

    /// Appends an entry to the map that [`end`](Self::end) ends.
    pub(super) fn append(
        &mut self,
        key: impl FnOnce(&mut K) -> Result<()>,
        value: impl FnOnce(&mut V) -> Result<()>,
    ) -> Result<()> {
        key(&mut self.keys)?;
        value(&mut self.values)
    }

    /// Ends a map, of the last `entries` entries.
    pub(super) fn end(&mut self, entries: usize) -> Result<()> {
        self.offsets.append(entries)
    }

    pub(super) fn append_null(&mut self) {
        self.offsets.append_null();
    }

    pub(super) fn finish(
        self,
        key: impl FnOnce(K) -> Result<ArrayRef>,
        value: impl FnOnce(V) -> Result<ArrayRef>,
    ) -> Result<ArrayRef> {
        let Self { offsets: Offsets { ends, nulls }, keys, values, entries } = self;
        let columns = vec![key(keys)?, value(values)?];
        let ArrowType::Struct(fields) = entries.data_type() else {
            return Err(Error::new(ErrorKind::Schema, "the entries of a map are not structs in Arrow"));
        };
        let items = StructArray::try_new(fields.clone(), columns, None).map_err(invalid_column)?;
        let maps = MapArray::try_new(entries, OffsetBuffer::new(ends.into()), items, nulls.finish(), false);
        Ok(Arc::new(maps.map_err(invalid_column)?))
    }
}

macro_rules! maps {
    ($name:literal, impl<$($generics:ident $(: $bound:path)?),*> $map:ty) => {
        impl<K: Encode, V: Encode $(, $generics $(: $bound)?)*> Encode for $map {
            type Builder = MapBuilder<K::Builder, V::Builder>;

            fn builder(data_type: &DataType, capacity: usize) -> Result<Self::Builder> {
                MapBuilder::new($name, data_type, capacity, K::builder, V::builder)
            }

            fn append(builder: &mut Self::Builder, value: &Self) -> Result<()> {
                for (key, value) in value {
                    builder.append(|keys| K::append(keys, key), |values| V::append(values, value))?;
                }
                builder.end(value.len())
            }

            fn append_null(builder: &mut Self::Builder) {
                builder.append_null();
            }

            fn finish(builder: Self::Builder) -> Result<ArrayRef> {
                builder.finish(K::finish, V::finish)
            }
        }
    };
}
maps!("HashMap", impl<S: BuildHasher> HashMap<K, V, S>);
maps!("BTreeMap", impl<> BTreeMap<K, V>);
