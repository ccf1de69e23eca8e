//! The rules of the connection string, one row each.

use std::time::Duration;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;
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
    ("sc://host/token=s3cret", "remove `/token=...`"),
    ("sc://host:token=s3cret", "`token=...` is not a port"),
    ("sc://host=a", "`host=...` is not a host name"),
    ("sc://host/;use_ssl=true&token=s3cret", "`use_ssl` is `true` or `false`, not `true&token=...`"),
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

/// One character too few, too many or another: a typing mistake never shows the secret.
#[test]
fn mistakes_do_not_print_secrets() {
    let text = "sc://host:15002/;use_ssl=true;token=s3cret;grpc_keepalive_time_ms=5;x-key=s3cret;session_id=\
                8e2a3b4c-0d1e-4f2a-8b3c-4d5e6f708192;x-other=s3cret";
    let (mut accepted, mut rejected) = (0, 0);
    for (index, _) in text.char_indices() {
        let (before, after) = text.split_at(index);
        let rest = after.get(1..).unwrap_or_default();
        let changes = ["", ";", "/", "=", "&", ",", " ", ":", "?", "#", "@", "%", "[", "]", "A", "é"];
        for typed in
            changes.iter().flat_map(|c| [format!("{before}{c}{rest}"), format!("{before}{c}{after}")])
        {
            let printed = match parse(&typed) {
                Ok(connection) => {
                    accepted += 1;
                    format!("{connection} {connection:?}")
                }
                Err(error) => {
                    rejected += 1;
                    format!("{error} {error:?}")
                }
            };
            // Unless the mistake is inside the secret.
            assert!(!printed.contains("s3cret"), "`{typed}`: {printed}");
        }
    }
    assert!(accepted > 100 && rejected > 100, "{accepted} {rejected}");
}

/// The pieces that connection strings are made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = [
        "sc://",
        "sc:",
        "//",
        "/",
        ";",
        "/;",
        "=",
        ":",
        "[",
        "]",
        "::1",
        "@",
        "?",
        "#",
        "%",
        "%20",
        "%FF",
        "%3",
        "host",
        "localhost",
        "15002",
        "65536",
        "token",
        "use_ssl",
        "user_id",
        "user_agent",
        "session_id",
        "true",
        "false",
        "é",
        "grpc_max_message_size",
        "grpc_keepalive_enabled",
        "grpc_keepalive_time_ms",
        "x-header",
        "X",
        " ",
        "\n",
        "\0",
        "-1",
        "18446744073709551616",
        "8e2a3b4c-0d1e-4f2a-8b3c-4d5e6f708192",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..12)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    /// Anything is a connection or a mistake in it, never a panic; and what is accepted is complete.
    #[test]
    fn any_text(text in prop_oneof![pieces(), any::<String>(), pieces().prop_map(|rest| format!("sc://h/;{rest}"))]) {
        match parse(&text) {
            Ok(connection) => {
                prop_assert!(connection.port() > 0 && !connection.host().is_empty());
                let again = parse(&format!("sc://{connection}")).expect("an address");
                prop_assert_eq!((again.host(), again.port()), (connection.host(), connection.port()));
            }
            Err(error) => {
                prop_assert_eq!(error.kind(), ErrorKind::InvalidConfig);
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }

    /// A string says the same as the setters, whatever is in the values, and in whatever order.
    #[test]
    fn the_same_by_setters_for_any_value(
        host in "[a-z][a-z0-9-]{0,20}(\\.[a-z]{1,8}){0,3}",
        port in 1..=u16::MAX,
        token in "\\PC{1,40}",
        user in "\\PC{1,40}",
        agent in "\\PC{1,40}",
        header in "[!-~]([ -~]{0,30}[!-~])?",
        bytes in 1..=usize::MAX,
        time in 1..=u64::MAX,
        order in Just((0..8).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let encode = |value: &str| utf8_percent_encode(value, NON_ALPHANUMERIC).to_string();
        let parameters = [
            format!("token={}", encode(&token)),
            format!("user_id={}", encode(&user)),
            format!("user_agent={}", encode(&agent)),
            format!("x-key={}", encode(&header)),
            format!("grpc_max_message_size={bytes}"),
            format!("grpc_keepalive_time_ms={time}"),
            "use_ssl=TRUE".to_owned(),
            String::new(),
        ];
        let parameters: Vec<&str> = order.iter().map(|&index| parameters[index].as_str()).collect();
        let text = format!("sc://{host}:{port}/;{}", parameters.join(";"));
        let built = Connection::new(host, port)
            .token(token)
            .user_id(user)
            .user_agent(agent)
            .header("x-key", header)
            .expect("a legal header")
            .max_message_size(bytes)
            .keepalive_time(Duration::from_millis(time))
            .tls();
        prop_assert_eq!(parse(&text).expect("a connection string"), built);
    }
}
