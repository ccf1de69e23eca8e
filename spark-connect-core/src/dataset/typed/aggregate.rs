//! Aggregate functions.

use super::{
    super::{Agg, RowScope, arena, rewrite},
    Array, Condition, Expr, Integral, Is, Numeric, Ordered, SparkType, Text, Value,
};
use crate::{
    expr::{Column, call_distinct},
    functions,
    row::Variant,
};

impl<S: 'static, T: SparkType> Expr<Agg<S>, T> {
    /// The aggregate of those rows for which the condition is true: SQL's `FILTER (WHERE ..)`. In an expression of several
    /// aggregates, each of them is.
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Order { customer: String, status: String, amount: f64 }
    ///
    /// /// What each customer has paid, and how many orders are open.
    /// fn state(orders: &Dataset<Order>) -> Dataset<(String, Option<f64>, i64)> {
    ///     orders.group_by(|o| o.customer).agg(|customer, o| {
    ///         let paid = o.amount.sum().filter_where(o.status.eq("paid"));
    ///         (customer, paid, count().filter_where(o.status.eq("open")))
    ///     })
    /// }
    /// ```
    #[must_use]
    #[track_caller]
    pub fn filter_where<B: Condition>(self, condition: Expr<S, B>) -> Self {
        Expr::at(rewrite::filtered(self.handle, condition.handle))
    }
}

/// The number of rows. Spark: `count(1)`. Never NULL.
#[must_use]
#[track_caller]
pub fn count<S: 'static>() -> Expr<Agg<S>, i64> {
    let one = arena::leaf(crate::expr::lit(1));
    Expr::at(arena::aggregate([one], 0, |[one]| functions::count(one)))
}

/// Aggregates of one column: their signatures, as in [`table`](super::table). Rows in which it is NULL are left out.
macro_rules! aggregates {
    ($(
        $(#[$doc:meta])*
        $name:ident $([$known:ident])? (self: $bound:tt $([$($of:tt)+])? $(, $arg:ident: $type:ty)*) -> $out:ty
            $(where $left:ty: $right:path)? = $build:expr;
    )*) => {
        impl<S: 'static, T: SparkType> Expr<S, T> { $(
            $(#[$doc])*
            #[must_use]
            #[track_caller]
            pub fn $name$(<$known: SparkType>)?(self $(, $arg: $type)*) -> Expr<Agg<S>, $out>
            where
                S: RowScope,
                T: $bound $($($of)+)?,
                $($left: $right,)?
            {
                let build: fn($crate::expr::Column $(, aggregates!(@column $arg))*) -> $crate::expr::Column = $build;
                let args = [self.handle $(, super::table::literal($arg))*];
                Expr::at(arena::aggregate(args, 0, move |columns| super::table::Build::build(build, columns.clone())))
            }
        )* }
    };
    (@column $arg:ident) => { $crate::expr::Column };
}
pub(super) use aggregates;

