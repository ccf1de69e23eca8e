//! Maps.

use std::{
    collections::{BTreeMap, HashMap},
    hash::Hash,
};

use super::{
    super::{NotNull, arena},
    Array, Expr, Null1, Null2, SparkType, Text, Value,
};
use crate::{
    expr::{Column, lit},
    functions,
};

/// A map column type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a map column",
    label = "map functions need a `HashMap<_, _>` or `BTreeMap<_, _>` column"
)]
pub trait Map: SparkType {
    /// The type of the keys.
    type Key: SparkType<Base = Self::Key, Null = NotNull>;
    /// The type of the values.
    type Val: SparkType;
    /// The type without `Option`.
    type Plain: SparkType;
    /// Which kind of map it is.
    type Kind;
}

/// A map of a kind with these keys and values. Bounds name it apart from [`Map`], so that the compiler says of a column
/// that is no map just that.
#[diagnostic::on_unimplemented(
    message = "`{K}` cannot be the key of a map",
    label = "not a key",
    note = "keys are never NULL and can be compared: no `Option`, and no `f32` or `f64`"
)]
pub trait MapOf<K, V> {
    /// The type of that map.
    type Out: SparkType;
}

macro_rules! maps {
    ($($map:ident)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<K: SparkType<Base = K, Null = NotNull>, V: SparkType> Map for $map<K, V>
        where
            Self: SparkType,
        {
            type Key = K;
            type Val = V;
            type Plain = Self;
            type Kind = $map<(), ()>;
        }
        #[diagnostic::do_not_recommend]
        impl<K, V> MapOf<K, V> for $map<(), ()>
        where
            $map<K, V>: SparkType,
        {
            type Out = $map<K, V>;
        }
    )* };
}
maps!(HashMap BTreeMap);

#[diagnostic::do_not_recommend]
impl<M: Map> Map for Option<M>
where
    Self: SparkType,
{
    type Key = M::Key;
    type Val = M::Val;
    type Plain = M;
    type Kind = M::Kind;
}

/// A column type in which something can be looked up: an array (by position) or a map (by key).
#[diagnostic::on_unimplemented(
    message = "nothing can be looked up in a `{Self}` column",
    label = "expected an array (`Vec<_>`) or a map (`HashMap<_, _>`, `BTreeMap<_, _>`)"
)]
pub trait Lookup: SparkType {
    /// What it is looked up by.
    type By: SparkType;
    /// What is found.
    type Found: SparkType;
}
#[diagnostic::do_not_recommend]
impl<E: SparkType> Lookup for Vec<E>
where
    Self: SparkType,
{
    type By = i32;
    type Found = E::Base;
}
macro_rules! lookups {
    ($($map:ident)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<K: SparkType, V: SparkType> Lookup for $map<K, V>
        where
            Self: SparkType,
        {
            type By = K;
            type Found = V::Base;
        }
    )* };
}
lookups!(HashMap BTreeMap);
#[diagnostic::do_not_recommend]
impl<T: Lookup> Lookup for Option<T>
where
    Self: SparkType,
{
    type By = T::By;
    type Found = T::Found;
}

