//! Tokens that are fetched, and headers that change.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use spark_connect_core::{
    client::{Connection, Token},
    error::ErrorKind,
    session::SparkSession,
};
use spark_connect_tests::scripted::{Call, ScriptedServer};

use crate::{query, refusal, ten_rows};

/// A connection whose provider gives `token 1`, `token 2` and so on, and how many it has given.
fn numbered(server: &ScriptedServer) -> (Connection, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let connection = Connection::new("localhost", server.address().port()).token_provider(move || {
        let number = counted.fetch_add(1, Ordering::SeqCst) + 1;
        async move { Ok::<_, io::Error>(format!("token {number}")) }
    });
    (connection, count)
}

fn authorizations(server: &ScriptedServer) -> Vec<String> {
    let text = |headers: &http::HeaderMap| {
        headers.get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    server.headers().iter().map(text).collect()
}

#[tokio::test]
async fn a_token_is_fetched_once_for_all_calls() {
    let server = ScriptedServer::start(ten_rows()).await;
    let (connection, count) = numbered(&server);
    let (first, second) = tokio::join!(query(connection.clone()), query(connection));
    first.and(second).expect("no token is asked for");
    assert!(authorizations(&server).iter().all(|token| token == "Bearer token 1"));
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_refused_token_is_replaced_and_the_call_repeated() {
    let server = ScriptedServer::start(ten_rows().token("token 2")).await;
    let (connection, count) = numbered(&server);
    // The first call is refused, and repeated.
    let spark = query(connection).await.expect("the second token is the right one");
    assert_eq!(authorizations(&server)[..2], ["Bearer token 1", "Bearer token 2"]);
    assert_eq!(count.load(Ordering::SeqCst), 2);
    server.received(Call::is_release_all).await;

    // A query is refused: nothing has run, so it is sent again.
    let before = server.headers().len();
    server.play(ten_rows().token("token 3"));
    let rows: usize =
        spark.range(0, 10).collect_batches().await.expect("rows").iter().map(|batch| batch.num_rows()).sum();
    assert_eq!(rows, 10);
    assert_eq!(authorizations(&server)[before..before + 2], ["Bearer token 2", "Bearer token 3"]);

    // Many calls are refused at once: one new token is enough.
    server.play(ten_rows().token("token 4"));
    let conf = spark.conf();
    let calls = (0..20).map(|_| conf.get_option("a"));
    for outcome in futures::future::join_all(calls).await {
        outcome.expect("an answer");
    }
    assert_eq!(count.load(Ordering::SeqCst), 4);
}

#[tokio::test]
async fn a_second_refusal_is_an_error() {
    let server = ScriptedServer::start(ten_rows().token("another")).await;
    let (connection, count) = numbered(&server);
    let error = refusal(connection).await;
    assert_eq!(error.kind(), ErrorKind::Authentication);
    assert!(error.to_string().contains("Invalid authentication token"), "{error}");
    assert_eq!((server.headers().len(), count.load(Ordering::SeqCst)), (2, 2));
}

#[tokio::test]
async fn a_fixed_token_that_is_refused_is_not_sent_again() {
    let server = ScriptedServer::start(ten_rows().token("right")).await;
    let error = refusal(Connection::new("localhost", server.address().port()).token("s3cret")).await;
    assert_eq!(error.kind(), ErrorKind::Authentication);
    assert_eq!(server.headers().len(), 1);
}

#[tokio::test]
async fn a_token_is_replaced_before_it_ends() {
    let server = ScriptedServer::start(ten_rows()).await;
    let count = Arc::new(AtomicUsize::new(0));
    let connection = Connection::new("localhost", server.address().port()).token_provider(move || {
        let number = count.fetch_add(1, Ordering::SeqCst) + 1;
        let life = Duration::from_secs(if number == 1 { 0 } else { 3600 });
        async move { Ok::<_, io::Error>(Token::new(format!("token {number}")).expires_in(life)) }
    });
    query(connection).await.expect("no token is asked for");
    server.received(Call::is_release_all).await;
    let sent = authorizations(&server);
    assert_eq!(sent[0], "Bearer token 1");
    assert!(sent.len() > 2 && sent[1..].iter().all(|token| token == "Bearer token 2"), "{sent:?}");
}

#[tokio::test]
async fn a_provider_that_fails() {
    let server = ScriptedServer::start(ten_rows()).await;
    let failing = || async { Err::<Token, _>(io::Error::other("the identity service is down")) };
    let connection = Connection::new("localhost", server.address().port()).token_provider(failing);
    let error = refusal(connection).await;
    assert_eq!(error.kind(), ErrorKind::Authentication);
    let source = std::error::Error::source(&error).expect("the provider's error");
    assert_eq!(source.to_string(), "the identity service is down");
    assert_eq!(server.headers().len(), 0);
}

#[tokio::test]
async fn a_token_that_is_no_header() {
    let server = ScriptedServer::start(ten_rows()).await;
    let error = refusal(Connection::new("localhost", server.address().port()).token("s3cret\n")).await;
    assert_eq!(error.kind(), ErrorKind::InvalidConfig);
    assert!(error.to_string().contains("line break"), "{error}");
    assert_eq!(server.headers().len(), 0);
}

#[tokio::test]
async fn interceptors_change_every_call() {
    let server = ScriptedServer::start(ten_rows()).await;
    let calls = AtomicUsize::new(0);
    let connection = Connection::new("localhost", server.address().port())
        .header("x-fixed", "always")
        .expect("a header")
        .token("t")
        .interceptor(move |headers| {
            assert_eq!(headers["authorization"], "Bearer t");
            headers.insert("x-call", calls.fetch_add(1, Ordering::SeqCst).into());
            headers.insert("x-order", http::HeaderValue::from_static("first"));
        })
        .interceptor(|headers| {
            headers.insert("x-order", http::HeaderValue::from_static("second"));
        });
    query(connection).await.expect("an answer");
    let headers = server.headers();
    assert!(headers.len() >= 2);
    let mut numbers: Vec<String> =
        headers.iter().map(|headers| headers["x-call"].to_str().expect("a number").to_owned()).collect();
    numbers.sort_by_key(|number| number.parse::<usize>().ok());
    let expected: Vec<String> = (0..headers.len()).map(|number| number.to_string()).collect();
    assert_eq!(numbers, expected);
    assert!(headers.iter().all(|headers| headers["x-order"] == "second" && headers["x-fixed"] == "always"));
}

/// As on Databricks: a token and a header that names the cluster.
#[tokio::test]
async fn a_token_and_a_header_for_the_cluster() {
    let authority = spark_connect_tests::tls::Authority::new("test");
    let gateway = spark_connect_tests::tls::Gateway::new(authority.certificate(&["127.0.0.1"]));
    let (server, gateway) = crate::behind(gateway, ten_rows().token("dapi-1")).await;
    let text = format!("sc://127.0.0.1:{}/;token=dapi-1;x-databricks-cluster-id=0123-456", gateway.port());
    let connection = text.parse::<Connection>().expect("a connection string");
    assert!(connection.is_tls());
    query(connection.tls_config(crate::trusting(&authority))).await.expect("an answer");
    assert!(server.headers().iter().all(|headers| headers["x-databricks-cluster-id"] == "0123-456"));
    assert!(server.headers().iter().all(|headers| headers["authorization"] == "Bearer dapi-1"));
}

#[tokio::test]
async fn the_same_connection_is_equal_and_one_with_the_same_provider_is_not() {
    let provider = || async { Ok::<_, io::Error>("t") };
    let connection = Connection::new("h", 1).token_provider(provider).interceptor(|_| ());
    assert_eq!(connection, connection.clone());
    assert_ne!(
        Connection::new("h", 1).token_provider(provider),
        Connection::new("h", 1).token_provider(provider)
    );
    assert_ne!(connection, connection.clone().interceptor(|_| ()));
    let builder = SparkSession::builder().connection(connection.token("s3cret"));
    assert!(!format!("{builder:?}").contains("s3cret"));
}
