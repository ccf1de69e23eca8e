//! What can be set on a connection.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use tokio::io::{AsyncRead, AsyncWrite};
use uuid::Uuid;

use super::{Connection, invalid, parse};
#[cfg(feature = "tls")]
use crate::client::tls::Tls;
use crate::{
    client::{
        credentials::{Credentials, Token, TokenProvider},
        deadlines::Deadlines,
        hooks::{Connector, Interceptor},
        retry::RetryPolicy,
    },
    error::Result,
    redact::Secret,
};

impl Connection {
    /// Sends `token` as a bearer token with every call.
    ///
    /// It implies TLS unless the host is `localhost`: a token must not travel in the clear. Where something else protects
    /// it, such as a tunnel, [`header`](Self::header) sends `authorization` without TLS.
    #[must_use]
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.credentials = Some(Credentials::Fixed(Secret::new(token)));
        self
    }

    /// Sends tokens that are fetched when they are needed, with every call.
    ///
    /// `provider` is called before the first call. Its token is used until shortly before it ends (see [`Token`]), or
    /// until the server refuses it, whatever comes first; the call that was refused is then made again, once, with a
    /// new token. Calls that need a token at the same time wait for the same one, and so do all sessions of this
    /// connection. If the provider fails while the old token is good, the old one is used; otherwise the calls that
    /// wait fail with [`ErrorKind::Authentication`](crate::error::ErrorKind::Authentication), and the provider's error
    /// as the source. Takes the place of [`token`](Self::token), and implies TLS as it does.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use spark_connect_core::client::{Connection, Token};
    ///
    /// async fn sign_in() -> Result<Token, std::io::Error> {
    ///     let answer = tokio::fs::read_to_string("/run/secrets/spark-token").await?;
    ///     Ok(Token::new(answer.trim()).expires_in(Duration::from_secs(900)))
    /// }
    ///
    /// let connection = Connection::new("spark.example.com", 443).token_provider(sign_in);
    /// ```
    #[must_use]
    pub fn token_provider<F, Fut, T, E>(mut self, provider: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<T, E>> + Send + 'static,
        T: Into<Token>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        self.credentials = Some(Credentials::Provider(TokenProvider::new(provider)));
        self
    }

    /// Uses TLS with the system's root certificates.
    #[must_use]
    pub fn tls(mut self) -> Self {
        self.use_ssl = true;
        self
    }

    /// Uses TLS as `tls` says.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn tls_config(mut self, tls: Tls) -> Self {
        self.tls = tls;
        self.tls()
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

    /// The largest message in bytes, both ways; default 128 MiB, which is also what Spark servers accept
    /// (`spark.connect.grpc.maxInboundMessageSize`).
    #[must_use]
    pub fn max_message_size(mut self, bytes: usize) -> Self {
        self.max_message_size = bytes;
        self
    }

    /// How long establishing a connection may take, with the handshake of TLS; default 20 seconds.
    #[must_use]
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// How long a connection is silent before it is probed with a ping; default 60 seconds.
    #[must_use]
    pub fn keepalive_time(mut self, time: Duration) -> Self {
        self.keepalive.time = time;
        self
    }

    /// How long a ping may stay unanswered before the connection counts as broken; default 20 seconds.
    #[must_use]
    pub fn keepalive_timeout(mut self, timeout: Duration) -> Self {
        self.keepalive.timeout = timeout;
        self
    }

    /// Probes the connection only while a call is running; by default also while there is none.
    #[must_use]
    pub fn keepalive_with_calls_only(mut self) -> Self {
        self.keepalive.without_calls = false;
        self
    }

    /// Never probes the connection: a peer that has vanished is noticed by deadlines only.
    #[must_use]
    pub fn no_keepalive(mut self) -> Self {
        self.keepalive.enabled = false;
        self
    }

    /// How long calls may take; default [`Deadlines::default`].
    #[must_use]
    pub fn deadlines(mut self, deadlines: Deadlines) -> Self {
        self.deadlines = deadlines;
        self
    }

    /// When failed calls are made again: the first policy that recognizes a failure decides.
    ///
    /// The default is [`RetryPolicy::default`] alone. These policies replace it: name it as the last of them to keep it,
    /// and none to never make a call again.
    #[must_use]
    pub fn retry_policies(mut self, policies: impl IntoIterator<Item = RetryPolicy>) -> Self {
        self.recovery.retry_policies = policies.into_iter().collect();
        self
    }

    /// Does not send where in the program an expression was built.
    ///
    /// By default a plan says for each function, cast and column name the file, line and column of the call, as rustc
    /// knows them (a path relative to the workspace), about 50 bytes each. Spark 4.0 and later repeat it when the
    /// expression fails: see [`Error::query_context`](crate::error::Error::query_context). Other servers ignore it.
    #[must_use]
    pub fn hide_call_sites(mut self) -> Self {
        self.hides_call_sites = true;
        self
    }

    /// Interrupts an operation whose result is dropped before its end, in addition to releasing it.
    ///
    /// A release is enough to stop an operation of Spark. An interruption also appears as such in the server's logs, to
    /// its listeners, and in [`operation_statuses`](../session/struct.SparkSession.html#method.operation_statuses); it
    /// costs one call more.
    #[must_use]
    pub fn interrupt_on_drop(mut self) -> Self {
        self.recovery.interrupt_on_drop = true;
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

    /// Changes the headers of every call, for those that differ from call to call.
    ///
    /// Interceptors run in the order in which they are added, after the headers of [`header`](Self::header) and the
    /// token are set. They run on the thread that makes the call, and must not block.
    ///
    /// ```
    /// use spark_connect_core::client::Connection;
    /// use uuid::Uuid;
    ///
    /// let connection = Connection::new("spark.example.com", 15002).interceptor(|headers| {
    ///     if let Ok(id) = Uuid::new_v4().to_string().parse() {
    ///         headers.insert("x-request-id", id);
    ///     }
    /// });
    /// ```
    #[must_use]
    pub fn interceptor(mut self, change: impl Fn(&mut HeaderMap) + Send + Sync + 'static) -> Self {
        self.interceptors.push(Interceptor::new(change));
        self
    }

    /// Makes connections in another way than by TCP to the host: over a Unix socket, or through a proxy.
    ///
    /// `connect` gets the server's address (`http://host:port`, `https` with TLS) and returns the stream of bytes to it.
    /// It is called once at first, and again whenever a connection has ended. TLS, if it is used, is spoken over that
    /// stream, and the certificate must be for the connection's host. A connector that is a
    /// [`tower::Service`](https://docs.rs/tower) is called from here with `oneshot`.
    ///
    /// A Unix socket:
    ///
    /// ```no_run
    /// # #[cfg(unix)] {
    /// use spark_connect_core::client::Connection;
    /// use tokio::net::UnixStream;
    ///
    /// // For `localhost`, a token may be sent without TLS.
    /// let connection =
    ///     Connection::new("localhost", 15002).connector(|_| UnixStream::connect("/run/spark/connect.sock"));
    /// # }
    /// ```
    ///
    /// An HTTP proxy (`CONNECT`):
    ///
    /// ```no_run
    /// use std::io;
    /// use http::Uri;
    /// use spark_connect_core::client::Connection;
    /// use tokio::{io::{AsyncBufReadExt, AsyncWriteExt, BufStream}, net::TcpStream};
    ///
    /// async fn through_proxy(server: Uri) -> io::Result<BufStream<TcpStream>> {
    ///     let server = server.authority().map(ToString::to_string).unwrap_or_default();
    ///     let mut stream = BufStream::new(TcpStream::connect("proxy.example.com:3128").await?);
    ///     stream.write_all(format!("CONNECT {server} HTTP/1.1\r\nHost: {server}\r\n\r\n").as_bytes()).await?;
    ///     stream.flush().await?;
    ///     let mut answer = String::new();
    ///     // The answer ends in an empty line.
    ///     while stream.read_line(&mut answer).await? > 2 {}
    ///     match answer.split(' ').nth(1) {
    ///         Some("200") => Ok(stream),
    ///         _ => Err(io::Error::other("the proxy refuses to connect")),
    ///     }
    /// }
    ///
    /// let connection = Connection::new("spark.example.com", 443).tls().connector(through_proxy);
    /// ```
    #[must_use]
    pub fn connector<F, Fut, S, E>(mut self, connect: F) -> Self
    where
        F: Fn(Uri) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<S, E>> + Send + 'static,
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        self.connector = Some(Connector::new(connect));
        self
    }
}

fn check_header(name: &str, value: &str) -> Result<()> {
    let lower = name.to_ascii_lowercase();
    if name != lower {
        let advice = match parse::is_key(&lower) {
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
