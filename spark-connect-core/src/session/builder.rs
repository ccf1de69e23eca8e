//! From settings to a connected session.

use std::{env, sync::Arc};

use futures::future::BoxFuture;
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::{
    Inner, ServerGuard, SparkSession, conf,
    progress::ProgressHandlers,
    shared::{self, Key},
};
use crate::{
    client::{Change, Client, Connection, Extensions, RetryPolicy},
    error::Result,
    proto::spark::connect::config_request::operation::OpType,
    redact::Secret,
};

/// Settings that name a server or its cluster: they are decided before there is a session.
const NOT_SENT: [&str; 2] = ["spark.remote", "spark.master"];

/// Where the environment keeps a token.
const TOKEN_VARIABLE: &str = "SPARK_CONNECT_AUTHENTICATE_TOKEN";

/// Describes a session; [`connect`](Self::connect) makes it.
#[derive(Debug, Clone, Default)]
#[must_use = "nothing happens before `connect`"]
pub struct SparkSessionBuilder {
    remote: Option<Remote>,
    token: Option<Secret>,
    user_id: Option<String>,
    user_agent: Option<String>,
    session_id: Option<Uuid>,
    retry_policies: Option<Vec<RetryPolicy>>,
    interrupt_on_drop: bool,
    extensions: Extensions,
    hide_call_sites: bool,
    changes: Vec<Change>,
    /// Values may be keys of an object store.
    configs: Vec<(String, Secret)>,
}

#[derive(Debug, Clone)]
enum Remote {
    /// As the user wrote it: an address may hold a token.
    Text(Secret),
    Parsed(Box<Connection>),
}

/// A server to connect to.
struct Server {
    connection: Connection,
    /// What every session with it is configured with.
    configs: Vec<(String, String)>,
    /// Set if it runs on this machine for this session.
    guard: Option<ServerGuard>,
}

/// Settings that leave nothing open.
struct Settled {
    server: Server,
    extensions: Extensions,
    /// What this session is configured with.
    configs: Vec<(String, String)>,
}

impl SparkSessionBuilder {
    /// The server: a connection string (`sc://host:15002/;key=value`, see [`Connection`]), or `local`, `local[4]`
    /// (Spark) and `sail` (Sail) for a server that is started on this machine and stops with the session.
    ///
    /// Without it, the environment variable `SPARK_REMOTE` says the same; without that a local server is started.
    pub fn remote(mut self, remote: impl Into<String>) -> Self {
        self.remote = Some(Remote::Text(Secret::new(remote)));
        self
    }

    /// The server, in parts rather than as a connection string.
    pub fn connection(mut self, connection: Connection) -> Self {
        self.remote = Some(Remote::Parsed(Box::new(connection)));
        self
    }

