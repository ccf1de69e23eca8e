//! The stream of an operation's responses, put together from the segments that the server sends.

use std::{
    mem,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use futures::future::poll_immediate;

use super::is_complete;
use crate::{
    client::{
        Client,
        retry::Backoff,
        rpc::{EXECUTE_PLAN, REATTACH_EXECUTE, Segment},
    },
    error::{Error, ErrorKind, Failure, Result},
    proto::spark::connect::{
        ExecutePlanResponse,
        execute_plan_response::{ResponseType, ResultComplete},
    },
    relation::Message,
};

/// How long in all a response is waited for while the server loses the operation or lets deadlines pass.
const PATIENCE: Duration = Duration::from_secs(3600);

/// The wait after a segment without any response, so that a server that keeps ending them is not hammered.
const AFTER_EMPTY_SEGMENT: Duration = Duration::from_millis(50);

/// The least that an operation is given to begin after the connection broke that its request was sent over. Spark takes one
/// for dead, and drops it, that a client comes back to before its thread runs; then nothing brings it back.
const BEGINNING: Duration = Duration::from_millis(250);

const UNKNOWN: &str = "INVALID_HANDLE.OPERATION_NOT_FOUND";

/// What an error says that comes from an operation the server no longer has, or no longer has all of.
const LOST: [(&str, ErrorKind, &str); 5] = [
    (
        "INVALID_CURSOR.POSITION_NOT_AVAILABLE",
        ErrorKind::Connection,
        "the connection broke, and the server no longer has the part of the result that was lost with it: run the query \
         again, or raise `spark.connect.execute.reattachable.observerRetryBufferSize` on the server",
    ),
    (
        "INVALID_CURSOR.POSITION_NOT_FOUND",
        ErrorKind::Connection,
        "the connection broke, and the server does not know how much of the result had arrived: run the query again",
    ),
    (
        "INVALID_CURSOR.NOT_REATTACHABLE",
        ErrorKind::Connection,
        "the connection broke, and the server has no clients return to a query that runs (its setting \
         `spark.connect.execute.reattachable.enabled` is `false`): run the query again",
    ),
    (
        UNKNOWN,
        ErrorKind::Cancelled,
        "the server does not know the operation any more: it was restarted, or the operation was interrupted",
    ),
    (
        "INVALID_HANDLE.OPERATION_ABANDONED",
        ErrorKind::Cancelled,
        "the server has stopped the operation: no client was attached to it for longer than its setting \
         `spark.connect.execute.manager.detachedTimeout`, or another client has released it",
    ),
];

/// How the next segment is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// With the plan: the server has not seen it, or has lost it before it answered.
    Execute,
    /// By the operation's id, after the last response that arrived.
    Reattach,
}

/// How far an operation has come: what the task that reads it shares with the one that ends it.
#[derive(Debug, Clone, Default)]
pub(super) struct Progress(Arc<Flags>);

#[derive(Debug, Default)]
struct Flags {
    begun: AtomicBool,
    answered: AtomicBool,
    unwanted: AtomicBool,
}

impl Progress {
    /// Whether the request that starts the operation was handed to the connection, which sends it by itself.
    pub(super) fn is_begun(&self) -> bool {
        self.0.begun.load(Ordering::Relaxed)
    }

    /// Whether the server is known to have the operation, because it has answered.
    pub(super) fn is_answered(&self) -> bool {
        self.0.answered.load(Ordering::Relaxed)
    }

    /// Nobody waits for the result any more: nothing is sent again.
    pub(super) fn is_unwanted(&self) -> bool {
        self.0.unwanted.load(Ordering::Relaxed)
    }

    pub(super) fn set_unwanted(&self) {
        self.0.unwanted.store(true, Ordering::Relaxed);
    }
}

/// An operation as this side sees it.
pub(super) struct Attachment {
    client: Client,
    operation_id: Arc<str>,
    /// The whole `ExecutePlanRequest`.
    request: Message,
    /// The same with a plan that is not compressed, if that of `request` is.
    plain: Option<Message>,
    progress: Progress,
    last_response_id: Option<String>,
    segment: Option<Segment<ExecutePlanResponse>>,
    next: Next,
    complete: bool,
    /// The server ended the last segment without an error and without the end of the result.
    ended_early: bool,
}

