//! Generators: several rows from one.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use super::{
    Dataset, Expr, Frame, Handle, SparkRow, SparkType, lower,
    shape::{Marker, Shape, VALUE, unique_alias},
};
use crate::{
    expr::{Column, star},
    functions,
    relation::hidden,
};

/// A column type that has items: an array (its elements) or a map (its entries, as pairs).
#[diagnostic::on_unimplemented(
    message = "`{Self}` columns have no elements or entries",
    label = "expected an array (`Vec<_>`) or a map (`HashMap<_, _>`, `BTreeMap<_, _>`)"
)]
pub trait Collection: SparkType {
    /// What it has: the elements, or the entries.
    type Item: SparkType;
    /// Whether an item is two columns, key and value.
    #[doc(hidden)]
    const IS_MAP: bool;
}

/// An element or entry of `C`, with its position.
type Placed<C> = (i32, <C as Collection>::Item);

#[diagnostic::do_not_recommend]
impl<E: SparkType> Collection for Vec<E>
where
    Self: SparkType,
{
    type Item = E;
    const IS_MAP: bool = false;
}

macro_rules! maps {
    ($($map:ident)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<K: SparkType, V: SparkType> Collection for $map<K, V>
        where
            Self: SparkType,
        {
            type Item = (K, V);
            const IS_MAP: bool = true;
        }
    )* };
}
maps!(HashMap BTreeMap);

#[diagnostic::do_not_recommend]
impl<C: Collection> Collection for Option<C>
where
    Self: SparkType,
{
    type Item = C::Item;
    const IS_MAP: bool = C::IS_MAP;
}

impl<T> Dataset<T> {
    /// Each row with each element of an array, or each entry `(key, value)` of a map. A row whose array is NULL or empty
    /// is left out. Spark: `explode`, `inline`.
    ///
    /// The rows stay as they are beside the elements; an element that is a struct has its columns:
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Item { product: String, price: f64 }
    /// #[derive(SparkRow)]
    /// struct Order { id: i64, items: Vec<Item> }
    ///
    /// fn dear(orders: &Dataset<Order>) -> Dataset<(i64, String)> {
    ///     orders.explode(|o| o.items).filter(|(_, item)| item.price.gt(100.0)).select(|(o, item)| (o.id, item.product))
    /// }
    /// ```
    #[must_use]
    pub fn explode<C: Collection>(
        &self,
        items: impl FnOnce(T::Cols<T>) -> Expr<T, C>,
    ) -> Dataset<(T, C::Item)>
    where
        T: SparkRow,
    {
        Dataset::of(self.generated(items, Generator { is_map: C::IS_MAP, ..Generator::default() }))
    }

    /// As [`explode`](Self::explode), and a row whose array or map is NULL or empty once, with `None`.
    ///
    /// An element that is NULL is `None` as well. Spark: `explode_outer`, `inline_outer`.
    #[must_use]
    pub fn explode_outer<C: Collection>(
        &self,
        items: impl FnOnce(T::Cols<T>) -> Expr<T, C>,
    ) -> Dataset<(T, Option<<C::Item as SparkType>::Base>)>
    where
        T: SparkRow,
    {
        Dataset::of(
            self.generated(items, Generator { is_map: C::IS_MAP, is_outer: true, ..Generator::default() }),
        )
    }

    /// As [`explode`](Self::explode), with the position of each element or entry, counted from 0. Spark: `posexplode`.
    ///
    /// The entries of a map are in no certain order. On Sail, a join or another `explode` before it needs a `select`
    /// between them, and so does `explode` of a map.
    #[must_use]
    pub fn posexplode<C: Collection>(
        &self,
        items: impl FnOnce(T::Cols<T>) -> Expr<T, C>,
    ) -> Dataset<(T, Placed<C>)>
    where
        T: SparkRow,
    {
        Dataset::of(
            self.generated(items, Generator { is_map: C::IS_MAP, has_place: true, ..Generator::default() }),
        )
    }

