//! The protocol client: one connection to a server, one session on it.
//!
//! [`Connection`] says where the server is. Everything else is reached through
//! [`SparkSession`](../session/struct.SparkSession.html).

mod artifacts;
mod channel;
mod connection;
mod credentials;
mod deadlines;
mod execute;
mod grpc;
mod hooks;
mod identity;
mod limits;
mod messages;
mod prepare;
mod recovery;
mod requests;
mod retry;
mod rpc;
mod runtime;
mod tags;
#[cfg(feature = "tls")]
mod tls;
mod transport;

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError, atomic::AtomicBool},
    time::Duration,
};

use tokio::{
    sync::{OnceCell, OwnedRwLockReadGuard, RwLock},
    task::JoinHandle,
};
use uuid::Uuid;

pub(crate) use artifacts::{Content, Upload};
pub use connection::Connection;
pub use credentials::Token;
pub use deadlines::Deadlines;
pub(crate) use execute::Execution;
use execute::{Due, Watch};
pub(crate) use hooks::Change;
pub(crate) use identity::Extensions;
use identity::Identity;
use limits::Limits;
use prepare::Sizes;
pub(crate) use requests::Interrupt;
pub use retry::RetryPolicy;
use rpc::{CONFIG, FETCH_ERROR_DETAILS, Retry};
use tags::Tags;
pub(crate) use tags::checked_tag;
#[cfg(feature = "tls")]
pub use tls::Tls;
use transport::Transport;

use crate::{
    error::{Error, ErrorKind, Failure, Result},
    proto::spark::connect::{ConfigResponse, config_request::operation::OpType},
};

/// How deep messages may be nested before a silent failure of the server is put down to the depth.
const SUSPICIOUS_DEPTH: usize = 100;

/// How long a failure waits for the server's details of it.
const DETAILS_TIMEOUT: Duration = Duration::from_secs(10);

/// How long the end of a session waits for the release of its operations, and then for its own.
const RELEASE_TIMEOUT: Duration = Duration::from_secs(10);

/// A client of one session: cheap to clone, every call runs by itself.
#[derive(Clone)]
pub(crate) struct Client(Arc<Inner>);

struct Inner {
    transport: Arc<Transport>,
    identity: Identity,
    tags: Tags,
    /// What the session is configured with before its first call, and whether that was done.
    opening: Option<OpType>,
    opened: OnceCell<()>,
    /// Held for reading by every release that is due or on its way.
    releases: Arc<RwLock<()>>,
    /// The operations that are released next.
    due: Mutex<Vec<Due>>,
    /// Looks after operations.
    watch: Watch,
    /// What the server does with operations whose client is away, once it was asked.
    limits: OnceCell<Limits>,
    /// How large plans may be, once that was needed.
    sizes: OnceCell<Sizes>,
    /// Set once the server could not read a compressed plan.
    sends_plain_plans: AtomicBool,
}

impl Client {
    /// Connects, and makes the call `first`: so a wrong port or token is found now.
    ///
    /// # Errors
    /// The server cannot be reached, does not speak the protocol, or refuses the credentials.
    pub(crate) async fn connect(
        connection: Connection,
        extensions: Extensions,
        first: OpType,
    ) -> Result<(Self, ConfigResponse)> {
        let session_id = connection.session().unwrap_or_else(Uuid::new_v4);
        let identity = Identity::new(session_id, connection.user(), extensions, connection.client_type()?);
        let client = Self::new(Arc::new(Transport::connect(connection).await?), identity, None);
        let answer = client.handshake(first).await?;
        Ok((client, answer))
    }

    /// A client of a session that the server makes when its first call arrives.
    fn new(transport: Arc<Transport>, identity: Identity, opening: Option<OpType>) -> Self {
        Self(Arc::new(Inner {
            transport,
            identity,
            tags: Tags::default(),
            opening,
            opened: OnceCell::new(),
            releases: Arc::default(),
            due: Mutex::default(),
            watch: Watch::default(),
            limits: OnceCell::new(),
            sizes: OnceCell::new(),
            sends_plain_plans: AtomicBool::new(false),
        }))
    }

    /// A client of a new session of the same user on the same connection. `opening` is set before its first call.
    pub(crate) fn new_session(&self, opening: Option<OpType>) -> Self {
        Self::new(Arc::clone(&self.0.transport), self.identity().sibling(Uuid::new_v4()), opening)
    }

    /// A client of another session on the same connection, which the server has.
    fn at(&self, identity: Identity) -> Self {
        Self::new(Arc::clone(&self.0.transport), identity, None)
    }

