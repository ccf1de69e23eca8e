//! `MERGE INTO`: on tables of Delta Lake on Sail, and of the tests' catalog on the newest Spark; on those of Spark's own
//! catalog as far as the analyzer goes.

use spark_connect_core::{
    dataset::Table,
    expr::{col, lit as literal},
    prelude::*,
};
use spark_connect_tests::{
    catalog,
    servers::{self, Kind, TestServer},
};

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

/// A table with stocks 1 to 5, and changes of stocks 2, 3 and 9: of the tests' catalog on Spark, of Delta Lake on Sail.
struct Fixture {
    spark: SparkSession,
    name: String,
    stocks: Table<Stock>,
    changes: Dataset<Change>,
    folder: tempfile::TempDir,
}

impl Fixture {
    async fn new(server: &TestServer, name: &str) -> Result<Self> {
        let spark = server.session().await;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().display();
        let (name, source) = match server.kind() {
            Kind::Sail => (format!("default.{name}"), format!("USING delta LOCATION '{path}'")),
            _ => (format!("{}.default.{name}", catalog::NAME), String::new()),
        };
        spark.sql(&format!("CREATE TABLE {name} ({COLUMNS}) {source}")).await.map(drop)?;
        let stocks: Table<Stock> = spark.table_of(&*name);
        let rows: Vec<_> = (1..=5).map(|id| stock(id, 10, None)).collect();
        stocks.append(&spark.create_dataset(&rows)).await?;
        let changes = spark.create_dataset(&[change(2, Some(20)), change(3, None), change(9, Some(90))]);
        Ok(Self { spark, name, stocks, changes, folder })
    }

    /// The rows that are there now; then the table is dropped.
    async fn finish(self) -> Result<Vec<Stock>> {
        let rows = self.stocks.dataset().order_by(|s| s.id).collect().await?;
        self.spark.sql(&format!("DROP TABLE {}", self.name)).await.map(drop)?;
        drop(self.folder);
        Ok(rows)
    }
}

/// Makes two tests of one body: on Spark and on Sail.
macro_rules! on_mergeable_tables {
    ($(async fn $name:ident($server:ident) $body:block)+) => { $(
        mod $name {
            use super::*;

            async fn body($server: &'static TestServer) -> Result<()> $body

            #[tokio::test]
            async fn spark43() -> Result<()> {
                body(servers::spark43().await).await
            }

            #[tokio::test]
            async fn sail() -> Result<()> {
                body(servers::sail().await).await
            }
        }
    )+ };
}

on_mergeable_tables! {
    async fn typed_clauses_change_what_they_say(server) {
        let table = Fixture::new(server, "merge_typed").await?;
        table
            .stocks
            .merge(&table.changes)
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

    async fn typed_clauses_without_conditions(server) {
        let table = Fixture::new(server, "merge_all").await?;
        let rows = [stock(1, 1, Some("new")), stock(2, 2, None), stock(6, 6, None)];
        // The rows of the source as they are: all their columns.
        table
            .stocks
            .merge(&table.spark.create_dataset(&rows))
            .on(|old, new| old.id.eq(new.id))
            .when_matched_update(|_, new| new)
            .when_not_matched_insert(|new| new)
            .when_not_matched_by_source_delete()
            .run()
            .await?;
        assert_eq!(table.finish().await?, rows);
        Ok(())
    }

    async fn untyped_clauses(server) {
        let table = Fixture::new(server, "merge_untyped").await?;
        table
            .changes
            .to_df()
            .alias("c")
            .merge_into(&*table.name, "merge_untyped.id = c.id")
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

    async fn a_table_of_other_columns_is_refused(server) {
        let table = Fixture::new(server, "merge_other").await?;
        let merge = table
            .spark
            .table_of::<Change>(&*table.name)
            .merge(&table.changes)
            .on(|old, new| old.id.eq(new.id))
            .when_matched_update(|_, new| new);
        let error = merge.run().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Schema);
        assert!(error.to_string().contains("count"), "{error}");
        assert_eq!(table.finish().await?.len(), 5);
        Ok(())
    }

    async fn rows_are_deleted_and_updated_by_a_condition(server) {
        let table = Fixture::new(server, "changed").await?;
        table.stocks.delete_where(|stock| stock.id.gt(3)).await?;
        let stocks = &table.stocks;
        stocks.update_where(|s| s.place.city.is_not_null(), |s| StockCols { note: s.place.city, ..s }).await?;
        assert_eq!(table.finish().await?, [stock(1, 10, None), stock(2, 10, Some("city 2")), stock(3, 10, None)]);
        Ok(())
    }
}

/// Spark resolves every name before it finds that the table cannot merge.
async fn analyzed_by_spark(server: &TestServer, cannot_merge: &str) -> Result<()> {
    let spark = server.session().await;
    let table = format!("merge_parquet_{}", spark.version().await?.replace('.', "_"));
    spark.sql(&format!("CREATE TABLE {table} ({COLUMNS}) USING parquet")).await.map(drop)?;
    let changes = spark.create_dataset(&[change(2, Some(20))]);
    let typed = spark
        .table_of::<Stock>(format!("spark_catalog.default.`{table}`"))
        .merge(&changes)
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
