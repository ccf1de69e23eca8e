//! Aggregate functions.

use super::{
    super::{Agg, RowScope, arena},
    Expr, Numeric, Ordered, SparkType,
};
use crate::expr::{call, call_distinct, lit};

/// The number of rows. Spark: `count(1)`. Never NULL.
#[must_use]
#[track_caller]
pub fn count<S: 'static>() -> Expr<Agg<S>, i64> {
    Expr::at(arena::aggregate([], |[]| call("count", [lit(1)])))
}

macro_rules! aggregates {
    ($($(#[$doc:meta])* $name:ident => $function:literal: $bound:ident -> $out:ty;)*) => {
        impl<S: 'static, T: SparkType> Expr<S, T> { $(
            $(#[$doc])*
            #[must_use]
            #[track_caller]
            pub fn $name(self) -> Expr<Agg<S>, $out> where S: RowScope, T: $bound {
                Expr::at(arena::aggregate([self.handle], |[this]| call($function, [this.clone()])))
            }
        )* }
    };
}
aggregates! {
    /// The sum of the values that are not NULL; NULL if there are none. Spark: `sum`.
    ///
    /// Integers add up to `i64`, floats to `f64`. An overflow fails the query, or gives NULL or wraps without
    /// `spark.sql.ansi.enabled`. A decimal sum has ten digits more than its input.
    sum => "sum": Numeric -> Option<T::Sum>;
    /// The mean of the values that are not NULL; NULL if there are none. Spark: `avg`.
    avg => "avg": Numeric -> Option<T::Quotient>;
    /// The smallest value that is not NULL; NULL if there is none. Spark: `min`.
    min => "min": Ordered -> Option<T::Base>;
    /// The largest value that is not NULL; NULL if there is none. Spark: `max`.
    max => "max": Ordered -> Option<T::Base>;
    /// The number of values that are not NULL. Spark: `count`. Never NULL.
    count => "count": SparkType -> i64;
}

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// The number of different values that are not NULL. Spark: `count(DISTINCT ..)`. Never NULL.
    #[must_use]
    #[track_caller]
    pub fn count_distinct(self) -> Expr<Agg<S>, i64>
    where
        S: RowScope,
    {
        Expr::at(arena::aggregate([self.handle], |[this]| call_distinct("count", [this.clone()])))
    }
}
