//! What the typed API does to a table is the command that a person would write without it.

use spark_connect_core::{
    dataset::{
        Table,
        partitioning::{bucket, years},
    },
    functions::{self as f, col},
    prelude::*,
    proto::spark::connect::{self as proto, data_type, data_type::Kind},
    writer::DataFrameWriterV2,
};
use spark_connect_tests::{
    plans::{assert_same_text, command_text},
    scripted::{Call, Script, ScriptedServer, complete},
};

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Item {
    id: i64,
    name: Option<String>,
    day: jiff::civil::Date,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Change {
    id: i64,
    name: Option<String>,
}

/// A server that takes every command down and says that tables have the columns of `Item`.
struct Recorder {
    server: ScriptedServer,
    table: Table<Item>,
    /// The rows of a table, as they are and as items.
    rows: (DataFrame, Dataset<Item>),
}

impl Recorder {
    async fn start() -> Result<Self> {
        let kinds = [
            ("id", Kind::Long(data_type::Long::default())),
            ("name", Kind::String(data_type::String::default())),
            ("day", Kind::Date(data_type::Date::default())),
        ];
        let fields = kinds.map(|(name, kind)| data_type::StructField {
            name: name.into(),
            data_type: Some(proto::DataType { kind: Some(kind) }),
            ..Default::default()
        });
        let schema = Kind::Struct(data_type::Struct { fields: fields.into(), ..Default::default() });
        let script = Script::new([complete()]).schema(proto::DataType { kind: Some(schema) });
        let server = ScriptedServer::start(script).await;
        let spark = SparkSession::builder().remote(server.remote()).hide_call_sites().connect().await?;
        let source = spark.table("new");
        let rows = (source.select(("id", "name", "day")), source.dataset());
        Ok(Self { table: spark.table_of("lake.shop.items"), server, rows })
    }

    /// The command that an action sent last.
    async fn sent(&self, action: impl Future<Output = Result<()>>) -> Result<String> {
        action.await?;
        let request = self.server.calls().into_iter().rev().find_map(|call| match call {
            Call::Execute(request) => Some(request),
            _ => None,
        });
        Ok(command_text(&request.expect("a command")))
    }

    async fn assert_same(
        &self,
        typed: impl Future<Output = Result<()>>,
        untyped: impl Future<Output = Result<()>>,
    ) -> Result<()> {
        let (typed, untyped) = (self.sent(typed).await?, self.sent(untyped).await?);
        assert_same_text(&typed, &untyped);
        Ok(())
    }
}

#[tokio::test]
async fn rows_are_written() -> Result<()> {
    let recorder = Recorder::start().await?;
    let (table, (df, items)) = (&recorder.table, &recorder.rows);
    let write = || -> DataFrameWriterV2 { df.write_to("lake.shop.items") };
    recorder.assert_same(table.append(items), write().append()).await?;
    recorder.assert_same(table.overwrite_partitions(items), write().overwrite_partitions()).await?;
    let typed = table.overwrite_where(|i| i.name.eq("x") & i.id.gt(1), items);
    recorder.assert_same(typed, write().overwrite(col("name").eq("x") & col("id").gt(1_i64))).await?;
    recorder.assert_same(table.create(items).run(), write().create()).await?;
    recorder.assert_same(table.replace(items).run(), write().replace()).await?;
    let typed = table
        .create_or_replace(items)
        .using("iceberg")
        .partitioned_by(|i| (i.name, years(i.day), bucket(4, i.id)))
        .comment("all")
        .property("p", "q")
        .option("o", 1);
    let untyped = write()
        .using("iceberg")
        .partitioned_by((col("name"), f::years("day"), f::bucket(4, "id")))
        .table_property("comment", "all")
        .table_property("p", "q")
        .option("o", 1);
    recorder.assert_same(typed.run(), untyped.create_or_replace()).await
}

#[tokio::test]
async fn rows_are_merged() -> Result<()> {
    let recorder = Recorder::start().await?;
    let (table, (df, items)) = (&recorder.table, &recorder.rows);
    let target = |name: &str| col(&format!("items.{name}"));
    let changes = items.select(|i| ChangeCols { id: i.id, name: i.name });
    let typed = table
        .merge(&changes)
        .on(|item, change| item.id.eq(change.id))
        .when_matched_delete_if(|_, change| change.name.is_null())
        // Only what changes is sent.
        .when_matched_update(|item, change| ItemCols { name: change.name, ..item })
        .when_not_matched_insert(|change| ItemCols {
            id: change.id,
            name: change.name,
            day: lit(jiff::civil::date(2024, 1, 1)),
        })
        .when_not_matched_by_source_update_if(
            |item| item.id.lt(0),
            |item| ItemCols { id: item.id * 2, ..item },
        )
        .when_not_matched_by_source_delete();
    let day = f::lit(jiff::civil::date(2024, 1, 1));
    let spark = df.session();
    let untyped = spark
        .table("new")
        .select(("id", "name"))
        .alias("c")
        .merge_into("lake.shop.items", target("id").eq(col("c.id")))
        .when_matched_and(col("c.name").is_null())
        .delete()
        .when_matched()
        .update([(col("name"), col("c.name"))])
        .when_not_matched()
        .insert([(col("id"), col("c.id")), (col("name"), col("c.name")), (col("day"), day)])
        .when_not_matched_by_source_and(target("id").lt(0_i64))
        .update([(col("id"), target("id") * 2_i64)])
        .when_not_matched_by_source()
        .delete();
    recorder.assert_same(typed.run(), untyped.merge()).await?;

    let nothing = spark.range(0, 0).select(col("id").alias("value")).alias("n");
    let merge = || nothing.merge_into("lake.shop.items", f::lit(false));
    let untyped = merge().when_not_matched_by_source_and(target("name").eq("x")).delete();
    recorder.assert_same(table.delete_where(|i| i.name.eq("x")), untyped.merge()).await?;
    let clause = merge().when_not_matched_by_source_and(target("id").eq(1_i64));
    let untyped = clause.update([(col("name"), f::concat((target("name"), f::lit("!"))))]);
    let typed = table.update_where(|i| i.id.eq(1), |i| ItemCols { name: i.name.concat("!"), ..i });
    recorder.assert_same(typed, untyped.merge()).await
}
