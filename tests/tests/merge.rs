//! `MERGE INTO`: for real on Sail, which has Delta tables; on Spark, which has no such table by itself, as far as the
//! analyzer goes.

use spark_connect_core::{
    expr::{col, lit as literal},
    prelude::*,
};
use spark_connect_tests::servers::{Kind, TestServer, sail};

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Stock {
    id: i64,
    #[spark(rename = "how many")]
    count: i32,
    place: Option<Place>,
    note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Place {
    city: String,
    shelf: i32,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Change {
    id: i64,
    count: Option<i32>,
    note: String,
}

const COLUMNS: &str = "id BIGINT, `how many` INT, place STRUCT<city: STRING, shelf: INT>, note STRING";

fn stock(id: i64, count: i32, note: Option<&str>) -> Stock {
    let place = (id % 2 == 0).then(|| Place { city: format!("city {id}"), shelf: 1 });
    Stock { id, count, place, note: note.map(str::to_owned) }
}

fn change(id: i64, count: Option<i32>) -> Change {
    Change { id, count, note: format!("change {id}") }
}

/// A Delta table on Sail with stocks 1 to 5, dropped at the end, and changes of stocks 2, 3 and 9.
struct Table {
    spark: SparkSession,
    name: &'static str,
    changes: Dataset<Change>,
    folder: tempfile::TempDir,
}

impl Table {
    async fn new(name: &'static str) -> Result<Self> {
        let spark = sail().await.session().await;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().display();
        spark
            .sql(&format!("CREATE TABLE {name} ({COLUMNS}) USING delta LOCATION '{path}'"))
            .await
            .map(drop)?;
        let rows: Vec<_> = (1..=5).map(|id| stock(id, 10, None)).collect();
        spark.create_dataset(&rows).write().insert_into(name).await?;
        let changes = spark.create_dataset(&[change(2, Some(20)), change(3, None), change(9, Some(90))]);
        Ok(Self { spark, name, changes, folder })
    }

    /// The rows that are there now; then the table is dropped.
    async fn finish(self) -> Result<Vec<Stock>> {
        let rows = self.spark.table(self.name).dataset::<Stock>().order_by(|s| s.id).collect().await?;
        self.spark.sql(&format!("DROP TABLE {}", self.name)).await.map(drop)?;
        drop(self.folder);
        Ok(rows)
    }
}

#[tokio::test]
async fn typed_clauses_change_what_they_say() -> Result<()> {
    let table = Table::new("default.merge_typed").await?;
    table
        .changes
        .merge_into::<Stock>(table.name)
        .on(|stock, change| stock.id.eq(change.id))
        .when_matched_delete_if(|_, change| change.count.is_null())
        .when_matched_update(|stock, change| StockCols {
            count: stock.count + change.count.unwrap_or(0),
            note: change.note.nullable(),
            ..stock
        })
        .when_not_matched_insert_if(
            |change| change.id.gt(5),
            |change| StockCols {
                id: change.id,
                count: change.count.unwrap_or(0),
                place: PlaceOptCols { city: change.note.nullable(), shelf: lit(7).nullable() },
                note: change.note.nullable(),
            },
        )
        .when_not_matched_by_source_delete_if(|stock| stock.id.eq(1))
        .when_not_matched_by_source_update_if(
            |stock| stock.place.city.is_not_null(),
            |stock| StockCols { note: stock.place.city, ..stock },
        )
        .run()
        .await?;
    let expected = [
        stock(2, 30, Some("change 2")),
        stock(4, 10, Some("city 4")),
        stock(5, 10, None),
        Stock { place: Some(Place { city: "change 9".into(), shelf: 7 }), ..stock(9, 90, Some("change 9")) },
    ];
    assert_eq!(table.finish().await?, expected);
    Ok(())
}

#[tokio::test]
async fn typed_clauses_without_conditions() -> Result<()> {
    let table = Table::new("merge_all").await?;
    let rows = [stock(1, 1, Some("new")), stock(2, 2, None), stock(6, 6, None)];
    // The rows of the source as they are: all their columns.
    table
        .spark
        .create_dataset(&rows)
        .merge_into::<Stock>(table.name)
        .on(|old, new| old.id.eq(new.id))
        .when_matched_update(|_, new| new)
        .when_not_matched_insert(|new| new)
        .when_not_matched_by_source_delete()
        .run()
        .await?;
    assert_eq!(table.finish().await?, rows);
    Ok(())
}

#[tokio::test]
async fn untyped_clauses() -> Result<()> {
    let table = Table::new("merge_untyped").await?;
    table
        .changes
        .to_df()
        .alias("c")
        .merge_into(table.name, "merge_untyped.id = c.id")
        .when_matched_and("c.count IS NULL")
        .delete()
        .when_matched()
        .update([("`how many`", col("c.count")), ("note", literal("changed"))])
        .when_not_matched_and(col("c.id").gt(5))
        .insert([("id", col("c.id")), ("`how many`", col("c.count"))])
        .when_not_matched_by_source_and(col("merge_untyped.id").lt(4))
        .update([("note", "left")])
        .when_not_matched_by_source()
        .delete()
        .merge()
        .await?;
    let expected = [
        stock(1, 10, Some("left")),
        stock(2, 20, Some("changed")),
        Stock { place: None, ..stock(9, 90, None) },
    ];
    assert_eq!(table.finish().await?, expected);
    Ok(())
}

#[tokio::test]
async fn a_table_of_other_columns_is_refused() -> Result<()> {
    let table = Table::new("merge_other").await?;
    let merge = table
        .changes
        .merge_into::<Change>(table.name)
        .on(|old, new| old.id.eq(new.id))
        .when_matched_update(|_, new| new);
    let error = merge.run().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Schema);
    assert!(error.to_string().contains("count"), "{error}");
    assert_eq!(table.finish().await?.len(), 5);
    Ok(())
}

/// Spark resolves every name before it finds that the table cannot merge.
async fn analyzed_by_spark(server: &TestServer, cannot_merge: &str) -> Result<()> {
    let spark = server.session().await;
    let table = format!("merge_parquet_{}", spark.version().await?.replace('.', "_"));
    spark.sql(&format!("CREATE TABLE {table} ({COLUMNS}) USING parquet")).await.map(drop)?;
    let changes = spark.create_dataset(&[change(2, Some(20))]);
    let typed = changes
        .merge_into::<Stock>(format!("spark_catalog.default.`{table}`"))
        .on(|stock, change| stock.id.eq(change.id))
        .when_matched_update(|stock, change| StockCols { note: change.note.nullable(), ..stock })
        .when_not_matched_by_source_delete_if(|stock| stock.count.lt(1));
    let df = changes.to_df().alias("c");
    let untyped = df.merge_into(&table, col(&format!("{table}.id")).eq(col("c.id"))).when_matched().delete();
    for error in [typed.run().await.unwrap_err(), untyped.merge().await.unwrap_err()] {
        assert_eq!(error.error_class(), Some(cannot_merge), "{error}");
    }
    let unknown = df.merge_into(&table, col("c.id").eq(col("c.nothing"))).when_matched().delete();
    let error = unknown.merge().await.unwrap_err();
    assert_eq!(error.error_class(), Some("UNRESOLVED_COLUMN.WITH_SUGGESTION"), "{error}");
    let error = df.merge_into(&table, "true").merge().await.unwrap_err();
    assert_eq!(error.error_class(), Some("NO_MERGE_ACTION_SPECIFIED"), "{error}");
    spark.sql(&format!("DROP TABLE {table}")).await.map(drop)?;
    Ok(())
}

#[tokio::test]
async fn spark43_analyzes_a_merge() -> Result<()> {
    analyzed_by_spark(Kind::Spark43.server().await, "UNSUPPORTED_FEATURE.TABLE_OPERATION").await
}

#[tokio::test]
async fn spark40_analyzes_a_merge() -> Result<()> {
    // "MERGE INTO TABLE is not supported temporarily."
    analyzed_by_spark(Kind::Spark40.server().await, "_LEGACY_ERROR_TEMP_2096").await
}
