//! Where a server is and how to talk to it.

use std::{collections::BTreeMap, fmt, str::FromStr, time::Duration};

use http::{HeaderName, HeaderValue};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use uuid::Uuid;

use crate::{
    error::{Error, ErrorKind, Result},
    redact::Secret,
};

/// The port of a Spark Connect server that is not told otherwise.
const DEFAULT_PORT: u16 = 15002;

/// The largest message that a Spark server accepts with default settings: 128 MiB.
const DEFAULT_MAX_MESSAGE_SIZE: usize = 128 * 1024 * 1024;

/// How long a user agent may be, percent-encoded.
const MAX_USER_AGENT: usize = 2048;

/// What this client calls itself if the application does not.
const DEFAULT_USER_AGENT: &str = "_SPARK_CONNECT_RUST";

/// The keys that are not sent as headers.
const KEYS: [&str; 10] = [
    "token",
    "use_ssl",
    "user_id",
    "user_agent",
    "session_id",
    "grpc_max_message_size",
    "grpc_keepalive_enabled",
    "grpc_keepalive_time_ms",
    "grpc_keepalive_timeout_ms",
    "grpc_keepalive_without_calls",
];

/// Where a Spark Connect server is and how to talk to it: a parsed connection string.
///
/// The string is `sc://HOST[:PORT][/;KEY=VALUE[;KEY=VALUE...]]`. The port defaults to 15002, an IPv6 address stands
/// in brackets, and values are percent-decoded. Keys are case-sensitive, the last of several equal keys counts:
///
/// | key | meaning |
/// |---|---|
/// | `token` | sent as `authorization: Bearer ...`; implies TLS unless the host is `localhost` |
/// | `use_ssl` | `true` for TLS with the system's root certificates |
/// | `user_id` | the user that the server session belongs to; default `$SPARK_USER`, then `$USER` |
/// | `user_agent` | what the application calls itself; default `$SPARK_CONNECT_USER_AGENT` |
/// | `session_id` | a UUID: joins the server session of that id if the user is the same; default a new one |
/// | `grpc_max_message_size` | largest message in bytes, both ways; default 128 MiB |
/// | `grpc_keepalive_enabled` | `false` turns keepalive pings off |
/// | `grpc_keepalive_time_ms` | how long a connection is silent before a ping; default 60000 |
/// | `grpc_keepalive_timeout_ms` | how long a ping may stay unanswered before the connection counts as broken; default 20000 |
/// | `grpc_keepalive_without_calls` | `false` pings only while a call is running |
/// | any other | sent as a header with every call |
///
/// ```
/// use spark_connect_core::client::Connection;
///
/// let connection: Connection = "sc://spark.example.com:443/;token=s3cret;x-cluster=blue".parse()?;
/// assert_eq!(connection.port(), 443);
/// assert!(connection.is_tls());
/// assert!(!format!("{connection:?}").contains("s3cret"));
/// # Ok::<(), spark_connect_core::error::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Connection {
    host: String,
    port: u16,
    use_ssl: bool,
    token: Option<Secret>,
    user_id: Option<String>,
    user_agent: Option<String>,
    session_id: Option<Uuid>,
    max_message_size: usize,
    keepalive: Keepalive,
    headers: BTreeMap<String, Secret>,
}

/// When the connection is probed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Keepalive {
    pub(crate) enabled: bool,
    pub(crate) time: Duration,
    pub(crate) timeout: Duration,
    pub(crate) without_calls: bool,
}

impl Connection {
    /// A plaintext connection to a server.
    ///
    /// `host` is a name or an address, an IPv6 address with or without brackets.
    #[must_use]
    pub fn new(host: impl Into<String>, port: u16) -> Self {
        let host = host.into().to_lowercase();
        Self {
            host: if host.contains(':') && !host.starts_with('[') { format!("[{host}]") } else { host },
            port,
            use_ssl: false,
            token: None,
            user_id: None,
            user_agent: None,
            session_id: None,
            max_message_size: DEFAULT_MAX_MESSAGE_SIZE,
            keepalive: Keepalive {
                enabled: true,
                time: Duration::from_secs(60),
                timeout: Duration::from_secs(20),
                without_calls: true,
            },
            headers: BTreeMap::new(),
        }
    }

