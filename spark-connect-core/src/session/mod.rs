//! The session: the entry point of an application.

mod analysis;
mod artifacts;
mod builder;
mod checkpoint;
mod command;
mod conf;
mod interrupt;
mod metrics;
mod progress;
#[cfg(feature = "progress")]
mod progress_bars;
mod results;
mod rows;
mod shared;
mod tags;
mod telemetry;

use std::{any::Any, fmt, sync::Arc};

use tokio::{sync::OnceCell, task::JoinHandle};

pub use analysis::ExplainMode;
use analysis::unexpected;
pub use artifacts::Artifact;
pub use builder::SparkSessionBuilder;
pub use command::CommandResult;
pub use conf::RuntimeConfig;
pub use interrupt::{OperationState, OperationStatus};
pub use metrics::{Metric, MetricKind, PlanMetrics};
use progress::ProgressHandlers;
pub use progress::{Progress, ProgressGuard, StageProgress};
pub use results::Results;
pub use rows::Rows;
use telemetry::Telemetry;

use crate::{
    client::Client,
    error::Result,
    proto::{
        field::{self, analyze_plan_request as analyze},
        spark::connect::analyze_plan_response::Result as Analyzed,
    },
    relation::Message,
};

/// A session on a Spark server: where data is read, tables are found and plans are run (Spark's `SparkSession`).
///
/// Cheap to clone; all clones are the same session. Temporary views, configuration and tags belong to it. When the last
/// session of a connection is dropped the connection closes, and a local server that was started for it stops. The
/// session on a remote server then ends by itself after an hour without a call; [`stop`](Self::stop) ends it at once.
///
/// ```no_run
/// use spark_connect_core::session::SparkSession;
///
/// # async fn example() -> spark_connect_core::error::Result<()> {
/// let spark = SparkSession::builder().remote("sc://localhost:15002").app_name("report").connect().await?;
/// println!("Spark {}", spark.version().await?);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct SparkSession {
    inner: Arc<Inner>,
    warnings: Arc<[String]>,
}

struct Inner {
    client: Client,
    version: OnceCell<String>,
    progress: ProgressHandlers,
    /// What every session with this server is configured with.
    server_configs: Vec<(String, String)>,
    server: Option<ServerGuard>,
}

/// Stops a server on this machine when the last session with it is dropped.
type ServerGuard = Arc<dyn Any + Send + Sync>;

impl SparkSession {
    /// Starts to describe a session.
    pub fn builder() -> SparkSessionBuilder {
        SparkSessionBuilder::default()
    }

    /// The version of Spark that the server says it is, such as `4.3.0`.
    ///
    /// Servers that are not Spark name the version that they are compatible with. Asked once for each session.
    ///
    /// # Errors
    /// The server cannot be reached, or does not know its version (Sail, if it runs without the package `pyspark`).
    pub async fn version(&self) -> Result<&str> {
        let ask = async || {
            let nothing = Message::builder().build();
            match self.client().analyze(analyze::SPARK_VERSION, &nothing).await? {
                Analyzed::SparkVersion(answer) => Ok(answer.version),
                _ => Err(unexpected("name its version")),
            }
        };
        self.inner.version.get_or_try_init(ask).await.map(String::as_str)
    }

    /// The id of the session, a UUID.
    #[must_use]
    pub fn session_id(&self) -> &str {
        self.client().session_id()
    }

    /// The session's configuration (Spark's `RuntimeConfig`).
    #[must_use]
    pub fn conf(&self) -> RuntimeConfig {
        RuntimeConfig::new(self.client().clone())
    }

    /// What the server had to say about the configuration that the builder was given.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// A new session of the same user on the same connection, with nothing of this one: neither its configuration nor
    /// its temporary views, functions or tags (Spark's `newSession`).
    ///
    /// It takes no call; the server makes the session when the first one arrives.
    #[must_use]
    pub fn new_session(&self) -> Self {
        let opening = conf::opening(&self.inner.server_configs);
        self.sibling(self.client().new_session(opening))
    }

    /// A new session that begins as a copy of this one on the server: with its configuration, temporary views,
    /// functions and current catalog, but without its tags (Spark 4.1, `cloneSession`).
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`](crate::error::ErrorKind::Unsupported) by Spark before 4.1 and by Sail; the server cannot
    /// be reached, or the session is lost.
    pub async fn clone_session(&self) -> Result<Self> {
        Ok(self.sibling(self.client().clone_session().await?))
    }

    fn sibling(&self, client: Client) -> Self {
        let inner = Inner {
            client,
            version: self.inner.version.clone(),
            progress: ProgressHandlers::default(),
            server_configs: self.inner.server_configs.clone(),
            server: self.inner.server.clone(),
        };
        Self { inner: Arc::new(inner), warnings: Arc::default() }
    }

    /// Ends the session on the server: its operations are interrupted, its views are dropped.
    ///
    /// That holds for everybody who uses the session: every later call fails with
    /// [`ErrorKind::Session`](crate::error::ErrorKind::Session), through clones and in other programs that joined it by its
    /// id. Other sessions of the same connection go on. Stopping again does nothing.
    ///
    /// # Errors
    /// The server could not be told; the session is ended on this side all the same.
    pub async fn stop(&self) -> Result<()> {
        self.client().release_session().await
    }

    /// Whether the session cannot be used any more: it was stopped, a call found out that it is lost, or the tokio
    /// runtime that it was made in is gone (Spark's `is_stopped`).
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        !self.client().is_usable()
    }

    /// Runs a relation and streams its rows as Arrow batches.
    ///
    /// `plan` is an encoded `spark.connect.Plan`, such as [`Relation::to_plan`](crate::relation::Relation::to_plan) returns.
    /// The query starts at once and is stopped when the result is dropped. A mistake in the plan is the result's first item.
    ///
    /// This is the way in for plans that this crate does not model yet.
    #[must_use]
    pub fn run(&self, plan: &Message) -> Results {
        Results::new(self.clone(), self.client().execute(plan), plan.observers())
    }

    /// Runs a command to its end.
    ///
    /// `command` is an encoded `spark.connect.Command`.
    ///
    /// # Errors
    /// A mistake in the command, or its failure on the server.
    pub async fn command(&self, command: &Message) -> Result<CommandResult> {
        let plan = Message::wrap(field::plan::COMMAND, command);
        let execution = self.client().execute(&plan);
        let telemetry =
            Telemetry::new(self.progress_handlers().clone(), execution.operation_id(), plan.observers());
        CommandResult::collect(execution, telemetry).await
    }

    /// Runs something that takes a while, without holding up other tasks.
    pub(crate) fn spawn_blocking<O: Send + 'static>(
        &self,
        work: impl FnOnce() -> O + Send + 'static,
    ) -> JoinHandle<O> {
        self.client().spawn_blocking(work)
    }

    fn progress_handlers(&self) -> &ProgressHandlers {
        &self.inner.progress
    }

    fn client(&self) -> &Client {
        &self.inner.client
    }
}

impl fmt::Debug for SparkSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SparkSession")
            .field("server", &self.client().connection().to_string())
            .field("session_id", &self.session_id())
            .finish_non_exhaustive()
    }
}
