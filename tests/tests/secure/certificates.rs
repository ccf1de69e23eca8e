//! Certificates of servers and of clients.

use spark_connect_core::{client::Tls, error::ErrorKind};
use spark_connect_tests::{
    scripted::{Call, Script},
    tls::{Authority, Certificate, Gateway},
};

use crate::{behind, query, refusal, ten_rows, to, trusting};

#[tokio::test]
async fn an_authority_of_one_s_own() {
    let authority = Authority::new("test");
    let (server, gateway) = behind(Gateway::new(authority.certificate(&["localhost"])), ten_rows()).await;
    // With and without those of the system.
    for tls in [trusting(&authority), Tls::new().ca_certificate(authority.pem())] {
        query(to(&gateway, tls)).await.expect("a trusted certificate");
    }
    // One connection each, for all calls.
    assert_eq!(gateway.connections(), 2);
    assert!(server.calls().len() >= 4, "{:?}", server.calls());
}

#[tokio::test]
async fn several_authorities() {
    let (old, new) = (Authority::new("old"), Authority::new("new"));
    let (_server, gateway) = behind(Gateway::new(new.certificate(&["localhost"])), ten_rows()).await;
    query(to(&gateway, trusting(&old).ca_certificate(new.pem()))).await.expect("one of two calls");
    let bundle = format!("{}{}", old.pem(), new.pem());
    let tls = Tls::new().without_system_roots().ca_certificate(bundle);
    query(to(&gateway, tls)).await.expect("one of two in a bundle");
}

#[tokio::test]
async fn tls_1_2() {
    let authority = Authority::new("test");
    let gateway = Gateway::new(authority.certificate(&["localhost"])).tls12();
    let (_server, gateway) = behind(gateway, ten_rows()).await;
    query(to(&gateway, trusting(&authority))).await.expect("a trusted certificate");
}

/// The certificate, and what the client says of it.
#[tokio::test]
async fn certificates_that_are_not_accepted() {
    let authority = Authority::new("test");
    let rows: [(&str, Certificate, &[&str]); 4] = [
        (
            "expired",
            authority.expired(&["localhost"]),
            &["the server's certificate expired at 2020-01-02T00:00:00Z", "has to be renewed"],
        ),
        (
            "premature",
            authority.premature(&["localhost"]),
            &["the server's certificate is not valid yet", "is the clock of this machine right?"],
        ),
        (
            "for other names",
            authority.certificate(&["spark.example.com", "*.example.org"]),
            &["spark.example.com", "*.example.org", "not for `localhost`", "Tls::server_name"],
        ),
        (
            "of another authority",
            Authority::new("other").certificate(&["localhost"]),
            &["not signed by an authority that is trusted here", "Tls::ca_certificate"],
        ),
    ];
    for (name, certificate, expected) in rows {
        let (server, gateway) = behind(Gateway::new(certificate), ten_rows()).await;
        let error = refusal(to(&gateway, trusting(&authority)).token("s3cret")).await;
        assert_eq!(error.kind(), ErrorKind::Connection, "{name}: {error}");
        assert!(!error.is_retryable(), "{name}: {error}");
        let text = error.to_string();
        assert!(text.contains(&format!("localhost:{}", gateway.port())), "{name}: {text}");
        for part in expected {
            assert!(text.contains(part), "{name}: {text}");
        }
        // Neither the token nor anything else has been sent.
        assert_eq!(server.headers().len(), 0, "{name}");
    }
}

#[tokio::test]
async fn the_system_does_not_trust_an_authority_of_one_s_own() {
    let authority = Authority::new("test");
    let (_server, gateway) = behind(Gateway::new(authority.certificate(&["localhost"])), ten_rows()).await;
    let error = refusal(to(&gateway, Tls::new())).await;
    assert!(error.to_string().contains("not signed by an authority that is trusted here"), "{error}");
}

#[tokio::test]
async fn the_name_that_the_certificate_is_for() {
    let authority = Authority::new("test");
    let certificate = authority.certificate(&["spark.internal"]);
    let (_server, gateway) = behind(Gateway::new(certificate), ten_rows()).await;
    let tls = trusting(&authority).server_name("spark.internal");
    query(to(&gateway, tls)).await.expect("the name of the certificate");
    let error = refusal(to(&gateway, trusting(&authority).server_name("other.internal"))).await;
    assert!(error.to_string().contains("not for `other.internal`"), "{error}");
}

#[tokio::test]
async fn an_address_instead_of_a_name() {
    let authority = Authority::new("test");
    let (_server, gateway) = behind(Gateway::new(authority.certificate(&["127.0.0.1"])), ten_rows()).await;
    let connection = spark_connect_core::client::Connection::new("127.0.0.1", gateway.port());
    query(connection.tls_config(trusting(&authority))).await.expect("a certificate for an address");
}

