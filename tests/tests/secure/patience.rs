//! How long the client waits: deadlines, and peers that have vanished.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use spark_connect_core::{
    client::{Connection, Deadlines},
    error::ErrorKind,
    session::SparkSession,
};
use spark_connect_tests::scripted::{End, ScriptedServer};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
};

use crate::{query, refusal, ten_rows};

/// Takes connections and says nothing.
async fn silent() -> Connection {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("a bound address").port();
    tokio::spawn(async move {
        let mut kept = Vec::new();
        while let Ok((client, _)) = listener.accept().await {
            kept.push(client);
        }
    });
    Connection::new("localhost", port)
}

#[tokio::test]
async fn a_call_that_is_not_answered_ends_at_its_deadline() {
    let deadlines = Deadlines::default().other(Duration::from_millis(300));
    let start = Instant::now();
    let error = refusal(silent().await.deadlines(deadlines)).await;
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
}

#[tokio::test]
async fn without_deadlines_a_call_waits() {
    let connection = silent().await.deadlines(Deadlines::none()).no_keepalive();
    let connecting = SparkSession::builder().connection(connection).connect();
    assert!(tokio::time::timeout(Duration::from_millis(700), connecting).await.is_err());
}

/// The deadline of a stream is none of the query: the client asks for the rest in a new stream.
#[tokio::test]
async fn a_stream_that_stalls_is_attached_again() {
    let server = ScriptedServer::start(ten_rows().segment(1, End::Open)).await;
    let deadlines = Deadlines::default().stream(Duration::from_millis(300));
    let connection = Connection::new("localhost", server.address().port()).deadlines(deadlines);
    query(connection).await.expect("all rows");
    assert_eq!(server.reattached().len(), 1);
}

/// Passes bytes until the network is gone, without a word: then connections stay open and nothing arrives. New ones
/// find their way.
async fn vanishing(server: std::net::SocketAddr) -> (u16, Arc<watch::Sender<u32>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("a bound address").port();
    let outages = Arc::new(watch::Sender::new(0));
    let watched = Arc::clone(&outages);
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let mut outage = watched.subscribe();
            tokio::spawn(async move {
                let mut server = TcpStream::connect(server).await.expect("the server is there");
                tokio::select! {
                    _ = copy_bidirectional(&mut client, &mut server) => {}
                    _ = outage.changed() => std::future::pending().await,
                }
            });
        }
    });
    (port, outages)
}

#[tokio::test]
async fn a_peer_that_has_vanished_is_noticed_by_its_silence() {
    let server = ScriptedServer::start(ten_rows()).await;
    let (port, outages) = vanishing(server.address()).await;
    let connection = Connection::new("localhost", port)
        .keepalive_time(Duration::from_millis(200))
        .keepalive_timeout(Duration::from_millis(200));
    let spark = query(connection).await.expect("an answer");

    // While a call waits for its answer.
    outages.send_modify(|outages| *outages += 1);
    let start = Instant::now();
    spark.conf().get_option("a").await.expect("an answer, over a new connection");
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());

    // While there is no call: the next one finds a new connection at once.
    outages.send_modify(|outages| *outages += 1);
    tokio::time::sleep(Duration::from_millis(800)).await;
    let start = Instant::now();
    spark.conf().get_option("a").await.expect("an answer, over a new connection");
    assert!(start.elapsed() < Duration::from_millis(150), "{:?}", start.elapsed());
}

#[tokio::test]
async fn without_keepalive_the_deadline_notices_it() {
    let server = ScriptedServer::start(ten_rows()).await;
    let (port, outages) = vanishing(server.address()).await;
    let connection = Connection::new("localhost", port)
        .no_keepalive()
        .deadlines(Deadlines::default().other(Duration::from_millis(500)));
    let spark = query(connection).await.expect("an answer");
    outages.send_modify(|outages| *outages += 1);
    let start = Instant::now();
    let error = spark.conf().get_option("a").await.expect_err("no answer");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(start.elapsed() > Duration::from_millis(400), "{:?}", start.elapsed());
}
