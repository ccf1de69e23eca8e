//! Where a server is and how to talk to it.

mod parse;
mod settings;

use std::{collections::BTreeMap, fmt, time::Duration};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

#[cfg(feature = "tls")]
use super::tls::Tls;
use super::{
    credentials::Credentials,
    deadlines::{Deadline, Deadlines},
    hooks::{Connector, Interceptor},
    recovery::Recovery,
};
use crate::{
    error::{Error, ErrorKind, Result},
    redact::Secret,
};

/// The largest message that a Spark server accepts with default settings: 128 MiB.
const DEFAULT_MAX_MESSAGE_SIZE: usize = 128 * 1024 * 1024;

const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(20);

/// How long a user agent may be, percent-encoded.
const MAX_USER_AGENT: usize = 2048;

/// What this client calls itself if the application does not.
const DEFAULT_USER_AGENT: &str = "_SPARK_CONNECT_RUST";

/// Where a Spark Connect server is and how to talk to it: a parsed connection string.
///
/// The string is `sc://HOST[:PORT][/;KEY=VALUE[;KEY=VALUE...]]`. The port defaults to 15002, an IPv6 address stands
/// in brackets, and values are percent-decoded. Keys are case-sensitive, the last of several equal keys counts:
///
/// | key | meaning |
/// |---|---|
/// | `token` | sent as `authorization: Bearer ...`; implies TLS unless the host is `localhost`; default `$SPARK_CONNECT_AUTHENTICATE_TOKEN` |
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
///
/// There is a setter for each of these, and more: certificates ([`tls_config`](Self::tls_config)), tokens that are
/// fetched ([`token_provider`](Self::token_provider)), headers that change ([`interceptor`](Self::interceptor)), other
/// ways to the server ([`connector`](Self::connector)), [`deadlines`](Self::deadlines) and
/// [`retry_policies`](Self::retry_policies). [`SparkSessionBuilder::map_connection`](../session/struct.SparkSessionBuilder.html#method.map_connection)
/// adds them to a connection string that comes from elsewhere.
///
/// # Databricks
///
/// A personal access token, and the id of the cluster as a header:
///
/// ```no_run
/// use spark_connect_core::session::SparkSession;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let (host, token) = (std::env::var("DATABRICKS_HOST")?, std::env::var("DATABRICKS_TOKEN")?);
/// let cluster = std::env::var("DATABRICKS_CLUSTER_ID")?;
/// let spark = SparkSession::builder()
///     .remote(format!("sc://{host}:443/;token={token};x-databricks-cluster-id={cluster}"))
///     .connect()
///     .await?;
/// # Ok(())
/// # }
/// ```
///
/// With OAuth, [`token_provider`](Self::token_provider) takes the place of `token`.
///
/// # Equality
///
/// Connections are equal if all their settings are. Providers, interceptors and connectors are equal if they are the
/// same, as in a clone, not if they do the same.
#[derive(Clone, PartialEq, Eq)]
pub struct Connection {
    host: String,
    port: u16,
    use_ssl: bool,
    #[cfg(feature = "tls")]
    tls: Tls,
    credentials: Option<Credentials>,
    user_id: Option<String>,
    user_agent: Option<String>,
    session_id: Option<Uuid>,
    max_message_size: usize,
    connect_timeout: Duration,
    keepalive: Keepalive,
    deadlines: Deadlines,
    recovery: Recovery,
    headers: BTreeMap<String, Secret>,
    interceptors: Vec<Interceptor>,
    connector: Option<Connector>,
    hides_call_sites: bool,
}

/// When the connection is probed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Keepalive {
    pub(super) enabled: bool,
    pub(super) time: Duration,
    pub(super) timeout: Duration,
    pub(super) without_calls: bool,
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
            #[cfg(feature = "tls")]
            tls: Tls::new(),
            credentials: None,
            user_id: None,
            user_agent: None,
            session_id: None,
            max_message_size: DEFAULT_MAX_MESSAGE_SIZE,
            connect_timeout: DEFAULT_CONNECT_TIMEOUT,
            keepalive: Keepalive {
                enabled: true,
                time: Duration::from_secs(60),
                timeout: Duration::from_secs(20),
                without_calls: true,
            },
            deadlines: Deadlines::default(),
            recovery: Recovery::default(),
            headers: BTreeMap::new(),
            interceptors: Vec::new(),
            connector: None,
            hides_call_sites: false,
        }
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
        self.use_ssl || (self.credentials.is_some() && self.host != "localhost")
    }

    pub(super) fn credentials(&self) -> Option<&Credentials> {
        self.credentials.as_ref()
    }

    /// Whether plans are sent without the places in the program that built them.
    pub(crate) fn hides_call_sites(&self) -> bool {
        self.hides_call_sites
    }

    pub(super) fn interceptors(&self) -> &[Interceptor] {
        &self.interceptors
    }

    pub(super) fn own_connector(&self) -> Option<&Connector> {
        self.connector.as_ref()
    }

    pub(super) fn headers(&self) -> impl Iterator<Item = (&str, &Secret)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value))
    }

    pub(crate) fn user(&self) -> Option<&str> {
        self.user_id.as_deref()
    }

    pub(crate) fn session(&self) -> Option<Uuid> {
        self.session_id
    }

    #[cfg(feature = "tls")]
    pub(super) fn tls_settings(&self) -> &Tls {
        &self.tls
    }

    pub(super) fn message_limit(&self) -> usize {
        self.max_message_size
    }

    pub(super) fn connect_limit(&self) -> Duration {
        self.connect_timeout
    }

    pub(super) fn keepalive(&self) -> Keepalive {
        self.keepalive
    }

    pub(super) fn recovery(&self) -> &Recovery {
        &self.recovery
    }

    pub(super) fn deadline(&self, deadline: Deadline) -> Option<Duration> {
        self.deadlines.of(deadline)
    }

    /// Fills in what the environment says and the connection does not.
    pub(crate) fn or_environment(mut self, variable: impl Fn(&str) -> Option<String>) -> Self {
        let variable = |name| variable(name).filter(|value| !value.is_empty());
        let token = || Some(Credentials::Fixed(Secret::new(variable("SPARK_CONNECT_AUTHENTICATE_TOKEN")?)));
        self.credentials = self.credentials.or_else(token);
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
            .field("credentials", &self.credentials)
            .field("user_id", &self.user_id)
            .field("user_agent", &self.user_agent)
            .field("session_id", &self.session_id)
            .field("max_message_size", &self.max_message_size)
            .field("connect_timeout", &self.connect_timeout)
            .field("keepalive", &self.keepalive)
            .field("deadlines", &self.deadlines)
            .field("recovery", &self.recovery)
            .field("headers", &self.headers)
            .field("interceptors", &self.interceptors)
            .field("connector", &self.connector)
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

    fn token(connection: &Connection) -> Option<&str> {
        match connection.credentials()? {
            Credentials::Fixed(token) => Some(token.expose()),
            Credentials::Provider(_) => None,
        }
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
        assert_eq!(token(&connection), Some("t"));
        assert!(connection.is_tls());
        assert_eq!(connection.user(), Some("spark"));
        assert!(connection.client_type().unwrap().starts_with("agent spark-connect-core/"));

        let connection = resolve("sc://localhost/;token=own;user_id=me;user_agent=app", &environment);
        assert_eq!(token(&connection), Some("own"));
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
        assert_eq!(connection.message_limit(), 1024);
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
        assert_eq!(token(&connection), Some("a=;b=="));
        assert_eq!(connection.headers().map(|(k, v)| (k, v.expose())).collect::<Vec<_>>(), [("x-a", "1+2 ")]);
    }
}
