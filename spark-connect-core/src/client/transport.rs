//! What the sessions of one connection share: the channel, and how calls are made over it.

use http::{HeaderMap, header::AUTHORIZATION};
use tonic::{metadata::MetadataMap, transport::Channel};

use super::{Connection, channel, retry::Backoff, runtime::Runtime};
use crate::error::Result;

/// An open connection to a server, with everything that does not depend on a session.
pub(super) struct Transport {
    connection: Connection,
    channel: Channel,
    headers: HeaderMap,
    runtime: Runtime,
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
        Ok(Self { connection, channel, headers, runtime })
    }

    /// Where the server is.
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// The channel, for one call.
    pub(super) fn channel(&self) -> Channel {
        self.channel.clone()
    }

    /// The headers of one call. The token is fetched if there is none that is good.
    ///
    /// # Errors
    /// There is no token.
    pub(super) async fn metadata(&self) -> Result<MetadataMap> {
        let mut headers = self.headers.clone();
        if let Some(credentials) = self.connection.credentials() {
            headers.insert(AUTHORIZATION, credentials.header().await?);
        }
        for interceptor in self.connection.interceptors() {
            interceptor.change(&mut headers);
        }
        Ok(MetadataMap::from_headers(headers))
    }

    /// The server has refused the credentials of a call that was made with `sent`: whether the call is worth repeating
    /// with others.
    pub(super) fn refused(&self, sent: &MetadataMap) -> bool {
        let token = sent.as_ref().get(AUTHORIZATION);
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

    /// Runs a task in the background, on the runtime that the connection was made in.
    pub(super) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        self.runtime.spawn(task);
    }
}
