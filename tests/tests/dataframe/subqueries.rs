//! Queries inside of queries: as values, as conditions, as tables of SQL texts and of functions.

use spark_connect_core::{
    dataframe::JoinType,
    error::{ErrorKind, Result},
    functions::*,
};
use spark_connect_tests::{on_every_server, servers::Kind};

use crate::{connect, customers, orders, rows, sorted};

on_every_server! {
    async fn scalars_and_existence(server) -> Result<()> {
        let spark = connect(server).await?;
        let (orders, customers) = (orders(&spark).await?, customers(&spark).await?);
        let mean = orders.select(avg("amount"));
        let large = orders.filter(col("amount").gt(mean.scalar())).select("id");
        assert_eq!(sorted(&large).await?, [r#"{"id":1}"#, r#"{"id":2}"#]);
        let of_customer = orders.filter(col("customer").eq(col("c.customer").outer())).select(sum("amount"));
        let totals = customers.alias("c").select(("customer", of_customer.scalar().alias("total")));
        assert_eq!(sorted(&totals).await?, [r#"{"customer":"ann","total":15.5}"#, r#"{"customer":"eve"}"#]);
        let any = orders.filter(col("customer").eq(col("c.customer").outer()));
        let (with, without) = (any.exists(), !any.exists());
        let customers = customers.alias("c");
        assert_eq!(rows(&customers.filter(with).select("customer")).await?, [r#"{"customer":"ann"}"#]);
        assert_eq!(rows(&customers.filter(without).select("customer")).await?, [r#"{"customer":"eve"}"#]);
        Ok(())
    }

    async fn subqueries_nest_and_repeat(server) -> Result<()> {
        let spark = connect(server).await?;
        let numbers = spark.range(0, 10);
        let largest = numbers.select(max("id")).scalar();
        let mean = numbers.select(avg("id").cast("bigint"));
        // A subquery in a subquery, and one query used twice.
        let above = numbers.filter(col("id").gt(mean.scalar())).select(min("id"));
        let chosen = numbers.filter(col("id").eq(above.scalar()) | col("id").eq(&largest) | col("id").eq(&largest - 1));
        assert_eq!(sorted(&chosen).await?, [r#"{"id":5}"#, r#"{"id":8}"#, r#"{"id":9}"#]);
        // Columns of a relation that holds subqueries are found by its id.
        let others = spark.range(0, 9);
        let joined = chosen.join(&others, chosen.col("id").eq(others.col("id")), JoinType::Inner);
        assert_eq!(joined.select(chosen.col("id")).count().await?, 2);
        Ok(())
    }
}

/// Since Spark 4.1.
#[tokio::test]
async fn rows_are_looked_up() -> Result<()> {
    let spark = connect(Kind::Spark43.server().await).await?;
    let (orders, customers) = (orders(&spark).await?, customers(&spark).await?);
    let known = orders.filter(customers.select("customer").contains("customer")).select("id");
    assert_eq!(sorted(&known).await?, [r#"{"id":1}"#, r#"{"id":3}"#]);
    let unknown = orders.filter(!customers.select("customer").contains("customer")).select("id");
    assert_eq!(rows(&unknown).await?, [r#"{"id":2}"#], "NULL is neither in nor out");
    let pairs = customers.contains((col("customer"), lit("Bonn")));
    assert_eq!(orders.filter(pairs).count().await?, 2);
    Ok(())
}

/// Sail 0.7 does not read what is sent beside an SQL text.
async fn sql_over_frames(kind: Kind) -> Result<()> {
    let spark = connect(kind.server().await).await?;
    let (orders, customers) = (orders(&spark).await?, customers(&spark).await?);
    let frames = [("orders", &orders), ("customers", &customers), ("unused", &orders)];
    let text = "select o.id, c.city, '{orders' as brace from {orders} o join {customers} c using (customer)";
    let joined = spark.sql_over(text, frames).await?;
    assert_eq!(
        sorted(&joined).await?,
        [r#"{"id":1,"city":"Bonn","brace":"{orders"}"#, r#"{"id":3,"city":"Bonn","brace":"{orders"}"#]
    );
    // The result is a DataFrame like any other, with what it reads.
    assert_eq!(joined.filter("id > 1").count().await?, 1);
    let twice = spark.sql_over("select * from {orders} union all select * from {orders}", frames).await?;
    assert_eq!(twice.count().await?, 8);
    let text = "select * from {orders} where amount > :least";
    let large = spark.sql_over_with_named_args(text, frames, [("least", 9.0)]).await?;
    assert_eq!(large.count().await?, 2);
    let error = spark.sql_over("select * from {nobody}", frames).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Parse);
    Ok(())
}

#[tokio::test]
async fn sql_over_frames_on_spark43() -> Result<()> {
    sql_over_frames(Kind::Spark43).await
}

#[tokio::test]
async fn sql_over_frames_on_spark40() -> Result<()> {
    sql_over_frames(Kind::Spark40).await
}

/// Sail 0.7 has no table-valued functions but `range` here.
async fn table_valued_functions(kind: Kind) -> Result<()> {
    let spark = connect(kind.server().await).await?;
    let tvf = spark.tvf();
    assert_eq!(rows(&tvf.explode(lit([1, 2]))).await?, [r#"{"col":1}"#, r#"{"col":2}"#]);
    assert_eq!(tvf.explode(lit(Vec::<i32>::new())).count().await?, 0);
    assert_eq!(rows(&tvf.explode_outer(lit(Vec::<i32>::new()))).await?, ["{}"]);
    assert_eq!(rows(&tvf.posexplode(lit(["a"]))).await?, [r#"{"pos":0,"col":"a"}"#]);
    assert_eq!(tvf.posexplode_outer(lit(Vec::<i32>::new())).count().await?, 1);
    let structs = || {
        array((
            r#struct((lit(1).alias("n"), lit("x").alias("s"))),
            r#struct((lit(2).alias("n"), lit("y").alias("s"))),
        ))
    };
    assert_eq!(rows(&tvf.inline(structs())).await?, [r#"{"n":1,"s":"x"}"#, r#"{"n":2,"s":"y"}"#]);
    assert_eq!(tvf.inline_outer(structs()).count().await?, 2);
    let json = lit(r#"{"a": 1, "b": "two"}"#);
    assert_eq!(rows(&tvf.json_tuple(&json, ["a", "b", "c"])).await?, [r#"{"c0":"1","c1":"two"}"#]);
    assert_eq!(
        rows(&tvf.stack(2, (lit(1), lit("a"), lit(2)))).await?,
        [r#"{"col0":1,"col1":"a"}"#, r#"{"col0":2}"#]
    );
    assert!(tvf.collations().filter("name = 'UNICODE_CI'").count().await? >= 1);
    assert_eq!(tvf.sql_keywords().filter("keyword = 'SELECT'").count().await?, 1);
    let variant = call("parse_json", lit(r#"{"a": 1, "b": null}"#));
    let fields = tvf.variant_explode(&variant).select(("pos", "key"));
    assert_eq!(rows(&fields).await?, [r#"{"pos":0,"key":"a"}"#, r#"{"pos":1,"key":"b"}"#]);
    assert_eq!(tvf.variant_explode_outer(call("parse_json", lit("1"))).count().await?, 1);
    assert_eq!(rows(&tvf.call("range", (lit(3), lit(5)))).await?, [r#"{"id":3}"#, r#"{"id":4}"#]);
    // With columns of the left side of a lateral join.
    let left =
        spark.sql("select * from values (1, array('a', 'b')), (2, array()) as t(id, tags)").await?.alias("l");
    let tags =
        left.lateral_join(&tvf.explode_outer(col("l.tags").outer()), JoinType::Inner).select(("id", "col"));
    assert_eq!(sorted(&tags).await?, [r#"{"id":1,"col":"a"}"#, r#"{"id":1,"col":"b"}"#, r#"{"id":2}"#]);
    Ok(())
}

#[tokio::test]
async fn table_valued_functions_on_spark43() -> Result<()> {
    table_valued_functions(Kind::Spark43).await
}

#[tokio::test]
async fn table_valued_functions_on_spark40() -> Result<()> {
    table_valued_functions(Kind::Spark40).await
}

/// There is no built-in function to give a table to: what is wrong is seen here, the rest by the server.
#[tokio::test]
async fn table_arguments() -> Result<()> {
    let spark = connect(Kind::Spark43.server().await).await?;
    let orders = orders(&spark).await?;
    let call = async |argument: spark_connect_core::dataframe::TableArg| {
        spark.tvf().call("my_function", argument.into_column()).count().await.unwrap_err()
    };
    for wrong in [
        orders.as_table().order_by("id"),
        orders.as_table().partition_by("id").with_single_partition(),
        orders.as_table().with_single_partition().partition_by("id"),
    ] {
        assert_eq!(call(wrong).await.kind(), ErrorKind::InvalidPlan);
    }
    for right in [
        orders.as_table(),
        orders.as_table().partition_by(("customer", "status")).order_by((col("id").desc(), "amount")),
        orders.as_table().with_single_partition().order_by("id"),
    ] {
        assert_eq!(call(right).await.error_class(), Some("UNRESOLVABLE_TABLE_VALUED_FUNCTION"));
    }
    Ok(())
}