    /// Changes the connection that [`remote`](Self::remote) or `SPARK_REMOTE` describe: for what a connection string
    /// cannot say. It is called when the session is made.
    ///
    /// ```no_run
    /// use spark_connect_core::{client::Connection, session::SparkSession};
    ///
    /// # async fn fetch_token() -> Result<String, std::io::Error> { Ok(String::new()) }
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let spark = SparkSession::builder()
    ///     .map_connection(|connection| connection.token_provider(fetch_token))
    ///     .connect()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn map_connection(
        mut self,
        change: impl Fn(Connection) -> Connection + Send + Sync + 'static,
    ) -> Self {
        self.changes.push(Change::new(change));
        self
    }

    /// The application's name, which the server's user interface shows (the setting `spark.app.name`).
    pub fn app_name(self, name: impl Into<String>) -> Self {
        self.config("spark.app.name", name.into())
    }

    /// Sets a configuration value for the session.
    ///
    /// Values are set once the session is connected; one that the server refuses, because it can only be set where the
    /// server is started, is no error but one of the session's [`warnings`](SparkSession::warnings).
    #[expect(clippy::needless_pass_by_value, reason = "`8` and `true` read better than references to them")]
    pub fn config(mut self, key: impl Into<String>, value: impl ToString) -> Self {
        self.configs.push((key.into(), Secret::new(value.to_string())));
        self
    }

    /// The bearer token, rather than in the connection string.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(Secret::new(token));
        self
    }

    /// The user that the session belongs to, if the connection string names none.
    pub fn user_id(mut self, user_id: impl Into<String>) -> Self {
        self.user_id = Some(user_id.into());
        self
    }

    /// What the application calls itself towards the server, rather than in the connection string.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Joins the server session of this id (of the same user), or makes it.
    pub fn session_id(mut self, session_id: Uuid) -> Self {
        self.session_id = Some(session_id);
        self
    }

    /// Interrupts an operation whose result is dropped before its end (see [`Connection::interrupt_on_drop`]).
    pub fn interrupt_on_drop(mut self) -> Self {
        self.interrupt_on_drop = true;
        self
    }

    /// When failed calls are made again (see [`Connection::retry_policies`], which this replaces).
    pub fn retry_policies(mut self, policies: impl IntoIterator<Item = RetryPolicy>) -> Self {
        self.retry_policies = Some(policies.into_iter().collect());
        self
    }

    /// Tells the server more of the user with every call, as `user_context.extensions`: an encoded protobuf message
    /// and the URL of its type, such as `type.googleapis.com/example.Team`.
    ///
    /// For servers with plugins that understand it; others ignore it. May be called several times.
    pub fn user_context_extension(
        mut self,
        type_url: impl Into<String>,
        message: impl Into<Vec<u8>>,
    ) -> Self {
        self.extensions.push(type_url.into(), message.into());
        self
    }

    /// Does not send where in the program an expression was built (see [`Connection::hide_call_sites`]).
    pub fn hide_call_sites(mut self) -> Self {
        self.hide_call_sites = true;
        self
    }

    /// Connects to a session of its own; starts a server on this machine first if that is what was asked for.
    ///
    /// # Errors
    /// - [`ErrorKind::InvalidConfig`](crate::error::ErrorKind::InvalidConfig): the connection string or a setting is malformed.
    /// - [`ErrorKind::Connection`](crate::error::ErrorKind::Connection): the server cannot be reached.
    /// - [`ErrorKind::Authentication`](crate::error::ErrorKind::Authentication): the server refuses the token.
    /// - [`ErrorKind::LocalServer`](crate::error::ErrorKind::LocalServer): a local server cannot be installed or started.
    pub async fn connect(self) -> Result<SparkSession> {
        self.settle().await?.connect().await
    }

    /// The session that all parts of the program share that ask with the same settings of the connection, user and
    /// session id (Spark's `getOrCreate`).
    ///
    /// The first to ask makes it, and it lives as long as anybody holds it. A session that was stopped or lost, for
    /// example because the server was restarted, is replaced by a new one: asking is also a check, which takes a call.
    /// The configuration is not part of the settings: it is set on the session that is there.
    ///
    /// A token provider, an interceptor and other pieces of code are the same setting only if they are clones: keep one
    /// [`Connection`] and clone it. Sessions of [`connect`](Self::connect) are not shared.
    ///
    /// # Errors
    /// Those of [`connect`](Self::connect).
    pub async fn get_or_create(self) -> Result<SparkSession> {
        let settled = self.settle().await?;
        let slot = shared::slot(settled.key());
        let mut shared = slot.lock().await;
        if let Some(inner) = shared.upgrade().filter(|inner| inner.client.is_usable()) {
            match inner.client.config(settled.first()).await {
                Ok(answer) => return Ok(SparkSession { inner, warnings: answer.warnings.into() }),
                Err(error) if error.is_session_lost() => {}
                Err(error) => return Err(error),
            }
        }
        let session = settled.connect().await?;
        *shared = Arc::downgrade(&session.inner);
        Ok(session)
    }

    /// Decides what the settings leave open; starts a server on this machine if need be.
    fn settle(self) -> BoxFuture<'static, Result<Settled>> {
        Box::pin(async move {
            let server = self.server().await?;
            let connection = self.complete(server.connection.clone());
            // A server of our own has a token of its own.
            let ours = |name: &str| server.guard.is_some() && name == TOKEN_VARIABLE;
            let connection = connection.or_environment(|name| env::var(name).ok().filter(|_| !ours(name)));
            let configs = self.configs.iter().map(|(key, value)| (key.clone(), value.expose().to_owned()));
            let configs = configs.collect();
            let server = Server { connection, ..server };
            Ok(Settled { server, extensions: self.extensions, configs })
        })
    }

    async fn server(&self) -> Result<Server> {
        let remote = match &self.remote {
            Some(Remote::Parsed(connection)) => return Ok(Server::at((**connection).clone())),
            Some(Remote::Text(remote)) => Some(remote.expose().to_owned()),
            None => env::var("SPARK_REMOTE").ok().filter(|remote| !remote.is_empty()),
        };
        match remote.as_deref().map(str::trim) {
            Some(remote) if remote.starts_with("sc://") => Ok(Server::at(remote.parse()?)),
            remote => Server::local(remote).await,
        }
    }

    fn complete(&self, mut connection: Connection) -> Connection {
        if let Some(token) = &self.token {
            connection = connection.token(token.expose());
        }
        if let Some(user_id) = self.user_id.as_ref().filter(|_| connection.user().is_none()) {
            connection = connection.user_id(user_id);
        }
        if let Some(user_agent) = &self.user_agent {
            connection = connection.user_agent(user_agent);
        }
        if let Some(session_id) = self.session_id {
            connection = connection.session_id(session_id);
        }
        if let Some(policies) = &self.retry_policies {
            connection = connection.retry_policies(policies.iter().cloned());
        }
        if self.interrupt_on_drop {
            connection = connection.interrupt_on_drop();
        }
        if self.hide_call_sites {
            connection = connection.hide_call_sites();
        }
        self.changes.iter().fold(connection, |connection, change| change.apply(connection))
    }
}