methods! {
    /// The value of a key, NULL if there is none; or the element of an array, counted from 1, or from the end if
    /// negative. A position outside of the array fails the query, or gives NULL without `spark.sql.ansi.enabled`. Spark:
    /// `element_at`.
    exact element_at[K, F](self: Lookup[<By = K, Found = F>], key: K as R) -> Option<F::Base> =
        functions::element_at;
    /// As [`element_at`](Self::element_at), but NULL for a position outside of the array. Spark: `try_element_at`, 3.5.
    exact try_element_at[K, F](self: Lookup[<By = K, Found = F>], key: K as R) -> Option<F::Base> =
        functions::try_element_at;
    /// The number of entries. Spark: `size`; `-1` for NULL with `spark.sql.legacy.sizeOfNull` and without
    /// `spark.sql.ansi.enabled`.
    strict size(self: Map) -> i32 = functions::size;
    /// The keys, in no certain order. Spark: `map_keys`.
    strict map_keys[K](self: Map[<Key = K>]) -> Vec<K> = functions::map_keys;
    /// The values, in the order of [`map_keys`](Self::map_keys). Spark: `map_values`.
    strict map_values[V](self: Map[<Val = V>]) -> Vec<V> = functions::map_values;
    /// The entries as pairs. Spark: `map_entries`, whose structs get the names of a pair's fields.
    strict map_entries[K, V](self: Map[<Key = K, Val = V>]) -> Vec<(K, V)> = |map| {
        functions::transform(functions::map_entries(map), |entry| {
            functions::named_struct([lit("_1"), entry.field("key"), lit("_2"), entry.field("value")])
        })
    };
    /// Whether the map has a key. Spark: `map_contains_key`.
    strict map_contains_key[K](self: Map[<Key = K>], key: K as R) -> bool = functions::map_contains_key;
    /// The entries of both maps; a key that both have fails the query. Spark: `map_concat`.
    strict map_concat[M](self: Map[<Plain = M>], other: M as R) -> M = |map, other| functions::map_concat([map, other]);
    /// The text as a map, such as `a:1,b:2` with `","` and `":"`, which are regular expressions (Java's); a key without a
    /// value has NULL. Spark: `str_to_map`, 3.5.
    strict str_to_map(self: Text, pair_delimiter: String as A, key_value_delimiter: String as B)
        -> HashMap<String, Option<String>> = functions::str_to_map_with;
}

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// The same map as a `HashMap`, for a place that asks for one: Spark has one kind of map only.
    #[must_use]
    pub fn hash_map<K, V>(self) -> Expr<S, Null1<T, HashMap<K, V>>>
    where
        T: Map<Key = K, Val = V>,
        K: Eq + Hash + SparkType<Null = NotNull>,
        V: SparkType,
    {
        Expr::at(self.handle)
    }

    /// The same map as a `BTreeMap`, for a place that asks for one: Spark has one kind of map only.
    #[must_use]
    pub fn btree_map<K, V>(self) -> Expr<S, Null1<T, BTreeMap<K, V>>>
    where
        T: Map<Key = K, Val = V>,
        K: Ord + SparkType<Null = NotNull>,
        V: SparkType,
    {
        Expr::at(self.handle)
    }

    /// The map of these keys and of values at the same positions; arrays of different lengths, and a key that comes
    /// twice, fail the query. Spark: `map_from_arrays`.
    #[must_use]
    #[track_caller]
    pub fn map_from_arrays<K, V, U>(self, values: Expr<S, U>) -> Expr<S, Null2<T, U, HashMap<K, V>>>
    where
        T: Array<Elem = K>,
        U: Array<Elem = V>,
        K: Eq + Hash + SparkType<Null = NotNull>,
        V: SparkType,
    {
        Expr::at(super::table::call(
            [self.handle, values.handle],
            functions::map_from_arrays as fn(Column, Column) -> Column,
        ))
    }

    /// The map of these pairs of key and value; a key that comes twice fails the query. Spark: `map_from_entries`.
    #[must_use]
    #[track_caller]
    pub fn map_from_entries<K, V>(self) -> Expr<S, Null1<T, HashMap<K, V>>>
    where
        T: Array<Elem = (K, V)>,
        K: Eq + Hash + SparkType<Null = NotNull>,
        V: SparkType,
    {
        Expr::at(super::table::call([self.handle], functions::map_from_entries as fn(Column) -> Column))
    }
}

/// A map of these entries: `map([("net", o.net), ("tax", o.tax)])`. A key that comes twice fails the query. Spark: `map`.
///
/// ```
/// use std::collections::HashMap;
///
/// use spark_connect_core::{dataset::functions::map, prelude::*};
///
/// #[derive(SparkRow)]
/// struct Order { net: f64, tax: f64 }
///
/// fn parts(orders: &Dataset<Order>) -> Dataset<HashMap<String, f64>> {
///     orders.select(|o| map([("net", o.net), ("tax", o.tax)]))
/// }
/// ```
#[must_use]
#[track_caller]
pub fn map<S: 'static, K: Value<S>, V: Value<S>>(
    entries: impl IntoIterator<Item = (K, V)>,
) -> Expr<S, HashMap<K::Out, V::Out>>
where
    K::Out: Eq + Hash + SparkType<Null = NotNull>,
{
    let entries: Vec<_> =
        entries.into_iter().flat_map(|(key, value)| [key.handle(), value.handle()]).collect();
    // Spark gives a map of nothing a type of its own.
    let empty = entries.is_empty().then(HashMap::<K::Out, V::Out>::data_type);
    Expr::at(arena::apply_all(entries, move |entries| {
        let map = functions::create_map(entries.to_vec());
        match &empty {
            Some(data_type) => map.cast(data_type),
            None => map,
        }
    }))
}