impl Attachment {
    pub(super) fn new(client: Client, operation_id: Arc<str>, request: Message) -> Self {
        Self {
            client,
            operation_id,
            request,
            plain: None,
            progress: Progress::default(),
            last_response_id: None,
            segment: None,
            next: Next::Execute,
            complete: false,
            ended_early: false,
        }
    }

    pub(super) fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Whether the server said that the result is complete.
    pub(super) fn is_complete(&self) -> bool {
        self.complete
    }

    /// What is left of the stream of responses, once the result is complete; `None` if its end is here, as it mostly is.
    pub(super) async fn take_stream(&mut self) -> Option<Segment<ExecutePlanResponse>> {
        let mut segment = self.segment.take()?;
        let ended = poll_immediate(pin!(segment.next())).await.is_some();
        (!ended).then_some(segment)
    }

    /// The id of the last response that arrived.
    pub(super) fn last_response_id(&self) -> Option<&str> {
        self.last_response_id.as_deref()
    }

    /// Whether the request can be sent as it is.
    pub(super) fn is_prepared(&self) -> bool {
        self.client.is_prepared(&self.request)
    }

    /// Uploads what the plan refers to, and compresses a large one.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached. The operation has not begun.
    pub(super) async fn prepare(&mut self) -> Result<()> {
        self.request = self.client.place_local_data(&self.request).await?;
        if let Some(compressed) = self.client.compress(&self.request).await? {
            self.plain = Some(mem::replace(&mut self.request, compressed));
        }
        Ok(())
    }

    /// The next response. The last one says that the result is complete; there is none after it.
    ///
    /// # Errors
    /// The operation failed, or could not be attached to again.
    pub(super) async fn next(&mut self) -> Result<ExecutePlanResponse> {
        let client = self.client.clone();
        client.open().await?;
        let mut backoff = None;
        loop {
            if self.segment.is_none() && self.progress.is_unwanted() {
                return Err(unwanted());
            }
            match self.receive().await {
                Ok(Some(mut response)) => {
                    client.identity().check(&response)?;
                    self.complete = is_complete(&response);
                    self.ended_early = false;
                    // Nobody else needs it.
                    self.last_response_id = Some(mem::take(&mut response.response_id));
                    self.progress.0.answered.store(true, Ordering::Relaxed);
                    return Ok(response);
                }
                Ok(None) => {
                    // Not an error: the server ends every stream after a while.
                    self.segment = None;
                    let empty = mem::replace(&mut self.ended_early, true);
                    if client.known_limits().is_some_and(|limits| !limits.reattachable) {
                        return Ok(self.end_without_a_word());
                    }
                    tracing::debug!(
                        last_response_id = self.last_response_id(),
                        "the stream ended, attaching again"
                    );
                    if empty {
                        tokio::time::sleep(AFTER_EMPTY_SEGMENT).await;
                    }
                }
                Err(failure) if self.segment.take().is_some() && failure.is_own_deadline() => {
                    // The server took the request and has nothing to say yet. That may go on for as long as it likes:
                    // the connection is probed by other means.
                    tracing::debug!("the stream is silent, attaching again");
                }
                Err(failure) => {
                    if Box::pin(self.is_silent_end(&failure)).await {
                        return Ok(self.end_without_a_word());
                    }
                    let backoff = backoff.get_or_insert_with(|| client.transport().backoff());
                    Box::pin(self.recover(failure, backoff)).await?;
                }
            }
        }
    }

    /// Attaches anew, so that the server's timer for abandoned operations starts again.
    ///
    /// The old segment is kept until the new one stands: it may hold the rest of a result that the server has
    /// already forgotten.
    pub(super) async fn stay_attached(&mut self) {
        if self.complete || self.last_response_id.is_none() {
            return;
        }
        tracing::debug!("the consumer is slow, attaching again");
        let request = self.client.reattach_request(&self.operation_id, self.last_response_id());
        if let Ok(segment) = self.client.try_stream(REATTACH_EXECUTE, &request, &|| {}).await {
            self.segment = Some(segment);
        }
    }

