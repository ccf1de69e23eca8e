//! Optional values, lists and maps.

use std::{
    collections::{BTreeMap, HashMap},
    hash::BuildHasher,
    sync::Arc,
};

use arrow_array::{ArrayRef, ListArray, MapArray, StructArray};
use arrow_buffer::{NullBuffer, NullBufferBuilder, OffsetBuffer};
use arrow_schema::DataType as ArrowType;

use super::{
    Encode, Refused, Values, invalid_column, too_large,
    values::{Items, Parts},
    wrong_type,
};
use crate::{
    arrow::schema,
    error::{Error, ErrorKind},
    types::DataType,
};

impl<T: Encode> Encode for Option<T> {
    fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused>
    where
        Self: 'a,
    {
        T::encode(Parts::new(values, Option::as_ref), data_type)
    }
}

/// Where lists end, and which are NULL.
struct Offsets {
    /// 0, then the end of each list.
    ends: Vec<i32>,
    nulls: Option<NullBuffer>,
    /// How many items all lists have.
    items: usize,
}

impl Offsets {
    /// Those of `lists`, of `len` items each.
    fn of<'a, T: 'a>(lists: impl Values<'a, T>, len: impl Fn(&'a T) -> usize) -> Result<Self, Refused> {
        let mut ends = Vec::with_capacity(lists.count() + 1);
        let mut nulls = NullBufferBuilder::new(lists.count());
        let mut items = 0_usize;
        ends.push(0);
        lists.each(|list| {
            nulls.append(list.is_some());
            items = items.saturating_add(list.map_or(0, &len));
            // If it does not fit, nobody sees it.
            ends.push(i32::try_from(items).unwrap_or(i32::MAX));
        });
        if i32::try_from(items).is_err() {
            return Err(too_large());
        }
        Ok(Self { ends, nulls: nulls.finish(), items })
    }
}

/// What a `Vec` may hold to be written to a column: every [`Encode`] type makes an array, and `u8` makes `BINARY`.
#[diagnostic::on_unimplemented(
    message = "`Vec<{Self}>` cannot be written to a Spark column",
    label = "neither a type of a Spark column nor `u8`"
)]
pub trait ListElement: Sized {
    /// See [`Encode::encode`].
    ///
    /// # Errors
    /// Those of [`Encode::encode`].
    fn encode_lists<'a>(lists: impl Values<'a, Vec<Self>>, data_type: &DataType) -> Result<ArrayRef, Refused>
    where
        Self: 'a;
}

impl<E: ListElement> Encode for Vec<E> {
    fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused>
    where
        Self: 'a,
    {
        E::encode_lists(values, data_type)
    }
}

impl<T: Encode> ListElement for T {
    fn encode_lists<'a>(lists: impl Values<'a, Vec<T>>, data_type: &DataType) -> Result<ArrayRef, Refused>
    where
        Self: 'a,
    {
        let (DataType::Array { element, .. }, ArrowType::List(field)) =
            (data_type, schema::arrow_type(data_type))
        else {
            return Err(wrong_type("Vec", data_type));
        };
        let Offsets { ends, nulls, items } = Offsets::of(lists, Vec::len)?;
        let items = Items::new(lists, |list: &'a Vec<T>| list.iter(), items);
        let elements = T::encode(items, element).map_err(|refused| refused.in_lists(&ends))?;
        let lists = ListArray::try_new(field, OffsetBuffer::new(ends.into()), elements, nulls);
        Ok(Arc::new(lists.map_err(invalid_column)?))
    }
}

/// Maps of the Rust type `rust` with `len` entries each, whose keys and values are `keys` and `values`.
pub(super) fn maps<'a, M, K, V, KI, VI>(
    maps: impl Values<'a, M>,
    data_type: &DataType,
    rust: &str,
    len: impl Fn(&'a M) -> usize,
    keys: impl Fn(&'a M) -> KI + Copy,
    values: impl Fn(&'a M) -> VI + Copy,
) -> Result<ArrayRef, Refused>
where
    M: 'a,
    K: Encode + 'a,
    V: Encode + 'a,
    KI: Iterator<Item = &'a K>,
    VI: Iterator<Item = &'a V>,
{
    let (DataType::Map { key, value, .. }, ArrowType::Map(entries, _)) =
        (data_type, schema::arrow_type(data_type))
    else {
        return Err(wrong_type(rust, data_type));
    };
    let Offsets { ends, nulls, items } = Offsets::of(maps, len)?;
    let keys = K::encode(Items::new(maps, keys, items), key).map_err(|refused| refused.in_lists(&ends))?;
    let values =
        V::encode(Items::new(maps, values, items), value).map_err(|refused| refused.in_lists(&ends))?;
    let ArrowType::Struct(fields) = entries.data_type() else {
        return Err(Error::new(ErrorKind::Schema, "the entries of a map are not structs in Arrow").into());
    };
    let items = StructArray::try_new(fields.clone(), vec![keys, values], None).map_err(invalid_column)?;
    let maps = MapArray::try_new(entries, OffsetBuffer::new(ends.into()), items, nulls, false);
    Ok(Arc::new(maps.map_err(invalid_column)?))
}

impl<K: Encode, V: Encode, S: BuildHasher> Encode for HashMap<K, V, S> {
    fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused>
    where
        Self: 'a,
    {
        // A map that does not change is gone over in the same order each time.
        maps(values, data_type, "HashMap", Self::len, Self::keys, Self::values)
    }
}

impl<K: Encode, V: Encode> Encode for BTreeMap<K, V> {
    fn encode<'a>(values: impl Values<'a, Self>, data_type: &DataType) -> Result<ArrayRef, Refused>
    where
        Self: 'a,
    {
        maps(values, data_type, "BTreeMap", Self::len, Self::keys, Self::values)
    }
}
