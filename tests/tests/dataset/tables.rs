//! Typed tables: on the newest Spark in the catalog of the tests, on Sail as tables of Delta Lake.

use jiff::civil::{Date, DateTime, date};
use spark_connect_core::{
    dataset::{
        CreateTable, Table,
        partitioning::{bucket, days, hours, months, years},
    },
    prelude::*,
};
use spark_connect_tests::servers::{sail, spark43};

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Event {
    id: i64,
    status: String,
    day: Date,
    at: Option<DateTime>,
    place: Option<Place>,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Place {
    city: String,
}

fn event(id: i64, status: &str, day: Date) -> Event {
    let place = (id % 2 == 0).then(|| Place { city: format!("city {id}") });
    Event { id, status: status.into(), day, at: Some(day.at(id as i8, 0, 0, 0)), place }
}

fn events() -> Vec<Event> {
    let day = |year, month| date(year, month, 1);
    vec![event(1, "new", day(2024, 1)), event(2, "paid", day(2024, 2)), event(3, "new", day(2025, 2))]
}

async fn rows(table: &Table<Event>) -> Result<Vec<Event>> {
    table.dataset().order_by(|e| e.id).collect().await
}

/// What `DESCRIBE EXTENDED` says of a table, a line each.
async fn described(spark: &SparkSession, table: &str) -> Result<Vec<String>> {
    let lines = spark.sql(&format!("DESCRIBE EXTENDED {table}")).await?;
    let pairs = lines.select(("col_name", "data_type")).collect_as::<(String, String)>().await?;
    Ok(pairs.into_iter().map(|(name, value)| format!("{name}: {value}")).collect())
}

#[tokio::test]
async fn a_table_is_created_with_what_it_keeps() -> Result<()> {
    let spark = spark43().await.session().await;
    let events = spark.create_dataset(&events());
    let table: Table<Event> = spark.table_of("memory.default.events");
    assert_eq!(table.name(), "memory.default.events");
    table
        .create(&events)
        .partitioned_by(|e| (e.status, years(e.day), bucket(4, e.id), months(e.day), days(e.at), hours(e.at)))
        .comment("what happened")
        .property("owned", "by me")
        .run()
        .await?;
    let known = described(&spark, table.name()).await?;
    let parts = ["status", "years(day)", "bucket(4, id)", "months(day)", "days(at)", "hours(at)"];
    for (number, part) in parts.iter().enumerate() {
        assert!(known.contains(&format!("Part {number}: {part}")), "{part} in {known:?}");
    }
    assert!(known.contains(&"Comment: what happened".into()), "{known:?}");
    assert!(known.iter().any(|line| line.contains("owned=by me")), "{known:?}");
    assert_eq!(rows(&table).await?, self::events());

    let exists = table.create(&events).run().await.unwrap_err();
    assert_eq!(exists.error_class(), Some("TABLE_OR_VIEW_ALREADY_EXISTS"), "{exists}");
    table.replace(&events.limit(0)).partitioned_by(|e| e.place.city).run().await?;
    assert!(described(&spark, table.name()).await?.contains(&"place.city: string".into()));
    assert_eq!(rows(&table).await?, []);
    table.create_or_replace(&events).run().await?;
    assert_eq!(rows(&table).await?.len(), 3);
    Ok(())
}

#[tokio::test]
async fn a_table_keeps_near_rows_together() -> Result<()> {
    let spark = spark43().await.session().await;
    let table: Table<Event> = spark.table_of("default.clustered_events");
    let _ = spark.sql("DROP TABLE IF EXISTS default.clustered_events").await?;
    let events = spark.create_dataset(&events());
    table.create(&events).using("parquet").clustered_by(|e| (e.status, e.place.city)).run().await?;
    let known = described(&spark, table.name()).await?;
    let properties = r#"Table Properties: [clusteringColumns=[["status"],["place","city"]]]"#;
    assert!(known.contains(&properties.into()), "{known:?}");
    let _ = spark.sql("DROP TABLE default.clustered_events").await?;
    Ok(())
}

#[tokio::test]
async fn tables_are_partitioned_by_columns_only() -> Result<()> {
    let spark = spark43().await.session().await;
    let events = spark.create_dataset(&events());
    let create = || spark.table_of::<Event>("memory.never").create(&events);
    let mistakes: [CreateTable<Event>; 4] = [
        create().partitioned_by(|e| e.status.upper()),
        create().partitioned_by(|e| (e.status, bucket(4, e.id + 1))),
        create().partitioned_by(|e| bucket(u32::MAX, e.id)),
        create().clustered_by(|e| (e.status, e.id + 1)).clustered_by(|e| e.id),
    ];
    for mistake in mistakes {
        let error = mistake.run().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidPlan, "{error}");
    }
    Ok(())
}