#[tokio::test]
async fn client_certificates() {
    let (servers, clients) = (Authority::new("servers"), Authority::new("clients"));
    for tls12 in [false, true] {
        let gateway = Gateway::new(servers.certificate(&["localhost"])).clients_of(&clients);
        let gateway = if tls12 { gateway.tls12() } else { gateway };
        let (server, gateway) = behind(gateway, ten_rows()).await;
        let with = |certificate: Certificate| {
            to(&gateway, trusting(&servers).client_identity(certificate.pem, certificate.key))
        };
        query(with(clients.certificate(&["tester"]))).await.expect("a certificate that the server asks for");
        server.received(Call::is_release_all).await;
        let calls = server.headers().len();

        let error = refusal(to(&gateway, trusting(&servers))).await;
        assert_eq!(error.kind(), ErrorKind::Authentication, "TLS 1.2 {tls12}: {error}");
        assert!(error.to_string().contains("Tls::client_identity"), "TLS 1.2 {tls12}: {error}");
        for wrong in [Authority::new("others").certificate(&["tester"]), clients.expired(&["tester"])] {
            let error = refusal(with(wrong)).await;
            assert_eq!(error.kind(), ErrorKind::Authentication, "TLS 1.2 {tls12}: {error}");
            let text = error.to_string();
            assert!(text.contains("the server refuses the client certificate"), "TLS 1.2 {tls12}: {text}");
        }
        assert_eq!(server.headers().len(), calls);
    }
}

#[tokio::test]
async fn a_gateway_that_does_not_negotiate_http_2() {
    let authority = Authority::new("test");
    let gateway = Gateway::new(authority.certificate(&["localhost"])).without_alpn();
    let (_server, gateway) = behind(gateway, ten_rows()).await;
    let error = refusal(to(&gateway, trusting(&authority))).await;
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.to_string().contains("does not offer HTTP/2"), "{error}");
    query(to(&gateway, trusting(&authority).assume_http2())).await.expect("HTTP/2 all the same");
}

#[tokio::test]
async fn a_server_without_tls() {
    let server = spark_connect_tests::scripted::ScriptedServer::start(Script::default()).await;
    let connection = spark_connect_core::client::Connection::new("127.0.0.1", server.address().port());
    let error = refusal(connection.tls()).await;
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.to_string().contains("without TLS"), "{error}");
}

/// What is wrong with what, before anything is sent.
#[tokio::test]
async fn malformed_settings() {
    let authority = Authority::new("test");
    let (good, other) = (authority.certificate(&["a"]), authority.certificate(&["b"]));
    let identity = |pem: &str, key: &str| Tls::new().client_identity(pem, key);
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let rows = [
        (Tls::new().without_system_roots(), "needs others"),
        (Tls::new().ca_certificate(""), "the CA certificate holds no certificate"),
        (Tls::new().ca_certificate(good.key.clone()), "the CA certificate holds no certificate"),
        (Tls::new().ca_certificate(broken), "the CA certificate is not a certificate that can be read"),
        (Tls::new().ca_certificate(&broken[..40]), "the CA certificate is not well-formed PEM text"),
        (identity("", &good.key), "the client certificate holds no certificate"),
        (identity(&good.pem, ""), "the key of the client certificate is not a private key"),
        (identity(&good.pem, &good.pem), "the key of the client certificate is not a private key"),
        (identity(&good.pem, &other.key), "does not belong to the certificate"),
        (Tls::new().server_name("not a name"), "`not a name` is not a name that a certificate can be for"),
    ];
    let (server, gateway) = behind(Gateway::new(good.clone()), ten_rows()).await;
    for (tls, expected) in rows {
        let error = refusal(to(&gateway, tls)).await;
        assert_eq!(error.kind(), ErrorKind::InvalidConfig, "{expected}: {error}");
        assert!(error.to_string().contains(expected), "{expected}: {error}");
        for secret in [&good.key, &other.key] {
            assert!(!format!("{error} {error:?}").contains(secret.lines().nth(1).expect("PEM text")));
        }
    }
    assert_eq!(server.headers().len(), 0);
}

#[test]
fn keys_are_not_printed() {
    let Certificate { pem, key } = Authority::new("test").certificate(&["a"]);
    let tls = Tls::new().ca_certificate(pem.clone()).client_identity(pem, key.clone());
    let connection = spark_connect_core::client::Connection::new("h", 1).tls_config(tls.clone());
    for printed in [format!("{tls:?}"), format!("{connection:?}")] {
        let line = key.lines().nth(1).expect("PEM text");
        assert!(!printed.contains(line) && !printed.contains("PRIVATE KEY"), "{printed}");
    }
}
