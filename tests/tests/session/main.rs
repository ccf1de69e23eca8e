//! The session on real servers.

mod configuration;
mod lifecycle;
mod operations;

use std::time::{Duration, Instant};

use futures::TryStreamExt;
use spark_connect_core::{
    error::{ErrorKind, Result},
    expr::Column,
    functions::current_user,
    prelude::*,
    session::ExplainMode,
};
use spark_connect_tests::{
    on_every_server,
    servers::{Kind, TestServer},
};
use tokio::sync::OnceCell;

on_every_server! {
    async fn configuration_belongs_to_the_session(server) -> Result<()> {
        const KEY: &str = "spark.sql.session.timeZone";
        let (one, two) = (server.session().await, server.session().await);
        one.conf().set(KEY, "Asia/Tokyo").await?;
        assert_eq!(one.conf().get(KEY).await?, "Asia/Tokyo");
        assert_eq!(one.conf().get_all().await?.get(KEY).map(String::as_str), Some("Asia/Tokyo"));
        assert_ne!(two.conf().get(KEY).await?, "Asia/Tokyo");
        // What is set counts for queries: they are of the same session.
        let shown = one.sql("SELECT current_timezone()").await?.collect_as::<(String,)>().await?;
        assert_eq!(shown, [("Asia/Tokyo".to_owned(),)]);
        one.conf().unset(KEY).await?;
        // Sail has no default of this key to go back to, Spark has.
        assert_eq!(one.conf().get_option(KEY).await?, match server.kind().is_spark() {
            true => two.conf().get_option(KEY).await?,
            false => None,
        });
        assert!(one.conf().is_modifiable(KEY).await?);
        assert_eq!(one.conf().get_option("no.such.key").await?, None);
        assert!(one.conf().get("no.such.key").await.is_err());
        Ok(())
    }

    async fn a_builder_configures_and_names(server) -> Result<()> {
        let builder = SparkSession::builder().remote(server.connection_string()).app_name("the application");
        let spark = builder.config("spark.sql.shuffle.partitions", 3).connect().await?;
        assert_eq!(spark.warnings(), [""; 0]);
        assert_eq!(spark.conf().get("spark.sql.shuffle.partitions").await?, "3");
        assert_eq!(spark.conf().get("spark.app.name").await?, "the application");
        Ok(())
    }

    async fn a_builder_changes_the_connection(server) -> Result<()> {
        let builder = SparkSession::builder().remote(server.connection_string()).user_agent("tests");
        let spark = builder.interrupt_on_drop().map_connection(|c| c.user_id("somebody")).connect().await?;
        // Nobody reads to the end, and the session goes on.
        let mut batches = spark.range(0, 5_000_000).batches();
        assert!(batches.try_next().await?.is_some());
        drop(batches);
        let rows: Vec<_> = spark.range(0, 3).batches().into_rows().try_collect().await?;
        assert_eq!(rows.iter().map(ToString::to_string).collect::<Vec<_>>(), ["{0}", "{1}", "{2}"]);
        if server.kind().is_spark() {
            let user = spark.sql("SELECT 1").await?.select(Column::from_message(current_user().message().clone()));
            assert_eq!(user.collect_as::<(String,)>().await?.len(), 1);
        }
        Ok(())
    }

    async fn clones_and_ids_share_a_session(server) -> Result<()> {
        let spark = server.session().await;
        let _ = spark.clone().sql("CREATE TEMPORARY VIEW shared AS SELECT 1 AS x").await?;
        let id = spark.session_id().parse().expect("a UUID");
        let joined = SparkSession::builder().remote(server.connection_string()).session_id(id).connect().await?;
        assert_eq!(joined.table("shared").count().await?, 1);
        Ok(())
    }

    async fn a_missing_table(server) {
        let spark = server.session().await;
        let error = spark.table("no_such_table").collect_batches().await.expect_err("no table");
        assert_eq!(error.kind(), ErrorKind::Analysis);
        assert!(error.to_string().contains("TABLE_OR_VIEW_NOT_FOUND"), "{error}");
        assert!(error.operation_id().is_some());
        if server.kind().is_spark() {
            assert_eq!(error.error_class(), Some("TABLE_OR_VIEW_NOT_FOUND"));
            assert_eq!(error.sql_state(), Some("42P01"));
            assert!(error.message_parameters().contains_key("relationName"));
        }
    }

    async fn errors_keep_their_kind(server) {
        let spark = server.session().await;
        let kind = async |query: &str| match spark.sql(query).await {
            Ok(frame) => frame.collect_batches().await.map(drop).expect_err("a mistake").kind(),
            Err(error) => error.kind(),
        };
        assert_eq!(kind("SELECT no_such_column FROM VALUES (1) AS t(x)").await, ErrorKind::Analysis);
        if server.kind().is_spark() {
            assert_eq!(kind("SELEC 1").await, ErrorKind::Parse);
            assert_eq!(kind("SELECT 1 / 0").await, ErrorKind::Execution);
            assert_eq!(kind("SELECT raise_error('no')").await, ErrorKind::Execution);
        }
    }

    async fn plans_are_explained(server) -> Result<()> {
        let spark = server.session().await;
        let frame = spark.range(0, 10);
        for mode in [ExplainMode::Simple, ExplainMode::Extended, ExplainMode::Formatted] {
            assert!(frame.explain(mode).await?.contains("Physical Plan"), "{mode:?}");
        }
        Ok(())
    }

    async fn a_large_result_streams(server) -> Result<()> {
        let spark = server.session().await;
        let mut results = spark.range(0, 2_000_000).batches();
        assert_eq!(results.schema().await?.to_string(), "struct<id:bigint>");
        let mut rows = 0;
        while let Some(batch) = results.try_next().await? {
            rows += batch.num_rows();
        }
        assert_eq!(rows, 2_000_000);
        Ok(())
    }

    async fn a_stopped_session_is_gone(server) -> Result<()> {
        let spark = server.session().await;
        spark.range(0, 1).count().await?;
        spark.stop().await?;
        let error = spark.range(0, 1).count().await.expect_err("stopped");
        assert_eq!(error.kind(), ErrorKind::Session);
        Ok(())
    }
}

