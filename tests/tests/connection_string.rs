//! The rules of the connection string, one row each.

use std::time::Duration;

use spark_connect_core::{
    client::Connection,
    error::{Error, ErrorKind},
};

fn parse(text: &str) -> Result<Connection, Error> {
    text.parse()
}

/// The string, its host, port, and whether it asks for TLS.
const ACCEPTED: &[(&str, &str, u16, bool)] = &[
    // The address.
    ("sc://host", "host", 15002, false),
    ("sc://host:1", "host", 1, false),
    ("sc://host:65535", "host", 65535, false),
    ("sc://host/", "host", 15002, false),
    ("sc://HOST.Example.COM", "host.example.com", 15002, false),
    ("sc://10.0.0.1:443", "10.0.0.1", 443, false),
    ("sc://[::1]", "[::1]", 15002, false),
    ("sc://[2001:DB8::1]:443/", "[2001:db8::1]", 443, false),
    ("  sc://host  ", "host", 15002, false),
    // Where the parameters start, and empty ones.
    ("sc://host/;user_id=me", "host", 15002, false),
    ("sc://host;user_id=me", "host", 15002, false),
    ("sc://host:1;user_id=me", "host", 1, false),
    ("sc://host/;", "host", 15002, false),
    ("sc://host/;user_id=me;", "host", 15002, false),
    ("sc://host/;;user_id=me;;x-a=b", "host", 15002, false),
    // TLS: asked for, or implied by a token for another host than `localhost`.
    ("sc://host/;use_ssl=true", "host", 15002, true),
    ("sc://host/;use_ssl=TRUE", "host", 15002, true),
    ("sc://host/;use_ssl=false", "host", 15002, false),
    ("sc://host/;token=t", "host", 15002, true),
    ("sc://127.0.0.1/;token=t", "127.0.0.1", 15002, true),
    ("sc://localhost/;token=t", "localhost", 15002, false),
    ("sc://LOCALHOST/;token=t", "localhost", 15002, false),
    ("sc://localhost/;token=t;use_ssl=true", "localhost", 15002, true),
    ("sc://host/;token=t;use_ssl=false", "host", 15002, true),
    ("sc://host/;use_ssl=true;use_ssl=false", "host", 15002, false),
    // Values: the first `=` ends the key, later ones belong to the value, which may be empty and is percent-decoded.
    ("sc://host/;token=YWJj==", "host", 15002, true),
    ("sc://host/;token=YWJj%3D%3D", "host", 15002, true),
    ("sc://host/;user_id=", "host", 15002, false),
    ("sc://host/;x-empty=", "host", 15002, false),
    ("sc://host/;user_id=J%C3%BCrgen%20M", "host", 15002, false),
    ("sc://host/;x-path=/a/b", "host", 15002, false),
    // The other keys.
    ("sc://host/;user_agent=app", "host", 15002, false),
    ("sc://host/;session_id=8e2a3b4c-0d1e-4f2a-8b3c-4d5e6f708192", "host", 15002, false),
    ("sc://host/;grpc_max_message_size=1048576", "host", 15002, false),
    ("sc://host/;grpc_keepalive_enabled=false", "host", 15002, false),
    ("sc://host/;grpc_keepalive_time_ms=1000;grpc_keepalive_timeout_ms=500", "host", 15002, false),
    ("sc://host/;grpc_keepalive_without_calls=false", "host", 15002, false),
    ("sc://host/;x-databricks-cluster-id=0123-456", "host", 15002, false),
];

