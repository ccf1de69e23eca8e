//! Sketches and bitmaps that aggregates have made: what they say, and how they are put together.

use super::{Is, encoding::Binary};
use crate::functions;

methods! {
    /// The number of the bitmap that an integer belongs to. Spark: `bitmap_bucket_number`.
    strict bitmap_bucket_number(self: Is[<i64>]) -> i64 = functions::bitmap_bucket_number;
    /// The position of an integer's bit in its bitmap. Spark: `bitmap_bit_position`.
    strict bitmap_bit_position(self: Is[<i64>]) -> i64 = functions::bitmap_bit_position;
    /// The number of bits that are set in a bitmap. Spark: `bitmap_count`.
    strict bitmap_count(self: Binary) -> i64 = functions::bitmap_count;

    /// About how many different values an HLL sketch has seen. Spark: `hll_sketch_estimate`.
    strict hll_sketch_estimate(self: Binary) -> i64 = functions::hll_sketch_estimate;
    /// The HLL sketch of what one of both has seen; sizes that differ fail the query. Spark: `hll_union`.
    strict hll_union(self: Binary, other: Vec<u8> as R) -> Vec<u8> = functions::hll_union;

    /// About how many different values a theta sketch has seen. Spark: `theta_sketch_estimate`, 4.1.
    strict theta_sketch_estimate(self: Binary) -> i64 = functions::theta_sketch_estimate;
    /// The theta sketch of what one of both has seen. Spark: `theta_union`, 4.1.
    strict theta_union(self: Binary, other: Vec<u8> as R) -> Vec<u8> = functions::theta_union;
    /// The theta sketch of what both have seen. Spark: `theta_intersection`, 4.1.
    strict theta_intersection(self: Binary, other: Vec<u8> as R) -> Vec<u8> = functions::theta_intersection;
    /// The theta sketch of what this one has seen and the other one has not. Spark: `theta_difference`, 4.1.
    strict theta_difference(self: Binary, other: Vec<u8> as R) -> Vec<u8> = functions::theta_difference;

    /// What a KLL sketch of integers says of itself. Spark: `kll_sketch_to_string_bigint`, 4.1.
    strict kll_sketch_to_string_bigint(self: Binary) -> String = functions::kll_sketch_to_string_bigint;
    /// How many integers a KLL sketch has seen. Spark: `kll_sketch_get_n_bigint`, 4.1.
    strict kll_sketch_get_n_bigint(self: Binary) -> i64 = functions::kll_sketch_get_n_bigint;
    /// The KLL sketch of the integers that one of both has seen. Spark: `kll_sketch_merge_bigint`, 4.1.
    strict kll_sketch_merge_bigint(self: Binary, other: Vec<u8> as R) -> Vec<u8> = functions::kll_sketch_merge_bigint;
    /// The integer with this rank, 0 to 1, in a KLL sketch. Spark: `kll_sketch_get_quantile_bigint`, 4.1.
    strict kll_sketch_get_quantile_bigint(self: Binary, rank: f64) -> i64 =
        functions::kll_sketch_get_quantile_bigint;
    /// The rank, 0 to 1, of an integer in a KLL sketch. Spark: `kll_sketch_get_rank_bigint`, 4.1.
    strict kll_sketch_get_rank_bigint(self: Binary, value: i64) -> f64 = functions::kll_sketch_get_rank_bigint;

    /// What a KLL sketch of `f32`s says of itself. Spark: `kll_sketch_to_string_float`, 4.1.
    strict kll_sketch_to_string_float(self: Binary) -> String = functions::kll_sketch_to_string_float;
    /// How many `f32`s a KLL sketch has seen. Spark: `kll_sketch_get_n_float`, 4.1.
    strict kll_sketch_get_n_float(self: Binary) -> i64 = functions::kll_sketch_get_n_float;
    /// The KLL sketch of the `f32`s that one of both has seen. Spark: `kll_sketch_merge_float`, 4.1.
    strict kll_sketch_merge_float(self: Binary, other: Vec<u8> as R) -> Vec<u8> = functions::kll_sketch_merge_float;
    /// The `f32` with this rank, 0 to 1, in a KLL sketch. Spark: `kll_sketch_get_quantile_float`, 4.1.
    strict kll_sketch_get_quantile_float(self: Binary, rank: f64) -> f32 =
        functions::kll_sketch_get_quantile_float;
    /// The rank, 0 to 1, of an `f32` in a KLL sketch. Spark: `kll_sketch_get_rank_float`, 4.1.
    strict kll_sketch_get_rank_float(self: Binary, value: f32) -> f64 = functions::kll_sketch_get_rank_float;

    /// What a KLL sketch of `f64`s says of itself. Spark: `kll_sketch_to_string_double`, 4.1.
    strict kll_sketch_to_string_double(self: Binary) -> String = functions::kll_sketch_to_string_double;
    /// How many `f64`s a KLL sketch has seen. Spark: `kll_sketch_get_n_double`, 4.1.
    strict kll_sketch_get_n_double(self: Binary) -> i64 = functions::kll_sketch_get_n_double;
    /// The KLL sketch of the `f64`s that one of both has seen. Spark: `kll_sketch_merge_double`, 4.1.
    strict kll_sketch_merge_double(self: Binary, other: Vec<u8> as R) -> Vec<u8> = functions::kll_sketch_merge_double;
    /// The `f64` with this rank, 0 to 1, in a KLL sketch. Spark: `kll_sketch_get_quantile_double`, 4.1.
    strict kll_sketch_get_quantile_double(self: Binary, rank: f64) -> f64 =
        functions::kll_sketch_get_quantile_double;
    /// The rank, 0 to 1, of an `f64` in a KLL sketch. Spark: `kll_sketch_get_rank_double`, 4.1.
    strict kll_sketch_get_rank_double(self: Binary, value: f64) -> f64 = functions::kll_sketch_get_rank_double;

    /// About how many different keys a tuple sketch of `f64`s has seen. Spark: `tuple_sketch_estimate_double`, 4.2.
    strict tuple_sketch_estimate_double(self: Binary) -> f64 = functions::tuple_sketch_estimate_double;
    /// The sum of the `f64`s of a tuple sketch. Spark: `tuple_sketch_summary_double`, 4.2.
    strict tuple_sketch_summary_double(self: Binary) -> f64 = functions::tuple_sketch_summary_double;
    /// The share of the keys that a tuple sketch of `f64`s keeps. Spark: `tuple_sketch_theta_double`, 4.2.
    strict tuple_sketch_theta_double(self: Binary) -> f64 = functions::tuple_sketch_theta_double;
    /// The tuple sketch of the keys that one of both has seen, with the sums of their `f64`s. Spark: `tuple_union_double`,
    /// 4.2.
    strict tuple_union_double(self: Binary, other: Vec<u8> as R) -> Vec<u8> = functions::tuple_union_double;
    /// The tuple sketch of the keys that both have seen, with the sums of their `f64`s. Spark:
    /// `tuple_intersection_double`, 4.2.
    strict tuple_intersection_double(self: Binary, other: Vec<u8> as R) -> Vec<u8> =
        functions::tuple_intersection_double;
    /// The tuple sketch of `f64`s without the keys that the other one has seen. Spark: `tuple_difference_double`, 4.2.
    strict tuple_difference_double(self: Binary, other: Vec<u8> as R) -> Vec<u8> = functions::tuple_difference_double;
    /// As [`tuple_union_double`](Self::tuple_union_double), with a theta sketch. Spark: `tuple_union_theta_double`, 4.2.
    strict tuple_union_theta_double(self: Binary, theta: Vec<u8> as R) -> Vec<u8> = functions::tuple_union_theta_double;
    /// As [`tuple_intersection_double`](Self::tuple_intersection_double), with a theta sketch. Spark:
    /// `tuple_intersection_theta_double`, 4.2.
    strict tuple_intersection_theta_double(self: Binary, theta: Vec<u8> as R) -> Vec<u8> =
        functions::tuple_intersection_theta_double;
    /// As [`tuple_difference_double`](Self::tuple_difference_double), with a theta sketch. Spark:
    /// `tuple_difference_theta_double`, 4.2.
    strict tuple_difference_theta_double(self: Binary, theta: Vec<u8> as R) -> Vec<u8> =
        functions::tuple_difference_theta_double;

    /// About how many different keys a tuple sketch of integers has seen. Spark: `tuple_sketch_estimate_integer`, 4.2.
    strict tuple_sketch_estimate_integer(self: Binary) -> f64 = functions::tuple_sketch_estimate_integer;
    /// The sum of the integers of a tuple sketch. Spark: `tuple_sketch_summary_integer`, 4.2.
    strict tuple_sketch_summary_integer(self: Binary) -> i64 = functions::tuple_sketch_summary_integer;
    /// The share of the keys that a tuple sketch of integers keeps. Spark: `tuple_sketch_theta_integer`, 4.2.
    strict tuple_sketch_theta_integer(self: Binary) -> f64 = functions::tuple_sketch_theta_integer;
    /// The tuple sketch of the keys that one of both has seen, with the sums of their integers. Spark:
    /// `tuple_union_integer`, 4.2.
    strict tuple_union_integer(self: Binary, other: Vec<u8> as R) -> Vec<u8> = functions::tuple_union_integer;
    /// The tuple sketch of the keys that both have seen, with the sums of their integers. Spark:
    /// `tuple_intersection_integer`, 4.2.
    strict tuple_intersection_integer(self: Binary, other: Vec<u8> as R) -> Vec<u8> =
        functions::tuple_intersection_integer;
    /// The tuple sketch of integers without the keys that the other one has seen. Spark: `tuple_difference_integer`, 4.2.
    strict tuple_difference_integer(self: Binary, other: Vec<u8> as R) -> Vec<u8> =
        functions::tuple_difference_integer;
    /// As [`tuple_union_integer`](Self::tuple_union_integer), with a theta sketch. Spark: `tuple_union_theta_integer`, 4.2.
    strict tuple_union_theta_integer(self: Binary, theta: Vec<u8> as R) -> Vec<u8> =
        functions::tuple_union_theta_integer;
    /// As [`tuple_intersection_integer`](Self::tuple_intersection_integer), with a theta sketch. Spark:
    /// `tuple_intersection_theta_integer`, 4.2.
    strict tuple_intersection_theta_integer(self: Binary, theta: Vec<u8> as R) -> Vec<u8> =
        functions::tuple_intersection_theta_integer;
    /// As [`tuple_difference_integer`](Self::tuple_difference_integer), with a theta sketch. Spark:
    /// `tuple_difference_theta_integer`, 4.2.
    strict tuple_difference_theta_integer(self: Binary, theta: Vec<u8> as R) -> Vec<u8> =
        functions::tuple_difference_theta_integer;

    /// The cosine of the angle between two vectors; NULL if one has the length 0. Vectors of different sizes fail the query.
    /// Spark: `vector_cosine_similarity`, 4.3.
    exact vector_cosine_similarity(self: Is[<Vec<f32>>], other: Vec<f32> as R) -> Option<f32> =
        functions::vector_cosine_similarity;
    /// The inner product of two vectors. Spark: `vector_inner_product`, 4.3.
    strict vector_inner_product(self: Is[<Vec<f32>>], other: Vec<f32> as R) -> f32 = functions::vector_inner_product;
    /// The Euclidean distance of two vectors. Spark: `vector_l2_distance`, 4.3.
    strict vector_l2_distance(self: Is[<Vec<f32>>], other: Vec<f32> as R) -> f32 = functions::vector_l2_distance;
    /// The Euclidean length of a vector. Spark: `vector_norm`, 4.3.
    strict vector_norm(self: Is[<Vec<f32>>]) -> f32 = functions::vector_norm;
    /// The vector scaled to the length 1; NULL for one of the length 0. Spark: `vector_normalize`, 4.3.
    exact vector_normalize(self: Is[<Vec<f32>>]) -> Option<Vec<f32>> = functions::vector_normalize;
}
