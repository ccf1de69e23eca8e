//! Table-valued functions.

use spark_connect_core::functions::*;

frames! { (spark, df, other)
    "spark.tvf.range(3)" => spark.range(0, 3),
    "spark.tvf.range(1, 7, 2)" => spark.range_by(1, 7, 2),
    "spark.tvf.explode(F.array(lit(1), lit(2)))" => spark.tvf().explode(array((lit(1), lit(2)))),
    "spark.tvf.explode_outer(F.array())" => spark.tvf().explode_outer(array(())),
    "spark.tvf.posexplode(F.array(lit('a')))" => spark.tvf().posexplode(array(lit("a"))),
    "spark.tvf.posexplode_outer(F.create_map(lit('k'), lit(1)))"
        => spark.tvf().posexplode_outer(create_map((lit("k"), lit(1)))),
    "spark.tvf.inline(F.array(F.struct(lit(1), lit('x'))))"
        => spark.tvf().inline(array(r#struct((lit(1), lit("x"))))),
    "spark.tvf.inline_outer(F.array(F.struct(lit(1), lit('x'))))"
        => spark.tvf().inline_outer(array(r#struct((lit(1), lit("x"))))),
    "spark.tvf.json_tuple(lit('{\"a\": 1}'), lit('a'), lit('b'))"
        => spark.tvf().json_tuple(lit(r#"{"a": 1}"#), ["a", "b"]),
    "spark.tvf.stack(lit(2), lit(1), lit(2), lit(3))" => spark.tvf().stack(2, [lit(1), lit(2), lit(3)]),
    "spark.tvf.collations()" => spark.tvf().collations(),
    "spark.tvf.sql_keywords()" => spark.tvf().sql_keywords(),
    "spark.tvf.variant_explode(F.parse_json(lit('[1, 2]')))"
        => spark.tvf().variant_explode(parse_json(lit("[1, 2]"))),
    "spark.tvf.variant_explode_outer(F.parse_json(lit('1')))"
        => spark.tvf().variant_explode_outer(parse_json(lit("1"))),
    #[plan] "spark.tvf.python_worker_logs()" => spark.tvf().python_worker_logs(),
    "spark.tvf._fn('range', lit(3))" => spark.tvf().call("range", lit(3)),
}
