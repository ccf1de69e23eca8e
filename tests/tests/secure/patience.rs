//! How long the client waits: deadlines, and peers that have vanished.

use std::{
    collections::VecDeque,
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use spark_connect_core::{
    client::{Connection, Deadlines},
    error::ErrorKind,
    session::SparkSession,
};
use spark_connect_tests::scripted::{End, ScriptedServer};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt, copy_bidirectional},
    net::{TcpListener, TcpStream},
    sync::{mpsc, watch},
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

const PING: u8 = 6;
const GO_AWAY: [u8; 31] = *b"\0\0\x16\x07\0\0\0\0\0\x7f\xff\xff\xff\0\0\0\x0btoo_many_pings";

/// A frame of HTTP/2.
async fn frame(from: &mut (impl AsyncRead + Unpin)) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; 9];
    from.read_exact(&mut bytes).await?;
    let length = u32::from_be_bytes([0, bytes[0], bytes[1], bytes[2]]) as usize;
    bytes.resize(9 + length, 0);
    from.read_exact(&mut bytes[9..]).await?;
    Ok(bytes)
}

/// A server as strict as Spark's: it ends a connection on which a client sends more than two pings while the server
/// sends nothing. Its answers take `delay`.
async fn strict(
    server: std::net::SocketAddr,
    delay: Arc<watch::Sender<Duration>>,
) -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("a bound address").port();
    let connections = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&connections);
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            counted.fetch_add(1, Ordering::SeqCst);
            let delay = Arc::clone(&delay);
            tokio::spawn(async move { pass_strictly(client, server, &delay).await });
        }
    });
    (port, connections)
}

async fn pass_strictly(
    mut client: TcpStream,
    server: std::net::SocketAddr,
    delay: &watch::Sender<Duration>,
) -> io::Result<()> {
    let mut server = TcpStream::connect(server).await?;
    let (mut from_client, mut to_client) = client.split();
    let (mut from_server, mut to_server) = server.split();
    let pings = AtomicUsize::new(0);
    let upstream = async {
        let mut preface = [0; 24];
        from_client.read_exact(&mut preface).await?;
        to_server.write_all(&preface).await?;
        while pings.load(Ordering::SeqCst) <= 2 {
            let frame = frame(&mut from_client).await?;
            if frame[3] == PING && frame[4] & 1 == 0 {
                pings.fetch_add(1, Ordering::SeqCst);
            }
            to_server.write_all(&frame).await?;
        }
        io::Result::Ok(())
    };
    let (sender, mut frames) = mpsc::unbounded_channel();
    let reader = async {
        loop {
            let frame = frame(&mut from_server).await?;
            // Headers and data. What answers a ping is never late.
            let late = frame[3] <= 1;
            let due = Instant::now() + if late { *delay.borrow() } else { Duration::ZERO };
            sender.send((late, due, frame)).expect("there is a receiver");
        }
    };
    let downstream = async {
        let mut late = VecDeque::new();
        loop {
            let due = late.front().map_or(Instant::now() + Duration::from_secs(3600), |(due, _)| *due);
            tokio::select! {
                Some((is_late, due, frame)) = frames.recv() => match is_late {
                    true => late.push_back((due, frame)),
                    false => to_client.write_all(&frame).await?,
                },
                () = tokio::time::sleep_until(due.into()) => {
                    pings.store(0, Ordering::SeqCst);
                    let (_, frame) = late.pop_front().expect("a frame that is due");
                    to_client.write_all(&frame).await?;
                }
            }
        }
    };
    let too_many: io::Result<()> = tokio::select! {
        outcome = upstream => outcome,
        outcome = reader => outcome,
        outcome = downstream => outcome,
    };
    too_many?;
    client.write_all(&GO_AWAY).await?;
    client.shutdown().await
}

/// It would never end if the connection were probed as often as at first.
#[tokio::test]
async fn a_call_that_takes_long_on_a_server_that_is_strict_about_pings() {
    let server = ScriptedServer::start(ten_rows()).await;
    let delay = Arc::new(watch::Sender::new(Duration::ZERO));
    let (port, connections) = strict(server.address(), Arc::clone(&delay)).await;
    let connection = Connection::new("localhost", port).keepalive_time(Duration::from_millis(100));
    let spark = query(connection).await.expect("an answer");
    let before = connections.load(Ordering::SeqCst);
    delay.send_replace(Duration::from_secs(1));
    let conf = spark.conf();
    let answer = tokio::time::timeout(Duration::from_secs(20), conf.get_option("a")).await;
    answer.expect("an end").expect("an answer");
    let made = connections.load(Ordering::SeqCst) - before;
    assert!((1..=5).contains(&made), "{made}");
}
