//! NULL, arrays, maps and structs.

use std::collections::{BTreeMap, HashMap};

use super::{Kind, Literal, LiteralType};
use crate::{
    proto::{
        field::expression::literal::{self as field, array, map, r#struct as structure},
        spark::connect::{
            DataType,
            data_type::{Array, Map, Struct, StructField},
        },
    },
    relation::Message,
};

fn data_type(kind: Kind) -> DataType {
    DataType { kind: Some(kind) }
}

impl<T: LiteralType> From<Option<T>> for Literal {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Self::null_of(T::kind()), Into::into)
    }
}

impl<T: LiteralType> LiteralType for Option<T> {
    fn kind() -> Kind {
        T::kind()
    }
}

/// Arrays carry their element type in the field that Spark 4.1 deprecated: older servers need it, newer ones read it.
fn array_of(elements: impl Iterator<Item = Literal>, known: Kind) -> Literal {
    let elements: Vec<Literal> = elements.collect();
    let element_type = common_type(&elements, known);
    let body = Message::builder()
        .child(array::ELEMENT_TYPE, &Message::of(&data_type(element_type.clone())))
        .children(array::ELEMENTS, elements.iter().map(Literal::message))
        .build();
    let kind = array_kind(element_type);
    Literal { message: Message::wrap(field::ARRAY, &body), data_type: Some(kind) }
}

fn array_kind(element: Kind) -> Kind {
    Kind::Array(Box::new(Array {
        element_type: Some(Box::new(data_type(element))),
        contains_null: true,
        type_variation_reference: 0,
    }))
}

fn map_of(entries: impl Iterator<Item = (Literal, Literal)>, key: Kind, value: Kind) -> Literal {
    let (keys, values): (Vec<_>, Vec<_>) = entries.unzip();
    let (key, value) = (common_type(&keys, key), common_type(&values, value));
    let body = Message::builder()
        .child(map::KEY_TYPE, &Message::of(&data_type(key.clone())))
        .child(map::VALUE_TYPE, &Message::of(&data_type(value.clone())))
        .children(map::KEYS, keys.iter().map(Literal::message))
        .children(map::VALUES, values.iter().map(Literal::message))
        .build();
    Literal { message: Message::wrap(field::MAP, &body), data_type: Some(map_kind(key, value)) }
}

fn map_kind(key: Kind, value: Kind) -> Kind {
    Kind::Map(Box::new(Map {
        key_type: Some(Box::new(data_type(key))),
        value_type: Some(Box::new(data_type(value))),
        value_contains_null: true,
        type_variation_reference: 0,
    }))
}

/// The type of the elements: that of the first one, which may say more than the Rust type.
fn common_type(elements: &[Literal], known: Kind) -> Kind {
    elements.iter().find_map(|element| element.data_type.clone()).unwrap_or(known)
}

impl<T: LiteralType> From<Vec<T>> for Literal {
    fn from(values: Vec<T>) -> Self {
        array_of(values.into_iter().map(Into::into), T::kind())
    }
}

impl<T: LiteralType, const N: usize> From<[T; N]> for Literal {
    fn from(values: [T; N]) -> Self {
        array_of(values.into_iter().map(Into::into), T::kind())
    }
}

impl<T: LiteralType + Clone> From<&[T]> for Literal {
    fn from(values: &[T]) -> Self {
        array_of(values.iter().cloned().map(Into::into), T::kind())
    }
}

impl<T: LiteralType> LiteralType for Vec<T> {
    fn kind() -> Kind {
        array_kind(T::kind())
    }
}

impl<T: LiteralType, const N: usize> LiteralType for [T; N] {
    fn kind() -> Kind {
        array_kind(T::kind())
    }
}

impl<K: LiteralType, V: LiteralType> From<BTreeMap<K, V>> for Literal {
    fn from(entries: BTreeMap<K, V>) -> Self {
        map_of(entries.into_iter().map(|(key, value)| (key.into(), value.into())), K::kind(), V::kind())
    }
}

impl<K: LiteralType, V: LiteralType, S> From<HashMap<K, V, S>> for Literal {
    fn from(entries: HashMap<K, V, S>) -> Self {
        map_of(entries.into_iter().map(|(key, value)| (key.into(), value.into())), K::kind(), V::kind())
    }
}

impl<K: LiteralType, V: LiteralType> LiteralType for BTreeMap<K, V> {
    fn kind() -> Kind {
        map_kind(K::kind(), V::kind())
    }
}

impl<K: LiteralType, V: LiteralType, S> LiteralType for HashMap<K, V, S> {
    fn kind() -> Kind {
        map_kind(K::kind(), V::kind())
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
        let (names, values): (Vec<_>, Vec<_>) = fields.into_iter().unzip();
        let fields = names
            .into_iter()
            .zip(&values)
            .map(|(name, value): (&str, &Self)| StructField {
                name: name.to_owned(),
                data_type: Some(DataType { kind: value.data_type.clone() }),
                nullable: true,
                metadata: None,
            })
            .collect();
        let kind = Kind::Struct(Struct { fields, type_variation_reference: 0 });
        let body = Message::builder()
            .child(structure::STRUCT_TYPE, &Message::of(&data_type(kind.clone())))
            .children(structure::ELEMENTS, values.iter().map(Self::message))
            .build();
        Self { message: Message::wrap(field::STRUCT, &body), data_type: Some(kind) }
    }
}
