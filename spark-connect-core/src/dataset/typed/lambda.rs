//! Functions of functions: a closure over the elements of an array or the entries of a map.
//!
//! The closure runs once, to build the expression that the server then computes for each element. It may use the columns
//! of the row around it, and closures nest.

use super::{super::arena, Array, Condition, Expr, Handle, Map, MapOf, Null1, Null2, SparkType, Value};
use crate::expr::{Variable, call, lambda};

/// The columns of an element of `T`.
type Elem<T, S> = <<T as Array>::Elem as SparkType>::Cols<S>;

/// The columns of an element of `T` that may be missing.
type OptElem<T, S> = <<T as Array>::Elem as SparkType>::OptCols<S>;

/// The columns of a key of `T`.
type Key<T, S> = <<T as Map>::Key as SparkType>::Cols<S>;

/// The columns of a value of `T`.
type Val<T, S> = <<T as Map>::Val as SparkType>::Cols<S>;

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// The array of what `f` makes of each element. Spark: `transform`.
    #[must_use]
    #[track_caller]
    pub fn transform<V: Value<S>>(self, f: impl FnOnce(Elem<T, S>) -> V) -> Expr<S, Null1<T, Vec<V::Out>>>
    where
        T: Array,
    {
        let lambda = Lambda::of(["x"], |[x]| f(T::Elem::bind::<S>(x)).handle());
        Expr::at(lambda.call("transform", &[self.handle]))
    }

    /// The array of what `f` makes of each element and its index, counted from 0. Spark: `transform`.
    #[must_use]
    #[track_caller]
    pub fn transform_with_index<V: Value<S>>(
        self,
        f: impl FnOnce(Elem<T, S>, Expr<S, i32>) -> V,
    ) -> Expr<S, Null1<T, Vec<V::Out>>>
    where
        T: Array,
    {
        let lambda = Lambda::of(["x", "i"], |[x, i]| f(T::Elem::bind::<S>(x), Expr::at(i)).handle());
        Expr::at(lambda.call("transform", &[self.handle]))
    }

    /// The elements for which the condition is true. Spark: `filter`.
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Item { product: String, price: f64 }
    /// #[derive(SparkRow)]
    /// struct Order { limit: f64, items: Vec<Item> }
    ///
    /// fn dear(orders: &Dataset<Order>) -> Dataset<Vec<String>> {
    ///     orders.select(|o| o.items.retain(|item| item.price.gt(o.limit)).transform(|item| item.product))
    /// }
    /// ```
    #[must_use]
    #[track_caller]
    pub fn retain<B: Condition>(
        self,
        condition: impl FnOnce(Elem<T, S>) -> Expr<S, B>,
    ) -> Expr<S, Null1<T, T::Base>>
    where
        T: Array,
    {
        let lambda = Lambda::of(["x"], |[x]| condition(T::Elem::bind::<S>(x)).handle());
        Expr::at(lambda.call("filter", &[self.handle]))
    }

    /// The elements for which the condition, of the element and its index, counted from 0, is true. Spark: `filter`.
    #[must_use]
    #[track_caller]
    pub fn retain_with_index<B: Condition>(
        self,
        condition: impl FnOnce(Elem<T, S>, Expr<S, i32>) -> Expr<S, B>,
    ) -> Expr<S, Null1<T, T::Base>>
    where
        T: Array,
    {
        let lambda = Lambda::of(["x", "i"], |[x, i]| condition(T::Elem::bind::<S>(x), Expr::at(i)).handle());
        Expr::at(lambda.call("filter", &[self.handle]))
    }

    /// Whether the condition is true for an element; NULL if it is not, but is NULL for one. Spark: `exists`.
    #[must_use]
    #[track_caller]
    pub fn any<B: Condition>(
        self,
        condition: impl FnOnce(Elem<T, S>) -> Expr<S, B>,
    ) -> Expr<S, Null2<T, B, bool>>
    where
        T: Array,
    {
        let lambda = Lambda::of(["x"], |[x]| condition(T::Elem::bind::<S>(x)).handle());
        Expr::at(lambda.call("exists", &[self.handle]))
    }

    /// Whether the condition is true for all elements; NULL if it is false for none, but NULL for one. Spark: `forall`.
    #[must_use]
    #[track_caller]
    pub fn all<B: Condition>(
        self,
        condition: impl FnOnce(Elem<T, S>) -> Expr<S, B>,
    ) -> Expr<S, Null2<T, B, bool>>
    where
        T: Array,
    {
        let lambda = Lambda::of(["x"], |[x]| condition(T::Elem::bind::<S>(x)).handle());
        Expr::at(lambda.call("forall", &[self.handle]))
    }

    /// What is left when `merge` has put each element into a state, which is `initial` at first. Spark: `aggregate`,
    /// `reduce`.
    ///
    /// A state that may become NULL begins as one: `lit(0.0).nullable()`.
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Item { price: f64, quantity: f64 }
    /// #[derive(SparkRow)]
    /// struct Order { items: Vec<Item> }
    ///
    /// fn totals(orders: &Dataset<Order>) -> Dataset<f64> {
    ///     orders.select(|o| o.items.fold(0.0, |sum, item| sum + item.price * item.quantity))
    /// }
    /// ```
    #[must_use]
    #[track_caller]
    pub fn fold<A: Value<S>, R: Value<S, Out = A::Out>>(
        self,
        initial: A,
        merge: impl FnOnce(<A::Out as SparkType>::Cols<S>, Elem<T, S>) -> R,
    ) -> Expr<S, Null1<T, A::Out>>
    where
        T: Array,
    {
        let lambda = Lambda::of(["acc", "x"], |[acc, x]| {
            merge(A::Out::bind::<S>(acc), T::Elem::bind::<S>(x)).handle()
        });
        Expr::at(lambda.call("aggregate", &[self.handle, initial.handle()]))
    }

    /// The array of what `merge` makes of the elements of both arrays at the same position; those that the shorter array
    /// does not have are NULL. Spark: `zip_with`; `|x, y| (x, y)` makes what its `arrays_zip` makes.
    #[must_use]
    #[track_caller]
    pub fn zip_with<U: Array, V: Value<S>>(
        self,
        other: Expr<S, U>,
        merge: impl FnOnce(OptElem<T, S>, OptElem<U, S>) -> V,
    ) -> Expr<S, Null2<T, U, Vec<V::Out>>>
    where
        T: Array,
    {
        let lambda = Lambda::of(["x", "y"], |[x, y]| {
            merge(T::Elem::bind_opt::<S>(x), U::Elem::bind_opt::<S>(y)).handle()
        });
        Expr::at(lambda.call("zip_with", &[self.handle, other.handle]))
    }

    /// The elements in the order that `compare` says: its value for two elements is negative, 0 or positive if the first
    /// one comes before the second one, is equal to it, or comes after it. Spark: `array_sort`, 3.4.
    #[must_use]
    #[track_caller]
    pub fn sort_by(
        self,
        compare: impl FnOnce(Elem<T, S>, Elem<T, S>) -> Expr<S, i32>,
    ) -> Expr<S, Null1<T, T::Base>>
    where
        T: Array,
    {
        let lambda =
            Lambda::of(["x", "y"], |[x, y]| compare(T::Elem::bind::<S>(x), T::Elem::bind::<S>(y)).handle());
        Expr::at(lambda.call("array_sort", &[self.handle]))
    }

    /// The entries for which the condition, of key and value, is true. Spark: `map_filter`.
    #[must_use]
    #[track_caller]
    pub fn map_filter<B: Condition>(
        self,
        condition: impl FnOnce(Key<T, S>, Val<T, S>) -> Expr<S, B>,
    ) -> Expr<S, Null1<T, T::Base>>
    where
        T: Map,
    {
        let lambda = Lambda::of(["k", "v"], |[key, value]| {
            condition(T::Key::bind::<S>(key), T::Val::bind::<S>(value)).handle()
        });
        Expr::at(lambda.call("map_filter", &[self.handle]))
    }

    /// The map with the keys that `f` makes of each key and value; a key that comes twice fails the query. Spark:
    /// `transform_keys`.
    #[must_use]
    #[track_caller]
    pub fn transform_keys<K: SparkType, V: SparkType, F: Value<S>, N, M: SparkType>(
        self,
        f: impl FnOnce(K::Cols<S>, V::Cols<S>) -> F,
    ) -> Expr<S, Null1<T, M>>
    where
        T: Map<Key = K, Val = V, Kind = N>,
        N: MapOf<F::Out, V, Out = M>,
    {
        let lambda =
            Lambda::of(["k", "v"], |[key, value]| f(K::bind::<S>(key), V::bind::<S>(value)).handle());
        Expr::at(lambda.call("transform_keys", &[self.handle]))
    }

    /// The map with the values that `f` makes of each key and value. Spark: `transform_values`.
    #[must_use]
    #[track_caller]
    pub fn transform_values<K: SparkType, V: SparkType, F: Value<S>, N, M: SparkType>(
        self,
        f: impl FnOnce(K::Cols<S>, V::Cols<S>) -> F,
    ) -> Expr<S, Null1<T, M>>
    where
        T: Map<Key = K, Val = V, Kind = N>,
        N: MapOf<K, F::Out, Out = M>,
    {
        let lambda =
            Lambda::of(["k", "v"], |[key, value]| f(K::bind::<S>(key), V::bind::<S>(value)).handle());
        Expr::at(lambda.call("transform_values", &[self.handle]))
    }

    /// The map of all keys of two maps, with what `merge` makes of the key and of its two values, of which one may be
    /// missing. Spark: `map_zip_with`.
    #[must_use]
    #[track_caller]
    pub fn map_zip_with<K: SparkType, V: SparkType, W: SparkType, U, F: Value<S>, N, M: SparkType>(
        self,
        other: Expr<S, U>,
        merge: impl FnOnce(K::Cols<S>, V::OptCols<S>, W::OptCols<S>) -> F,
    ) -> Expr<S, Null2<T, U, M>>
    where
        T: Map<Key = K, Val = V, Kind = N>,
        N: MapOf<K, F::Out, Out = M>,
        U: Map<Key = K, Val = W>,
    {
        let lambda = Lambda::of(["k", "v", "w"], |[key, left, right]| {
            let (left, right) = (V::bind_opt::<S>(left), W::bind_opt::<S>(right));
            merge(K::bind::<S>(key), left, right).handle()
        });
        Expr::at(lambda.call("map_zip_with", &[self.handle, other.handle]))
    }
}

/// A function that the server runs for each element.
struct Lambda {
    variables: Vec<Variable>,
    body: Handle,
}

impl Lambda {
    fn of<const N: usize>(names: [&str; N], body: impl FnOnce([Handle; N]) -> Handle) -> Self {
        let variables = names.map(Variable::new);
        let body = body(variables.each_ref().map(|variable| arena::leaf(variable.column())));
        Self { variables: variables.into(), body }
    }

    /// The function `name` of these arguments and the lambda.
    #[track_caller]
    fn call(self, name: &'static str, arguments: &[Handle]) -> Handle {
        let Self { variables, body } = self;
        let handles = [&[body], arguments].concat();
        arena::apply_first(handles, move |body, arguments| {
            let lambda = lambda(&variables, body);
            call(name, arguments.iter().cloned().chain([lambda]).collect::<Vec<_>>())
        })
    }
}
