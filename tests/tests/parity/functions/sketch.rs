//! Sketches and bitmaps.

use spark_connect_core::functions::*;

columns! {
    "F.bitmap_bucket_number('id')" => bitmap_bucket_number("id"),
    "F.bitmap_bit_position('id')" => bitmap_bit_position("id"),
    "F.bitmap_count(F.bitmap_construct_agg(F.bitmap_bit_position('id')))"
        => bitmap_count(bitmap_construct_agg(bitmap_bit_position("id"))),
    "F.hll_sketch_estimate(F.hll_sketch_agg('a'))"
        => hll_sketch_estimate(hll_sketch_agg("a")),
    "F.hll_sketch_estimate(F.hll_sketch_agg('s', 10))"
        => hll_sketch_estimate(hll_sketch_agg_with("s", 10)),
    "F.hll_sketch_agg('a', lit(4))" => hll_sketch_agg_with("a", lit(4)),
    "F.hll_sketch_estimate(F.hll_union(F.hll_sketch_agg('a'), F.hll_sketch_agg('b')))"
        => hll_sketch_estimate(hll_union(hll_sketch_agg("a"), hll_sketch_agg("b"))),
    "F.hll_sketch_estimate(F.hll_union(F.hll_sketch_agg('a'), F.hll_sketch_agg('b', 9), True))"
        => hll_sketch_estimate(hll_union_with(hll_sketch_agg("a"), hll_sketch_agg_with("b", 9), true)),
    #[volatile] "F.count_min_sketch('a', 0.5, 0.5)" => count_min_sketch("a", 0.5, 0.5),
    "F.count_min_sketch('a', 0.5, 0.5, 1)" => count_min_sketch_with_seed("a", 0.5, 0.5, 1),
    "F.count_min_sketch('s', lit(1.0), lit(0.3), lit(2))"
        => count_min_sketch_with_seed("s", 1.0, 0.3, 2),
    "F.kll_sketch_agg_bigint('id')" => kll_sketch_agg_bigint("id"),
    "F.kll_sketch_agg_bigint('id', 100)" => kll_sketch_agg_bigint_with("id", 100),
    "F.kll_sketch_to_string_bigint(F.kll_sketch_agg_bigint('id'))"
        => kll_sketch_to_string_bigint(kll_sketch_agg_bigint("id")),
    "F.kll_sketch_get_n_bigint(F.kll_sketch_agg_bigint('id'))"
        => kll_sketch_get_n_bigint(kll_sketch_agg_bigint("id")),
    "F.kll_sketch_get_n_bigint(F.kll_sketch_merge_bigint(F.kll_sketch_agg_bigint('id'), F.kll_sketch_agg_bigint('id')))"
        => kll_sketch_get_n_bigint(kll_sketch_merge_bigint(kll_sketch_agg_bigint("id"), kll_sketch_agg_bigint("id"))),
    "F.kll_sketch_get_quantile_bigint(F.kll_sketch_agg_bigint('id'), lit(0.5))"
        => kll_sketch_get_quantile_bigint(kll_sketch_agg_bigint("id"), 0.5),
    "F.kll_sketch_get_quantile_bigint(F.kll_sketch_agg_bigint('id'), F.array(lit(0.1), lit(0.9)))"
        => kll_sketch_get_quantile_bigint(kll_sketch_agg_bigint("id"), array((lit(0.1), lit(0.9)))),
    "F.kll_sketch_get_rank_bigint(F.kll_sketch_agg_bigint('id'), lit(2))"
        => kll_sketch_get_rank_bigint(kll_sketch_agg_bigint("id"), 2),
    "F.kll_sketch_agg_float(col('x').cast('float'))"
        => kll_sketch_agg_float(col("x").cast("float")),
    "F.kll_sketch_agg_float(col('x').cast('float'), 100)"
        => kll_sketch_agg_float_with(col("x").cast("float"), 100),
    "F.kll_sketch_to_string_float(F.kll_sketch_agg_float(col('x').cast('float')))"
        => kll_sketch_to_string_float(kll_sketch_agg_float(col("x").cast("float"))),
    "F.kll_sketch_get_n_float(F.kll_sketch_agg_float(col('x').cast('float')))"
        => kll_sketch_get_n_float(kll_sketch_agg_float(col("x").cast("float"))),
    "F.kll_sketch_get_n_float(F.kll_sketch_merge_float(F.kll_sketch_agg_float(col('x').cast('float')), F.kll_sketch_agg_float(col('x').cast('float'))))"
        => kll_sketch_get_n_float(kll_sketch_merge_float(kll_sketch_agg_float(col("x").cast("float")), kll_sketch_agg_float(col("x").cast("float")))),
    "F.kll_sketch_get_quantile_float(F.kll_sketch_agg_float(col('x').cast('float')), lit(0.5))"
        => kll_sketch_get_quantile_float(kll_sketch_agg_float(col("x").cast("float")), 0.5),
    "F.kll_sketch_get_quantile_float(F.kll_sketch_agg_float(col('x').cast('float')), F.array(lit(0.1), lit(0.9)))"
        => kll_sketch_get_quantile_float(kll_sketch_agg_float(col("x").cast("float")), array((lit(0.1), lit(0.9)))),
    "F.kll_sketch_get_rank_float(F.kll_sketch_agg_float(col('x').cast('float')), lit(0.5).cast('float'))"
        => kll_sketch_get_rank_float(kll_sketch_agg_float(col("x").cast("float")), lit(0.5).cast("float")),
    "F.kll_sketch_agg_double('x')" => kll_sketch_agg_double("x"),
    "F.kll_sketch_agg_double('x', 100)" => kll_sketch_agg_double_with("x", 100),
    "F.kll_sketch_to_string_double(F.kll_sketch_agg_double('x'))"
        => kll_sketch_to_string_double(kll_sketch_agg_double("x")),
    "F.kll_sketch_get_n_double(F.kll_sketch_agg_double('x'))"
        => kll_sketch_get_n_double(kll_sketch_agg_double("x")),
    "F.kll_sketch_get_n_double(F.kll_sketch_merge_double(F.kll_sketch_agg_double('x'), F.kll_sketch_agg_double('x')))"
        => kll_sketch_get_n_double(kll_sketch_merge_double(kll_sketch_agg_double("x"), kll_sketch_agg_double("x"))),
    "F.kll_sketch_get_quantile_double(F.kll_sketch_agg_double('x'), lit(0.5))"
        => kll_sketch_get_quantile_double(kll_sketch_agg_double("x"), 0.5),
    "F.kll_sketch_get_quantile_double(F.kll_sketch_agg_double('x'), F.array(lit(0.1), lit(0.9)))"
        => kll_sketch_get_quantile_double(kll_sketch_agg_double("x"), array((lit(0.1), lit(0.9)))),
    "F.kll_sketch_get_rank_double(F.kll_sketch_agg_double('x'), lit(0.5))"
        => kll_sketch_get_rank_double(kll_sketch_agg_double("x"), 0.5),
    "F.theta_sketch_estimate(F.theta_sketch_agg('a'))"
        => theta_sketch_estimate(theta_sketch_agg("a")),
    "F.theta_sketch_agg('s', 10)" => theta_sketch_agg_with("s", 10),
    "F.theta_sketch_estimate(F.theta_union(F.theta_sketch_agg('a'), F.theta_sketch_agg('b')))"
        => theta_sketch_estimate(theta_union(theta_sketch_agg("a"), theta_sketch_agg("b"))),
    "F.theta_sketch_estimate(F.theta_union(F.theta_sketch_agg('a'), F.theta_sketch_agg('b'), 8))"
        => theta_sketch_estimate(theta_union_with(theta_sketch_agg("a"), theta_sketch_agg("b"), 8)),
    "F.theta_sketch_estimate(F.theta_intersection(F.theta_sketch_agg('a'), F.theta_sketch_agg('b')))"
        => theta_sketch_estimate(theta_intersection(theta_sketch_agg("a"), theta_sketch_agg("b"))),
    "F.theta_sketch_estimate(F.theta_difference(F.theta_sketch_agg('a'), F.theta_sketch_agg('b')))"
        => theta_sketch_estimate(theta_difference(theta_sketch_agg("a"), theta_sketch_agg("b"))),
    "F.tuple_sketch_estimate_double(F.tuple_sketch_agg_double('a', 'x'))"
        => tuple_sketch_estimate_double(tuple_sketch_agg_double("a", "x")),
    "F.tuple_sketch_summary_double(F.tuple_sketch_agg_double('a', 'x', 10, 'max'))"
        => tuple_sketch_summary_double(tuple_sketch_agg_double_with("a", "x", 10, "max")),
    "F.tuple_sketch_summary_double(F.tuple_sketch_agg_double('a', 'x'), 'min')"
        => tuple_sketch_summary_double_with(tuple_sketch_agg_double("a", "x"), "min"),
    "F.tuple_sketch_theta_double(F.tuple_sketch_agg_double('a', 'x'))"
        => tuple_sketch_theta_double(tuple_sketch_agg_double("a", "x")),
    "F.tuple_sketch_summary_double(F.tuple_union_double(F.tuple_sketch_agg_double('a', 'x'), F.tuple_sketch_agg_double('a', 'x')))"
        => tuple_sketch_summary_double(tuple_union_double(tuple_sketch_agg_double("a", "x"), tuple_sketch_agg_double("a", "x"))),
    "F.tuple_sketch_summary_double(F.tuple_union_double(F.tuple_sketch_agg_double('a', 'x'), F.tuple_sketch_agg_double('a', 'x'), 9, 'min'))"
        => tuple_sketch_summary_double(tuple_union_double_with(tuple_sketch_agg_double("a", "x"), tuple_sketch_agg_double("a", "x"), 9, "min")),
    "F.tuple_sketch_summary_double(F.tuple_intersection_double(F.tuple_sketch_agg_double('a', 'x'), F.tuple_sketch_agg_double('a', 'x')))"
        => tuple_sketch_summary_double(tuple_intersection_double(tuple_sketch_agg_double("a", "x"), tuple_sketch_agg_double("a", "x"))),
    "F.tuple_sketch_summary_double(F.tuple_intersection_double(F.tuple_sketch_agg_double('a', 'x'), F.tuple_sketch_agg_double('a', 'x'), 'alwaysone'))"
        => tuple_sketch_summary_double(tuple_intersection_double_with(tuple_sketch_agg_double("a", "x"), tuple_sketch_agg_double("a", "x"), "alwaysone")),
    "F.tuple_sketch_estimate_double(F.tuple_difference_double(F.tuple_sketch_agg_double('a', 'x'), F.tuple_sketch_agg_double('a', 'x')))"
        => tuple_sketch_estimate_double(tuple_difference_double(tuple_sketch_agg_double("a", "x"), tuple_sketch_agg_double("a", "x"))),
    "F.tuple_sketch_estimate_double(F.tuple_union_theta_double(F.tuple_sketch_agg_double('a', 'x'), F.theta_sketch_agg('a')))"
        => tuple_sketch_estimate_double(tuple_union_theta_double(tuple_sketch_agg_double("a", "x"), theta_sketch_agg("a"))),
    "F.tuple_sketch_estimate_double(F.tuple_union_theta_double(F.tuple_sketch_agg_double('a', 'x'), F.theta_sketch_agg('a'), 9, 'min'))"
        => tuple_sketch_estimate_double(tuple_union_theta_double_with(tuple_sketch_agg_double("a", "x"), theta_sketch_agg("a"), 9, "min")),
    "F.tuple_sketch_estimate_double(F.tuple_intersection_theta_double(F.tuple_sketch_agg_double('a', 'x'), F.theta_sketch_agg('a')))"
        => tuple_sketch_estimate_double(tuple_intersection_theta_double(tuple_sketch_agg_double("a", "x"), theta_sketch_agg("a"))),
    "F.tuple_sketch_estimate_double(F.tuple_intersection_theta_double(F.tuple_sketch_agg_double('a', 'x'), F.theta_sketch_agg('a'), 'max'))"
        => tuple_sketch_estimate_double(tuple_intersection_theta_double_with(tuple_sketch_agg_double("a", "x"), theta_sketch_agg("a"), "max")),
    "F.tuple_sketch_estimate_double(F.tuple_difference_theta_double(F.tuple_sketch_agg_double('a', 'x'), F.theta_sketch_agg('a')))"
        => tuple_sketch_estimate_double(tuple_difference_theta_double(tuple_sketch_agg_double("a", "x"), theta_sketch_agg("a"))),
    "F.tuple_sketch_estimate_integer(F.tuple_sketch_agg_integer('a', 'b'))"
        => tuple_sketch_estimate_integer(tuple_sketch_agg_integer("a", "b")),
    "F.tuple_sketch_summary_integer(F.tuple_sketch_agg_integer('a', 'b', 10, 'max'))"
        => tuple_sketch_summary_integer(tuple_sketch_agg_integer_with("a", "b", 10, "max")),
    "F.tuple_sketch_summary_integer(F.tuple_sketch_agg_integer('a', 'b'), 'min')"
        => tuple_sketch_summary_integer_with(tuple_sketch_agg_integer("a", "b"), "min"),
    "F.tuple_sketch_theta_integer(F.tuple_sketch_agg_integer('a', 'b'))"
        => tuple_sketch_theta_integer(tuple_sketch_agg_integer("a", "b")),
    "F.tuple_sketch_summary_integer(F.tuple_union_integer(F.tuple_sketch_agg_integer('a', 'b'), F.tuple_sketch_agg_integer('a', 'b')))"
        => tuple_sketch_summary_integer(tuple_union_integer(tuple_sketch_agg_integer("a", "b"), tuple_sketch_agg_integer("a", "b"))),
    "F.tuple_sketch_summary_integer(F.tuple_union_integer(F.tuple_sketch_agg_integer('a', 'b'), F.tuple_sketch_agg_integer('a', 'b'), 9, 'min'))"
        => tuple_sketch_summary_integer(tuple_union_integer_with(tuple_sketch_agg_integer("a", "b"), tuple_sketch_agg_integer("a", "b"), 9, "min")),
    "F.tuple_sketch_summary_integer(F.tuple_intersection_integer(F.tuple_sketch_agg_integer('a', 'b'), F.tuple_sketch_agg_integer('a', 'b')))"
        => tuple_sketch_summary_integer(tuple_intersection_integer(tuple_sketch_agg_integer("a", "b"), tuple_sketch_agg_integer("a", "b"))),
    "F.tuple_sketch_summary_integer(F.tuple_intersection_integer(F.tuple_sketch_agg_integer('a', 'b'), F.tuple_sketch_agg_integer('a', 'b'), 'alwaysone'))"
        => tuple_sketch_summary_integer(tuple_intersection_integer_with(tuple_sketch_agg_integer("a", "b"), tuple_sketch_agg_integer("a", "b"), "alwaysone")),
    "F.tuple_sketch_estimate_integer(F.tuple_difference_integer(F.tuple_sketch_agg_integer('a', 'b'), F.tuple_sketch_agg_integer('a', 'b')))"
        => tuple_sketch_estimate_integer(tuple_difference_integer(tuple_sketch_agg_integer("a", "b"), tuple_sketch_agg_integer("a", "b"))),
    "F.tuple_sketch_estimate_integer(F.tuple_union_theta_integer(F.tuple_sketch_agg_integer('a', 'b'), F.theta_sketch_agg('a')))"
        => tuple_sketch_estimate_integer(tuple_union_theta_integer(tuple_sketch_agg_integer("a", "b"), theta_sketch_agg("a"))),
    "F.tuple_sketch_estimate_integer(F.tuple_union_theta_integer(F.tuple_sketch_agg_integer('a', 'b'), F.theta_sketch_agg('a'), 9, 'min'))"
        => tuple_sketch_estimate_integer(tuple_union_theta_integer_with(tuple_sketch_agg_integer("a", "b"), theta_sketch_agg("a"), 9, "min")),
    "F.tuple_sketch_estimate_integer(F.tuple_intersection_theta_integer(F.tuple_sketch_agg_integer('a', 'b'), F.theta_sketch_agg('a')))"
        => tuple_sketch_estimate_integer(tuple_intersection_theta_integer(tuple_sketch_agg_integer("a", "b"), theta_sketch_agg("a"))),
    "F.tuple_sketch_estimate_integer(F.tuple_intersection_theta_integer(F.tuple_sketch_agg_integer('a', 'b'), F.theta_sketch_agg('a'), 'max'))"
        => tuple_sketch_estimate_integer(tuple_intersection_theta_integer_with(tuple_sketch_agg_integer("a", "b"), theta_sketch_agg("a"), "max")),
    "F.tuple_sketch_estimate_integer(F.tuple_difference_theta_integer(F.tuple_sketch_agg_integer('a', 'b'), F.theta_sketch_agg('a')))"
        => tuple_sketch_estimate_integer(tuple_difference_theta_integer(tuple_sketch_agg_integer("a", "b"), theta_sketch_agg("a"))),
}

