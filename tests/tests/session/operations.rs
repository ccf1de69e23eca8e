//! Tags, interruption and the states of operations, on real servers.

use std::{collections::BTreeSet, time::Duration};

use futures::TryStreamExt;
use spark_connect_core::{
    error::{Error, ErrorKind, Result},
    session::{OperationState, OperationStatus, Results, SparkSession},
};
use spark_connect_tests::{
    on_every_server,
    servers::{Kind, TestServer, spark43},
};

/// A query that takes much longer than the tests do, in the columns of no table.
fn long(server: &TestServer) -> &'static str {
    match server.kind().is_spark() {
        true => {
            "SELECT java_method('java.lang.Thread', 'sleep', id * 0 + 120000) AS x FROM range(0, 1, 1, 1)"
        }
        false => {
            "SELECT sum(a.id * b.id) AS x FROM range(4000000) a JOIN range(4000000) b ON a.id % 2 = b.id % 2"
        }
    }
}

/// Waits until the server answers for the query, which no server does before it has it.
async fn started(results: &mut Results) -> Result<()> {
    results.schema().await.map(drop)
}

/// Reads on until the query ends; it has no end of its own.
async fn outcome(results: Results) -> Result<Vec<arrow_array::RecordBatch>> {
    let all = results.try_collect();
    tokio::time::timeout(Duration::from_secs(60), all).await.expect("it was interrupted")
}

