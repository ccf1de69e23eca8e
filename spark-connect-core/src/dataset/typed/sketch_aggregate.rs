//! Aggregates that are summaries of many values, as `BINARY`: how often values occur, how many different ones there are,
//! how they are distributed.

use super::{
    super::{Agg, RowScope, arena},
    Expr, Is, SparkType,
    aggregate::aggregates,
};
use crate::functions;

/// A column type whose different values can be counted by a sketch.
#[diagnostic::on_unimplemented(
    message = "there are no sketches of `{Self}` columns",
    label = "expected an `i32`, `i64`, `String` or `Vec<u8>` column",
    note = "make one of it: `.cast::<i64>()`, `.cast::<String>()`"
)]
pub trait Sketched: SparkType {}
macro_rules! sketched {
    ($($rust:ty),*) => { $(
        #[diagnostic::do_not_recommend]
        impl Sketched for $rust {}
        #[diagnostic::do_not_recommend]
        impl Sketched for Option<$rust> {}
    )* };
}
sketched!(i32, i64, String, Vec<u8>);

aggregates! {
    /// A count-min sketch of the values: about how often each one occurs. Spark: `count_min_sketch`, 3.5. Never NULL.
    ///
    /// `eps` is the relative error (above 0.0) and `confidence` how likely it is kept (above 0.0, below 1.0). Sketches can
    /// be merged if their seeds are equal.
    count_min_sketch(self: Sketched, eps: f64, confidence: f64, seed: i32) -> Vec<u8> =
        functions::count_min_sketch_with_seed;

    /// The bitmap in which the bits at these positions (0 to 32,767) are set. Spark: `bitmap_construct_agg`, 3.5. Never NULL.
    bitmap_construct_agg(self: Is[<i64>]) -> Vec<u8> = functions::bitmap_construct_agg;
    /// The bitmap of the bits that are set in one of the bitmaps. Spark: `bitmap_or_agg`, 3.5. Never NULL.
    bitmap_or_agg(self: Is[<Vec<u8>>]) -> Vec<u8> = functions::bitmap_or_agg;
    /// The bitmap of the bits that are set in all bitmaps. Spark: `bitmap_and_agg`, 4.1. Never NULL.
    bitmap_and_agg(self: Is[<Vec<u8>>]) -> Vec<u8> = functions::bitmap_and_agg;

    /// A sketch of the different values, with 2^12 registers. Spark: `hll_sketch_agg`, 3.5. Never NULL.
    hll_sketch_agg(self: Sketched) -> Vec<u8> = functions::hll_sketch_agg;
    /// The sketch of all values of these HLL sketches. Spark: `hll_union_agg`, 3.5. Never NULL.
    hll_union_agg(self: Is[<Vec<u8>>]) -> Vec<u8> = functions::hll_union_agg;

    /// A theta sketch of the different values, with 2^12 nominal entries. Spark: `theta_sketch_agg`, 4.1. Never NULL.
    theta_sketch_agg(self: Sketched) -> Vec<u8> = functions::theta_sketch_agg;
    /// The sketch of the values in one of these theta sketches. Spark: `theta_union_agg`, 4.1. Never NULL.
    theta_union_agg(self: Is[<Vec<u8>>]) -> Vec<u8> = functions::theta_union_agg;
    /// The sketch of the values in all of these theta sketches. Spark: `theta_intersection_agg`, 4.1. Never NULL.
    theta_intersection_agg(self: Is[<Vec<u8>>]) -> Vec<u8> = functions::theta_intersection_agg;

    /// A sketch of the distribution of the values. Spark: `kll_sketch_agg_bigint`, 4.1. Never NULL.
    kll_sketch_agg_bigint(self: Is[<i64>]) -> Vec<u8> = functions::kll_sketch_agg_bigint;
    /// A sketch of the distribution of the values. Spark: `kll_sketch_agg_float`, 4.1. Never NULL.
    kll_sketch_agg_float(self: Is[<f32>]) -> Vec<u8> = functions::kll_sketch_agg_float;
    /// A sketch of the distribution of the values. Spark: `kll_sketch_agg_double`, 4.1. Never NULL.
    kll_sketch_agg_double(self: Is[<f64>]) -> Vec<u8> = functions::kll_sketch_agg_double;
    /// One sketch of those of `kll_sketch_agg_bigint`. Spark: `kll_merge_agg_bigint`, 4.1. Never NULL.
    kll_merge_agg_bigint(self: Is[<Vec<u8>>]) -> Vec<u8> = functions::kll_merge_agg_bigint;
    /// One sketch of those of `kll_sketch_agg_float`. Spark: `kll_merge_agg_float`, 4.1. Never NULL.
    kll_merge_agg_float(self: Is[<Vec<u8>>]) -> Vec<u8> = functions::kll_merge_agg_float;
    /// One sketch of those of `kll_sketch_agg_double`. Spark: `kll_merge_agg_double`, 4.1. Never NULL.
    kll_merge_agg_double(self: Is[<Vec<u8>>]) -> Vec<u8> = functions::kll_merge_agg_double;

    /// The keys in one of the tuple sketches, their summaries added up. Spark: `tuple_union_agg_double`, 4.2. Never NULL.
    tuple_union_agg_double(self: Is[<Vec<u8>>]) -> Vec<u8> = functions::tuple_union_agg_double;
    /// The keys in all of the tuple sketches, their summaries added up. Spark: `tuple_intersection_agg_double`, 4.2. Never
    /// NULL.
    tuple_intersection_agg_double(self: Is[<Vec<u8>>]) -> Vec<u8> = functions::tuple_intersection_agg_double;
    /// The keys in one of the tuple sketches, their summaries added up. Spark: `tuple_union_agg_integer`, 4.2. Never NULL.
    tuple_union_agg_integer(self: Is[<Vec<u8>>]) -> Vec<u8> = functions::tuple_union_agg_integer;
    /// The keys in all of the tuple sketches, their summaries added up. Spark: `tuple_intersection_agg_integer`, 4.2. Never
    /// NULL.
    tuple_intersection_agg_integer(self: Is[<Vec<u8>>]) -> Vec<u8> = functions::tuple_intersection_agg_integer;

    /// The sum of the vectors, element by element; NULL if there are none. Spark: `vector_sum`, 4.3.
    vector_sum(self: Is[<Vec<f32>>]) -> Option<Vec<f32>> = functions::vector_sum;
    /// The mean of the vectors, element by element; NULL if there are none. Spark: `vector_avg`, 4.3.
    vector_avg(self: Is[<Vec<f32>>]) -> Option<Vec<f32>> = functions::vector_avg;
}

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// A sketch of the different keys, each with the sum of its summaries. Spark: `tuple_sketch_agg_double`, 4.2. Never
    /// NULL.
    #[must_use]
    #[track_caller]
    pub fn tuple_sketch_agg_double<B: SparkType + Is<f64>>(self, summary: Expr<S, B>) -> Expr<Agg<S>, Vec<u8>>
    where
        S: RowScope,
        T: Sketched,
    {
        let args = [self.handle, summary.handle];
        Expr::at(arena::aggregate(args, 0, |[key, summary]| functions::tuple_sketch_agg_double(key, summary)))
    }

    /// A sketch of the different keys, each with the sum of its summaries. Spark: `tuple_sketch_agg_integer`, 4.2. Never
    /// NULL.
    #[must_use]
    #[track_caller]
    pub fn tuple_sketch_agg_integer<B: SparkType + Is<i32>>(
        self,
        summary: Expr<S, B>,
    ) -> Expr<Agg<S>, Vec<u8>>
    where
        S: RowScope,
        T: Sketched,
    {
        let args = [self.handle, summary.handle];
        Expr::at(arena::aggregate(args, 0, |[key, summary]| {
            functions::tuple_sketch_agg_integer(key, summary)
        }))
    }
}