    /// Sends `token` as a bearer token with every call.
    #[must_use]
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(Secret::new(token));
        self
    }

    /// Uses TLS with the system's root certificates.
    #[must_use]
    pub fn tls(mut self) -> Self {
        self.use_ssl = true;
        self
    }

    /// The user that the server session belongs to.
    #[must_use]
    pub fn user_id(mut self, user_id: impl Into<String>) -> Self {
        self.user_id = Some(user_id.into());
        self
    }

    /// What the application calls itself.
    #[must_use]
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Joins the server session of this id, or makes it.
    #[must_use]
    pub fn session_id(mut self, session_id: Uuid) -> Self {
        self.session_id = Some(session_id);
        self
    }

    /// Sends a header with every call.
    ///
    /// # Errors
    /// A name that is not a legal lower-case header name, or that gRPC keeps for itself, and a value that is not text.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Result<Self> {
        let (name, value) = (name.into(), value.into());
        check_header(&name, &value)?;
        self.headers.insert(name, Secret::new(value));
        Ok(self)
    }

    /// The host: a lower-case name, or an address (IPv6 in brackets).
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether TLS is used: if asked for, and for a token that would otherwise leave this machine in the clear.
    #[must_use]
    pub fn is_tls(&self) -> bool {
        self.use_ssl || (self.token.is_some() && self.host != "localhost")
    }

    pub(crate) fn credentials(&self) -> Option<&Secret> {
        self.token.as_ref()
    }

    pub(crate) fn headers(&self) -> impl Iterator<Item = (&str, &Secret)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value))
    }

    pub(crate) fn user(&self) -> Option<&str> {
        self.user_id.as_deref()
    }

    pub(crate) fn session(&self) -> Option<Uuid> {
        self.session_id
    }

    pub(crate) fn max_message_size(&self) -> usize {
        self.max_message_size
    }

    pub(crate) fn keepalive(&self) -> Keepalive {
        self.keepalive
    }

    /// Fills in what the environment says and the connection does not.
    pub(crate) fn or_environment(mut self, variable: impl Fn(&str) -> Option<String>) -> Self {
        let variable = |name| variable(name).filter(|value| !value.is_empty());
        self.token = self.token.or_else(|| variable("SPARK_CONNECT_AUTHENTICATE_TOKEN").map(Secret::new));
        self.user_id = self.user_id.or_else(|| variable("SPARK_USER")).or_else(|| variable("USER"));
        self.user_agent = self.user_agent.or_else(|| variable("SPARK_CONNECT_USER_AGENT"));
        self
    }

    /// What the server is told of the client: the application's name, this crate, the platform.
    pub(crate) fn client_type(&self) -> Result<String> {
        let agent = self.user_agent.as_deref().unwrap_or(DEFAULT_USER_AGENT);
        let length = utf8_percent_encode(agent, NON_ALPHANUMERIC).map(str::len).sum::<usize>();
        if length > MAX_USER_AGENT {
            return Err(invalid(format!(
                "the user agent has {length} characters when percent-encoded, at most {MAX_USER_AGENT} are allowed"
            )));
        }
        Ok(format!("{agent} spark-connect-core/{} os/{}", env!("CARGO_PKG_VERSION"), std::env::consts::OS))
    }

    fn set(mut self, key: &str, value: String) -> Result<Self> {
        match key {
            "token" if value.is_empty() => return Err(invalid("the parameter `token` has no value")),
            "token" => self.token = Some(Secret::new(value)),
            "use_ssl" => self.use_ssl = parse_bool(key, &value)?,
            "user_id" => self.user_id = Some(value).filter(|value| !value.is_empty()),
            "user_agent" => self.user_agent = Some(value).filter(|value| !value.is_empty()),
            "session_id" => {
                let id = Uuid::parse_str(&value)
                    .map_err(|_| invalid(format!("the parameter `session_id` is not a UUID: `{value}`")))?;
                self.session_id = Some(id);
            }
            "grpc_max_message_size" => self.max_message_size = parse_positive(key, &value)?,
            "grpc_keepalive_enabled" => self.keepalive.enabled = parse_bool(key, &value)?,
            "grpc_keepalive_time_ms" => self.keepalive.time = parse_millis(key, &value)?,
            "grpc_keepalive_timeout_ms" => self.keepalive.timeout = parse_millis(key, &value)?,
            "grpc_keepalive_without_calls" => self.keepalive.without_calls = parse_bool(key, &value)?,
            _ => return self.header(key, value),
        }
        Ok(self)
    }
}

