//! What the sessions of one connection share: the channel, and how calls are made over it.

use std::{
    sync::{PoisonError, RwLock},
    time::{Duration, Instant},
};

use http::{HeaderMap, HeaderValue, header::AUTHORIZATION};
use tokio::task::JoinHandle;
use tonic::transport::Channel;

use super::{Connection, channel, grpc, retry::Backoff, runtime::Runtime};
use crate::error::{Failure, Result};

/// How often a server lets itself be probed while a call is running: the default of gRPC for Java.
const TOLERATED_KEEPALIVE: Duration = Duration::from_secs(300);

/// An open connection to a server, with everything that does not depend on a session.
pub(super) struct Transport {
    connection: Connection,
    link: RwLock<Link>,
    headers: HeaderMap,
    runtime: Runtime,
}

/// The channel in use.
struct Link {
    channel: Channel,
    /// How long it is silent before it is probed.
    keepalive_time: Duration,
    since: Instant,
}

impl Transport {
    /// Connects.
    ///
    /// # Errors
    /// The server cannot be reached, or there is no tokio runtime.
    pub(super) async fn connect(connection: Connection) -> Result<Self> {
        let runtime = Runtime::current()?;
        let headers = channel::headers(&connection)?;
        let channel = channel::connect(&connection).await?;
        let link = Link { channel, keepalive_time: connection.keepalive().time, since: Instant::now() };
        Ok(Self { connection, link: RwLock::new(link), headers, runtime })
    }

    /// Where the server is.
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// The channel, for one call.
    pub(super) fn channel(&self) -> Channel {
        self.link.read().unwrap_or_else(PoisonError::into_inner).channel.clone()
    }

    /// Takes note of a call that failed after it had waited for `silence`: if it looks as if the server had ended the
    /// connection because it was probed too often, the next one is probed half as often.
    ///
    /// Spark tolerates two pings while it sends nothing, fewer than its own clients send by default: a call of four
    /// minutes would be tried again and again, and never succeed. The server's reason does not get through to the call,
    /// so its silence has to do. A wrong guess costs little: a peer that vanishes is noticed later.
    pub(super) fn observe(&self, failure: &Failure, silence: Duration) {
        let mut link = self.link.write().unwrap_or_else(PoisonError::into_inner);
        let keepalive_time = link.keepalive_time.saturating_mul(2).min(TOLERATED_KEEPALIVE);
        let probed = self.connection.keepalive().enabled && keepalive_time > link.keepalive_time;
        let pings = |count| link.keepalive_time.saturating_mul(count);
        // The calls of a connection fail together: the first one sees to the next connection.
        if !probed || !failure.is_disconnected() || silence < pings(2) || link.since.elapsed() < pings(2) {
            return;
        }
        if let Ok(channel) = channel::connect_later(&self.connection, keepalive_time) {
            tracing::info!(?keepalive_time, "the connection ended in silence: the next one is probed less");
            *link = Link { channel, keepalive_time, since: Instant::now() };
        }
    }

    /// The headers of one call. The token is fetched if there is none that is good.
    ///
    /// # Errors
    /// There is no token.
    pub(super) async fn call_headers(&self) -> Result<HeaderMap> {
        let mut headers = self.headers.clone();
        if let Some(credentials) = self.connection.credentials() {
            headers.insert(AUTHORIZATION, credentials.header().await?);
        }
        for interceptor in self.connection.interceptors() {
            interceptor.change(&mut headers);
        }
        grpc::add_headers(&mut headers);
        Ok(headers)
    }

    /// The server has refused the credentials of a call that was made with `token`: whether the call is worth repeating
    /// with others.
    pub(super) fn refused(&self, token: Option<&HeaderValue>) -> bool {
        token
            .zip(self.connection.credentials())
            .is_some_and(|(token, credentials)| credentials.refused(token))
    }

    /// The retries of one call.
    pub(super) fn backoff(&self) -> Backoff<'_> {
        Backoff::new(&self.connection.recovery().retry_policies)
    }

    /// Whether the runtime that the connection was made in still runs.
    pub(super) fn is_running(&self) -> bool {
        self.runtime.is_running()
    }

    /// Polls something as if on the runtime that the connection was made in; `None` if that is gone.
    pub(super) fn within<R>(&self, poll: impl FnOnce() -> R) -> Option<R> {
        self.runtime.within(poll)
    }

    /// Runs a task in the background, on the runtime that the connection was made in.
    pub(super) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        self.runtime.spawn(task);
    }

    /// Runs something that takes a while, on a thread of that runtime.
    pub(super) fn spawn_blocking<O: Send + 'static>(
        &self,
        work: impl FnOnce() -> O + Send + 'static,
    ) -> JoinHandle<O> {
        self.runtime.spawn_blocking(work)
    }
}
