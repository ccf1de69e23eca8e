//! Vectors.

use spark_connect_core::functions::*;

columns! {
    "F.vector_cosine_similarity('f1', 'f2')" => vector_cosine_similarity("f1", "f2"),
    "F.vector_inner_product('f1', 'f2')" => vector_inner_product("f1", "f2"),
    "F.vector_l2_distance('f1', 'f2')" => vector_l2_distance("f1", "f2"),
    "F.vector_norm('f1')" => vector_norm("f1"),
    "F.vector_norm('f1', lit(1.0).cast('float'))" => vector_norm_of_degree("f1", lit(1.0).cast("float")),
    "F.vector_normalize('f1')" => vector_normalize("f1"),
    "F.vector_normalize('f1', lit(float('inf')).cast('float'))"
        => vector_normalize_of_degree("f1", lit(f64::INFINITY).cast("float")),
    "F.vector_avg('f1')" => vector_avg("f1"),
    "F.vector_sum('f1')" => vector_sum("f1"),
}