/// Rows of the program go to a table without a dataset: an iterator of them, or a stream.
async fn rows_are_sent(table: &Table<Event>) -> Result<()> {
    let mut expected = rows(table).await?;
    let day = date(2024, 3, 1);
    // More than are sent with a plan.
    let many = (100..20_100).map(move |id| event(id % 20, &format!("{id:01000}"), day));
    table.append([event(10, "sent", day)]).await?;
    table.append(vec![event(11, "sent", day)]).await?;
    table.append(many.clone()).await?;
    let streamed = futures::stream::iter([Ok::<_, std::fmt::Error>(event(12, "sent", day))]);
    table.append(streamed).await?;
    expected.extend([event(10, "sent", day), event(11, "sent", day), event(12, "sent", day)]);
    let sent = table.dataset().filter(|e| e.status.length().ne(1000));
    assert_eq!(sent.order_by(|e| e.id).collect().await?, expected);
    let mut texts =
        table.dataset().filter(|e| e.status.length().eq(1000)).select(|e| e.status).collect().await?;
    texts.sort_unstable();
    assert!(texts.into_iter().eq(many.map(|event| event.status)));

    let failing = futures::stream::iter([Ok(event(22, "lost", day)), Err(std::fmt::Error)]);
    let error = table.append(failing).await.expect_err("a broken stream");
    assert_eq!(error.to_string(), "the rows to upload could not be read");
    assert_eq!(table.dataset().filter(|e| e.id.eq(22)).count().await?, 0);
    Ok(())
}

#[tokio::test]
async fn rows_are_appended_and_replaced() -> Result<()> {
    let spark = spark43().await.session().await;
    let dataset = |rows: &[Event]| spark.create_dataset(rows);
    let table: Table<Event> = spark.table_of("memory.default.events");
    table.create(&dataset(&events())).partitioned_by(|e| months(e.day)).run().await?;
    table.append(&dataset(&[event(4, "paid", date(2024, 1, 9))])).await?;
    assert_eq!(table.dataset().count().await?, 4);
    let replaced = [event(5, "new", date(2025, 3, 1))];
    table.overwrite_where(|e| e.status.eq("new") & e.id.lt(10), &dataset(&replaced)).await?;
    let ids = async || table.dataset().select(|e| e.id).order_by(|id| id).collect().await;
    assert_eq!(ids().await?, [2, 4, 5]);
    table.overwrite_partitions(&dataset(&[event(6, "new", date(2024, 1, 1))])).await?;
    assert_eq!(ids().await?, [2, 5, 6]);
    // Rows of a join are packed first.
    let pairs = table.dataset().join(&table.dataset(), |a, b| a.id.eq(b.id)).select(|(a, _)| a);
    table.overwrite_where(|_| lit(true), &pairs.filter(|e| e.id.gt(2))).await?;
    assert_eq!(ids().await?, [5, 6]);
    table.overwrite_where(|e| e.id.eq(6), [event(7, "new", date(2024, 1, 1))]).await?;
    assert_eq!(ids().await?, [5, 7]);
    table.overwrite_partitions([event(8, "new", date(2024, 1, 1))]).await?;
    assert_eq!(ids().await?, [5, 8]);
    rows_are_sent(&table).await
}

#[tokio::test]
async fn differences_are_told_before_anything_is_written() -> Result<()> {
    let spark = spark43().await.session().await;
    let events = spark.create_dataset(&events());
    let table: Table<Event> = spark.table_of("memory.default.events");
    let missing = [
        table.append(&events).await.unwrap_err(),
        table.dataset().collect().await.unwrap_err(),
        table.delete_where(|e| e.id.gt(1)).await.unwrap_err(),
    ];
    for error in missing {
        assert_eq!(error.error_class(), Some("TABLE_OR_VIEW_NOT_FOUND"), "{error}");
    }
    let error = table.append(&events).await.unwrap_err().to_string();
    assert!(error.starts_with("there is no table `memory.default.events`: "), "{error}");

    let columns = "id STRING NOT NULL, status STRING, daay DATE, place STRUCT<city: INT>";
    spark.sql(&format!("CREATE TABLE {} ({columns})", table.name())).await.map(drop)?;
    let error = table.append(&events).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Schema, "{error}");
    assert_eq!(
        error.to_string(),
        "the table `memory.default.events` is another one: the columns do not fit the row type `Event`:\n  \
         - column `id` is STRING, but its field holds BIGINT\n  \
         - column `day` (DATE) is missing; there is `daay`\n  \
         - column `at` (TIMESTAMP_NTZ) is missing\n  \
         - column `place.city` is INT, but its field holds STRING"
    );
    let update = table.update_where(|e| e.id.eq(1), |e| EventCols { status: lit("x"), ..e });
    assert_eq!(update.await.unwrap_err().kind(), ErrorKind::Schema);
    Ok(())
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Short {
    id: i64,
    note: Option<String>,
}