/// On Spark only: the token of a local server is right, another one is not.
#[tokio::test]
async fn a_wrong_token() {
    let server = spark_connect_tests::servers::spark43().await;
    let error = SparkSession::builder().remote(server.connection_string()).token("wrong").connect().await;
    assert_eq!(error.expect_err("a refusal").kind(), ErrorKind::Authentication);
}

/// A Spark server that ends every stream after a second, and says nothing of a query's progress.
async fn impatient() -> Result<SparkSession> {
    static SERVER: OnceCell<spark_connect_core::local::LocalServer> = OnceCell::const_new();
    let start = || {
        Kind::Spark43
            .builder()
            .conf("spark.connect.execute.reattachable.senderMaxStreamDuration", "1s")
            .conf("spark.connect.progress.reportInterval", "-1")
            .start()
    };
    let server = SERVER.get_or_try_init(start).await?;
    SparkSession::builder().remote(server.connection_string()).connect().await
}

/// Sleeps in each of 4 tasks, one after the other on 2 cores.
const SLOW: &str =
    "SELECT id, java_method('java.lang.Thread', 'sleep', id * 0 + 2500) AS slept FROM range(0, 4, 1, 4)";

/// True for each row, but only known when the row has slept.
const EVERY_ROW: &str = "coalesce(slept, 'done') <> 'not done'";

#[tokio::test]
async fn a_query_that_outlasts_its_streams_returns_every_row() -> Result<()> {
    let spark = impatient().await?;
    let start = Instant::now();
    let slow = spark.sql(SLOW).await?;
    let rows = slow.collect_batches().await?.iter().map(|batch| batch.num_rows()).sum::<usize>();
    assert_eq!(rows, 4);
    assert!(start.elapsed() > Duration::from_secs(4), "{:?}", start.elapsed());
    Ok(())
}

#[tokio::test]
async fn a_write_that_outlasts_its_streams_returns_when_it_is_done() -> Result<()> {
    let spark = impatient().await?;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("slow").display().to_string();
    let start = Instant::now();
    // Every row sleeps: without the filter the server would not compute what nobody reads.
    spark.sql(SLOW).await?.filter(EVERY_ROW).select("id").write().parquet(path.clone()).await?;
    assert!(start.elapsed() > Duration::from_secs(4), "{:?}", start.elapsed());
    assert!(folder.path().join("slow/_SUCCESS").exists());
    assert_eq!(spark.read().parquet(path).count().await?, 4);
    Ok(())
}

#[tokio::test]
async fn a_count_that_outlasts_its_streams_counts_every_row() -> Result<()> {
    let spark = impatient().await?;
    let start = Instant::now();
    assert_eq!(spark.sql(SLOW).await?.filter(EVERY_ROW).count().await?, 4);
    assert!(start.elapsed() > Duration::from_secs(4), "{:?}", start.elapsed());
    Ok(())
}

#[tokio::test]
async fn dropping_a_query_stops_it() -> Result<()> {
    let spark = impatient().await?;
    let sleep = "SELECT java_method('java.lang.Thread', 'sleep', id * 0 + 60000) FROM range(0, 2, 1, 2)";
    let long = spark.sql(sleep).await?;
    assert!(tokio::time::timeout(Duration::from_secs(2), long.collect_batches()).await.is_err());
    // Its two tasks held both cores.
    let start = Instant::now();
    assert_eq!(spark.range(0, 10).count().await?, 10);
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    Ok(())
}

#[expect(dead_code, reason = "checked by the compiler: sessions and results may go to other threads")]
fn sessions_are_shareable(server: &TestServer) {
    fn shareable<T: Send + Sync + 'static>() {}
    shareable::<SparkSession>();
    fn sendable<T: Send>(_: T) {}
    sendable(server.session());
}
