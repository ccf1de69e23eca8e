//! Lateral, as-of and nearest-by joins, and rows side by side.

use spark_connect_core::{
    dataframe::{AsOf, AsOfDirection, DataFrame, JoinType, NearestBy},
    error::{ErrorKind, Result},
    functions::*,
    session::SparkSession,
};
use spark_connect_tests::{on_every_server, servers::Kind};

use crate::{connect, customers, orders, rows, sorted};

async fn trades(spark: &SparkSession) -> Result<(DataFrame, DataFrame)> {
    let trades = "select * from values ('a', 10), ('a', 20), ('b', 10) as t(share, at)";
    let quotes = "select * from values ('a', 5, 1.0D), ('a', 10, 2.0D), ('a', 22, 3.0D), ('b', 30, 4.0D) as t(share, at, price)";
    Ok((spark.sql(trades).await?, spark.sql(quotes).await?))
}

on_every_server! {
    async fn lateral_joins(server) -> Result<()> {
        let spark = connect(server).await?;
        let customers = customers(&spark).await?.alias("c");
        let of_customer = orders(&spark).await?
            .filter(col("customer").eq(col("c.customer").outer()))
            .select(("id", "amount"));
        let inner = customers.lateral_join(&of_customer, JoinType::Inner);
        assert_eq!(sorted(&inner).await?, [
                r#"{"customer":"ann","city":"Bonn","id":1,"amount":10.0}"#,
                r#"{"customer":"ann","city":"Bonn","id":3,"amount":5.5}"#,
            ]);
        // Sail 0.7 wants a condition.
        let left = match server.kind().is_spark() {
            true => customers.lateral_join(&of_customer, JoinType::Left),
            false => customers.lateral_join_on(&of_customer, "true", JoinType::Left),
        };
        assert_eq!(sorted(&left).await?[2], r#"{"customer":"eve","city":"Kiel"}"#);
        let condition = customers.lateral_join_on(&of_customer, col("amount").gt(10.0), JoinType::Inner);
        assert_eq!(condition.count().await?, 0);
        let refused = customers.lateral_join(&of_customer, JoinType::Full).count().await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::InvalidPlan);
        assert_eq!(refused.to_string().lines().next(), Some("lateral joins are `Inner`, `Left` or `Cross`, not `JoinType::Full`"));
        Ok(())
    }

    async fn joins_of_three_relations_tell_their_columns_apart(server) -> Result<()> {
        let spark = connect(server).await?;
        let numbers = spark.range(0, 4);
        let (a, b, c) = (numbers.filter("id > 0"), numbers.filter("id > 1"), numbers.filter("id > 2"));
        let joined = a
            .join(&b, a.col("id").eq(b.col("id")), JoinType::Left)
            .join(&c, a.col("id").eq(c.col("id")), JoinType::Left);
        let ids = joined.select((a.col("id").alias("a"), b.col("id").alias("b"), c.col("id").alias("c")));
        assert_eq!(sorted(&ids).await?, [r#"{"a":1}"#, r#"{"a":2,"b":2}"#, r#"{"a":3,"b":3,"c":3}"#]);
        // Both sides of a self join have the column: the server says that it cannot know which one is meant.
        if server.kind().is_spark() {
            let itself = a.join(&a, a.col("id").eq(a.col("id")), JoinType::Inner);
            let error = itself.select(a.col("id")).count().await.unwrap_err();
            assert_eq!(error.error_class(), Some("AMBIGUOUS_COLUMN_REFERENCE"));
        }
        Ok(())
    }
}

/// Sail 0.7 has none of these.
async fn as_of(kind: Kind) -> Result<()> {
    let spark = connect(kind.server().await).await?;
    let (trades, quotes) = trades(&spark).await?;
    let joined = async |as_of: AsOf| {
        let joined =
            trades.join_as_of(&quotes, as_of).select((trades.col("share"), trades.col("at"), "price"));
        sorted(&joined).await
    };
    let by_share = || AsOf::new("at", "at").on(trades.col("share").eq(quotes.col("share")));
    assert_eq!(
        joined(by_share()).await?,
        [r#"{"share":"a","at":10,"price":2.0}"#, r#"{"share":"a","at":20,"price":2.0}"#]
    );
    assert_eq!(joined(by_share().how(JoinType::Left)).await?[2], r#"{"share":"b","at":10}"#);
    assert_eq!(
        joined(by_share().without_exact_matches()).await?,
        [r#"{"share":"a","at":10,"price":1.0}"#, r#"{"share":"a","at":20,"price":2.0}"#]
    );
    assert_eq!(
        joined(by_share().direction(AsOfDirection::Forward)).await?,
        [
            r#"{"share":"a","at":10,"price":2.0}"#,
            r#"{"share":"a","at":20,"price":3.0}"#,
            r#"{"share":"b","at":10,"price":4.0}"#
        ]
    );
    assert_eq!(
        joined(by_share().direction(AsOfDirection::Nearest).tolerance(5)).await?,
        [r#"{"share":"a","at":10,"price":2.0}"#, r#"{"share":"a","at":20,"price":3.0}"#]
    );
    assert_eq!(
        joined(AsOf::columns(trades.col("at") + 1, quotes.col("at")).tolerance(0)).await?,
        Vec::<String>::new()
    );
    let using = trades.join_as_of(&quotes, AsOf::new("at", "at").using(["share"]));
    assert_eq!(using.select((quotes.col("share"), "price")).count().await?, 2);
    let error = trades.join_as_of(&quotes, by_share().how(JoinType::Full)).count().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidPlan);
    Ok(())
}

#[tokio::test]
async fn as_of_joins_on_spark43() -> Result<()> {
    as_of(Kind::Spark43).await
}

#[tokio::test]
async fn as_of_joins_on_spark40() -> Result<()> {
    as_of(Kind::Spark40).await
}

/// Since Spark 4.2.
#[tokio::test]
async fn nearest_by_joins() -> Result<()> {
    let spark = connect(Kind::Spark43.server().await).await?;
    let points = spark.sql("select * from values (1), (10) as t(x)").await?;
    let others = spark.sql("select * from values (0), (3), (9), (100) as t(y)").await?;
    let distance = || abs(points.col("x") - others.col("y"));
    let nearest = points.nearest_by_join(&others, NearestBy::distance(distance(), 2));
    assert_eq!(
        sorted(&nearest).await?,
        [r#"{"x":1,"y":0}"#, r#"{"x":1,"y":3}"#, r#"{"x":10,"y":3}"#, r#"{"x":10,"y":9}"#]
    );
    let farthest = points.nearest_by_join(&others, NearestBy::similarity(distance(), 1).approximate());
    assert_eq!(sorted(&farthest).await?, [r#"{"x":1,"y":100}"#, r#"{"x":10,"y":100}"#]);
    let none = others.filter("false");
    let ranking = || abs(points.col("x") - none.col("y"));
    assert_eq!(points.nearest_by_join(&none, NearestBy::distance(ranking(), 1)).count().await?, 0);
    let left = points.nearest_by_join(&none, NearestBy::distance(ranking(), 1).how(JoinType::Left));
    assert_eq!(left.count().await?, 2);
    for wrong in [
        NearestBy::distance(distance(), 0),
        NearestBy::distance(distance(), 100_001),
        NearestBy::distance(distance(), 1).how(JoinType::Right),
    ] {
        let error = points.nearest_by_join(&others, wrong).count().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidPlan);
    }
    Ok(())
}

/// Since Spark 4.3.
#[tokio::test]
async fn columns_side_by_side() -> Result<()> {
    let spark = connect(Kind::Spark43.server().await).await?;
    let numbers = spark.range(0, 3);
    let zipped =
        numbers.select((col("id") * 2).alias("double")).zip(&numbers.select((col("id") + 1).alias("next")));
    assert_eq!(
        rows(&zipped).await?,
        [r#"{"double":0,"next":1}"#, r#"{"double":2,"next":2}"#, r#"{"double":4,"next":3}"#]
    );
    Ok(())
}