    async fn receive(&mut self) -> Result<Option<ExecutePlanResponse>, Failure> {
        let segment = match &mut self.segment {
            Some(segment) => segment,
            None => {
                let segment = match self.next {
                    Next::Execute => {
                        let begun = || self.progress.0.begun.store(true, Ordering::Relaxed);
                        self.client.try_stream(EXECUTE_PLAN, &self.request, &begun).await?
                    }
                    Next::Reattach => {
                        let request =
                            self.client.reattach_request(&self.operation_id, self.last_response_id());
                        self.client.try_stream(REATTACH_EXECUTE, &request, &|| {}).await?
                    }
                };
                // Whatever comes next, the server has the plan now.
                self.next = Next::Reattach;
                self.segment.insert(segment)
            }
        };
        segment.next().await
    }

    /// Whether a failed attachment means that the result is whole: a server that does not keep operations ends their
    /// streams without `ResultComplete`, and then does not know them.
    async fn is_silent_end(&self, failure: &Failure) -> bool {
        self.ended_early
            && self.last_response_id.is_some()
            && (failure.is_operation_unknown() || failure.is_not_reattachable())
            && !self.client.limits().await.reattachable
    }

    /// The end of a result whose server does not announce it.
    fn end_without_a_word(&mut self) -> ExecutePlanResponse {
        self.complete = true;
        let response_type = Some(ResponseType::ResultComplete(ResultComplete {}));
        ExecutePlanResponse { response_type, ..ExecutePlanResponse::default() }
    }

    /// Decides how to go on after a failure, and waits if it has to.
    ///
    /// # Errors
    /// There is no way to go on.
    async fn recover(&mut self, failure: Failure, backoff: &mut Backoff<'_>) -> Result<()> {
        if self.progress.is_unwanted() {
            return Err(unwanted());
        }
        if failure.is_plan_unreadable()
            && let Some(plain) = self.plain.take()
        {
            // It was refused before it began.
            tracing::info!("the server could not read the compressed plan, sending it as it is");
            self.client.send_plain_plans();
            self.request = plain;
            self.next = Next::Execute;
            return Ok(());
        }
        let patient = backoff.elapsed() < PATIENCE;
        if failure.is_operation_unknown() && self.last_response_id.is_none() && patient {
            // The plan never arrived, or the server lost it before it answered: the same id cannot run it twice.
            tracing::info!("the server does not know the operation yet, sending it again");
            self.next = Next::Execute;
            backoff.count();
            return Ok(());
        }
        if failure.is_operation_there() && self.last_response_id.is_none() && patient {
            // The request arrived twice at the same time: one that was taken for lost with its connection came late.
            tracing::info!("the server has the operation already, attaching to it");
            self.next = Next::Reattach;
            backoff.count();
            tokio::time::sleep(BEGINNING).await;
            return Ok(());
        }
        if failure.is_deadline() && patient {
            tracing::info!(%failure, "attaching again");
            self.next = Next::Reattach;
            backoff.count();
            return Ok(());
        }
        let Some(mut wait) = backoff.wait(&failure) else {
            return Err(backoff.give_up(self.explain(failure).await));
        };
        if self.last_response_id.is_none() && !failure.is_not_sent() {
            wait = wait.max(BEGINNING);
        }
        tracing::warn!(%failure, ?wait, "attaching again");
        if !failure.is_not_sent() {
            self.next = Next::Reattach;
        }
        tokio::time::sleep(wait).await;
        Ok(())
    }

    async fn explain(&self, failure: Failure) -> Error {
        let (unexplained, unknown_to_sail) =
            (!failure.is_explained(), failure.is_operation_unknown_to_sail());
        let error = self.client.explain(failure, self.request.depth()).await;
        if self.ended_early && unexplained {
            // Sail ends the stream of an interrupted operation as if it were complete, and then does not know it.
            let message = "the result ended before it was complete: the operation was interrupted, or the server lost it";
            return error.reword(ErrorKind::Cancelled, message);
        }
        let class = if unknown_to_sail { Some(UNKNOWN) } else { error.error_class() };
        match LOST.iter().find(|(lost, ..)| class == Some(lost)) {
            Some((_, kind, message)) => error.reword(*kind, *message),
            None => error,
        }
    }
}

/// Ends the task of an operation; nobody is there to see it.
fn unwanted() -> Error {
    Error::new(ErrorKind::Cancelled, "the result was dropped")
}