    /// Makes sure that calls make sense, and that the session is configured as it is to start.
    ///
    /// # Errors
    /// The session was lost or stopped, its runtime is gone, or the server cannot be reached.
    async fn open(&self) -> Result<()> {
        self.identity().check_open()?;
        if !self.transport().is_running() {
            return Err(Error::new(
                ErrorKind::Connection,
                "the tokio runtime that the session was made in is gone, and its connection with it",
            ));
        }
        let Some(opening) = &self.0.opening else { return Ok(()) };
        let open = async || self.unary_unopened(CONFIG, self.config_request(opening.clone())).await.map(drop);
        Box::pin(self.0.opened.get_or_try_init(open)).await.copied()
    }

    /// Whether calls may succeed: the session is neither lost nor stopped, and its runtime runs.
    pub(crate) fn is_usable(&self) -> bool {
        self.identity().check_open().is_ok() && self.transport().is_running()
    }

    /// Where the server is.
    pub(crate) fn connection(&self) -> &Connection {
        self.0.transport.connection()
    }

    /// The id of the session, a UUID.
    pub(crate) fn session_id(&self) -> &str {
        &self.0.identity.session_id
    }

    /// What all sessions of one connection share.
    fn transport(&self) -> &Transport {
        &self.0.transport
    }

    fn identity(&self) -> &Identity {
        &self.0.identity
    }

    fn session_tags(&self) -> &Tags {
        &self.0.tags
    }

    fn watch_of_session(&self) -> &Watch {
        &self.0.watch
    }

    /// The operations that are released next.
    fn due(&self) -> MutexGuard<'_, Vec<Due>> {
        // No code that can panic runs under the lock.
        self.0.due.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Polls something as if on the runtime that the client was made in; `None` if that is gone.
    fn within<R>(&self, poll: impl FnOnce() -> R) -> Option<R> {
        self.0.transport.within(poll)
    }

    /// Runs a task in the background, on the runtime that the client was made in.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        self.0.transport.spawn(task);
    }

    /// Runs something that takes a while, on a thread of the runtime that the client was made in.
    pub(crate) fn spawn_blocking<O: Send + 'static>(
        &self,
        work: impl FnOnce() -> O + Send + 'static,
    ) -> JoinHandle<O> {
        self.0.transport.spawn_blocking(work)
    }

    /// Marks a release as being on its way until the guard is dropped.
    pub(crate) fn releasing(&self) -> Option<OwnedRwLockReadGuard<()>> {
        // Only the end of the session locks for writing: what is released after it is released with the session.
        Arc::clone(&self.0.releases).try_read_owned().ok()
    }

    /// Waits until the releases that are on their way have arrived.
    async fn released(&self) {
        let client = self.clone();
        self.spawn(async move { client.release_due().await });
        // What takes longer is released by the server itself.
        let _ = tokio::time::timeout(RELEASE_TIMEOUT, self.0.releases.write()).await;
    }

    /// Turns the last failure of a call into its error, completed by what only the server or the caller knows.
    ///
    /// `depth` is how deep the messages of the request were nested.
    async fn explain(&self, mut failure: Failure, depth: usize) -> Error {
        if let Some(id) = failure.details_id() {
            let request = self.error_details_request(id);
            // The details are a courtesy: without them the failure stands as it is.
            let details = self.unary_once(FETCH_ERROR_DETAILS, &request);
            if let Ok(Ok(details)) = tokio::time::timeout(DETAILS_TIMEOUT, details).await {
                failure.add_details(details);
            }
        }
        let silent = failure.is_silent();
        let error = self.identity().observe(failure);
        if silent && depth >= SUSPICIOUS_DEPTH {
            return error.reword(
                ErrorKind::InvalidPlan,
                format!(
                    "the server could not read the plan and did not say why; it nests {depth} messages, which is probably \
                     too deep: combine steps, or write an intermediate result to a table or a file and read it back"
                ),
            );
        }
        error
    }

    /// The first call. It decides whether there is a Spark Connect server at all.
    async fn handshake(&self, first: OpType) -> Result<ConfigResponse> {
        let error = match self.configure(first, Retry::NotTransport).await {
            Ok(answer) => return Ok(answer),
            Err(error) => error,
        };
        let connection = self.connection();
        let message = match error.kind() {
            ErrorKind::Connection if error.server().is_none() => {
                let advice = if connection.is_tls() { "without" } else { "with" };
                format!(
                    "{connection} accepts connections but does not answer as a Spark Connect server: is it the right port, \
                     and is it to be used {advice} TLS?"
                )
            }
            ErrorKind::Unsupported => {
                format!("the server at {connection} does not speak Spark Connect: is it the right port?")
            }
            _ => return Err(error),
        };
        let kind = error.kind();
        Err(error.reword(kind, message))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("connection", self.connection())
            .field("session_id", &self.session_id())
            .finish_non_exhaustive()
    }
}
