//! Groups and their aggregates.

use spark_connect_core::functions::*;

frames! { (spark, df, other)
    "df.agg(F.sum('a'), F.max('id').alias('m'))" => df.agg((sum("a"), max("id").alias("m"))),
    "df.agg({'a': 'sum', 'id': 'max'})" => df.agg_each([("a", "sum"), ("id", "max")]),
    "df.groupBy('flag').agg(F.sum('a'))" => df.group_by("flag").agg(sum("a")),
    "df.groupBy('flag', F.col('a') % 2).agg(F.count('*').alias('n'), F.min('s'))"
        => df.group_by((col("flag"), col("a") % 2)).agg((count("*").alias("n"), min("s"))),
    "df.groupBy().agg(F.avg('x'))" => df.group_by(()).agg(avg("x")),
    "df.groupBy('flag').agg({'a': 'avg'})" => df.group_by("flag").agg_each([("a", "avg")]),
    "df.groupby('flag').count()" => df.group_by("flag").count(),
    "df.groupBy('flag').sum('a', 'b')" => df.group_by("flag").sum(["a", "b"]),
    "df.groupBy('flag').avg('x')" => df.group_by("flag").avg("x"),
    "df.groupBy('flag').mean('x', 'y')" => df.group_by("flag").avg(["x", "y"]),
    "df.groupBy('flag').min('a')" => df.group_by("flag").min("a"),
    "df.groupBy('flag').max('a')" => df.group_by("flag").max("a"),
    "df.rollup('flag', 'a').count()" => df.rollup(("flag", "a")).count(),
    "df.cube('flag', F.col('a')).agg(F.sum('b'), F.grouping_id())"
        => df.cube((col("flag"), col("a"))).agg((sum("b"), grouping_id(()))),
    "df.groupingSets([['flag', 'a'], ['flag'], []], 'flag', 'a').agg(F.sum('b'))"
        => df.grouping_sets([vec!["flag", "a"], vec!["flag"], vec![]], ("flag", "a")).agg(sum("b")),
    "df.groupingSets([[F.col('a')]], F.col('a')).count()" => df.grouping_sets([col("a")], col("a")).count(),
    "df.groupBy('flag').pivot('a').sum('b')" => df.group_by("flag").pivot(df.col("a")).sum("b"),
    "df.groupBy('flag').pivot('a', [1, 2]).agg(F.sum('b').alias('s'), F.count('a').alias('n'))"
        => df.group_by("flag").pivot_values(df.col("a"), [1, 2]).agg((sum("b").alias("s"), count("a").alias("n"))),
    "df.groupBy('flag').pivot('t', ['a', 'SQL']).count()"
        => df.group_by("flag").pivot_values(df.col("t"), ["a", "SQL"]).count(),
}
