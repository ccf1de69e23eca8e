//! Whom the client trusts, what it shows of itself, and by which way it gets to a server: against a gateway that ends
//! TLS, in front of the scripted server and of real ones.

mod certificates;
mod connectors;
mod environment;
mod patience;
mod real;
mod tokens;

use spark_connect_core::{
    client::{Connection, Tls},
    error::{Error, Result},
    session::SparkSession,
};
use spark_connect_tests::{
    scripted::{Script, ScriptedServer, complete, long_batch, long_schema_response},
    tls::{Authority, Gateway, OpenGateway},
};

/// A result of 10 rows.
fn ten_rows() -> Script {
    Script::new([long_schema_response(), long_batch(0..10), complete()])
}

/// The scripted server behind a gateway.
async fn behind(gateway: Gateway, script: Script) -> (ScriptedServer, OpenGateway) {
    let server = ScriptedServer::start(script).await;
    let gateway = gateway.open(server.address()).await;
    (server, gateway)
}

/// TLS that trusts this authority and no other.
fn trusting(authority: &Authority) -> Tls {
    Tls::new().without_system_roots().ca_certificate(authority.pem())
}

/// A connection to the gateway, by the name that certificates are for.
fn to(gateway: &OpenGateway, tls: Tls) -> Connection {
    Connection::new("localhost", gateway.port()).user_id("tester").tls_config(tls)
}

/// Connects and runs a query.
async fn query(connection: Connection) -> Result<SparkSession> {
    let spark = SparkSession::builder().connection(connection).connect().await?;
    let rows: usize = spark.range(0, 10).collect_batches().await?.iter().map(|batch| batch.num_rows()).sum();
    assert_eq!(rows, 10);
    Ok(spark)
}

/// The error of a connection that must not come about, without the secrets of these tests.
async fn refusal(connection: Connection) -> Error {
    let outcome = tokio::time::timeout(std::time::Duration::from_secs(10), query(connection)).await;
    let error = outcome.expect("an answer in 10 s").expect_err("a refusal");
    let printed = format!("{error} {error:?}");
    assert!(!printed.contains("s3cret"), "{printed}");
    error
}
