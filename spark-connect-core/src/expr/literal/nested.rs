//! NULL, arrays, maps and structs.
//!
//! Their types are sent in the fields that Spark 4.1 deprecated: older servers need these, newer ones read them too.

use std::collections::{BTreeMap, HashMap};

use super::{Literal, LiteralType};
use crate::{
    proto::field::expression::literal::{self as field, array, map, r#struct as structure},
    relation::Message,
    types::{DataType, StructField, StructType},
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
    let elements: Vec<Literal> = elements.collect();
    let element_type = common_type(&elements, known);
    let body = Message::builder()
        .child(array::ELEMENT_TYPE, &Message::of(&element_type.to_proto()))
        .children(array::ELEMENTS, elements.iter().map(Literal::message))
        .build();
    Literal { message: Message::wrap(field::ARRAY, &body), data_type: DataType::array(element_type, true) }
}

fn map_of(entries: impl Iterator<Item = (Literal, Literal)>, key: DataType, value: DataType) -> Literal {
    let (keys, values): (Vec<_>, Vec<_>) = entries.unzip();
    let (key, value) = (common_type(&keys, key), common_type(&values, value));
    let body = Message::builder()
        .child(map::KEY_TYPE, &Message::of(&key.to_proto()))
        .child(map::VALUE_TYPE, &Message::of(&value.to_proto()))
        .children(map::KEYS, keys.iter().map(Literal::message))
        .children(map::VALUES, values.iter().map(Literal::message))
        .build();
    Literal { message: Message::wrap(field::MAP, &body), data_type: DataType::map(key, value, true) }
}

/// The type of the elements: that of the Rust type, or the smallest one that holds all of some decimals.
fn common_type(elements: &[Literal], known: DataType) -> DataType {
    let mut widest = None;
    for element in elements {
        let DataType::Decimal { precision, scale } = element.data_type else { return known };
        let (digits, fraction) = widest.unwrap_or((0, 0));
        widest = Some((precision.saturating_sub(scale).max(digits), scale.max(fraction)));
    }
    widest
        .map_or(known, |(digits, scale)| DataType::Decimal { precision: digits.saturating_add(scale), scale })
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
        let data_type = DataType::Struct(StructType::new(fields));
        let body = Message::builder()
            .child(structure::STRUCT_TYPE, &Message::of(&data_type.to_proto()))
            .children(structure::ELEMENTS, values.iter().map(Self::message))
            .build();
        Self { message: Message::wrap(field::STRUCT, &body), data_type }
    }
}