impl Settled {
    /// What a shared session is found by.
    fn key(&self) -> Key {
        Key { connection: self.server.connection.clone(), extensions: self.extensions.clone() }
    }

    /// The first call of the session.
    fn first(&self) -> OpType {
        let configs = self.server.configs.iter().chain(&self.configs);
        conf::first(configs.filter(|(key, _)| !NOT_SENT.contains(&key.as_str())).cloned())
    }

    fn connect(self) -> BoxFuture<'static, Result<SparkSession>> {
        Box::pin(async move {
            let first = self.first();
            let Server { connection, configs, guard } = self.server;
            let (client, answer) = Client::connect(connection, self.extensions, first).await?;
            let inner = Inner {
                client,
                version: OnceCell::new(),
                progress: ProgressHandlers::default(),
                server_configs: configs,
                server: guard,
            };
            Ok(SparkSession { inner: Arc::new(inner), warnings: answer.warnings.into() })
        })
    }
}

impl Server {
    fn at(connection: Connection) -> Self {
        Self { connection, configs: Vec::new(), guard: None }
    }

    /// Starts a server on this machine: the one that the short name `remote` asks for, else the one that is at hand.
    #[cfg(feature = "local")]
    async fn local(remote: Option<&str>) -> Result<Self> {
        use crate::local::LocalServer;
        let builder = match remote {
            None => LocalServer::builder(),
            Some(remote) => match LocalServer::from_remote(remote)? {
                Some(builder) => builder,
                // Neither an address nor a short name: its parser says what is wrong.
                None => return Ok(Self::at(remote.parse()?)),
            },
        };
        let server = builder.share().await?;
        let connection = server.connection_string().parse()?;
        Ok(Self { connection, configs: server.session_configs().to_vec(), guard: Some(server) })
    }

    #[cfg(not(feature = "local"))]
    async fn local(remote: Option<&str>) -> Result<Self> {
        let message = match remote {
            None => "no server is given: call `remote(\"sc://host:15002\")` or set SPARK_REMOTE",
            Some("sail" | "local") => "the server is to run on this machine",
            Some(remote) if remote.starts_with("local[") => "the server is to run on this machine",
            Some(remote) => return Ok(Self::at(remote.parse()?)),
        };
        Err(crate::error::Error::new(
            crate::error::ErrorKind::InvalidConfig,
            format!("{message}; spark-connect-core was built without its feature `local`, which starts one"),
        ))
    }
}
