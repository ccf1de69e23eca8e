//! How far operations are, told while they run.

use std::{
    fmt, mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use super::SparkSession;
use crate::proto::spark::connect::execute_plan_response::{ExecutionProgress, execution_progress::StageInfo};

/// How far the server is with an operation (Spark 4.0). See [`SparkSession::on_progress`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    operation_id: String,
    stages: Vec<StageProgress>,
    inflight_tasks: u64,
    done: bool,
}

/// How far one stage of an operation is: the tasks of it that do the same to different partitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageProgress {
    id: i64,
    tasks: u64,
    completed_tasks: u64,
    bytes_read: u64,
    done: bool,
}

impl Progress {
    /// The id of the operation, a UUID: that of [`Results::operation_id`](super::Results::operation_id).
    #[must_use]
    pub fn operation_id(&self) -> &str {
        &self.operation_id
    }

    /// The stages that the server has begun so far, finished ones too. More may follow.
    #[must_use]
    pub fn stages(&self) -> &[StageProgress] {
        &self.stages
    }

    /// How many tasks run right now.
    #[must_use]
    pub fn inflight_tasks(&self) -> u64 {
        self.inflight_tasks
    }

    /// Whether the operation has ended: well, with an error, or because nobody wanted its result any more. Each
    /// operation says so once, as its last news.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// How many tasks all stages have together, as far as it is known.
    #[must_use]
    pub fn tasks(&self) -> u64 {
        self.stages.iter().map(|stage| stage.tasks).fold(0, u64::saturating_add)
    }

    /// How many of the [`tasks`](Self::tasks) are finished.
    #[must_use]
    pub fn completed_tasks(&self) -> u64 {
        self.stages.iter().map(|stage| stage.completed_tasks).fold(0, u64::saturating_add)
    }

    /// How many bytes all stages have read from files and tables.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.stages.iter().map(|stage| stage.bytes_read).fold(0, u64::saturating_add)
    }
}

impl StageProgress {
    fn from_proto(stage: &StageInfo) -> Self {
        Self {
            id: stage.stage_id,
            tasks: count(stage.num_tasks),
            completed_tasks: count(stage.num_completed_tasks),
            bytes_read: count(stage.input_bytes_read),
            done: stage.done,
        }
    }

    /// The id of the stage, as in the server's user interface.
    #[must_use]
    pub fn id(&self) -> i64 {
        self.id
    }

    /// How many tasks the stage has.
    #[must_use]
    pub fn tasks(&self) -> u64 {
        self.tasks
    }

    /// How many of the [`tasks`](Self::tasks) are finished.
    #[must_use]
    pub fn completed_tasks(&self) -> u64 {
        self.completed_tasks
    }

    /// How many bytes the stage has read from files and tables.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// Whether all of its tasks are finished.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.done
    }
}

fn count(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

impl SparkSession {
    /// Calls `handler` with the progress of every operation of this session, queries and commands, until the guard is
    /// dropped. Spark: `registerProgressHandler`, 4.0.
    ///
    /// The server reports every 2 seconds (its setting `spark.connect.progress.reportInterval`), and when stages begin
    /// or end; Sail does not report. An operation's last report, with [`Progress::is_done`], comes on every server.
    ///
    /// The handler runs where the result is read, between its rows: it should be quick. Operations that run side by side
    /// call it side by side.
    ///
    /// ```no_run
    /// # async fn example(spark: spark_connect_core::session::SparkSession) -> spark_connect_core::error::Result<()> {
    /// let watching = spark.on_progress(|progress| {
    ///     eprintln!("{} of {} tasks", progress.completed_tasks(), progress.tasks());
    /// });
    /// spark.table("orders").count().await?;
    /// drop(watching);
    /// # Ok(())
    /// # }
    /// ```
    pub fn on_progress(&self, handler: impl Fn(&Progress) + Send + Sync + 'static) -> ProgressGuard {
        self.progress_handlers().add(Arc::new(handler))
    }
}

type Handler = Arc<dyn Fn(&Progress) + Send + Sync>;

/// Who wants to know.
#[derive(Clone, Default)]
pub(super) struct ProgressHandlers(Arc<Mutex<Registered>>);

#[derive(Default)]
struct Registered {
    next_id: u64,
    handlers: Vec<(u64, Handler)>,
}

impl ProgressHandlers {
    pub(super) fn add(&self, handler: Handler) -> ProgressGuard {
        let mut registered = self.lock();
        let id = registered.next_id;
        registered.next_id += 1;
        registered.handlers.push((id, handler));
        drop(registered);
        ProgressGuard { handlers: self.clone(), id: Some(id) }
    }

    fn tell(&self, progress: &Progress) {
        // Not under the lock: a handler may register another one, or drop a guard.
        let handlers: Vec<_> = self.lock().handlers.iter().map(|(_, handler)| Arc::clone(handler)).collect();
        for handler in handlers {
            handler(progress);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Registered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for ProgressHandlers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProgressHandlers").field("handlers", &self.lock().handlers.len()).finish()
    }
}

/// Keeps a progress handler registered; made by [`SparkSession::on_progress`].
///
/// It does not keep the session alive.
#[derive(Debug)]
#[must_use = "the handler is forgotten when the guard is dropped; `keep` it to hear of all operations of the session"]
pub struct ProgressGuard {
    handlers: ProgressHandlers,
    id: Option<u64>,
}

impl ProgressGuard {
    /// Leaves the handler registered for as long as the session lives.
    pub fn keep(mut self) {
        self.id = None;
    }
}

impl Drop for ProgressGuard {
    fn drop(&mut self) {
        let Some(id) = self.id else { return };
        let removed = {
            let mut registered = self.handlers.lock();
            let position = registered.handlers.iter().position(|(known, _)| *known == id);
            position.map(|position| registered.handlers.remove(position))
        };
        // Not under the lock: what the handler holds may have a guard of its own.
        drop(removed);
    }
}

/// Tells the handlers of one operation.
#[derive(Debug)]
pub(super) struct Reporter {
    handlers: ProgressHandlers,
    progress: Progress,
}

impl Reporter {
    pub(super) fn new(handlers: ProgressHandlers, operation_id: &str) -> Self {
        let progress = Progress {
            operation_id: operation_id.to_owned(),
            stages: Vec::new(),
            inflight_tasks: 0,
            done: false,
        };
        Self { handlers, progress }
    }

    /// News from the server.
    pub(super) fn update(&mut self, news: &ExecutionProgress) {
        self.progress.stages = news.stages.iter().map(StageProgress::from_proto).collect();
        self.progress.inflight_tasks = count(news.num_inflight_tasks);
        // Spark reports also before there is anything to do.
        if self.progress.tasks() > 0 && !self.progress.done {
            self.handlers.tell(&self.progress);
        }
    }

    /// The operation has ended. Says so once.
    pub(super) fn end(&mut self) {
        self.progress.inflight_tasks = 0;
        if !mem::replace(&mut self.progress.done, true) {
            self.handlers.tell(&self.progress);
        }
    }
}

impl Drop for Reporter {
    fn drop(&mut self) {
        // A handler that panics would end the process if this is a panic already.
        if !thread::panicking() {
            self.end();
        }
    }
}
