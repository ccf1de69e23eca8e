//! Servers that end while a query runs.

use std::{
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use futures::StreamExt;
use spark_connect_core::{
    client::{Connection, RetryPolicy},
    error::{Error, ErrorKind, Result},
    local::LocalServer,
    session::SparkSession,
};
use spark_connect_tests::{faults::Proxy, servers::Kind};

use crate::{builder, connect};

/// Gives up after 3 seconds.
fn impatient() -> RetryPolicy {
    RetryPolicy::default().max_retries(6).initial_backoff(Duration::from_millis(500)).backoff_multiplier(1.0)
}

/// Ends a server as a power cut does.
fn kill(server: &LocalServer) {
    let group = format!("-{}", server.process_group());
    let status = Command::new("kill").args(["-9", "--", &group]).status().expect("the program `kill`");
    assert!(status.success());
}

/// Runs a query that takes a minute, and kills the server when the first rows have arrived.
async fn outcome_of_a_kill(
    spark: &SparkSession,
    query: &str,
    kill: impl FnOnce(),
) -> Result<(Error, Duration)> {
    let mut results = spark.sql(query).await?.batches();
    results.next().await.expect("a first batch")?;
    kill();
    let killed = Instant::now();
    loop {
        match tokio::time::timeout(Duration::from_secs(60), results.next()).await.expect("an error in time") {
            Some(Ok(_)) => {}
            Some(Err(error)) => return Ok((error, killed.elapsed())),
            None => panic!("the result ended as if it were whole"),
        }
    }
}

const SLOW: &str =
    "SELECT id, java_method('java.lang.Thread', 'sleep', 1000 + id * 0) AS slept FROM range(0, 60, 1, 60)";

#[tokio::test]
async fn a_server_that_is_killed() -> Result<()> {
    let server = builder().start().await?;
    let builder = SparkSession::builder().remote(server.connection_string()).retry_policies([impatient()]);
    let spark = connect(builder).await;
    let (error, elapsed) = outcome_of_a_kill(&spark, SLOW, || kill(&server)).await?;
    assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
    assert_eq!(error.retries().map(|retries| retries.count), Some(6), "{error}");
    assert!(error.operation_id().is_some());
    assert!(elapsed < Duration::from_secs(15), "{elapsed:?}");
    let error = spark.sql("SELECT 1").await.expect_err("nobody is there");
    assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
    Ok(())
}

/// A new server in its place says that it is not the one that the session was with.
#[tokio::test]
async fn a_spark_that_is_restarted() -> Result<()> {
    let (first, second) = tokio::join!(builder().start(), builder().start());
    let (first, second) = (first?, second?);
    let proxy = Proxy::before(first.connection_string()).await;
    // Each server has a token of its own.
    let tokens = [&first, &second].map(|server| {
        let (_, token) = server.connection_string().split_once("token=").expect("a token");
        token.to_owned()
    });
    let restarted = Arc::new(AtomicBool::new(false));
    let now = Arc::clone(&restarted);
    let token = move || {
        let token = tokens[usize::from(now.load(Ordering::SeqCst))].clone();
        async move { Ok::<_, std::convert::Infallible>(token) }
    };
    let port = proxy.remote().parse::<Connection>()?.port();
    let connection = Connection::new("localhost", port).token_provider(token).retry_policies([impatient()]);
    let spark = connect(SparkSession::builder().connection(connection)).await;
    let (error, elapsed) = outcome_of_a_kill(&spark, SLOW, || {
        kill(&first);
        restarted.store(true, Ordering::SeqCst);
        proxy.redirect(second.connection_string());
    })
    .await?;
    assert_eq!(error.kind(), ErrorKind::Session, "{error}");
    assert!(error.is_session_lost());
    assert!(elapsed < Duration::from_secs(15), "{elapsed:?}");
    // The session is lost for good, and says so without a call.
    let again = spark.sql("SELECT 1").await.expect_err("the session is lost");
    assert!(again.is_session_lost(), "{again}");
    Ok(())
}

/// Sail has no such ids; it does not know the operation.
#[tokio::test]
async fn a_sail_that_is_restarted() -> Result<()> {
    let first = Kind::Sail.builder().start().await?;
    let second = Kind::Sail.builder().start().await?;
    let proxy = Proxy::before(first.connection_string()).await;
    let spark = connect(SparkSession::builder().remote(proxy.instead_of(first.connection_string()))).await;
    // Larger than what is buffered on the way.
    let query = "SELECT a.id, repeat('x', 1000) AS text FROM range(0, 1000000) a";
    let (error, elapsed) = outcome_of_a_kill(&spark, query, || {
        kill(&first);
        proxy.redirect(second.connection_string());
    })
    .await?;
    assert!(elapsed < Duration::from_secs(15), "{elapsed:?}");
    assert_eq!(error.kind(), ErrorKind::Cancelled, "{error}");
    assert!(error.to_string().contains("restarted"), "{error}");
    // Sail makes a session where one is asked for: what comes next runs on the new server.
    assert_eq!(spark.sql("SELECT 1L AS one").await?.collect_as::<(i64,)>().await?, [(1,)]);
    Ok(())
}
