//! Transformations that change the shape of rows, grouping sets, windows, partitions.

use spark_connect_core::{
    dataframe::DataFrame,
    error::{ErrorKind, Result},
    expr::{FrameBound, Window},
    functions::*,
    types::StructType,
};
use spark_connect_tests::{on_every_server, servers::Kind};

use crate::{connect, orders, rows, sorted};

on_every_server! {
    async fn columns_become_rows(server) -> Result<()> {
        let spark = connect(server).await?;
        let sales = spark.sql("select * from values ('a', 1, 10), ('b', 2, null), ('c', null, null) as t(shop, jan, feb)").await?;
        let months = sales.unpivot("shop", ["jan", "feb"], "month", "amount");
        let all = [
            r#"{"shop":"a","month":"feb","amount":10}"#,
            r#"{"shop":"a","month":"jan","amount":1}"#,
            r#"{"shop":"b","month":"feb"}"#,
            r#"{"shop":"b","month":"jan","amount":2}"#,
            r#"{"shop":"c","month":"feb"}"#,
            r#"{"shop":"c","month":"jan"}"#,
        ];
        assert_eq!(sorted(&months).await?, all);
        assert_eq!(sorted(&sales.unpivot_rest("shop", "month", "amount")).await?, all);
        assert_eq!(sales.unpivot(("shop", "jan"), "feb", "month", "amount").count().await?, 3);
        Ok(())
    }

    async fn rows_are_brought_to_a_schema(server) -> Result<()> {
        let spark = connect(server).await?;
        let frame = spark.sql("select 'x' as a, 1 as b, true as dropped").await?;
        let schema: StructType = "b BIGINT, a STRING".parse()?;
        assert_eq!(frame.to(&schema).schema().await?.to_string(), "struct<b:bigint,a:string>");
        assert_eq!(rows(&frame.to(&schema)).await?, [r#"{"b":1,"a":"x"}"#]);
        let schema: StructType = "missing DOUBLE, b STRING".parse()?;
        // Sail 0.7 fills nothing in.
        if server.kind().is_spark() {
            assert_eq!(rows(&frame.to(&schema)).await?, [r#"{"b":"1"}"#]);
        }
        Ok(())
    }

    async fn rows_become_json(server) -> Result<()> {
        let orders = orders(&connect(server).await?).await?.filter("id = 4").select(("id", "customer", "status"));
        assert_eq!(rows(&orders.to_json()).await?, [r#"{"value":"{\"id\":4,\"status\":\"paid\"}"}"#]);
        Ok(())
    }

    async fn a_function_is_a_step(server) -> Result<()> {
        fn paid(orders: &DataFrame) -> DataFrame {
            orders.filter("status = 'paid'")
        }
        let orders = orders(&connect(server).await?).await?;
        let least = 5.0;
        assert_eq!(orders.transform(paid).transform(|orders| orders.filter(col("amount").gt(least))).count().await?, 2);
        Ok(())
    }

    async fn aggregates_by_name(server) -> Result<()> {
        let orders = orders(&connect(server).await?).await?;
        let all = orders.agg_each([("amount", "max"), ("id", "count")]).to_df(["m", "n"]);
        assert_eq!(rows(&all).await?, [r#"{"m":20.0,"n":4}"#]);
        let groups = orders.group_by("status").agg_each([("amount", "min")]).to_df(["status", "m"]);
        assert_eq!(sorted(&groups).await?, [r#"{"status":"open","m":20.0}"#, r#"{"status":"paid","m":1.0}"#]);
        Ok(())
    }

    async fn windows_with_frames(server) -> Result<()> {
        let spark = connect(server).await?;
        // Distances that do not fit into 32 bits.
        let far = spark.sql("select * from values (0L), (3000000000L), (6000000001L) as t(at)").await?;
        let range = Window::new().order_by("at").range_between(FrameBound::Preceding(3_000_000_000), FrameBound::CurrentRow);
        let near = far.select(("at", count("*").over(&range).alias("n"))).order_by("at");
        assert_eq!(rows(&near).await?, [r#"{"at":0,"n":1}"#, r#"{"at":3000000000,"n":2}"#, r#"{"at":6000000001,"n":1}"#]);
        let numbers = spark.range(0, 4);
        let by_rows = Window::new().order_by("id").rows_between(FrameBound::Preceding(1), FrameBound::Following(1));
        let sums = numbers.select(sum("id").over(&by_rows).alias("s"));
        assert_eq!(sorted(&sums).await?, [r#"{"s":1}"#, r#"{"s":3}"#, r#"{"s":5}"#, r#"{"s":6}"#]);
        let rest = Window::new().order_by("id").rows_between(FrameBound::CurrentRow, FrameBound::UnboundedFollowing);
        let sums = numbers.select(sum("id").over(&rest).alias("s"));
        assert_eq!(sorted(&sums).await?, [r#"{"s":3}"#, r#"{"s":5}"#, r#"{"s":6}"#, r#"{"s":6}"#]);
        let wide = Window::new().order_by("id").rows_between(FrameBound::Preceding(3_000_000_000), FrameBound::CurrentRow);
        let error = numbers.select(sum("id").over(&wide)).count().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidPlan, "rows are counted in 32 bits, and this must not wrap");
        Ok(())
    }
}

/// Samples of Sail 0.7 overlap.
async fn random_parts(kind: Kind) -> Result<()> {
    let numbers = connect(kind.server().await).await?.range(0, 2000);
    // Ten weights whose shares do not add up to exactly one.
    for weights in [vec![0.1; 10], vec![1.0, 2.0, 3.0], vec![5.0], vec![0.0, 1.0]] {
        let parts = numbers.random_split(&weights);
        assert_eq!(parts.len(), weights.len());
        let all = parts.iter().skip(1).fold(parts[0].clone(), |all, part| all.union(part));
        assert_eq!(all.count().await?, 2000, "{weights:?}: every row is in a part");
        assert_eq!(all.distinct().count().await?, 2000, "{weights:?}: no row is in two");
    }
    let (one, other) = (numbers.random_split(&[1.0, 1.0]), numbers.random_split(&[1.0, 1.0]));
    assert_ne!(one[0].except(&other[0]).count().await?, 0, "a seed of its own for each split");
    Ok(())
}

#[tokio::test]
async fn random_parts_are_disjoint_and_complete_on_spark43() -> Result<()> {
    random_parts(Kind::Spark43).await
}

#[tokio::test]
async fn random_parts_are_disjoint_and_complete_on_spark40() -> Result<()> {
    random_parts(Kind::Spark40).await
}

async fn grouping_sets(kind: Kind) -> Result<()> {
    let orders = orders(&connect(kind.server().await).await?).await?;
    let sets = [vec!["customer", "status"], vec!["status"], vec![]];
    let totals = orders.grouping_sets(sets, ("customer", "status")).agg(sum("amount").alias("total"));
    assert_eq!(totals.count().await?, 6);
    let total = totals.filter("status is null").select("total");
    assert_eq!(rows(&total).await?, [r#"{"total":36.5}"#]);
    let pivot = orders.grouping_sets(["customer"], "customer").pivot("status").count();
    assert_eq!(pivot.count().await.unwrap_err().kind(), ErrorKind::InvalidPlan);
    Ok(())
}

/// Sail 0.7 has no grouping sets.
#[tokio::test]
async fn grouping_sets_on_spark43() -> Result<()> {
    grouping_sets(Kind::Spark43).await
}

#[tokio::test]
async fn grouping_sets_on_spark40() -> Result<()> {
    grouping_sets(Kind::Spark40).await
}

async fn what_sail_has_not(kind: Kind) -> Result<()> {
    let spark = connect(kind.server().await).await?;
    let table = spark.sql("select * from values ('a', 1, 10), ('b', 2, 20) as t(name, x, y)").await?;
    assert_eq!(
        sorted(&table.transpose()).await?,
        [r#"{"key":"x","a":1,"b":2}"#, r#"{"key":"y","a":10,"b":20}"#]
    );
    let by_x = table.select(("x", "y")).transpose_by("y");
    assert_eq!(rows(&by_x).await?, [r#"{"key":"x","10":1,"20":2}"#]);
    let noted = table.with_metadata("x", r#"{"unit": "km"}"#).schema().await?;
    assert_eq!(noted.fields[1].metadata.as_deref(), Some(r#"{"unit":"km"}"#));
    let like = table.select(table.col_regex("`[xy]`"));
    assert_eq!(like.columns().await?, ["x", "y"]);
    let indexed = spark.range(10, 13).zip_with_index("index");
    assert_eq!(
        rows(&indexed).await?,
        [r#"{"id":10,"index":0}"#, r#"{"id":11,"index":1}"#, r#"{"id":12,"index":2}"#]
    );
    // Of a table that is no stream, duplicates within the watermark are refused, and a watermark changes nothing.
    let timed = spark.sql("select timestamp'2026-01-01' as at").await?.with_watermark("at", "10 minutes");
    assert_eq!(timed.count().await?, 1);
    for streaming in [timed.distinct_within_watermark(), timed.drop_duplicates_within_watermark(["at"])] {
        assert!(streaming.count().await.is_err());
    }
    // Ranges, not hashes: each partition has neighbours.
    let extremes = |frame: DataFrame| {
        frame
            .group_by(spark_partition_id().alias("p"))
            .agg((min("id").alias("low"), max("id").alias("high"), count("*").alias("n")))
            .order_by("low")
    };
    let ranges = spark.range(0, 100).repartition(3).repartition_by_range_into(4, "id");
    let bounds: Vec<(i32, i64, i64, i64)> = extremes(ranges).collect_as().await?;
    assert_eq!(bounds.len(), 4, "{bounds:?}");
    assert!(bounds.windows(2).all(|pair| pair[0].2 < pair[1].1), "{bounds:?}");
    let none = spark.range(0, 1).repartition(0).count().await.unwrap_err();
    assert_eq!(none.kind(), ErrorKind::InvalidPlan);
    assert_eq!(spark.range(0, 5).broadcast().count().await?, 5);
    Ok(())
}

#[tokio::test]
async fn what_sail_has_not_on_spark43() -> Result<()> {
    what_sail_has_not(Kind::Spark43).await
}

#[tokio::test]
async fn what_sail_has_not_on_spark40() -> Result<()> {
    what_sail_has_not(Kind::Spark40).await
}

/// Since Spark 4.1.
#[tokio::test]
async fn rows_go_to_the_partition_that_a_column_says() -> Result<()> {
    let spark = connect(Kind::Spark43.server().await).await?;
    let spread = spark.range(0, 10).repartition_by_id(4, (col("id") % 3).cast("int"));
    let moved = spread.filter(spark_partition_id().ne(col("id") % 3));
    assert_eq!(moved.count().await?, 0);
    Ok(())
}

/// The columns that a source adds to its rows.
#[tokio::test]
async fn metadata_columns() -> Result<()> {
    let spark = connect(Kind::Spark43.server().await).await?;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rows").display().to_string();
    spark.range(0, 3).coalesce(1).write().parquet(&path).await?;
    let rows = spark.read().parquet(&path);
    let name = rows.select(rows.metadata_column("_metadata").field("file_name").alias("name"));
    assert_eq!(name.filter("name like 'part-%'").count().await?, 3);
    Ok(())
}
