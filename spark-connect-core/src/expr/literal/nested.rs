//! NULL, arrays, maps and structs.
//!
//! Their types are sent in the fields that Spark 4.1 deprecated: older servers need these, newer ones read them too.

use std::collections::{BTreeMap, HashMap};

use super::{Literal, LiteralType};
use crate::{
    proto::field::expression::literal::{self as field, array, map, r#struct as structure},
    relation::Message,
    types::{DataType, Decimal, StructField, StructType},
};

impl<T: LiteralType> From<Option<T>> for Literal {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Self::null(T::data_type()), Into::into)
    }
}

impl<T: LiteralType> LiteralType for Option<T> {
    fn data_type() -> DataType {
        T::data_type()
    }
}

fn array_of(elements: impl Iterator<Item = Literal>, known: DataType) -> Literal {
    let (elements, element) = alike(elements.collect(), known);
    array(&elements, DataType::array(element, true))
}

fn map_of(entries: impl Iterator<Item = (Literal, Literal)>, key: DataType, value: DataType) -> Literal {
    let (keys, values): (Vec<_>, Vec<_>) = entries.unzip();
    let ((keys, key), (values, value)) = (alike(keys, key), alike(values, value));
    map(&keys, &values, DataType::map(key, value, true))
}

/// An array of a type that its elements have.
pub(super) fn array(elements: &[Literal], data_type: DataType) -> Literal {
    let mut body = Message::builder();
    if let DataType::Array { element, .. } = &data_type {
        body = body.child(array::ELEMENT_TYPE, &Message::of(&element.to_proto()));
    }
    let body = body.children(array::ELEMENTS, elements.iter().map(Literal::message));
    Literal::encoded(Message::wrap(field::ARRAY, &body.build()), data_type)
}

/// A map of a type that its keys and values have.
pub(super) fn map(keys: &[Literal], values: &[Literal], data_type: DataType) -> Literal {
    let mut body = Message::builder();
    if let DataType::Map { key, value, .. } = &data_type {
        body = body
            .child(map::KEY_TYPE, &Message::of(&key.to_proto()))
            .child(map::VALUE_TYPE, &Message::of(&value.to_proto()));
    }
    let body = body
        .children(map::KEYS, keys.iter().map(Literal::message))
        .children(map::VALUES, values.iter().map(Literal::message));
    Literal::encoded(Message::wrap(field::MAP, &body.build()), data_type)
}

/// A struct of a type that its values have.
pub(super) fn structure(values: &[Literal], data_type: DataType) -> Literal {
    let body = Message::builder()
        .child(structure::STRUCT_TYPE, &Message::of(&data_type.to_proto()))
        .children(structure::ELEMENTS, values.iter().map(Literal::message));
    Literal::encoded(Message::wrap(field::STRUCT, &body.build()), data_type)
}

/// Elements of one type, and that type: decimals, each of which has a size of its own, are brought to the smallest one
/// that holds all of them.
fn alike(elements: Vec<Literal>, known: DataType) -> (Vec<Literal>, DataType) {
    let decimals = || elements.iter().filter_map(|element| element.decimal);
    let Some(scale) = decimals().map(Decimal::scale).max() else { return (elements, known) };
    let digits =
        decimals().map(|decimal| decimal.precision().saturating_sub(decimal.scale())).max().unwrap_or(0);
    let data_type =
        DataType::Decimal { precision: digits.saturating_add(scale).min(Decimal::MAX_PRECISION), scale };
    let same = |element: &Literal| match element.decimal {
        Some(decimal) => match decimal.rescale(scale) {
            Some(decimal) => Literal::decimal(decimal, data_type.clone()),
            None => Literal::invalid("decimals that have no common size of 38 digits", data_type.clone()),
        },
        None => Literal::null(data_type.clone()),
    };
    (elements.iter().map(same).collect(), data_type)
}

impl<T: LiteralType> From<Vec<T>> for Literal {
    fn from(values: Vec<T>) -> Self {
        array_of(values.into_iter().map(Into::into), T::data_type())
    }
}

impl<T: LiteralType, const N: usize> From<[T; N]> for Literal {
    fn from(values: [T; N]) -> Self {
        array_of(values.into_iter().map(Into::into), T::data_type())
    }
}

impl<T: LiteralType + Clone> From<&[T]> for Literal {
    fn from(values: &[T]) -> Self {
        array_of(values.iter().cloned().map(Into::into), T::data_type())
    }
}

impl<T: LiteralType> LiteralType for Vec<T> {
    fn data_type() -> DataType {
        DataType::array(T::data_type(), true)
    }
}

impl<T: LiteralType, const N: usize> LiteralType for [T; N] {
    fn data_type() -> DataType {
        DataType::array(T::data_type(), true)
    }
}

impl<K: LiteralType, V: LiteralType> From<BTreeMap<K, V>> for Literal {
    fn from(entries: BTreeMap<K, V>) -> Self {
        let entries = entries.into_iter().map(|(key, value)| (key.into(), value.into()));
        map_of(entries, K::data_type(), V::data_type())
    }
}

impl<K: LiteralType, V: LiteralType, S> From<HashMap<K, V, S>> for Literal {
    fn from(entries: HashMap<K, V, S>) -> Self {
        let entries = entries.into_iter().map(|(key, value)| (key.into(), value.into()));
        map_of(entries, K::data_type(), V::data_type())
    }
}

impl<K: LiteralType, V: LiteralType> LiteralType for BTreeMap<K, V> {
    fn data_type() -> DataType {
        DataType::map(K::data_type(), V::data_type(), true)
    }
}

impl<K: LiteralType, V: LiteralType, S> LiteralType for HashMap<K, V, S> {
    fn data_type() -> DataType {
        DataType::map(K::data_type(), V::data_type(), true)
    }
}

impl Literal {
    /// A struct of named values.
    ///
    /// ```
    /// use spark_connect_core::expr::{Literal, lit};
    ///
    /// let point = lit(Literal::structure([("x", 1.5.into()), ("label", "a".into())]));
    /// # let _ = point;
    /// ```
    #[must_use]
    pub fn structure<'a>(fields: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        let (fields, values): (Vec<StructField>, Vec<Self>) = fields
            .into_iter()
            .map(|(name, value)| (StructField::new(name, value.data_type.clone(), true), value))
            .unzip();
        structure(&values, DataType::Struct(StructType::new(fields)))
    }
}