    /// As [`posexplode`](Self::posexplode), and a row whose array or map is NULL or empty once, with `None`.
    /// Spark: `posexplode_outer`.
    #[must_use]
    pub fn posexplode_outer<C: Collection>(
        &self,
        items: impl FnOnce(T::Cols<T>) -> Expr<T, C>,
    ) -> Dataset<(T, Option<Placed<C>>)>
    where
        T: SparkRow,
    {
        Dataset::of(self.generated(items, Generator { is_map: C::IS_MAP, is_outer: true, has_place: true }))
    }

    /// The elements of an array, or the entries of a map, of all rows, without the rows. Spark: `explode`, `inline`, or
    /// `flatMap` of its `Dataset`.
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Order { id: i64, tags: Vec<String> }
    ///
    /// fn tags(orders: &Dataset<Order>) -> Dataset<String> {
    ///     orders.flatten(|o| o.tags).distinct()
    /// }
    /// ```
    #[must_use]
    pub fn flatten<C: Collection>(&self, items: impl FnOnce(T::Cols<T>) -> Expr<T, C>) -> Dataset<C::Item>
    where
        T: SparkRow,
        C::Item: SparkRow,
    {
        let generator = Generator { is_map: C::IS_MAP, ..Generator::default() };
        let items = self.build(items, |frame, items| match (C::IS_MAP, C::Item::IS_STRUCT) {
            (true, _) => frame.flat_items(items.handle(), generator, &["_1", "_2"]),
            (false, false) => frame.flat_items(items.handle(), generator, &[VALUE]),
            (false, true) => frame.items(items.handle(), generator),
        });
        Dataset::of(Dataset::<C::Item>::of(items).packed())
    }

    fn generated<C>(&self, items: impl FnOnce(T::Cols<T>) -> Expr<T, C>, generator: Generator) -> Frame
    where
        T: SparkRow,
    {
        self.build(items, |frame, items| frame.with_items(items.handle(), generator))
    }
}

/// Which of the generators it is.
#[derive(Clone, Copy, Default)]
struct Generator {
    is_map: bool,
    is_outer: bool,
    has_place: bool,
}

impl Generator {
    /// The call.
    fn of(self, items: Column) -> Column {
        hidden(|| match (self.has_place, self.is_outer) {
            (false, false) => functions::explode(items),
            (false, true) => functions::explode_outer(items),
            (true, false) => functions::posexplode(items),
            (true, true) => functions::posexplode_outer(items),
        })
    }

    /// The shape of what comes out, and the names of its columns.
    fn output(self) -> (Shape, Vec<Arc<str>>) {
        let (place, key, value) = (unique_alias(), unique_alias(), unique_alias());
        let pair = |first, second| Shape::Pair(Arc::new((first, second)));
        let (item, mut names) = match self.is_map {
            false => (Shape::Column(value.clone()), vec![value]),
            true => (pair(Shape::Column(key.clone()), Shape::Column(value.clone())), vec![key, value]),
        };
        let shape = match self.has_place {
            false => item,
            true => {
                names.insert(0, place.clone());
                pair(Shape::Column(place), item)
            }
        };
        match (&shape, names.first()) {
            // The position and the key of an entry are never NULL, so the first column tells whether there is one.
            (Shape::Pair(_), Some(first)) if self.is_outer => {
                (Shape::Optional(Arc::new(shape), Marker::Column(first.clone())), names)
            }
            _ => (shape, names),
        }
    }
}

impl Frame {
    /// These columns with those of the items beside them.
    fn with_items(&self, items: Handle, generator: Generator) -> Self {
        let (shape, names) = generator.output();
        let column = generator.of(lower::column(items));
        let df = match names.as_slice() {
            // Unlike `select`, this keeps the aliases of a join on Sail too.
            [name] => self.df.with_column(name, column),
            names => self.df.select(vec![star(), column.alias_all(names)]),
        };
        self.beside(df, &shape)
    }

    /// The items alone.
    fn items(&self, items: Handle, generator: Generator) -> Self {
        let (shape, names) = generator.output();
        let column = generator.of(lower::column(items)).alias_all(&names);
        Self { shape, ..self.with(self.df.select(vec![column])) }
    }

    /// The items alone, whose columns have the names of their type.
    fn flat_items(&self, items: Handle, generator: Generator, names: &[&str]) -> Self {
        let column = generator.of(lower::column(items)).alias_all(names);
        self.flat(self.df.select(vec![column]), generator.is_map)
    }
}
