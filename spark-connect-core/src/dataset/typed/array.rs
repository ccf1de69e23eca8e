//! Arrays.

use super::{super::arena, Expr, Null1, Null2, Null3, Ordered, SparkType, Text, Value};
use crate::{
    expr::Column,
    functions,
    types::{CalendarInterval, DataType},
};

/// An array column type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an array column",
    label = "array functions need a `Vec<_>` column"
)]
pub trait Array: SparkType {
    /// The type of the elements.
    type Elem: SparkType;
}
#[diagnostic::do_not_recommend]
impl<E: SparkType> Array for Vec<E>
where
    Self: SparkType,
{
    type Elem = E;
}
#[diagnostic::do_not_recommend]
impl<E: SparkType> Array for Option<Vec<E>>
where
    Self: SparkType,
{
    type Elem = E;
}

/// A column type whose values have parts in an order: a string or an array.
#[diagnostic::on_unimplemented(
    message = "expected a string or array column, found a `{Self}` column",
    label = "this has no parts in an order"
)]
pub trait Sequence: SparkType {}
#[diagnostic::do_not_recommend]
impl Sequence for String {}
#[diagnostic::do_not_recommend]
impl<E: SparkType> Sequence for Vec<E> where Self: SparkType {}
#[diagnostic::do_not_recommend]
impl<T: Sequence> Sequence for Option<T> where Self: SparkType {}

/// A column type that a range of values can be made of: integers, dates and timestamps.
#[diagnostic::on_unimplemented(
    message = "there is no sequence of `{Self}` values",
    label = "expected an integer, date or timestamp column"
)]
pub trait Steps: SparkType {
    /// The type without `Option`.
    type Value: SparkType;
    /// What leads from one value to the next.
    type Step: SparkType;
}
macro_rules! steps {
    ($($rust:ty: $step:ty;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl Steps for $rust {
            type Value = $rust;
            type Step = $step;
        }
        #[diagnostic::do_not_recommend]
        impl Steps for Option<$rust> {
            type Value = $rust;
            type Step = $step;
        }
    )* };
}
steps! {
    i8: i8;
    i16: i16;
    i32: i32;
    i64: i64;
    jiff::civil::Date: CalendarInterval;
    jiff::Timestamp: CalendarInterval;
    jiff::civil::DateTime: CalendarInterval;
}

