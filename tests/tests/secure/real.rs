//! Real servers behind a gateway that ends TLS.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use spark_connect_core::{client::Connection, error::ErrorKind};
use spark_connect_tests::{
    on_every_server,
    servers::TestServer,
    tls::{Authority, Gateway, OpenGateway},
};
use tokio::net::TcpStream;

use crate::{query, refusal, to, trusting};

/// Where the server listens, and its token if it has one (Sail has none).
fn parts(server: &TestServer) -> (SocketAddr, Option<String>) {
    let text = server.connection_string();
    let port = text.parse::<Connection>().expect("a connection string").port();
    (([127, 0, 0, 1], port).into(), text.split_once(";token=").map(|(_, token)| token.to_owned()))
}

async fn open(gateway: Gateway, server: &TestServer) -> OpenGateway {
    gateway.open(parts(server).0).await
}

/// The connection with the server's token.
fn authenticated(connection: Connection, server: &TestServer) -> Connection {
    match parts(server).1 {
        Some(token) => connection.token(token),
        None => connection,
    }
}

on_every_server! {
    async fn an_authority_of_one_s_own(server) {
        let authority = Authority::new("test");
        let gateway = open(Gateway::new(authority.certificate(&["localhost"])), server).await;
        let connection = authenticated(to(&gateway, trusting(&authority)), server);
        let spark = query(connection).await.expect("a trusted certificate");
        // More than fits into one record or one frame.
        let rows: usize = spark
            .range(0, 1_000_000)
            .collect_batches()
            .await
            .expect("rows")
            .iter()
            .map(|batch| batch.num_rows())
            .sum();
        assert_eq!(rows, 1_000_000);
        spark.stop().await.expect("an answer");
        assert_eq!(gateway.connections(), 1);
    }

    async fn certificates_that_are_not_accepted(server) {
        let authority = Authority::new("test");
        let rows = [
            (authority.expired(&["localhost"]), "expired at 2020-01-02T00:00:00Z"),
            (authority.certificate(&["spark.example.com"]), "not for `localhost`"),
            (Authority::new("other").certificate(&["localhost"]), "not signed by an authority"),
        ];
        for (certificate, expected) in rows {
            let gateway = open(Gateway::new(certificate), server).await;
            let error = refusal(authenticated(to(&gateway, trusting(&authority)), server)).await;
            assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
            assert!(error.to_string().contains(expected), "{error}");
        }
    }

    async fn client_certificates(server) {
        let (servers, clients) = (Authority::new("servers"), Authority::new("clients"));
        let gateway = Gateway::new(servers.certificate(&["localhost"])).clients_of(&clients);
        let gateway = open(gateway, server).await;
        let with = |tls| authenticated(to(&gateway, tls), server);
        let identity = clients.certificate(&["tester"]);
        let tls = trusting(&servers).client_identity(identity.pem, identity.key);
        query(with(tls)).await.expect("a certificate that the gateway asks for");
        let error = refusal(with(trusting(&servers))).await;
        assert_eq!(error.kind(), ErrorKind::Authentication, "{error}");
    }
}

/// Sail asks for no token: whatever is before it has to.
#[tokio::test]
async fn tokens() {
    for server in
        [spark_connect_tests::servers::spark43().await, spark_connect_tests::servers::spark40().await]
    {
        let authority = Authority::new("test");
        let gateway = open(Gateway::new(authority.certificate(&["localhost"])), server).await;
        let connection = to(&gateway, trusting(&authority));
        let error = refusal(connection.clone()).await;
        assert_eq!(error.kind(), ErrorKind::Authentication);
        assert!(error.to_string().contains("No authentication token provided"), "{error}");
        let error = refusal(connection.clone().token("s3cret")).await;
        assert_eq!(error.kind(), ErrorKind::Authentication);
        assert!(error.to_string().contains("Invalid authentication token"), "{error}");

        // A provider whose first token has been revoked.
        let right = parts(server).1.expect("Spark is started with a token");
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        let renewing = connection.token_provider(move || {
            let first = counted.fetch_add(1, Ordering::SeqCst) == 0;
            let token = if first { "revoked".to_owned() } else { right.clone() };
            async move { Ok::<_, io::Error>(token) }
        });
        query(renewing).await.expect("the second token is the right one");
        assert_eq!(count.load(Ordering::SeqCst), 2);
    }
}

on_every_server! {
    async fn a_unix_socket(server) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("connect.sock");
        let listener = tokio::net::UnixListener::bind(&path).expect("a free path");
        let address = parts(server).0;
        tokio::spawn(async move {
            while let Ok((mut client, _)) = listener.accept().await {
                let mut server = TcpStream::connect(address).await.expect("the server is there");
                tokio::spawn(async move { tokio::io::copy_bidirectional(&mut client, &mut server).await });
            }
        });
        let connection = Connection::new("localhost", 1)
            .connector(move |_| tokio::net::UnixStream::connect(path.clone()));
        query(authenticated(connection, server)).await.expect("an answer");
    }
}
