//! Queries inside of queries.

use spark_connect_core::{dataframe::DataFrame, expr::Column, functions::*};

use crate::snippets::{Mark, Rust, Snippet};

/// Columns of subqueries, and arguments of table-valued functions.
pub(crate) fn columns(df: &DataFrame) -> Vec<Snippet> {
    let table = || df.as_table();
    let snippets: [(&'static str, Column); 6] = [
        ("df.asTable()", table().into_column()),
        ("df.asTable().partitionBy('a')", table().partition_by("a").into_column()),
        (
            "df.asTable().partitionBy('a', F.col('b')).orderBy('id', F.col('s').desc())",
            table().partition_by(("a", col("b"))).order_by(("id", col("s").desc())).into_column(),
        ),
        ("df.asTable().withSinglePartition()", table().with_single_partition().into_column()),
        (
            "df.asTable().withSinglePartition().orderBy('id')",
            table().with_single_partition().order_by("id").into_column(),
        ),
        ("F.col('a').outer()", col("a").outer()),
    ];
    snippets
        .into_iter()
        .map(|(python, column)| Snippet { mark: Mark::Plan, python, rust: Rust::Column(column) })
        .collect()
}

frames! { (spark, df, other)
    "df.select('id', other.select(F.max('a')).scalar().alias('m'))"
        => df.select((col("id"), other.select(max("a")).scalar().alias("m"))),
    "df.select('id').filter(other.exists())" => df.select("id").filter(other.exists()),
    "df.select('id').alias('d').filter(~other.filter(other.id == F.col('d.id').outer()).exists())"
        => df.select("id").alias("d").filter(!other.filter(other.col("id").eq(col("d.id").outer())).exists()),
    "df.select('id').filter(F.col('id').isin(other.select('id')))"
        => df.select("id").filter(other.select("id").contains("id")),
    "df.select('id', 'a').filter(F.struct('id', 'a').isin(other.select('id', 'a')))"
        => df.select(("id", "a")).filter(other.select(("id", "a")).contains(("id", "a"))),
    "df.select('id').filter(F.col('id') > other.select(F.min('id')).filter(spark.range(1).exists()).scalar())"
        => df.select("id").filter(
            col("id").gt(other.select(min("id")).filter(spark.range(0, 1).exists()).scalar())
        ),
    "df.groupBy('flag').agg((F.sum('a') + other.select(F.max('a')).scalar()).alias('t'))"
        => df.group_by("flag").agg((sum("a") + other.select(max("a")).scalar()).alias("t")),
    "df.select('id').withColumn('m', other.select(F.max('a')).scalar())"
        => df.select("id").with_column("m", other.select(max("a")).scalar()),
    "df.select('id').orderBy(other.select(F.max('a')).scalar(), 'id')"
        => df.select("id").order_by((other.select(max("a")).scalar(), col("id"))),
    "df.select('id').join(other, df.id == other.select(F.max('a')).scalar())"
        => df.select("id").join(
            other,
            df.col("id").eq(other.select(max("a")).scalar()),
            spark_connect_core::dataframe::JoinType::Inner,
        ),
}

requests! { (spark, df, other)
    "spark.sql('select * from {d} join {o} using (id)', d=df, o=other)"
        => spark.sql_over("select * from {d} join {o} using (id)", [("d", &df), ("o", &other)]).await,
    "spark.sql('select * from {d} union all select * from {d}', d=df)"
        => spark.sql_over("select * from {d} union all select * from {d}", [("d", &df)]).await,
    "spark.sql('select * from {d} where id = :id', {'id': 1}, d=df)"
        => spark.sql_over_with_named_args("select * from {d} where id = :id", [("d", &df)], [("id", 1)]).await,
}
