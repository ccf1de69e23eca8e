//! Rows that a server keeps: cached, or as checkpoints; and what it says of a plan without running it.

use std::time::Duration;

use futures::TryStreamExt;
use spark_connect_core::{
    dataframe::{Checkpoint, DataFrame, StorageLevel},
    error::Result,
    functions::*,
    proto::{
        field,
        spark::connect::{Read, read},
    },
    relation::Relation,
    session::{ExplainMode, SparkSession},
};
use spark_connect_tests::{
    on_every_server,
    servers::{Kind, sail, spark40, spark43},
};

use crate::{connect, orders, sorted};

on_every_server! {
    async fn a_plan_is_described_without_running_it(server) -> Result<()> {
        let spark = connect(server).await?;
        let paid = orders(&spark).await?.filter(col("status").eq("paid"));
        let types = paid.dtypes().await?;
        assert_eq!(types[0], ("id".to_owned(), "int".to_owned()));
        assert_eq!(types[2].1, "double");
        assert!(!paid.is_streaming().await?);
        let printed = spark.tree_string(paid.relation()).await?;
        assert!(printed.starts_with("root\n |-- id: integer"), "{printed}");
        for mode in [
            ExplainMode::Simple,
            ExplainMode::Extended,
            ExplainMode::Codegen,
            ExplainMode::Cost,
            ExplainMode::Formatted,
        ] {
            assert!(!paid.explain(mode).await?.is_empty(), "{mode:?}");
        }
        paid.print_schema_to(1).await?;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("numbers").display().to_string();
        spark.range(0, 3).coalesce(1).write().parquet(&path).await?;
        let files = spark.read().parquet(&path).input_files().await?;
        assert_eq!(files.len(), 1);
        assert!(files[0].contains("numbers") && files[0].ends_with(".parquet"), "{files:?}");
        assert_eq!(spark.parse_ddl("id bigint not null").await?, "struct<id: bigint not null>".parse()?);
        assert!(spark.parse_ddl("id bigin").await.is_err());
        let json = "{\"type\":\"struct\",\"fields\":[{\"name\":\"id\",\"type\":\"long\",\"nullable\":true,\"metadata\":{}}]}";
        assert_eq!(spark.json_to_ddl(json).await?.replace('`', "").trim(), "id BIGINT");
        Ok(())
    }
}

#[tokio::test]
async fn plans_are_compared() -> Result<()> {
    for server in [spark43().await, spark40().await] {
        let spark = connect(server).await?;
        let doubled = |name: &str| spark.range(0, 10).select((col("id") * 2).alias(name));
        assert!(doubled("a").same_semantics(&doubled("b")).await?);
        assert_eq!(doubled("a").semantic_hash().await?, doubled("b").semantic_hash().await?);
        let other = spark.range(0, 10).select(col("id") * 3);
        assert!(!doubled("a").same_semantics(&other).await?);
        assert_ne!(doubled("a").semantic_hash().await?, other.semantic_hash().await?);
        // What Spark can answer from its driver: the statement has run already.
        assert!(spark.sql("show databases").await?.is_local().await?);
        assert!(!spark.range(0, 10).is_local().await?);
        let source = read::DataSource { format: Some("rate".to_owned()), ..Default::default() };
        let stream = Read { is_streaming: true, read_type: Some(read::ReadType::DataSource(source)) };
        let stream = Relation::builder(field::relation::READ).fields(&stream).build();
        assert!(DataFrame::new(spark.clone(), stream).is_streaming().await?);
    }
    Ok(())
}

/// All that touches the cache of a server, which its sessions share.
#[tokio::test]
async fn rows_are_cached_as_told() -> Result<()> {
    for server in [spark43().await, spark40().await] {
        let spark = connect(server).await?;
        let numbers = spark.range(0, 1_000).select((col("id") * 7).alias("n"));
        assert_eq!(numbers.storage_level().await?, StorageLevel::NONE);
        assert!(!numbers.is_cached().await?);
        let cached = numbers.cache().await?;
        assert_eq!(cached.storage_level().await?, StorageLevel::MEMORY_AND_DISK_DESER);
        assert!(numbers.is_cached().await?);
        assert_eq!(numbers.count().await?, 1_000);
        assert!(numbers.explain(ExplainMode::Simple).await?.contains("InMemoryTableScan"));
        assert!(!numbers.unpersist_and_wait().await?.is_cached().await?);
        let level = StorageLevel::DISK_ONLY.replicated(2);
        assert_eq!(numbers.persist_at(level).await?.storage_level().await?, level);
        assert!(!numbers.unpersist().await?.is_cached().await?);
        assert_eq!(numbers.persist().await?.storage_level().await?, StorageLevel::MEMORY_AND_DISK_DESER);
        assert!(!numbers.unpersist().await?.is_cached().await?);
        assert!(numbers.persist_at(StorageLevel::DISK_ONLY.replicated(40)).await.is_err());

        let catalog = spark.catalog();
        numbers.create_or_replace_temp_view("cached_numbers").await?;
        assert!(!catalog.is_cached("cached_numbers").await?);
        catalog.cache_table("cached_numbers").await?;
        assert!(catalog.is_cached("cached_numbers").await?);
        catalog.uncache_table("cached_numbers").await?;
        assert!(!catalog.is_cached("cached_numbers").await?);
        catalog.cache_table_at("cached_numbers", StorageLevel::DISK_ONLY).await?;
        assert_eq!(spark.table("cached_numbers").storage_level().await?, StorageLevel::DISK_ONLY);
        catalog.clear_cache().await?;
        assert!(!catalog.is_cached("cached_numbers").await?);

        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("files").display().to_string();
        spark.range(0, 3).write().parquet(&path).await?;
        let _ = catalog
            .create_table("files_of_others", spark_connect_core::catalog::NewTable::default().path(&path))
            .await?;
        catalog.cache_table("files_of_others").await?;
        assert_eq!(spark.table("files_of_others").count().await?, 3);
        std::fs::remove_dir_all(&path).expect("the folder goes");
        assert_eq!(spark.table("files_of_others").count().await?, 3);
        catalog.refresh_by_path(&path).await?;
        catalog.refresh_table("files_of_others").await?;
        assert_ne!(spark.table("files_of_others").count().await.ok(), Some(3));
        let _ = spark.sql("drop table files_of_others").await?;
    }
    Ok(())
}

