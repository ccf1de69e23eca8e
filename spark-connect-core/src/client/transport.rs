//! What the sessions of one connection share: the channel, and how calls are made over it.

use tonic::{metadata::MetadataMap, transport::Channel};

use super::{Connection, channel, retry::Backoff, runtime::Runtime};
use crate::error::Result;

/// An open connection to a server, with everything that does not depend on a session.
pub(super) struct Transport {
    connection: Connection,
    channel: Channel,
    metadata: MetadataMap,
    runtime: Runtime,
}

impl Transport {
    /// Connects.
    ///
    /// # Errors
    /// The server cannot be reached, or there is no tokio runtime.
    pub(super) async fn connect(connection: Connection) -> Result<Self> {
        let runtime = Runtime::current()?;
        let metadata = channel::metadata(&connection)?;
        let channel = channel::connect(&connection).await?;
        Ok(Self { connection, channel, metadata, runtime })
    }

    /// Where the server is.
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// The channel, for one call.
    pub(super) fn channel(&self) -> Channel {
        self.channel.clone()
    }

    /// The headers of one call.
    ///
    /// # Errors
    /// They cannot be made.
    #[expect(clippy::unused_async, reason = "credentials may have to be fetched first")]
    pub(super) async fn metadata(&self) -> Result<MetadataMap> {
        Ok(self.metadata.clone())
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