impl FromStr for Connection {
    type Err = Error;

    /// Parses a connection string; the messages never contain the value of a parameter that may be a secret.
    fn from_str(text: &str) -> Result<Self> {
        let Some(rest) = text.trim().strip_prefix("sc://") else {
            return Err(invalid(
                "a connection string starts with `sc://`, for example `sc://localhost:15002`; write `local` or `sail` \
                 for a server on this machine",
            ));
        };
        let authority_end = rest.find(['/', ';', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at(authority_end);
        let mut connection = parse_authority(authority)?;
        let parameters = match rest.split_once(';') {
            _ if rest.contains(['?', '#']) && !rest.contains(';') => {
                return Err(invalid("parameters follow `/;`, not `?` or `#`: `sc://host/;key=value`"));
            }
            Some(("" | "/", parameters)) => parameters,
            None if matches!(rest, "" | "/") => "",
            Some((path, _)) => return Err(invalid_path(path)),
            None => return Err(invalid_path(rest)),
        };
        // Spark's clients differ on a trailing `;`: an empty parameter says nothing, so it is skipped.
        for parameter in parameters.split(';').filter(|parameter| !parameter.is_empty()) {
            // Split at the first `=`: a base64 token may end in more of them.
            let Some((key, value)) = parameter.split_once('=') else {
                return Err(invalid(format!(
                    "the parameter `{}` has no value: parameters are `key=value`, separated by `;`",
                    // Without a `=` it may be a piece of a token that contains a `;`.
                    if parameter.len() > 40 { "..." } else { parameter }
                )));
            };
            if key.is_empty() {
                return Err(invalid("a parameter has no name: parameters are `key=value`, separated by `;`"));
            }
            let value = percent_decode_str(value).decode_utf8().map_err(|_| {
                invalid(format!("the value of the parameter `{key}` is not UTF-8 after percent-decoding"))
            })?;
            connection = connection.set(key, value.into_owned())?;
        }
        Ok(connection)
    }
}

fn parse_authority(authority: &str) -> Result<Connection> {
    if authority.contains('@') {
        return Err(invalid(
            "a connection string holds no user or password: use the parameters `user_id` and `token`",
        ));
    }
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest
                .split_once(']')
                .ok_or_else(|| invalid("the `[` of the IPv6 address is not closed by a `]`"))?;
            if address.parse::<std::net::Ipv6Addr>().is_err() {
                return Err(invalid(format!("`{address}` is not an IPv6 address")));
            }
            match port.strip_prefix(':') {
                None if port.is_empty() => (format!("[{address}]"), None),
                Some(port) => (format!("[{address}]"), Some(port)),
                None => return Err(invalid("only `:PORT` may follow the `]` of an IPv6 address")),
            }
        }
        None if authority.matches(':').count() > 1 => {
            return Err(invalid(format!("an IPv6 address stands in brackets: `sc://[{authority}]:15002`")));
        }
        None => match authority.split_once(':') {
            Some((host, port)) => (host.to_owned(), Some(port)),
            None => (authority.to_owned(), None),
        },
    };
    if host.is_empty() {
        return Err(invalid("the host is missing: `sc://host:15002`"));
    }
    if format!("http://{host}").parse::<http::Uri>().is_err() {
        return Err(invalid(format!("`{host}` is not a host name")));
    }
    let port = match port {
        None => DEFAULT_PORT,
        Some(port) => match port.parse::<u16>() {
            Ok(number) if number > 0 => number,
            _ => return Err(invalid(format!("`{port}` is not a port: ports are numbers from 1 to 65535"))),
        },
    };
    Ok(Connection::new(host, port))
}

fn check_header(name: &str, value: &str) -> Result<()> {
    let lower = name.to_ascii_lowercase();
    if name != lower {
        let advice = match KEYS.contains(&lower.as_str()) {
            true => format!("did you mean `{lower}`?"),
            false => "names of headers are lower-case".to_owned(),
        };
        return Err(invalid(format!("`{name}` is neither a parameter nor the name of a header: {advice}")));
    }
    if HeaderName::from_bytes(name.as_bytes()).is_err() {
        return Err(invalid(format!("`{name}` is neither a parameter nor a legal name of a header")));
    }
    if name.starts_with("grpc-") || matches!(name, "te" | "content-type" | "host" | "connection") {
        return Err(invalid(format!("the header `{name}` belongs to gRPC and cannot be set")));
    }
    if HeaderValue::from_str(value).is_err() {
        return Err(invalid(format!(
            "the value of the header `{name}` has characters that headers cannot hold"
        )));
    }
    Ok(())
}

