//! The parts of a value: the items of a list, the entries of a map, the fields of a struct.

use std::{ops::Range, slice};

use serde_core::de::{self, DeserializeSeed, MapAccess, SeqAccess, value::BorrowedStrDeserializer};

use super::{Unfit, cell::Cell, column::Column};

/// The items of a list.
pub(super) struct Items<'c, 'a> {
    pub(super) items: &'c Column<'a>,
    pub(super) range: Range<usize>,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        let Some(row) = self.range.next() else { return Ok(None) };
        seed.deserialize(Cell::new(self.items, row)).map(Some).map_err(|unfit| unfit.within("element"))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.range.len())
    }
}

/// The entries of a map.
pub(super) struct Entries<'c, 'a> {
    pub(super) keys: &'c Column<'a>,
    pub(super) values: &'c Column<'a>,
    pub(super) range: Range<usize>,
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = Unfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unfit> {
        if self.range.is_empty() {
            return Ok(None);
        }
        let key = Cell::new(self.keys, self.range.start);
        seed.deserialize(key).map(Some).map_err(|unfit| unfit.within("key"))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unfit> {
        let row = self.range.next().ok_or_else(ended)?;
        seed.deserialize(Cell::new(self.values, row)).map_err(|unfit| unfit.within("value"))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.range.len())
    }
}

/// The fields of a struct, by name or in their order.
pub(super) struct Fields<'c, 'a> {
    pub(super) fields: slice::Iter<'c, (&'a str, Column<'a>)>,
    pub(super) row: usize,
}

impl<'de> SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        let Some((name, column)) = self.fields.next() else { return Ok(None) };
        seed.deserialize(Cell::new(column, self.row)).map(Some).map_err(|unfit| unfit.within(name))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.fields.len())
    }
}

impl<'de> MapAccess<'de> for Fields<'_, 'de> {
    type Error = Unfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unfit> {
        let Some((name, _)) = self.fields.as_slice().first() else { return Ok(None) };
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unfit> {
        let (name, column) = self.fields.next().ok_or_else(ended)?;
        seed.deserialize(Cell::new(column, self.row)).map_err(|unfit| unfit.within(name))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.fields.len())
    }
}

/// A type's own code asks for a value before it has asked for its key.
fn ended() -> Unfit {
    de::Error::custom("there is no value left")
}