/// Aggregates whose type is made for the type of their numbers. It is a parameter, so that the compiler says of a column
/// that is no number just that.
macro_rules! of_numbers {
    ($($(#[$doc:meta])* $name:ident: $type:ident = $build:expr;)*) => {
        impl<S: 'static, T: SparkType> Expr<S, T> { $(
            $(#[$doc])*
            #[must_use]
            #[track_caller]
            pub fn $name<O: SparkType>(self) -> Expr<Agg<S>, Option<O>>
            where
                S: RowScope,
                T: Numeric<$type = O>,
            {
                Expr::at(arena::aggregate([self.handle], 0, |[this]| $build(this)))
            }
        )* }
    };
}
of_numbers! {
    /// The sum of the values that are not NULL; NULL if there are none. Spark: `sum`.
    ///
    /// Integers add up to `i64`, floats to `f64`. An overflow fails the query, or gives NULL or wraps without
    /// `spark.sql.ansi.enabled`. A decimal sum has ten digits more than its input.
    sum: Sum = functions::sum;
    /// The sum of the different values. Spark: `sum(DISTINCT ..)`.
    sum_distinct: Sum = functions::sum_distinct;
    /// As [`sum`](Self::sum), and NULL where it does not fit its type. Spark: `try_sum`, 3.5.
    try_sum: Sum = functions::try_sum;
    /// The mean of the values that are not NULL; NULL if there are none. Spark: `avg`.
    avg: Quotient = functions::avg;
    /// The mean of the different values. Spark: `avg(DISTINCT ..)`.
    avg_distinct: Quotient = (|column: &Column| call_distinct("avg", column));
    /// As [`avg`](Self::avg), and NULL where a sum on the way does not fit its type. Spark: `try_avg`, 3.5.
    try_avg: Quotient = functions::try_avg;
}

aggregates! {
    /// The product of the values that are not NULL, as a float; NULL if there are none. Spark: `product`.
    product(self: Numeric) -> Option<f64> = functions::product;
    /// The smallest value that is not NULL; NULL if there is none. Spark: `min`.
    min(self: Ordered) -> Option<T::Base> = functions::min;
    /// The largest value that is not NULL; NULL if there is none. NaN is larger than any number. Spark: `max`.
    max(self: Ordered) -> Option<T::Base> = functions::max;
    /// The number of values that are not NULL. Spark: `count`. Never NULL.
    count(self: SparkType) -> i64 = functions::count;
    /// The number of different values that are not NULL. Spark: `count(DISTINCT ..)`. Never NULL.
    count_distinct(self: SparkType) -> i64 = functions::count_distinct;
    /// The number of rows in which the condition is true. Spark: `count_if`, 3.5. Never NULL.
    count_if(self: Condition) -> i64 = functions::count_if;
    /// About how many different values there are, with a standard deviation of 5 %. Spark: `approx_count_distinct`. Never
    /// NULL.
    approx_count_distinct(self: SparkType) -> i64 = functions::approx_count_distinct;
    /// As [`approx_count_distinct`](Self::approx_count_distinct), with this standard deviation, such as 0.01.
    approx_count_distinct_within(self: SparkType, deviation: f64) -> i64 = functions::approx_count_distinct_with;

    /// Whether the condition is true wherever it is not NULL; NULL if that is nowhere. Spark: `bool_and`, `every`, 3.5.
    bool_and(self: Condition) -> Option<bool> = functions::bool_and;
    /// Whether the condition is true anywhere; NULL if it is NULL everywhere. Spark: `bool_or`, `some`, 3.5.
    bool_or(self: Condition) -> Option<bool> = functions::bool_or;
    /// The bits that are set in all values; NULL if there are none. Spark: `bit_and`, 3.5.
    bit_and(self: Integral) -> Option<T::Base> = functions::bit_and;
    /// The bits that are set in some value; NULL if there are none. Spark: `bit_or`, 3.5.
    bit_or(self: Integral) -> Option<T::Base> = functions::bit_or;
    /// The bits that are set in an odd number of values; NULL if there are none. Spark: `bit_xor`, 3.5.
    bit_xor(self: Integral) -> Option<T::Base> = functions::bit_xor;

    /// The standard deviation of a sample; NULL for fewer than two values. Spark: `stddev`, `std`, `stddev_samp`.
    stddev(self: Numeric) -> Option<f64> = functions::stddev;
    /// The standard deviation of a whole population; NULL if there are no values. Spark: `stddev_pop`.
    stddev_pop(self: Numeric) -> Option<f64> = functions::stddev_pop;
    /// The variance of a sample; NULL for fewer than two values. Spark: `variance`, `var_samp`.
    variance(self: Numeric) -> Option<f64> = functions::variance;
    /// The variance of a whole population; NULL if there are no values. Spark: `var_pop`.
    var_pop(self: Numeric) -> Option<f64> = functions::var_pop;
    /// The skewness; NULL if there are no values or all are equal. Spark: `skewness`.
    skewness(self: Numeric) -> Option<f64> = functions::skewness;
    /// The excess kurtosis; NULL if there are no values or all are equal. Spark: `kurtosis`.
    kurtosis(self: Numeric) -> Option<f64> = functions::kurtosis;

    /// The type in SQL that all variants have, with the fields of any of them. Never NULL. Spark: `schema_of_variant_agg`,
    /// 4.0.
    schema_of_variant_agg(self: Is[<Variant>]) -> String = functions::schema_of_variant_agg;
    /// The texts, joined by `delimiter`, in no certain order; NULL if there are none. Spark: `listagg`, `string_agg`, 4.0.
    listagg(self: Text, delimiter: &str) -> Option<String> = functions::listagg_with;
    /// The different texts, joined by `delimiter`. Spark: `listagg(DISTINCT ..)`, 4.0.
    listagg_distinct(self: Text, delimiter: &str) -> Option<String> = functions::listagg_distinct_with;
    /// The different elements of all arrays, NULL left out, in no certain order. Spark: `collect_union`, 4.3. Never NULL.
    collect_union[E](self: Array[<Elem = E>]) -> Vec<E::Base> = functions::collect_union;
}

/// Aggregates of the rows that have a value in two columns.
macro_rules! of_pairs {
    ($($(#[$doc:meta])* $name:ident($x:ident) -> $out:ty;)*) => {
        impl<S: 'static, T: SparkType> Expr<S, T> { $(
            $(#[$doc])*
            #[must_use]
            #[track_caller]
            pub fn $name<X: Numeric>(self, $x: Expr<S, X>) -> Expr<Agg<S>, $out>
            where
                S: RowScope,
                T: Numeric,
            {
                Expr::at(arena::aggregate([self.handle, $x.handle], 0, |[y, x]| functions::$name(y, x)))
            }
        )* }
    };
}
of_pairs! {
    /// Pearson's correlation with `other`; NULL for fewer than two rows with both. Spark: `corr`.
    corr(other) -> Option<f64>;
    /// The covariance with `other` of a whole population; NULL if no row has both. Spark: `covar_pop`.
    covar_pop(other) -> Option<f64>;
    /// The covariance with `other` of a sample; NULL for fewer than two rows with both. Spark: `covar_samp`.
    covar_samp(other) -> Option<f64>;
    /// The number of rows that have both this value and `x`. Spark: `regr_count`, 3.5. Never NULL.
    regr_count(x) -> i64;
    /// The mean of `x` in the rows that have both. Spark: `regr_avgx`, 3.5.
    regr_avgx(x) -> Option<f64>;
    /// The mean of this value in the rows that have both. Spark: `regr_avgy`, 3.5.
    regr_avgy(x) -> Option<f64>;
    /// The slope of the straight line that gives this value by `x` best; NULL if all `x` are equal. Spark: `regr_slope`,
    /// 3.5.
    regr_slope(x) -> Option<f64>;
    /// Where the line of [`regr_slope`](Self::regr_slope) is at zero. Spark: `regr_intercept`, 3.5.
    regr_intercept(x) -> Option<f64>;
    /// How well the line of [`regr_slope`](Self::regr_slope) fits: the square of the correlation. Spark: `regr_r2`, 3.5.
    regr_r2(x) -> Option<f64>;
    /// The sum of the squares of what `x` differs from its mean. Spark: `regr_sxx`, 3.5.
    regr_sxx(x) -> Option<f64>;
    /// The sum of the squares of what this value differs from its mean. Spark: `regr_syy`, 3.5.
    regr_syy(x) -> Option<f64>;
    /// The sum of the products of what both differ from their means. Spark: `regr_sxy`, 3.5.
    regr_sxy(x) -> Option<f64>;
}

/// What an aggregate of a value is as columns, if it may be NULL: `Expr` for a scalar, `XOptCols` for a struct `X`.
type MaybeCols<V, S> = <<<V as Value<S>>::Out as SparkType>::Base as SparkType>::OptCols<Agg<S>>;

fn maybe<S: 'static, V: Value<S>>(at: super::Handle) -> MaybeCols<V, S> {
    <<V::Out as SparkType>::Base as SparkType>::bind_opt::<Agg<S>>(at)
}

/// Aggregates that give one of the values: NULL is one of them.
macro_rules! of_values {
    ($($(#[$doc:meta])* $name:ident, $not_null:ident $(#[$not_null_doc:meta])*;)*) => { $(
        $(#[$doc])*
        #[track_caller]
        pub fn $name<S: RowScope, V: Value<S>>(value: V) -> MaybeCols<V, S> {
            maybe::<S, V>(arena::aggregate_of_all(
                value.handle(),
                |[value]| functions::$name(value),
                |[value]| functions::$not_null(value),
            ))
        }

        $(#[$not_null_doc])*
        #[track_caller]
        pub fn $not_null<S: RowScope, V: Value<S>>(value: V) -> MaybeCols<V, S> {
            maybe::<S, V>(arena::aggregate([value.handle()], 0, |[value]| functions::$not_null(value)))
        }
    )* };
}
of_values! {
    /// The value of some row, which may be NULL; NULL too if there are no rows. Spark: `any_value`, 3.5.
    any_value, any_value_not_null
    /// The value of some row that is not NULL; NULL if there is none. Spark: `any_value` with `ignoreNulls`, 3.5.
    ;
    /// The value of the first row, which may be NULL; NULL too if there are no rows. Spark: `first_value`, `first`, 3.5.
    ///
    /// Which row is the first is only certain over a window with an order:
    /// `first_value(o.id).over(partition_by(o.city).order_by(o.day))`.
    first_value, first_value_not_null
    /// The first value that is not NULL; NULL if there is none. Spark: `first_value` with `ignoreNulls`, 3.5.
    ;
    /// The value of the last row, which may be NULL; NULL too if there are no rows. Spark: `last_value`, `last`, 3.5.
    ///
    /// Which row is the last is only certain over a window with an order and a frame that ends with the partition.
    last_value, last_value_not_null
    /// The last value that is not NULL; NULL if there is none. Spark: `last_value` with `ignoreNulls`, 3.5.
    ;
}

/// The value of the row in which `by` is smallest; NULL if `by` is NULL in all of them. The value may be a whole row:
/// `min_by(o, o.day)`. Spark: `min_by`.
#[track_caller]
pub fn min_by<S: RowScope, V: Value<S>, B: Ordered>(value: V, by: Expr<S, B>) -> MaybeCols<V, S> {
    maybe::<S, V>(arena::aggregate([value.handle(), by.handle], 1, |[value, by]| {
        functions::min_by(value, by)
    }))
}

/// The value of the row in which `by` is largest; NULL if `by` is NULL in all of them. The value may be a whole row.
/// Spark: `max_by`.
///
/// ```
/// use spark_connect_core::{dataset::functions::max_by, prelude::*};
///
/// #[derive(SparkRow)]
/// struct Order { id: i64, customer: String, amount: f64 }
///
/// /// The largest order of each customer.
/// fn largest(orders: &Dataset<Order>) -> Dataset<(String, Option<Order>)> {
///     orders.group_by(|o| o.customer).agg(|customer, o| (customer, max_by(o, o.amount)))
/// }
/// ```
#[track_caller]
pub fn max_by<S: RowScope, V: Value<S>, B: Ordered>(value: V, by: Expr<S, B>) -> MaybeCols<V, S> {
    maybe::<S, V>(arena::aggregate([value.handle(), by.handle], 1, |[value, by]| {
        functions::max_by(value, by)
    }))
}

/// An array of values that may be NULL, which may itself be NULL.
type Values<V, S> = Option<Vec<Option<<<V as Value<S>>::Out as SparkType>::Base>>>;

/// The values of the `k` rows in which `by` is smallest, in its order; NULL if it is NULL in all of them. `k` is 1 to
/// 100,000. Spark: `min_by`, 4.2.
#[must_use]
#[track_caller]
pub fn min_by_k<S: RowScope, V: Value<S>, B: Ordered>(
    value: V,
    by: Expr<S, B>,
    k: i32,
) -> Expr<Agg<S>, Values<V, S>> {
    let args = [value.handle(), by.handle];
    Expr::at(arena::aggregate(args, 1, move |[value, by]| functions::min_by_k(value, by, k)))
}

/// The values of the `k` rows in which `by` is largest, the largest first; NULL if it is NULL in all of them. `k` is 1 to
/// 100,000. Spark: `max_by`, 4.2.
#[must_use]
#[track_caller]
pub fn max_by_k<S: RowScope, V: Value<S>, B: Ordered>(
    value: V,
    by: Expr<S, B>,
    k: i32,
) -> Expr<Agg<S>, Values<V, S>> {
    let args = [value.handle(), by.handle];
    Expr::at(arena::aggregate(args, 1, move |[value, by]| functions::max_by_k(value, by, k)))
}

/// The most frequent value that is not NULL, any of them if there are several; NULL if there is none. Spark: `mode`.
#[track_caller]
pub fn mode<S: RowScope, V: Value<S>>(value: V) -> MaybeCols<V, S> {
    maybe::<S, V>(arena::aggregate([value.handle()], 0, |[value]| functions::mode(value)))
}

/// The most frequent value that is not NULL, the smallest of them if there are several; NULL if there is none. Spark:
/// `mode` with `deterministic`, 4.0.
#[track_caller]
pub fn mode_deterministic<S: RowScope, V: Value<S>>(value: V) -> MaybeCols<V, S>
where
    V::Out: Ordered,
{
    maybe::<S, V>(arena::aggregate([value.handle()], 0, |[value]| functions::mode_deterministic(value)))
}

/// An array of the values of a column or a row, in no certain order; a value that is NULL as a whole is left out. Never
/// NULL. Spark: `collect_list`, `array_agg`.
///
/// ```
/// use spark_connect_core::{dataset::functions::collect_list, prelude::*};
///
/// #[derive(SparkRow)]
/// struct Line { order: i64, item: String, pieces: i32 }
///
/// /// The lines of each order.
/// fn orders(lines: &Dataset<Line>) -> Dataset<(i64, Vec<Line>)> {
///     lines.group_by(|l| l.order).agg(|order, l| (order, collect_list(l)))
/// }
/// ```
#[must_use]
#[track_caller]
pub fn collect_list<S: RowScope, V: Value<S>>(value: V) -> Expr<Agg<S>, Vec<<V::Out as SparkType>::Base>>
where
    Vec<<V::Out as SparkType>::Base>: SparkType,
{
    Expr::at(arena::aggregate([value.handle()], 0, |[value]| functions::collect_list(value)))
}

/// An array of the different values of a column or a row, in no certain order; a value that is NULL as a whole is left
/// out. Never NULL. Spark: `collect_set`.
#[must_use]
#[track_caller]
pub fn collect_set<S: RowScope, V: Value<S>>(value: V) -> Expr<Agg<S>, Vec<<V::Out as SparkType>::Base>>
where
    Vec<<V::Out as SparkType>::Base>: SparkType,
{
    Expr::at(arena::aggregate([value.handle()], 0, |[value]| functions::collect_set(value)))
}
