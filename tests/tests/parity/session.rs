//! The session: where rows come from, SQL, and operations.

use spark_connect_core::{functions::*, row::Value, types::StructType};

fn schema(ddl: &str) -> StructType {
    ddl.parse().expect("a schema")
}

frames! { (spark, df, other)
    "spark.range(5)" => spark.range(0, 5),
    "spark.range(2, 9)" => spark.range(2, 9),
    "spark.range(9, 2, -3)" => spark.range_by(9, 2, -3),
    "spark.range(0, 9, 2, 3)" => spark.range_into(0, 9, 2, 3),
    "spark.table('base')" => spark.table("base"),
    "spark.emptyDataFrame('a INT, xs ARRAY<STRING>')" => spark.empty_dataframe(&schema("a INT, xs ARRAY<STRING>")),
    "spark.createDataFrame([], 'a INT')" =>
        spark.create_dataframe_from_rows(&schema("a INT"), Vec::<Vec<Value>>::new()),
}

requests! { (spark, df, other)
    "spark.version" => spark.version().await.is_ok(),
    "spark.sql('select 1')" => spark.sql("select 1").await,
    "spark.sql('select ?, ?', [1, F.array(F.lit('x'))])" =>
        spark.sql_with_args("select ?, ?", [lit(1), array([lit("x")])]).await,
    "spark.sql('select :a', {'a': 7})" => spark.sql_with_named_args("select :a", [("a", 7)]).await,
    "spark.interruptAll()" => spark.interrupt_all().await,
    "spark.interruptTag('t')" => spark.interrupt_tag("t").await,
    "spark.interruptOperation('11111111-2222-3333-4444-555555555555')" =>
        spark.interrupt_operation("11111111-2222-3333-4444-555555555555").await,
    "spark.client._analyze('ddl_parse', ddl_string='a INT')" => spark.parse_ddl("a INT").await,
    "spark.client._analyze('json_to_ddl', json_string='{}')" => spark.json_to_ddl("{}").await,
}
