//! Tables of the second version on Spark, in the catalog of the tests.

use jiff::Timestamp;
use spark_connect_core::{
    dataframe::DataFrame,
    error::{Error, Result},
    expr::col,
    functions::{bucket, days, hours, lit, months, spark_partition_id, years},
    session::SparkSession,
};
use spark_connect_tests::servers::spark43;

use crate::{rows, tables::described};

async fn session() -> SparkSession {
    spark43().await.session().await
}

/// Rows with an id, a day, an instant of it, and a name.
async fn events(spark: &SparkSession, rows: &str) -> Result<DataFrame> {
    spark
        .sql(&format!(
            "SELECT id, to_date(day) day, to_timestamp(concat(day, ' 10:30:00')) at, s \
                        FROM VALUES {rows} AS t(id, day, s)"
        ))
        .await
}

const FOUR: &str =
    "(1, '2024-01-01', 'a'), (2, '2024-01-31', 'b'), (3, '2024-03-01', 'c'), (4, '2025-03-01', 'd')";

async fn ids(spark: &SparkSession, table: &str) -> Result<Vec<String>> {
    rows(&spark.table(table).select(("id", "s"))).await
}

#[tokio::test]
async fn partitions_are_made_of_columns_in_six_ways() -> Result<()> {
    let spark = session().await;
    spark.conf().set("spark.sql.session.timeZone", "UTC").await?;
    let frame = events(&spark, FOUR).await?;
    // What a table has for partitions, and how many of them the four rows go to.
    let ways = [
        ("identity", frame.write_to("memory.t").partitioned_by("s"), "string", 4),
        ("years", frame.write_to("memory.t").partitioned_by(years("day")), "years(day)", 2),
        ("months", frame.write_to("memory.t").partitioned_by(months("at")), "months(at)", 3),
        ("days", frame.write_to("memory.t").partitioned_by(days("at")), "days(at)", 4),
        ("hours", frame.write_to("memory.t").partitioned_by(hours("at")), "hours(at)", 4),
        ("bucket", frame.write_to("memory.t").partitioned_by(bucket(1, "id")), "bucket(1, id)", 1),
        (
            "several",
            frame.write_to("memory.t").partitioned_by((years("day"), bucket(1, "id"), col("s"))),
            "years(day)",
            4,
        ),
    ];
    for (name, write, told, count) in ways {
        write.create_or_replace().await?;
        let known = described(&spark, "memory.t").await?;
        let column = if name == "identity" { &known["s"] } else { &known["Part 0"] };
        assert_eq!(column, told, "{name}: {known:?}");
        let partitions = spark.table("memory.t").select(spark_partition_id()).distinct();
        assert_eq!(partitions.count().await?, count, "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn partitions_are_replaced() -> Result<()> {
    let spark = session().await;
    events(&spark, FOUR).await?.write_to("memory.default.t").partitioned_by(months("day")).create().await?;
    let more = events(&spark, "(20, '2024-01-15', 'new'), (50, '2026-01-01', 'new')").await?;
    more.write_to("memory.default.t").overwrite_partitions().await?;
    assert_eq!(
        ids(&spark, "memory.default.t").await?,
        [r#"{"id":20,"s":"new"}"#, r#"{"id":3,"s":"c"}"#, r#"{"id":4,"s":"d"}"#, r#"{"id":50,"s":"new"}"#]
    );
    Ok(())
}

#[tokio::test]
async fn rows_are_replaced_by_a_condition() -> Result<()> {
    let spark = session().await;
    let write = async |query: &str| Ok::<_, Error>(spark.sql(query).await?.write_to("memory.t"));
    write("SELECT 1 a, 'x' b UNION ALL SELECT 2, 'y' UNION ALL SELECT 3, NULL").await?.create().await?;
    let table = async || rows(&spark.table("memory.t")).await;
    write("SELECT 9 a, 'z' b").await?.overwrite(col("b").eq("y") | col("a").lt(2)).await?;
    assert_eq!(table().await?, [r#"{"a":3}"#, r#"{"a":9,"b":"z"}"#]);
    write("SELECT 4 a, 'w' b").await?.overwrite("b IS NULL").await?;
    assert_eq!(table().await?, [r#"{"a":4,"b":"w"}"#, r#"{"a":9,"b":"z"}"#]);
    write("SELECT 5 a, 'v' b").await?.append().await?;
    write("SELECT 6 a, 'u' b").await?.overwrite(lit(true)).await?;
    assert_eq!(table().await?, [r#"{"a":6,"b":"u"}"#]);
    // Columns are matched by name, and have to be there.
    write("SELECT 'r' b, 7 a").await?.append().await?;
    assert_eq!(table().await?, [r#"{"a":6,"b":"u"}"#, r#"{"a":7,"b":"r"}"#]);
    let error = write("SELECT 7 a, 'r' c").await?.append().await.unwrap_err();
    assert_eq!(error.error_class(), Some("INCOMPATIBLE_DATA_FOR_TABLE.EXTRA_COLUMNS"), "{error:?}");
    Ok(())
}

#[tokio::test]
async fn tables_are_replaced_with_all_they_keep() -> Result<()> {
    let spark = session().await;
    let write = async |query: &str| Ok::<_, Error>(spark.sql(query).await?.write_to("memory.t"));
    let error = write("SELECT 1 a").await?.replace().await.unwrap_err();
    assert_eq!(error.error_class(), Some("TABLE_OR_VIEW_NOT_FOUND"), "{error:?}");
    write("SELECT 1 a").await?.table_property("owned", "by me").option("o", 1).create_or_replace().await?;
    let known = described(&spark, "memory.t").await?;
    assert!(known["Table Properties"].contains("owned=by me"), "{known:?}");
    write("SELECT 'x' b").await?.table_property("other", "2").replace().await?;
    let known = described(&spark, "memory.t").await?;
    assert!(known["Table Properties"].contains("other=2"), "{known:?}");
    assert!(!known["Table Properties"].contains("owned"), "{known:?}");
    assert_eq!(rows(&spark.table("memory.t")).await?, [r#"{"b":"x"}"#]);
    write("SELECT 'y' b, 1 c").await?.create_or_replace().await?;
    assert_eq!(rows(&spark.table("memory.t")).await?, [r#"{"b":"y","c":1}"#]);
    write("SELECT 'z' b, 2 c, 3 d").await?.with_schema_evolution().append().await?;
    assert_eq!(rows(&spark.table("memory.t")).await?, [r#"{"b":"y","c":1}"#, r#"{"b":"z","c":2,"d":3}"#]);
    Ok(())
}

#[tokio::test]
async fn tables_are_merged() -> Result<()> {
    let spark = session().await;
    let table = spark.sql("SELECT id, 10 n, 'old' s FROM range(1, 6)").await?;
    table.write_to("memory.default.stock").create().await?;
    let changes =
        spark.sql("SELECT * FROM VALUES (2L, 20), (3L, NULL), (9L, 90) AS t(id, n)").await?.alias("c");
    changes
        .merge_into("memory.default.stock", "stock.id = c.id")
        .when_matched_and("c.n IS NULL")
        .delete()
        .when_matched()
        .update([("n", col("stock.n") + col("c.n")), ("stock.s", lit("changed"))])
        .when_not_matched_and(col("c.id").gt(100))
        .insert([("id", lit(0))])
        .when_not_matched()
        .insert([("id", col("c.id")), ("n", lit(1))])
        .when_not_matched_by_source_and(col("stock.id").eq(1))
        .delete()
        .when_not_matched_by_source_and(col("stock.id").eq(5))
        .update([("stock.s", lit("five"))])
        .merge()
        .await?;
    assert_eq!(
        rows(&spark.table("memory.default.stock")).await?,
        [
            r#"{"id":2,"n":30,"s":"changed"}"#,
            r#"{"id":4,"n":10,"s":"old"}"#,
            r#"{"id":5,"n":10,"s":"five"}"#,
            r#"{"id":9,"n":1}"#,
        ]
    );
    let full =
        spark.sql("SELECT 4L id, 4 n, 'all' s, true more UNION ALL SELECT 7L, 7, 'all', false").await?;
    let all = full.alias("f").merge_into("memory.default.stock", "stock.id = f.id").with_schema_evolution();
    all.when_matched()
        .update_all()
        .when_not_matched()
        .insert_all()
        .when_not_matched_by_source()
        .delete()
        .merge()
        .await?;
    assert_eq!(
        rows(&spark.table("memory.default.stock")).await?,
        [r#"{"id":4,"n":4,"s":"all","more":true}"#, r#"{"id":7,"n":7,"s":"all","more":false}"#]
    );
    // Two rows of the source for one of the table.
    let twice = spark.sql("SELECT 4L id, 1 n UNION ALL SELECT 4L, 2").await?.alias("t");
    let merge = twice
        .merge_into("memory.default.stock", "stock.id = t.id")
        .when_matched()
        .update([("n", col("t.n"))]);
    let error = merge.merge().await.unwrap_err();
    assert_eq!(error.error_class(), Some("MERGE_CARDINALITY_VIOLATION"), "{error:?}");
    Ok(())
}

#[tokio::test]
async fn changes_are_read() -> Result<()> {
    let spark = session().await;
    let write = async |query: &str| Ok::<_, Error>(spark.sql(query).await?.write_to("memory.t"));
    write("SELECT 1 a, 'x' b").await?.create().await?;
    write("SELECT 2 a, 'y' b").await?.append().await?;
    let between: Timestamp = Timestamp::now();
    write("SELECT 3 a, 'z' b").await?.overwrite(col("a").eq(1)).await?;
    let changes = spark.read().option("startingVersion", 1).changes("memory.t");
    assert_eq!(changes.columns().await?, ["a", "b", "_change_type", "_commit_version", "_commit_timestamp"]);
    let changes = changes.drop(["_commit_timestamp"]);
    assert_eq!(
        rows(&changes).await?,
        [
            r#"{"a":1,"b":"x","_change_type":"delete","_commit_version":3}"#,
            r#"{"a":1,"b":"x","_change_type":"insert","_commit_version":1}"#,
            r#"{"a":2,"b":"y","_change_type":"insert","_commit_version":2}"#,
            r#"{"a":3,"b":"z","_change_type":"insert","_commit_version":3}"#,
        ]
    );
    let second = spark.read().option("startingVersion", 2).option("endingVersion", 2).changes("memory.t");
    assert_eq!(rows(&second.select("a")).await?, [r#"{"a":2}"#]);
    let later = spark.read().option("startingTimestamp", between).changes("memory.t");
    assert_eq!(rows(&later.select(("a", "_change_type"))).await?.len(), 2);
    assert_eq!(spark.read().changes("memory.t").count().await?, 4);
    let error =
        spark.read().option("startingVersion", 1).changes("memory.nothing").count().await.unwrap_err();
    assert_eq!(error.error_class(), Some("TABLE_OR_VIEW_NOT_FOUND"), "{error:?}");
    Ok(())
}