/// Waits until the server is done with an operation that has ended: it interrupts and cleans up in the background.
async fn settled(spark: &SparkSession, id: &str) -> Result<()> {
    let busy = async || {
        let busy = [OperationState::Running, OperationState::Terminating];
        let statuses = spark.operation_statuses([id]).await?;
        Ok::<_, Error>(statuses.iter().any(|status| busy.contains(&status.state())))
    };
    let wait = async {
        while busy().await? {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    };
    tokio::time::timeout(Duration::from_secs(30), wait).await.expect("the server is done soon")
}

fn names(tags: &[&str]) -> BTreeSet<String> {
    tags.iter().map(|tag| (*tag).to_owned()).collect()
}

on_every_server! {
    async fn interrupting_an_operation(server) -> Result<()> {
        let spark = server.session().await;
        let mut query = spark.sql(long(server)).await?.batches();
        started(&mut query).await?;
        let id = query.operation_id().to_owned();
        // An id that was never given to an operation.
        assert_eq!(spark.interrupt_operation("6f1c1e0c-0000-4000-8000-000000000001").await?, [""; 0]);
        assert_eq!(spark.interrupt_operation(&id).await?, std::slice::from_ref(&id));
        let error = outcome(query).await.expect_err("interrupted");
        assert_eq!(error.kind(), ErrorKind::Cancelled, "{error:?}");
        assert_eq!(error.operation_id(), Some(id.as_str()));
        if server.kind().is_spark() {
            assert_eq!(error.error_class(), Some("OPERATION_CANCELED"));
            assert_eq!(error.sql_state(), Some("HY008"));
        }
        // It has ended.
        assert_eq!(spark.interrupt_operation(&id).await?, [""; 0]);
        assert_eq!(spark.range(0, 3).count().await?, 3);
        Ok(())
    }

    async fn interrupting_a_tag_spares_the_others(server) -> Result<()> {
        let spark = server.session().await;
        let plain = spark.sql(long(server)).await?;
        let mut nightly = spark.tagged("nightly", async { Ok::<_, Error>(plain.batches()) }).await?;
        let mut report = spark.tagged("report", async { Ok::<_, Error>(plain.batches()) }).await?;
        started(&mut nightly).await?;
        started(&mut report).await?;
        assert_eq!(spark.interrupt_tag("weekly").await?, [""; 0]);
        assert_eq!(spark.interrupt_tag("nightly").await?, [nightly.operation_id()]);
        assert_eq!(outcome(nightly).await.expect_err("interrupted").kind(), ErrorKind::Cancelled);
        // The other one still runs.
        assert_eq!(spark.interrupt_tag("report").await?, [report.operation_id()]);
        assert_eq!(outcome(report).await.expect_err("interrupted").kind(), ErrorKind::Cancelled);
        Ok(())
    }

    async fn tags_of_the_session_and_of_scopes_add_up(server) -> Result<()> {
        let spark = server.session().await;
        spark.add_tag("service")?;
        let query = spark.sql(long(server)).await?;
        let started_inside = spark.tagged("outer", async {
            spark.tagged("inner", async { Ok::<_, Error>(query.batches()) }).await
        });
        let mut results = started_inside.await?;
        started(&mut results).await?;
        spark.clear_tags();
        // What counts is what an operation was started with. It can be interrupted once: by another tag on each server.
        let tag = match server.kind() {
            Kind::Spark43 => "inner",
            Kind::Spark40 => "outer",
            Kind::Sail => "service",
        };
        assert_eq!(spark.interrupt_tag(tag).await?, [results.operation_id()], "{tag}");
        assert_eq!(outcome(results).await.expect_err("interrupted").kind(), ErrorKind::Cancelled);
        Ok(())
    }

    async fn interrupting_all_leaves_other_sessions_alone(server) -> Result<()> {
        let (one, two) = (server.session().await, server.session().await);
        assert_eq!(one.interrupt_all().await?, [""; 0]);
        let mut mine = one.sql(long(server)).await?.batches();
        let mut theirs = two.sql(long(server)).await?.batches();
        started(&mut mine).await?;
        started(&mut theirs).await?;
        // Sail also names operations that have ended: here the one of `sql`.
        let ids = one.interrupt_all().await?;
        assert!(ids.iter().any(|id| id == mine.operation_id()), "{ids:?}");
        assert!(!ids.iter().any(|id| id == theirs.operation_id()), "{ids:?}");
        assert_eq!(outcome(mine).await.expect_err("interrupted").kind(), ErrorKind::Cancelled);
        let ids = two.interrupt_all().await?;
        assert!(ids.iter().any(|id| id == theirs.operation_id()), "{ids:?}");
        assert_eq!(outcome(theirs).await.expect_err("interrupted").kind(), ErrorKind::Cancelled);
        Ok(())
    }

    /// A timeout drops the future of a query, which is all it takes to stop it.
    async fn a_dropped_query_is_gone_from_the_server(server) -> Result<()> {
        let spark = server.session().await;
        let query = spark.sql(long(server)).await?;
        let (seen, id) = tokio::sync::oneshot::channel();
        let running = async {
            let mut results = query.batches();
            started(&mut results).await?;
            let _ = seen.send(results.operation_id().to_owned());
            results.try_next().await
        };
        assert!(tokio::time::timeout(Duration::from_secs(5), running).await.is_err());
        let id = id.await.expect("the query was started");
        // Its release is on the way.
        if server.kind() == Kind::Spark43 {
            settled(&spark, &id).await?;
            let statuses = spark.operation_statuses([&id]).await?;
            assert_eq!(statuses.iter().map(OperationStatus::state).collect::<Vec<_>>(), [OperationState::Cancelled]);
        }
        // Once it has arrived there is nothing to interrupt.
        let gone = async {
            while !spark.interrupt_operation(&id).await?.is_empty() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            Ok::<_, Error>(())
        };
        tokio::time::timeout(Duration::from_secs(10), gone).await.expect("it ends")?;
        Ok(())
    }

    async fn states_of_operations(server) -> Result<()> {
        let spark = server.session().await;
        // No operation, no question.
        assert_eq!(spark.operation_statuses([""; 0]).await?, []);
        if server.kind() != Kind::Spark43 {
            let error = spark.all_operation_statuses().await.expect_err("not there");
            assert_eq!(error.kind(), ErrorKind::Unsupported);
            assert_eq!(error.to_string(), "the server cannot tell the states of operations: it takes Spark 4.2 or newer");
            return Ok(());
        }
        assert_eq!(spark.all_operation_statuses().await?, []);
        let mut running = spark.sql(long(server)).await?.batches();
        started(&mut running).await?;
        let broken = spark.sql("SELECT raise_error('no')").await?.collect_batches().await.expect_err("a failure");
        let (running_id, broken_id) = (running.operation_id(), broken.operation_id().expect("an operation"));
        let unknown_id = "6f1c1e0c-0000-4000-8000-000000000001";
        settled(&spark, broken_id).await?;
        let statuses = spark.operation_statuses([unknown_id, running_id, broken_id]).await?;
        let state = |id: &str| statuses.iter().find(|status| status.operation_id() == id).map(OperationStatus::state);
        assert_eq!(state(unknown_id), Some(OperationState::Unknown));
        assert_eq!(state(running_id), Some(OperationState::Running));
        assert_eq!(state(broken_id), Some(OperationState::Failed));
        assert_eq!(statuses.len(), 3);
        let all = spark.all_operation_statuses().await?;
        assert!(statuses.iter().filter(|status| status.operation_id() != unknown_id).all(|status| all.contains(status)));
        // Two `sql` beside these.
        assert_eq!(all.iter().filter(|status| status.state() == OperationState::Succeeded).count(), 2, "{all:?}");
        // A session that has made no call yet has no operations either.
        assert_eq!(spark.new_session().all_operation_statuses().await?, []);
        Ok(())
    }
}

#[tokio::test]
async fn tags_are_checked_and_scoped() -> Result<()> {
    let spark = spark43().await.session().await;
    for tag in ["", "a,b"] {
        assert_eq!(spark.add_tag(tag).expect_err("no tag").kind(), ErrorKind::InvalidConfig);
        assert_eq!(spark.remove_tag(tag).expect_err("no tag").kind(), ErrorKind::InvalidConfig);
        assert_eq!(spark.interrupt_tag(tag).await.expect_err("no tag").kind(), ErrorKind::InvalidConfig);
        let never = async { panic!("does not run") };
        let outcome: Result<()> = spark.tagged(tag, never).await;
        assert_eq!(outcome.expect_err("no tag").kind(), ErrorKind::InvalidConfig);
    }
    spark.add_tag("service")?;
    spark.add_tag("service")?;
    let other = spark.new_session();
    let inside = spark.tagged("one", async {
        let nested = spark.tagged("two", async { Ok::<_, Error>(spark.clone().tags()) }).await?;
        assert_eq!(nested, names(&["one", "service", "two"]));
        // The scope is the session's: other sessions do not share it, nor do other tasks.
        assert_eq!(other.tags(), names(&[]));
        let task = tokio::spawn({
            let spark = spark.clone();
            async move { spark.tags() }
        });
        assert_eq!(task.await.expect("no panic"), names(&["service"]));
        // Across an await, on whatever thread.
        tokio::task::yield_now().await;
        Ok::<_, Error>(spark.tags())
    });
    assert_eq!(inside.await?, names(&["one", "service"]));
    assert_eq!(spark.tags(), names(&["service"]));
    spark.remove_tag("absent")?;
    spark.remove_tag("service")?;
    assert_eq!(spark.tags(), names(&[]));
    Ok(())
}