fn parse_bool(key: &str, value: &str) -> Result<bool> {
    match value.to_ascii_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(invalid(format!("the parameter `{key}` is `true` or `false`, not `{value}`"))),
    }
}

fn parse_positive<T: FromStr + Default + PartialEq>(key: &str, value: &str) -> Result<T> {
    match value.parse::<T>() {
        Ok(number) if number != T::default() => Ok(number),
        _ => Err(invalid(format!("the parameter `{key}` is a positive number, not `{value}`"))),
    }
}

fn parse_millis(key: &str, value: &str) -> Result<Duration> {
    parse_positive(key, value).map(Duration::from_millis)
}

fn invalid_path(path: &str) -> Error {
    invalid(format!("a connection string has no path, only parameters after `/;`: remove `{path}`"))
}

fn invalid(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidConfig, message)
}

impl fmt::Display for Connection {
    /// Host and port only: parameters may be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("tls", &self.is_tls())
            .field("token", &self.token)
            .field("user_id", &self.user_id)
            .field("user_agent", &self.user_agent)
            .field("session_id", &self.session_id)
            .field("max_message_size", &self.max_message_size)
            .field("keepalive", &self.keepalive)
            .field("headers", &self.headers)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(text: &str, environment: &[(&str, &str)]) -> Connection {
        let find = |name: &str| {
            environment.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        };
        text.parse::<Connection>().unwrap().or_environment(find)
    }

    #[test]
    fn the_environment_fills_in_what_the_string_leaves_open() {
        let environment = [
            ("SPARK_CONNECT_AUTHENTICATE_TOKEN", "t"),
            ("SPARK_USER", "spark"),
            ("USER", "unix"),
            ("SPARK_CONNECT_USER_AGENT", "agent"),
        ];
        let connection = resolve("sc://h", &environment);
        assert_eq!(connection.credentials().unwrap().expose(), "t");
        assert!(connection.is_tls());
        assert_eq!(connection.user(), Some("spark"));
        assert!(connection.client_type().unwrap().starts_with("agent spark-connect-core/"));

        let connection = resolve("sc://localhost/;token=own;user_id=me;user_agent=app", &environment);
        assert_eq!(connection.credentials().unwrap().expose(), "own");
        assert!(!connection.is_tls());
        assert_eq!(connection.user(), Some("me"));
        assert!(connection.client_type().unwrap().starts_with("app "));

        let connection = resolve("sc://h", &[("USER", "unix"), ("SPARK_USER", "")]);
        assert_eq!(connection.user(), Some("unix"));
        assert_eq!(connection.credentials(), None);
        assert!(connection.client_type().unwrap().starts_with("_SPARK_CONNECT_RUST "));
    }

    #[test]
    fn a_user_agent_is_limited_as_it_is_encoded() {
        let agent = "é".repeat(MAX_USER_AGENT / 6);
        assert!(Connection::new("h", 1).user_agent(agent.clone()).client_type().is_ok());
        let error = Connection::new("h", 1).user_agent(agent + "é").client_type().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidConfig);
    }

    #[test]
    fn keepalive_and_limits() {
        let text = "sc://h/;grpc_max_message_size=1024;grpc_keepalive_enabled=FALSE;grpc_keepalive_time_ms=5;\
                    grpc_keepalive_timeout_ms=6;grpc_keepalive_without_calls=false";
        let connection: Connection = text.parse().unwrap();
        assert_eq!(connection.max_message_size(), 1024);
        let expected = Keepalive {
            enabled: false,
            time: Duration::from_millis(5),
            timeout: Duration::from_millis(6),
            without_calls: false,
        };
        assert_eq!(connection.keepalive(), expected);
    }

    #[test]
    fn values_are_percent_decoded() {
        let connection: Connection = "sc://h/;token=a%3D%3Bb==;x-a=1+2%20".parse().unwrap();
        assert_eq!(connection.credentials().unwrap().expose(), "a=;b==");
        assert_eq!(connection.headers().map(|(k, v)| (k, v.expose())).collect::<Vec<_>>(), [("x-a", "1+2 ")]);
    }
}