frames! { (spark, df, other)
    "df.groupBy('id').agg(F.bitmap_construct_agg(F.bitmap_bit_position('id')).alias('k')).agg(F.bitmap_count(F.bitmap_or_agg('k')), F.bitmap_count(F.bitmap_and_agg('k')))"
        => df.group_by("id").agg(bitmap_construct_agg(bitmap_bit_position("id")).alias("k")).agg((bitmap_count(bitmap_or_agg("k")), bitmap_count(bitmap_and_agg("k")))),
    "df.groupBy('id').agg(F.hll_sketch_agg('a').alias('k')).agg(F.hll_sketch_estimate(F.hll_union_agg('k')), F.hll_sketch_estimate(F.hll_union_agg('k', True)))"
        => df.group_by("id").agg(hll_sketch_agg("a").alias("k")).agg((hll_sketch_estimate(hll_union_agg("k")), hll_sketch_estimate(hll_union_agg_with("k", true)))),
    "df.groupBy('id').agg(F.kll_sketch_agg_bigint('id').alias('k')).agg(F.kll_sketch_get_n_bigint(F.kll_merge_agg_bigint('k')), F.kll_sketch_get_n_bigint(F.kll_merge_agg_bigint('k', 50)))"
        => df.group_by("id").agg(kll_sketch_agg_bigint("id").alias("k")).agg((kll_sketch_get_n_bigint(kll_merge_agg_bigint("k")), kll_sketch_get_n_bigint(kll_merge_agg_bigint_with("k", 50)))),
    "df.groupBy('id').agg(F.kll_sketch_agg_float(col('id').cast('float')).alias('k')).agg(F.kll_sketch_get_n_float(F.kll_merge_agg_float('k')), F.kll_sketch_get_n_float(F.kll_merge_agg_float('k', 50)))"
        => df.group_by("id").agg(kll_sketch_agg_float(col("id").cast("float")).alias("k")).agg((kll_sketch_get_n_float(kll_merge_agg_float("k")), kll_sketch_get_n_float(kll_merge_agg_float_with("k", 50)))),
    "df.groupBy('id').agg(F.kll_sketch_agg_double(col('id').cast('double')).alias('k')).agg(F.kll_sketch_get_n_double(F.kll_merge_agg_double('k')), F.kll_sketch_get_n_double(F.kll_merge_agg_double('k', 50)))"
        => df.group_by("id").agg(kll_sketch_agg_double(col("id").cast("double")).alias("k")).agg((kll_sketch_get_n_double(kll_merge_agg_double("k")), kll_sketch_get_n_double(kll_merge_agg_double_with("k", 50)))),
    "df.groupBy('id').agg(F.theta_sketch_agg('id').alias('k')).agg(F.theta_sketch_estimate(F.theta_union_agg('k')), F.theta_sketch_estimate(F.theta_union_agg('k', 9)), F.theta_sketch_estimate(F.theta_intersection_agg('k')))"
        => df.group_by("id").agg(theta_sketch_agg("id").alias("k")).agg((
            theta_sketch_estimate(theta_union_agg("k")),
            theta_sketch_estimate(theta_union_agg_with("k", 9)),
            theta_sketch_estimate(theta_intersection_agg("k")),
        )),
    "df.groupBy('id').agg(F.tuple_sketch_agg_double(lit(1), col('id').cast('double')).alias('k')).agg(F.tuple_sketch_summary_double(F.tuple_union_agg_double('k')), F.tuple_sketch_summary_double(F.tuple_union_agg_double('k', 9, 'max')), F.tuple_sketch_summary_double(F.tuple_intersection_agg_double('k')), F.tuple_sketch_summary_double(F.tuple_intersection_agg_double('k', 'min')))"
        => df.group_by("id").agg(tuple_sketch_agg_double(lit(1), col("id").cast("double")).alias("k")).agg((
            tuple_sketch_summary_double(tuple_union_agg_double("k")),
            tuple_sketch_summary_double(tuple_union_agg_double_with("k", 9, "max")),
            tuple_sketch_summary_double(tuple_intersection_agg_double("k")),
            tuple_sketch_summary_double(tuple_intersection_agg_double_with("k", "min")),
        )),
    "df.groupBy('id').agg(F.tuple_sketch_agg_integer(lit(1), col('id').cast('int')).alias('k')).agg(F.tuple_sketch_summary_integer(F.tuple_union_agg_integer('k')), F.tuple_sketch_summary_integer(F.tuple_union_agg_integer('k', 9, 'max')), F.tuple_sketch_summary_integer(F.tuple_intersection_agg_integer('k')), F.tuple_sketch_summary_integer(F.tuple_intersection_agg_integer('k', 'min')))"
        => df.group_by("id").agg(tuple_sketch_agg_integer(lit(1), col("id").cast("int")).alias("k")).agg((
            tuple_sketch_summary_integer(tuple_union_agg_integer("k")),
            tuple_sketch_summary_integer(tuple_union_agg_integer_with("k", 9, "max")),
            tuple_sketch_summary_integer(tuple_intersection_agg_integer("k")),
            tuple_sketch_summary_integer(tuple_intersection_agg_integer_with("k", "min")),
        )),
}
