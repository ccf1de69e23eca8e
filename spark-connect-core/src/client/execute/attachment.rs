//! The stream of an operation's responses, put together from the segments that the server sends.

use std::time::Duration;

use super::is_complete;
use crate::{
    client::{
        Client,
        retry::Backoff,
        rpc::{EXECUTE_PLAN, REATTACH_EXECUTE, Segment},
    },
    error::{Error, ErrorKind, Failure, Result},
    proto::spark::connect::ExecutePlanResponse,
    relation::Message,
};

/// How long in all a response is waited for while the server loses the operation or lets deadlines pass.
const PATIENCE: Duration = Duration::from_secs(3600);

/// The wait after a segment without any response, so that a server that keeps ending them is not hammered.
const AFTER_EMPTY_SEGMENT: Duration = Duration::from_millis(50);

/// How the next segment is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// With the plan: the server has not seen it, or has lost it before it answered.
    Execute,
    /// By the operation's id, after the last response that arrived.
    Reattach,
}

/// An operation as this side sees it.
pub(super) struct Attachment {
    pub(super) client: Client,
    pub(super) operation_id: String,
    /// The whole `ExecutePlanRequest`.
    request: Message,
    last_response_id: Option<String>,
    segment: Option<Segment<ExecutePlanResponse>>,
    next: Next,
    complete: bool,
    /// The last segment ended without an error and without the end of the result.
    ended_early: bool,
}

impl Attachment {
    pub(super) fn new(client: Client, operation_id: String, request: Message) -> Self {
        Self {
            client,
            operation_id,
            request,
            last_response_id: None,
            segment: None,
            next: Next::Execute,
            complete: false,
            ended_early: false,
        }
    }

    /// Whether the server said that the result is complete.
    pub(super) fn is_complete(&self) -> bool {
        self.complete
    }

    /// The id of the last response that arrived.
    pub(super) fn last_response_id(&self) -> Option<&str> {
        self.last_response_id.as_deref()
    }

    /// The next response. The last one says that the result is complete; there is none after it.
    ///
    /// # Errors
    /// The operation failed, or could not be attached to again.
    pub(super) async fn next(&mut self) -> Result<ExecutePlanResponse> {
        let client = self.client.clone();
        client.open().await?;
        let mut backoff = client.transport().backoff();
        loop {
            match self.receive().await {
                Ok(Some(response)) => {
                    client.identity().check(&response)?;
                    self.complete = is_complete(&response);
                    self.ended_early = false;
                    self.last_response_id = Some(response.response_id.clone());
                    return Ok(response);
                }
                Ok(None) => {
                    // Not an error: the server ends every stream after a while.
                    self.segment = None;
                    let empty = std::mem::replace(&mut self.ended_early, true);
                    if empty {
                        tokio::time::sleep(AFTER_EMPTY_SEGMENT).await;
                    }
                }
                Err(failure) => {
                    self.segment = None;
                    self.recover(failure, &mut backoff).await?;
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
        let request = self.client.reattach_request(&self.operation_id, self.last_response_id());
        if let Ok(segment) = self.client.try_stream(&REATTACH_EXECUTE, request).await {
            self.segment = Some(segment);
        }
    }

    async fn receive(&mut self) -> Result<Option<ExecutePlanResponse>, Failure> {
        let segment = match &mut self.segment {
            Some(segment) => segment,
            None => {
                let segment = match self.next {
                    Next::Execute => self.client.try_stream(&EXECUTE_PLAN, self.request.clone()).await?,
                    Next::Reattach => {
                        let request =
                            self.client.reattach_request(&self.operation_id, self.last_response_id());
                        self.client.try_stream(&REATTACH_EXECUTE, request).await?
                    }
                };
                // Whatever comes next, the server has the plan now.
                self.next = Next::Reattach;
                self.segment.insert(segment)
            }
        };
        segment.next().await
    }

    /// Decides how to go on after a failure, and waits if it has to.
    ///
    /// # Errors
    /// There is no way to go on.
    async fn recover(&mut self, failure: Failure, backoff: &mut Backoff<'_>) -> Result<()> {
        let patient = backoff.elapsed() < PATIENCE;
        if failure.is_operation_unknown() && self.last_response_id.is_none() && patient {
            // The plan never arrived, or the server lost it before it answered: the same id cannot run it twice.
            self.next = Next::Execute;
            backoff.count();
            return Ok(());
        }
        if failure.is_deadline() && patient {
            self.next = Next::Reattach;
            backoff.count();
            return Ok(());
        }
        let Some(wait) = backoff.wait(&failure) else {
            return Err(backoff.give_up(self.explain(failure).await));
        };
        if !failure.is_not_sent() {
            self.next = Next::Reattach;
        }
        tokio::time::sleep(wait).await;
        Ok(())
    }

    async fn explain(&self, failure: Failure) -> Error {
        let unexplained = !failure.is_explained();
        let error = self.client.explain(failure, self.request.depth()).await;
        if self.ended_early && unexplained {
            // Sail ends the stream of an interrupted operation as if it were complete, and then does not know it.
            let message = "the result ended before it was complete: the operation was interrupted, or the server lost it";
            return error.reword(ErrorKind::Cancelled, message);
        }
        error
    }
}