#[tokio::test]
async fn columns_without_null_get_none() -> Result<()> {
    let spark = spark43().await.session().await;
    let table: Table<Short> = spark.table_of("memory.default.short");
    spark
        .sql(&format!("CREATE TABLE {} (id BIGINT NOT NULL, note STRING NOT NULL)", table.name()))
        .await
        .map(drop)?;
    let full = Short { id: 1, note: Some("x".into()) };
    table.append(&spark.create_dataset(std::slice::from_ref(&full))).await?;
    let null = spark.create_dataset(&[Short { id: 2, note: None }]);
    let error = table.append(&null).await.unwrap_err();
    assert_eq!(error.error_class(), Some("NOT_NULL_ASSERT_VIOLATION"), "{error}");
    assert_eq!(
        error.to_string(),
        "a row has NULL in column `note`, where the table `memory.default.short` takes none"
    );
    assert_eq!(table.dataset().collect().await?, [full]);
    let wide: Table<Short> = spark.table_of("memory.default.wide");
    spark.sql(&format!("CREATE TABLE {} (id BIGINT, more INT, note STRING)", wide.name())).await.map(drop)?;
    wide.append(&null).await?;
    assert_eq!(
        spark.table(wide.name()).collect_as::<(i64, Option<i32>, Option<String>)>().await?,
        [(2, None, None)]
    );
    Ok(())
}

/// A row of a Delta table: Sail does not read one with partitions and structs.
#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Visit {
    id: i64,
    day: Date,
    status: String,
}

#[tokio::test]
async fn tables_of_delta_lake() -> Result<()> {
    let spark = sail().await.session().await;
    let folder = tempfile::tempdir().unwrap();
    let table: Table<Visit> = spark.table_of("default.visits");
    let visits = |rows: &[(i64, &str, Date)]| {
        let visit =
            |(id, status, day): &(i64, &str, Date)| Visit { id: *id, day: *day, status: (*status).into() };
        spark.create_dataset(&rows.iter().map(visit).collect::<Vec<_>>())
    };
    let first =
        visits(&[(1, "new", date(2024, 1, 1)), (2, "paid", date(2024, 2, 1)), (3, "new", date(2025, 2, 1))]);
    let create = table.create(&first).using("delta").option("path", folder.path().display());
    create.partitioned_by(|v| v.status).run().await?;
    assert!(folder.path().join("status=paid").is_dir());
    table.append(&visits(&[(4, "paid", date(2024, 1, 9))])).await?;
    table.overwrite_where(|v| v.status.eq("new"), &visits(&[(5, "new", date(2025, 3, 1))])).await?;
    let ids = async || {
        let rows = table.dataset().order_by(|v| v.id).collect().await?;
        Ok::<_, Error>(rows.iter().map(|visit| visit.id).collect::<Vec<_>>())
    };
    assert_eq!(ids().await?, [2, 4, 5]);
    let sent = |id| Visit { id, day: date(2024, 1, 1), status: "sent".into() };
    table.append((100..200).map(sent)).await?;
    assert_eq!(table.dataset().filter(|v| v.id.ge(100)).count().await?, 100);
    table.delete_where(|v| v.id.ge(100)).await?;
    table.delete_where(|v| v.day.lt(date(2024, 1, 31))).await?;
    table.update_where(|v| v.id.eq(5), |v| VisitCols { id: v.id * 2, ..v }).await?;
    assert_eq!(ids().await?, [2, 10]);
    let other: Table<Short> = spark.table_of(table.name());
    let error = other.append(&spark.create_dataset(&[Short { id: 1, note: None }])).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Schema, "{error}");
    let replace = table.replace(&visits(&[])).using("delta").option("path", folder.path().display());
    replace.comment("who came").property("owned", "by me").run().await?;
    let known = described(&spark, table.name()).await?;
    // In any order.
    let properties = known.iter().find(|line| line.starts_with("Table Properties: ")).expect("properties");
    assert!(["comment=who came", "owned=by me"].iter().all(|it| properties.contains(it)), "{known:?}");
    assert!(table.dataset().is_empty().await?);
    let error = table.overwrite_partitions(&first).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
    let missing: Table<Short> = spark.table_of("default.nothing");
    let error = missing.append(&spark.create_dataset(&[Short { id: 1, note: None }])).await.unwrap_err();
    assert!(error.to_string().starts_with("there is no table `default.nothing`: "), "{error}");
    spark.sql(&format!("DROP TABLE {}", table.name())).await.map(drop)
}