methods! {
    /// The number of elements. Spark: `array_size`, which, unlike `size`, is NULL for NULL whatever
    /// `spark.sql.legacy.sizeOfNull` says.
    strict array_size(self: Array) -> i32 = functions::array_size;
    /// The element at an index, counted from 0; NULL outside of the array. Spark: `get`.
    exact get[E](self: Array[<Elem = E>], index: i32 as R) -> Option<E::Base> = functions::get;
    /// The position of the first element that equals a value, counted from 1; 0 if there is none. Spark:
    /// `array_position`.
    strict array_position[E](self: Array[<Elem = E>], value: E::Base as R) -> i64 = functions::array_position;
    /// The array without duplicates, the first of each kept. Spark: `array_distinct`.
    strict array_distinct(self: Array) -> T::Base = functions::array_distinct;
    /// The largest element, NULL left out; NULL if there is none. Spark: `array_max`.
    exact array_max[E](self: Array[<Elem = E>]) -> Option<E::Base> where E: Ordered = functions::array_max;
    /// The smallest element, NULL left out; NULL if there is none. Spark: `array_min`.
    exact array_min[E](self: Array[<Elem = E>]) -> Option<E::Base> where E: Ordered = functions::array_min;
    /// The elements from the smallest to the largest, NULL last. For another order see [`sort_by`](Self::sort_by). Spark:
    /// `array_sort`.
    strict array_sort[E](self: Array[<Elem = E>]) -> T::Base where E: Ordered = functions::array_sort;
    /// The elements from the smallest to the largest, NULL first. Spark: `sort_array`.
    strict sort_array[E](self: Array[<Elem = E>]) -> T::Base where E: Ordered = functions::sort_array;
    /// The elements from the largest to the smallest, NULL last. Spark: `sort_array`.
    strict sort_array_descending[E](self: Array[<Elem = E>]) -> T::Base where E: Ordered =
        functions::sort_array_descending;
    /// The array without the elements that equal a value. Spark: `array_remove`.
    strict array_remove[E](self: Array[<Elem = E>], value: E::Base as R) -> T::Base = functions::array_remove;
    /// The array with a value at its end; the value may be NULL. Spark: `array_append`.
    exact array_append[E](self: Array[<Elem = E>], value: E::Base as R) -> Null1<T, Vec<Null2<E, R::Ty, E::Base>>> =
        functions::array_append;
    /// The array with a value at its start; the value may be NULL. Spark: `array_prepend`, 3.5.
    exact array_prepend[E](self: Array[<Elem = E>], value: E::Base as R) -> Null1<T, Vec<Null2<E, R::Ty, E::Base>>> =
        functions::array_prepend;
    /// The array with a value before the element at a position, counted from 1, or after it, counted from the end with a
    /// negative one; an array that is too short is filled up with NULL. Position 0 fails the query. Spark: `array_insert`.
    exact array_insert[E](self: Array[<Elem = E>], position: i32 as A, value: E::Base as B)
        -> Null2<T, A::Ty, Vec<Option<E::Base>>> =
        functions::array_insert;
    /// The elements that are not NULL. Spark: `array_compact`.
    strict array_compact[E](self: Array[<Elem = E>]) -> Vec<E::Base> = functions::array_compact;
    /// An array of the value, so many times. Spark: `array_repeat`.
    exact array_repeat(self: SparkType, count: i32 as R) -> Null1<R::Ty, Vec<T>> = functions::array_repeat;
    /// The elements in random order, another one in each row and run. Spark: `shuffle`.
    strict shuffle(self: Array) -> T::Base = functions::shuffle;
    /// As [`shuffle`](Self::shuffle); the same seed gives the same orders to the same rows in the same partitions. Spark:
    /// `shuffle`, 4.0.
    strict shuffle_with_seed(self: Array, seed: i64) -> T::Base = functions::shuffle_with_seed;
    /// The elements as one text with a delimiter between them, NULL left out. Spark: `array_join`.
    strict array_join[E](self: Array[<Elem = E>], delimiter: String as R) -> String where E: Text = functions::array_join;
    /// As [`array_join`](Self::array_join), with a text in the place of NULL.
    strict array_join_with_null_replacement[E](self: Array[<Elem = E>], delimiter: String as A, replacement: String as B)
        -> String where E: Text = functions::array_join_with_null_replacement;
    /// The elements of both arrays, without duplicates. Spark: `array_union`.
    strict array_union[E](self: Array[<Elem = E>], other: Vec<E> as R) -> T::Base = functions::array_union;
    /// The elements that both arrays have, without duplicates. Spark: `array_intersect`.
    strict array_intersect[E](self: Array[<Elem = E>], other: Vec<E> as R) -> T::Base = functions::array_intersect;
    /// The elements that the other array does not have, without duplicates. Spark: `array_except`.
    strict array_except[E](self: Array[<Elem = E>], other: Vec<E> as R) -> T::Base = functions::array_except;
    /// Whether both arrays have the same element; NULL if they do not but one of them has a NULL. Spark:
    /// `arrays_overlap`.
    exact arrays_overlap[E](self: Array[<Elem = E>], other: Vec<E> as R) -> Null3<T, R::Ty, E, bool> =
        functions::arrays_overlap;
    /// The elements of the arrays in an array, in one array; NULL if one of them is NULL. Spark: `flatten`.
    exact flatten[E, F](self: Array[<Elem = E>]) -> Null2<T, E, Vec<F>> where E: Array<Elem = F> =
        functions::flatten;
    /// `length` elements from position `start` on, counted from 1, or from the end if it is negative. Spark: `slice`.
    strict slice(self: Array, start: i32 as A, length: i32 as B) -> T::Base = functions::slice;
    /// The values from this one to `stop`, both included: up or down by 1, or by a day. Spark: `sequence`.
    strict sequence[V](self: Steps[<Value = V>], stop: V as R) -> Vec<V> = functions::sequence;
    /// The values from this one to `stop`, both included, by a step: a number, or an interval for dates and timestamps. A
    /// step in the wrong direction fails the query. Spark: `sequence`.
    strict sequence_with_step[V, D](self: Steps[<Value = V, Step = D>], stop: V as A, step: D as B) -> Vec<V> =
        functions::sequence_with_step;
}

/// An array of these values, which are of one type: `array([o.first, o.second])`. Where some may be NULL and others not,
/// write `.nullable()` behind the others. Spark: `array`.
///
/// ```
/// use spark_connect_core::{dataset::functions::array, prelude::*};
///
/// #[derive(SparkRow)]
/// struct Contact { home: String, work: Option<String> }
///
/// fn numbers(contacts: &Dataset<Contact>) -> Dataset<Vec<String>> {
///     contacts.select(|c| array([c.home.nullable(), c.work]).array_compact())
/// }
/// ```
#[must_use]
#[track_caller]
pub fn array<S: 'static, V: Value<S>>(elements: impl IntoIterator<Item = V>) -> Expr<S, Vec<V::Out>> {
    let elements: Vec<_> = elements.into_iter().map(Value::handle).collect();
    // Spark gives an array of nothing a type of its own.
    let empty = elements.is_empty().then(Vec::<V::Out>::data_type);
    Expr::at(arena::apply_all(elements, move |elements| made(elements, empty.as_ref())))
}

#[track_caller]
fn made(elements: &[Column], empty: Option<&DataType>) -> Column {
    let array = functions::array(elements.to_vec());
    match empty {
        Some(data_type) => array.cast(data_type),
        None => array,
    }
}
