//! Other ways to a server than TCP to its host.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use spark_connect_core::{client::Connection, error::ErrorKind};
use spark_connect_tests::{
    scripted::ScriptedServer,
    tls::{Authority, Gateway},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufStream, copy_bidirectional},
    net::{TcpListener, TcpStream, UnixListener, UnixStream},
};

use crate::{behind, query, refusal, ten_rows, trusting};

#[tokio::test]
async fn a_unix_socket() {
    let server = ScriptedServer::start(ten_rows().token("t")).await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("connect.sock");
    let listener = UnixListener::bind(&path).expect("a free path");
    let address = server.address();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let mut server = TcpStream::connect(address).await.expect("the server is there");
            tokio::spawn(async move { copy_bidirectional(&mut client, &mut server).await });
        }
    });
    let connection = Connection::new("localhost", 1).token("t").connector(move |uri| {
        assert_eq!(uri.to_string(), "http://localhost:1/");
        UnixStream::connect(path.clone())
    });
    query(connection).await.expect("an answer");
}

#[tokio::test]
async fn a_unix_socket_that_is_not_there() {
    let connection =
        Connection::new("localhost", 1).connector(|_| UnixStream::connect("/nowhere/connect.sock"));
    let error = refusal(connection).await;
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.to_string().contains("its connector could not reach it"), "{error}");
}

/// An HTTP proxy that connects to one server, whatever it is asked for.
async fn http_proxy(server: std::net::SocketAddr) -> (std::net::SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("a bound address");
    let tunnels = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&tunnels);
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let mut client = BufStream::new(client);
            let mut request = String::new();
            while client.read_line(&mut request).await.expect("a request") > 2 {}
            assert!(request.starts_with("CONNECT spark.internal:443 HTTP/1.1\r\n"), "{request}");
            client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.expect("a client");
            client.flush().await.expect("a client");
            counted.fetch_add(1, Ordering::SeqCst);
            let mut server = TcpStream::connect(server).await.expect("the server is there");
            tokio::spawn(async move { copy_bidirectional(&mut client, &mut server).await });
        }
    });
    (address, tunnels)
}

/// The example of `Connection::connector`.
async fn through(proxy: std::net::SocketAddr, server: http::Uri) -> io::Result<BufStream<TcpStream>> {
    let server = server.authority().map(ToString::to_string).unwrap_or_default();
    let mut stream = BufStream::new(TcpStream::connect(proxy).await?);
    stream.write_all(format!("CONNECT {server} HTTP/1.1\r\nHost: {server}\r\n\r\n").as_bytes()).await?;
    stream.flush().await?;
    let mut answer = String::new();
    while stream.read_line(&mut answer).await? > 2 {}
    match answer.split(' ').nth(1) {
        Some("200") => Ok(stream),
        _ => Err(io::Error::other("the proxy refuses to connect")),
    }
}

/// The name is known to the proxy only; TLS goes through it to the gateway.
#[tokio::test]
async fn an_http_proxy() {
    let authority = Authority::new("test");
    let gateway = Gateway::new(authority.certificate(&["spark.internal"]));
    let (_server, gateway) = behind(gateway, ten_rows().token("t")).await;
    let (proxy, tunnels) = http_proxy(([127, 0, 0, 1], gateway.port()).into()).await;
    let connection = Connection::new("spark.internal", 443)
        .token("t")
        .tls_config(trusting(&authority))
        .connector(move |server| through(proxy, server));
    query(connection).await.expect("an answer");
    assert_eq!((tunnels.load(Ordering::SeqCst), gateway.connections()), (1, 1));
}

/// A connector is asked again when a connection has ended.
#[tokio::test]
async fn a_connection_that_ends_is_made_again() {
    let server = ScriptedServer::start(ten_rows()).await;
    let proxy = spark_connect_tests::faults::Proxy::start(server.address()).await;
    let address = proxy.remote().trim_start_matches("sc://").to_owned();
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let connection = Connection::new("localhost", 1).connector(move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        TcpStream::connect(address.clone())
    });
    let spark = query(connection).await.expect("an answer");
    assert_eq!(count.load(Ordering::SeqCst), 1);
    proxy.cut();
    spark.conf().get_option("a").await.expect("an answer");
    assert_eq!(count.load(Ordering::SeqCst), 2);
}