/// What Sail keeps, and what it refuses rather than answers wrongly.
#[tokio::test]
async fn sail_says_what_it_does_not_have() -> Result<()> {
    let spark = connect(sail().await).await?;
    let numbers = spark.range(0, 10);
    let cached = numbers.cache().await?;
    assert_eq!(cached.count().await?, 10);
    assert_eq!(cached.unpersist().await?.count().await?, 10);
    assert!(numbers.same_semantics(&numbers).await.is_err());
    assert!(numbers.semantic_hash().await.is_err());
    assert!(numbers.checkpoint().await.is_err());
    Ok(())
}

/// The relation that reads a checkpoint by its id, without holding it.
fn by_id(frame: &DataFrame) -> Relation {
    let bytes = frame.relation().message().to_bytes();
    let mut id = bytes.windows(36).filter_map(|window| std::str::from_utf8(window).ok());
    let id = id.rfind(|text| text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit()));
    Relation::builder(field::relation::CACHED_REMOTE_RELATION).string(1, id.expect("a UUID")).build()
}

/// Whether the server still has what a relation names.
async fn is_there(spark: &SparkSession, relation: &Relation) -> bool {
    DataFrame::new(spark.clone(), relation.clone()).count().await.is_ok()
}

#[tokio::test]
async fn a_checkpoint_is_computed_once_and_released_with_its_last_plan() -> Result<()> {
    for server in [spark43().await, spark40().await] {
        let spark = connect(server).await?;
        let random = spark.range(0, 50).with_column("r", rand());
        let kept = random.local_checkpoint().await?;
        assert_eq!(kept.relation().depth(), 1);
        assert_eq!(sorted(&kept).await?, sorted(&kept).await?);
        let by_id = by_id(&kept);
        assert!(is_there(&spark, &by_id).await);

        // Everything that is built on it holds it, also a part of another plan, and the rows on their way.
        let joined = spark.range(0, 10).join_using(&kept.filter(col("id").lt(5)), ["id"], Default::default());
        let folded =
            kept.with_column("a", lit(1)).with_column("b", lit(2)).filter(col("id").lt(7)).select("a");
        let queried = spark.sql_over("select * from {kept} where id < 3", [("kept", &kept)]).await?;
        let (rows, clone) = (kept.rows(), kept.clone());
        drop(kept);
        assert_eq!(rows.try_collect::<Vec<_>>().await?.len(), 50);
        assert_eq!(joined.count().await?, 5);
        drop(joined);
        assert_eq!(folded.count().await?, 7);
        drop((folded, clone));
        let clone = queried.limit(2);
        drop(queried);
        assert_eq!(clone.count().await?, 2);
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert!(is_there(&spark, &by_id).await, "{}", server.kind().name());
        drop(clone);
        let mut released = false;
        for _ in 0..100 {
            released = !is_there(&spark, &by_id).await;
            if released {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert!(released, "{}", server.kind().name());
    }
    Ok(())
}

#[tokio::test]
async fn checkpoints_of_all_kinds_have_the_rows() -> Result<()> {
    for server in [spark43().await, spark40().await] {
        let spark = connect(server).await?;
        let numbers = spark.range(0, 100).filter((col("id") % 2).eq(0));
        let local = Checkpoint::local_at(StorageLevel::DISK_ONLY);
        for how in [Checkpoint::local(), Checkpoint::local().lazy(), local, local.lazy()] {
            let kept = numbers.checkpoint_as(how).await?;
            assert_eq!(kept.count().await?, 50, "{how:?}");
            assert_eq!(kept.schema().await?, numbers.schema().await?);
        }
        // These servers have no folder for them.
        assert!(numbers.checkpoint().await.is_err());
    }
    let folder = tempfile::tempdir().expect("a folder");
    let server = Kind::Spark43.builder().conf("spark.checkpoint.dir", folder.path().display().to_string());
    let server = server.start().await?;
    let spark = SparkSession::builder().remote(server.connection_string()).connect().await?;
    let kept = spark.range(0, 10).checkpoint().await?;
    assert_eq!(kept.count().await?, 10);
    let lazy = spark.range(0, 10).checkpoint_as(Checkpoint::reliable().lazy()).await?;
    assert_eq!(lazy.count().await?, 10);
    Ok(())
}

/// Checkpoints that are dropped in any order, with and without the session, disturb nothing.
#[tokio::test]
async fn a_checkpoint_that_outlives_its_session_is_let_go() -> Result<()> {
    let server = spark43().await;
    let spark = connect(server).await?;
    let kept = spark.range(0, 10).local_checkpoint().await?;
    spark.stop().await?;
    drop(kept);
    let spark = connect(server).await?;
    let kept = spark.range(0, 10).local_checkpoint().await?;
    drop(spark);
    assert_eq!(kept.count().await?, 10);
    Ok(())
}