/// The string, and a part of the message that says what is wrong with it.
const REJECTED: &[(&str, &str)] = &[
    ("", "starts with `sc://`"),
    ("host:15002", "starts with `sc://`"),
    ("http://host", "starts with `sc://`"),
    ("SC://host", "starts with `sc://`"),
    ("sc:/host", "starts with `sc://`"),
    ("sc://", "the host is missing"),
    ("sc://:15002", "the host is missing"),
    ("sc:///;user_id=me", "the host is missing"),
    ("sc://a b", "is not a host name"),
    ("sc://host:0", "`0` is not a port"),
    ("sc://host:65536", "`65536` is not a port"),
    ("sc://host:-1", "`-1` is not a port"),
    ("sc://host:port", "`port` is not a port"),
    ("sc://host:", "`` is not a port"),
    ("sc://::1", "stands in brackets"),
    ("sc://[::1", "is not closed"),
    ("sc://[::1]15002", "only `:PORT` may follow"),
    ("sc://[host]", "is not an IPv6 address"),
    ("sc://me:secret@host", "holds no user or password"),
    ("sc://host/path", "has no path"),
    ("sc://host/path;user_id=me", "has no path"),
    ("sc://host?user_id=me", "parameters follow `/;`"),
    ("sc://host/#user_id=me", "parameters follow `/;`"),
    ("sc://host/;user_id", "the parameter `user_id` has no value"),
    ("sc://host/;=me", "a parameter has no name"),
    ("sc://host/;token=ab;cd", "the parameter number 2 has no value"),
    ("sc://host/;token=", "the parameter `token` has no value"),
    ("sc://host/;use_ssl=yes", "`use_ssl` is `true` or `false`"),
    ("sc://host/;USE_SSL=true", "did you mean `use_ssl`?"),
    ("sc://host/;X-Header=a", "names of headers are lower-case"),
    ("sc://host/;a b=c", "nor a legal name of a header"),
    ("sc://host/;grpc-timeout=1S", "belongs to gRPC"),
    ("sc://host/;te=trailers", "belongs to gRPC"),
    ("sc://host/;x-a=%0A", "characters that headers cannot hold"),
    ("sc://host/;user_id=%FF", "is not UTF-8"),
    ("sc://host/;session_id=abc", "`session_id` is not a UUID: `abc`"),
    ("sc://host/;grpc_max_message_size=0", "`grpc_max_message_size` is a positive number"),
    ("sc://host/;grpc_max_message_size=1k", "`grpc_max_message_size` is a positive number"),
    ("sc://host/;grpc_keepalive_enabled=1", "`grpc_keepalive_enabled` is `true` or `false`"),
    ("sc://host/;grpc_keepalive_time_ms=-1", "`grpc_keepalive_time_ms` is a positive number"),
    ("sc://host/;grpc_keepalive_timeout_ms=x", "`grpc_keepalive_timeout_ms` is a positive number"),
    ("sc://host/;grpc_keepalive_without_calls=x", "`grpc_keepalive_without_calls` is `true` or `false`"),
];

#[test]
fn what_is_accepted() {
    for (text, host, port, tls) in ACCEPTED {
        let connection = parse(text).unwrap_or_else(|error| panic!("`{text}`: {error}"));
        assert_eq!(
            (connection.host(), connection.port(), connection.is_tls()),
            (*host, *port, *tls),
            "`{text}`"
        );
    }
}

#[test]
fn what_is_rejected() {
    for (text, expected) in REJECTED {
        let Err(error) = parse(text) else { panic!("`{text}` is accepted") };
        assert_eq!(error.kind(), ErrorKind::InvalidConfig, "`{text}`: {error}");
        assert!(error.to_string().contains(expected), "`{text}`: {error}");
    }
}

#[test]
fn secrets_are_not_printed() {
    let connection = parse("sc://host/;token=s3cret;x-key=s3cret").expect("a connection string");
    for printed in [format!("{connection:?}"), connection.to_string()] {
        assert!(!printed.contains("s3cret"), "{printed}");
    }
    for text in ["sc://me:s3cret@host", "sc://host/;token=s3cret%FF", "sc://host/;x-key=s3cret%0A"] {
        let error = parse(text).expect_err("a mistake");
        assert!(!format!("{error} {error:?}").contains("s3cret"), "{error:?}");
    }
    let builder = spark_connect_core::session::SparkSession::builder()
        .remote("sc://host/;token=s3cret")
        .token("s3cret");
    assert!(!format!("{builder:?}").contains("s3cret"));
}

#[test]
fn the_same_by_setters() {
    let built =
        Connection::new("::1", 443).token("t").user_id("me").header("x-a", "b").expect("a legal header");
    assert_eq!(built, parse("sc://[::1]:443/;token=t;user_id=me;x-a=b").expect("a connection string"));
    assert_eq!(Connection::new("h", 1).tls(), parse("sc://h:1/;use_ssl=true").expect("a connection string"));
    let built = Connection::new("h", 1)
        .user_agent("app")
        .session_id(uuid::Uuid::from_u128(7))
        .max_message_size(1024)
        .keepalive_time(Duration::from_millis(5))
        .keepalive_timeout(Duration::from_millis(6))
        .keepalive_with_calls_only()
        .no_keepalive();
    let text = "sc://h:1/;user_agent=app;session_id=00000000-0000-0000-0000-000000000007;grpc_max_message_size=1024;\
                grpc_keepalive_time_ms=5;grpc_keepalive_timeout_ms=6;grpc_keepalive_without_calls=false;\
                grpc_keepalive_enabled=false";
    assert_eq!(built, parse(text).expect("a connection string"));
}
