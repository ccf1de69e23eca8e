//! Transformations of one `DataFrame`, and what is taken of it.

use spark_connect_core::{functions::*, types::StructType};

fn schema(ddl: &str) -> StructType {
    ddl.parse().expect("a schema")
}

columns! {
    "F.col('a')" => col("a"),
    "F.col('st.n')" => col("st.n"),
    "F.col('st.*')" => col("st.*"),
    "F.col('*')" => col("*"),
}

frames! { (spark, df, other)
    // Columns.
    "df.select('id', F.col('a') + 1)" => df.select(("id", col("a") + 1)),
    "df.select('*')" => df.select("*"),
    "df.select(df['*'])" => df.select(df.col("*")),
    "df.select(df['a'], df.b)" => df.select((df.col("a"), df.col("b"))),
    "df.select([])" => df.select(()),
    "df.selectExpr('id + 1 as next', 'upper(s)')" => df.select_expr(["id + 1 as next", "upper(s)"]),
    "df.select('id', 's').withColumn('t', F.upper('s'))" => df.select(("id", "s")).with_column("t", upper("s")),
    "df.select('id').withColumns({'x': col('id') * 2, 'y': lit('z')})"
        => df.select("id").with_columns([("x", col("id") * 2), ("y", lit("z"))]),
    "df.select('id', 'a').withColumnRenamed('a', 'c')" => df.select(("id", "a")).with_column_renamed("a", "c"),
    "df.select('id', 'a', 'b').withColumnsRenamed({'b': 'y', 'a': 'x'})"
        => df.select(("id", "a", "b")).with_columns_renamed([("b", "y"), ("a", "x")]),
    "df.select('id', 'a').withMetadata('a', {'unit': 'km'})"
        => df.select(("id", "a")).with_metadata("a", r#"{"unit": "km"}"#),
    "df.select('id', 'a', 'b').drop('a', 'nothing')" => df.select(("id", "a", "b")).drop(["a", "nothing"]),
    "df.select('id', 'a', 'b').drop(F.col('a'), F.col('b'))"
        => df.select(("id", "a", "b")).drop_columns((col("a"), col("b"))),
    "df.select('id', 'a').toDF('x', 'y')" => df.select(("id", "a")).to_df(["x", "y"]),
    "df.select('id', 'a').to(T.StructType([T.StructField('a', T.StringType()), T.StructField('c', T.DoubleType())]))"
        => df.select(("id", "a")).to(&schema("a STRING, c DOUBLE")),
    "df.select('id').alias('d').select('d.id')" => df.select("id").alias("d").select("d.id"),
    "df.select(df.colRegex('`[xy]`'))" => df.select(df.col_regex("`[xy]`")),
    #[plan] "df.select(df.metadataColumn('_metadata'))" => df.select(df.metadata_column("_metadata")),
    "df.select('id', 'a', 'b').unpivot('id', ['a', 'b'], 'name', 'value')"
        => df.select(("id", "a", "b")).unpivot("id", ["a", "b"], "name", "value"),
    "df.select('id', 'a', 'b').unpivot(['id', F.col('a')], None, 'name', 'value')"
        => df.select(("id", "a", "b")).unpivot_rest(("id", col("a")), "name", "value"),
    "df.select('id', 'a', 'b').melt(['id'], 'a', 'name', 'value')"
        => df.select(("id", "a", "b")).unpivot(["id"], "a", "name", "value"),
    "df.select('id', 'a', 'b').transpose()" => df.select(("id", "a", "b")).transpose(),
    "df.select('a', 'id', 'b').transpose('id')" => df.select(("a", "id", "b")).transpose_by("id"),
    "df.select('id', 's').toJSON()" => df.select(("id", "s")).to_json(),
    "df.select('id').zipWithIndex()" => df.select("id").zip_with_index("index"),
    "df.select('id').zipWithIndex('n')" => df.select("id").zip_with_index("n"),
    "df.select('id').transform(lambda d: d.limit(1))" => df.select("id").transform(|d| d.limit(1)),
    // Rows.
    "df.filter(F.col('a') > 1)" => df.filter(col("a").gt(1)),
    "df.filter('a > 1')" => df.filter("a > 1"),
    "df.where(F.col('flag'))" => df.filter(col("flag")),
    "df.where('a > 1')" => df.filter("a > 1"),
    "df.select('id', 'a').orderBy('a', F.col('id').desc())" => df.select(("id", "a")).order_by(("a", col("id").desc())),
    "df.select('id', 'a').sort(F.col('a').asc_nulls_last())" => df.select(("id", "a")).order_by(col("a").asc_nulls_last()),
    "df.select('id', 'a').sort('a', 'id', ascending=[False, True])"
        => df.select(("id", "a")).order_by((col("a").desc(), col("id").asc())),
    "df.select('id', 'a').sortWithinPartitions('a')" => df.select(("id", "a")).sort_within_partitions("a"),
    "df.select('id', 'a').sortWithinPartitions(F.col('a').desc())"
        => df.select(("id", "a")).sort_within_partitions(col("a").desc()),
    "df.limit(2)" => df.limit(2),
    "df.offset(1)" => df.offset(1),
    "df.select('a').distinct()" => df.select("a").distinct(),
    "df.select('id', 'a').dropDuplicates()" => df.select(("id", "a")).distinct(),
    "df.select('id', 'a').dropDuplicates(['id', 'a'])" => df.select(("id", "a")).drop_duplicates(["id", "a"]),
    "df.select('id', 'a').drop_duplicates(['id'])" => df.select(("id", "a")).drop_duplicates(["id"]),
    "df.select('ts').withWatermark('ts', '10 minutes')" => df.select("ts").with_watermark("ts", "10 minutes"),
    #[plan] "df.withWatermark('ts', '1 hour').dropDuplicatesWithinWatermark()"
        => df.with_watermark("ts", "1 hour").distinct_within_watermark(),
    #[plan] "df.withWatermark('ts', '1 hour').dropDuplicatesWithinWatermark(['id'])"
        => df.with_watermark("ts", "1 hour").drop_duplicates_within_watermark(["id"]),
    "df.select('id').sample(0.5, 7)" => df.select("id").sample_with_seed(0.5, 7),
    #[volatile] "spark.range(0, 10).sample(0.5)" => spark.range(0, 10).sample(0.5),
    "df.select('id').sample(True, 1.5, 7)" => df.select("id").sample_with_replacement(1.5, 7),
    "spark.range(0, 100).randomSplit([1.0, 3.0], 5)[0]"
        => spark.range(0, 100).random_split_with_seed(&[1.0, 3.0], 5).swap_remove(0),
    "spark.range(0, 100).randomSplit([1.0, 3.0], 5)[1]"
        => spark.range(0, 100).random_split_with_seed(&[1.0, 3.0], 5).swap_remove(1),
    #[volatile] "spark.range(0, 100).randomSplit([0.25, 0.75])[1]"
        => spark.range(0, 100).random_split(&[0.25, 0.75]).swap_remove(1),
    "df.select('id').observe('metrics', F.count(lit(1)).alias('n'), F.max('id').alias('m'))"
        => df.select("id").observe_as("metrics", (count(lit(1)).alias("n"), max("id").alias("m"))),
    // Partitions, and advice.
    "df.select('id').repartition(2)" => df.select("id").repartition(2),
    "df.select('id').repartition('id')" => df.select("id").repartition_by("id"),
    "df.select('id', 'a').repartition(3, 'id', F.col('a'))" => df.select(("id", "a")).repartition_into(3, ("id", col("a"))),
    "df.select('id', 'a').repartitionByRange('id', F.col('a').desc())"
        => df.select(("id", "a")).repartition_by_range(("id", col("a").desc())),
    "df.select('id').repartitionByRange(2, 'id')" => df.select("id").repartition_by_range_into(2, "id"),
    "df.select('id').repartitionById(2, F.col('id').cast('int'))"
        => df.select("id").repartition_by_id(2, col("id").cast("int")),
    "df.select('id').coalesce(1)" => df.select("id").coalesce(1),
    "df.select('id').hint('broadcast')" => df.select("id").hint("broadcast"),
    "df.select('id').hint('rebalance', 10, 'id')" => df.select("id").hint_with("rebalance", [lit(10), lit("id")]),
    "F.broadcast(df.select('id'))" => df.select("id").broadcast(),
    // Two of them.
    "df.select('id').union(other.select('id'))" => df.select("id").union(&other.select("id")),
    "df.select('id').unionAll(other.select('id'))" => df.select("id").union(&other.select("id")),
    "df.select('id', 'a').unionByName(other.select('a', 'id'))"
        => df.select(("id", "a")).union_by_name(&other.select(("a", "id"))),
    "df.select('id').unionByName(other.select('a'), allowMissingColumns=True)"
        => df.select("id").union_by_name_filled(&other.select("a")),
    "df.select('id').intersect(other.select('id'))" => df.select("id").intersect(&other.select("id")),
    "df.select('id').intersectAll(other.select('id'))" => df.select("id").intersect_all(&other.select("id")),
    "df.select('id').subtract(other.select('id'))" => df.select("id").except(&other.select("id")),
    "df.select('id').exceptAll(other.select('id'))" => df.select("id").except_all(&other.select("id")),
    "(lambda r: r.select('id').zip(r.select((r.id + 1).alias('n'))))(spark.range(3))" => {
        let range = spark.range(0, 3);
        range.select("id").zip(&range.select((range.col("id") + 1).alias("n")))
    },
}
