//! What a service goes through in weeks, in minutes: networks that fail, servers that end, consumers that pause.
//!
//! The servers are of this binary's own, with more slots than cores: most of the queries sleep.

mod chaos;
mod consumers;
mod long;
mod restart;
mod sizes;

use std::time::Duration;

use spark_connect_core::{
    client::RetryPolicy,
    local::{LocalServer, LocalServerBuilder},
    session::{SparkSession, SparkSessionBuilder},
};
use spark_connect_tests::servers::Kind;
use tokio::sync::OnceCell;

/// A newest Spark for queries that sleep.
fn builder() -> LocalServerBuilder {
    Kind::Spark43.builder().conf("spark.master", "local[8]")
}

/// Spark with its default settings, as far as connections are concerned.
async fn server() -> &'static LocalServer {
    static SERVER: OnceCell<LocalServer> = OnceCell::const_new();
    let start = async || builder().start().await.expect("Spark 4.3 starts");
    SERVER.get_or_init(start).await
}

/// Retries at once and without end: the waits are tested elsewhere.
fn stubborn() -> RetryPolicy {
    let wait = Duration::from_millis(20);
    RetryPolicy::default().max_retries(500).initial_backoff(wait).max_backoff(wait)
}

async fn connect(builder: SparkSessionBuilder) -> SparkSession {
    builder.connect().await.expect("a session")
}

/// A session on the server, past all proxies.
async fn session(remote: &str) -> SparkSession {
    connect(SparkSession::builder().remote(remote)).await
}
