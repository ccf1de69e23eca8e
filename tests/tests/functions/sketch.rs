//! Sketches, bitmaps, vectors.

const VECTOR: &str = "Spark thinks of vectors with NULLs in them, which a `Vec<f32>` has not";

cases! {
    "bitmap_bucket_number(x.i64)" => |x| x.i64.bitmap_bucket_number();
    "bitmap_bit_position(x.i64)" => |x| x.i64.bitmap_bit_position();
    "bitmap_count(x.bin)" => |x| x.bin.bitmap_count();
    "hll_sketch_estimate(x.hll)" => |x| x.hll.hll_sketch_estimate();
    "hll_union(x.hll, y.hll)" => |x, y| x.hll.hll_union(y.hll);
    "theta_sketch_estimate(x.theta)" => |x| x.theta.theta_sketch_estimate();
    "theta_union(x.theta, y.theta)" => |x, y| x.theta.theta_union(y.theta);
    "theta_intersection(x.theta, y.theta)" => |x, y| x.theta.theta_intersection(y.theta);
    "theta_difference(x.theta, y.theta)" => |x, y| x.theta.theta_difference(y.theta);
    "kll_sketch_to_string_bigint(x.kll_i)" => |x| x.kll_i.kll_sketch_to_string_bigint();
    "kll_sketch_get_n_bigint(x.kll_i)" => |x| x.kll_i.kll_sketch_get_n_bigint();
    "kll_sketch_merge_bigint(x.kll_i, y.kll_i)" => |x, y| x.kll_i.kll_sketch_merge_bigint(y.kll_i);
    "kll_sketch_get_quantile_bigint(x.kll_i, 0.5D)" => |x| x.kll_i.kll_sketch_get_quantile_bigint(0.5);
    "kll_sketch_get_rank_bigint(x.kll_i, 5)" => |x| x.kll_i.kll_sketch_get_rank_bigint(5);
    "kll_sketch_to_string_float(x.kll_f)" => |x| x.kll_f.kll_sketch_to_string_float();
    "kll_sketch_get_n_float(x.kll_f)" => |x| x.kll_f.kll_sketch_get_n_float();
    "kll_sketch_merge_float(x.kll_f, y.kll_f)" => |x, y| x.kll_f.kll_sketch_merge_float(y.kll_f);
    "kll_sketch_get_quantile_float(x.kll_f, 0.5D)" => |x| x.kll_f.kll_sketch_get_quantile_float(0.5);
    "kll_sketch_get_rank_float(x.kll_f, 5.5F)" => |x| x.kll_f.kll_sketch_get_rank_float(5.5);
    "kll_sketch_to_string_double(x.kll_d)" => |x| x.kll_d.kll_sketch_to_string_double();
    "kll_sketch_get_n_double(x.kll_d)" => |x| x.kll_d.kll_sketch_get_n_double();
    "kll_sketch_merge_double(x.kll_d, y.kll_d)" => |x, y| x.kll_d.kll_sketch_merge_double(y.kll_d);
    "kll_sketch_get_quantile_double(x.kll_d, 0.5D)" => |x| x.kll_d.kll_sketch_get_quantile_double(0.5);
    "kll_sketch_get_rank_double(x.kll_d, 5.5D)" => |x| x.kll_d.kll_sketch_get_rank_double(5.5);
    "tuple_sketch_estimate_double(x.tuple_d)" => |x| x.tuple_d.tuple_sketch_estimate_double();
    "tuple_sketch_summary_double(x.tuple_d)" => |x| x.tuple_d.tuple_sketch_summary_double();
    "tuple_sketch_theta_double(x.tuple_d)" => |x| x.tuple_d.tuple_sketch_theta_double();
    "tuple_union_double(x.tuple_d, y.tuple_d)" => |x, y| x.tuple_d.tuple_union_double(y.tuple_d);
    "tuple_intersection_double(x.tuple_d, y.tuple_d)" => |x, y| x.tuple_d.tuple_intersection_double(y.tuple_d);
    "tuple_difference_double(x.tuple_d, y.tuple_d)" => |x, y| x.tuple_d.tuple_difference_double(y.tuple_d);
    "tuple_union_theta_double(x.tuple_d, y.theta)" => |x, y| x.tuple_d.tuple_union_theta_double(y.theta);
    "tuple_intersection_theta_double(x.tuple_d, y.theta)" => |x, y| x.tuple_d.tuple_intersection_theta_double(y.theta);
    "tuple_difference_theta_double(x.tuple_d, y.theta)" => |x, y| x.tuple_d.tuple_difference_theta_double(y.theta);
    "tuple_sketch_estimate_integer(x.tuple_i)" => |x| x.tuple_i.tuple_sketch_estimate_integer();
    "tuple_sketch_summary_integer(x.tuple_i)" => |x| x.tuple_i.tuple_sketch_summary_integer();
    "tuple_sketch_theta_integer(x.tuple_i)" => |x| x.tuple_i.tuple_sketch_theta_integer();
    "tuple_union_integer(x.tuple_i, y.tuple_i)" => |x, y| x.tuple_i.tuple_union_integer(y.tuple_i);
    "tuple_intersection_integer(x.tuple_i, y.tuple_i)" => |x, y| x.tuple_i.tuple_intersection_integer(y.tuple_i);
    "tuple_difference_integer(x.tuple_i, y.tuple_i)" => |x, y| x.tuple_i.tuple_difference_integer(y.tuple_i);
    "tuple_union_theta_integer(x.tuple_i, y.theta)" => |x, y| x.tuple_i.tuple_union_theta_integer(y.theta);
    "tuple_intersection_theta_integer(x.tuple_i, y.theta)" => |x, y| x.tuple_i.tuple_intersection_theta_integer(y.theta);
    "tuple_difference_theta_integer(x.tuple_i, y.theta)" => |x, y| x.tuple_i.tuple_difference_theta_integer(y.theta);
    "vector_cosine_similarity(x.vector, y.vector)" => |x, y| x.vector.vector_cosine_similarity(y.vector);
    "vector_inner_product(x.vector, y.vector)" => |x, y| x.vector.vector_inner_product(y.vector), VECTOR;
    "vector_l2_distance(x.vector, y.vector)" => |x, y| x.vector.vector_l2_distance(y.vector), VECTOR;
    "vector_norm(x.vector)" => |x| x.vector.vector_norm(), VECTOR;
    "vector_normalize(x.vector)" => |x| x.vector.vector_normalize(), VECTOR;
}

pub(crate) mod aggregates {
    //! Of the sketches of several rows.

    cases! {
        "hll_union_agg(x.hll)" => |x| x.hll.hll_union_agg();
        "theta_union_agg(x.theta)" => |x| x.theta.theta_union_agg();
        "theta_intersection_agg(x.theta)" => |x| x.theta.theta_intersection_agg();
        random "kll_merge_agg_bigint(x.kll_i)" => |x| x.kll_i.kll_merge_agg_bigint();
        random "kll_merge_agg_float(x.kll_f)" => |x| x.kll_f.kll_merge_agg_float();
        random "kll_merge_agg_double(x.kll_d)" => |x| x.kll_d.kll_merge_agg_double();
        "tuple_union_agg_double(x.tuple_d)" => |x| x.tuple_d.tuple_union_agg_double();
        "tuple_intersection_agg_double(x.tuple_d)" => |x| x.tuple_d.tuple_intersection_agg_double();
        "tuple_union_agg_integer(x.tuple_i)" => |x| x.tuple_i.tuple_union_agg_integer();
        "tuple_intersection_agg_integer(x.tuple_i)" => |x| x.tuple_i.tuple_intersection_agg_integer();
    }
}
