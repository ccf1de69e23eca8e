//! How long calls may take.

use std::time::Duration;

const TEN_MINUTES: Duration = Duration::from_secs(600);
const ONE_HOUR: Duration = Duration::from_secs(3600);

/// How long the client waits for the answer to a call, by what the call does.
///
/// The defaults are those of Spark 4.3's own clients (`RpcDeadlines`): they are there to notice a server or a proxy
/// that has stopped answering, not to limit queries. A query runs as long as it needs to: its deadline counts for one
/// stream of responses, and when it passes, the client asks for the rest of the result in a new one. Every other call
/// fails with [`ErrorKind::Timeout`](crate::error::ErrorKind::Timeout).
///
/// ```
/// use std::time::Duration;
/// use spark_connect_core::client::{Connection, Deadlines};
///
/// let deadlines = Deadlines::default().analyze(Duration::from_secs(60));
/// let connection = Connection::new("spark.example.com", 15002).deadlines(deadlines);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Deadlines {
    stream: Option<Duration>,
    analyze: Option<Duration>,
    add_artifacts: Option<Duration>,
    other: Option<Duration>,
}

/// Which of the deadlines a call has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deadline {
    /// A stream of responses: this one, not the operation that it belongs to.
    Stream,
    Analyze,
    AddArtifacts,
    Other,
    /// A call that runs in the background, and ends with its operation.
    Never,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            stream: Some(TEN_MINUTES),
            analyze: Some(ONE_HOUR),
            add_artifacts: Some(ONE_HOUR),
            other: Some(TEN_MINUTES),
        }
    }
}

impl Deadlines {
    /// No deadlines: calls wait until they are answered or the connection breaks.
    pub fn none() -> Self {
        Self { stream: None, analyze: None, add_artifacts: None, other: None }
    }

    /// For one stream of responses of a query or a command (`ExecutePlan`, `ReattachExecute`); default 10 minutes.
    pub fn stream(mut self, limit: Duration) -> Self {
        self.stream = Some(limit);
        self
    }

    /// For questions about a plan, such as its schema (`AnalyzePlan`); default one hour.
    pub fn analyze(mut self, limit: Duration) -> Self {
        self.analyze = Some(limit);
        self
    }

    /// For an upload (`AddArtifacts`); default one hour.
    pub fn add_artifacts(mut self, limit: Duration) -> Self {
        self.add_artifacts = Some(limit);
        self
    }

    /// For all other calls, such as reading and writing the configuration; default 10 minutes.
    pub fn other(mut self, limit: Duration) -> Self {
        self.other = Some(limit);
        self
    }

    pub(super) fn of(&self, deadline: Deadline) -> Option<Duration> {
        match deadline {
            Deadline::Stream => self.stream,
            Deadline::Analyze => self.analyze,
            Deadline::AddArtifacts => self.add_artifacts,
            Deadline::Other => self.other,
            Deadline::Never => None,
        }
    }
}
