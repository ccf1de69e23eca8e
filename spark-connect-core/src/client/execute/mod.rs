//! One operation on the server, from its start to its release.
//!
//! A server ends every stream of responses after a while (Spark: 2 minutes) and expects the client to attach to the
//! operation again. [`Execution`] hides that: it is one stream that ends after the server said that the result is
//! complete, or in an error.

mod attachment;
mod driver;
mod queue;
mod releases;
mod seat;

use std::{
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use futures::Stream;
use tracing::Instrument;
use uuid::Uuid;

use super::Client;
use crate::{
    error::{Error, ErrorKind, Result},
    proto::spark::connect::{ExecutePlanResponse, execute_plan_response::ResponseType},
    relation::Message,
};
use driver::Driver;
use queue::Queue;
pub(super) use releases::Due;
use seat::Seat;
pub(super) use seat::Watch;

/// The responses of one operation. Dropping it releases the operation, which stops it on the server.
pub(crate) struct Execution {
    client: Client,
    operation_id: Arc<str>,
    seat: Arc<Seat>,
    queue: Arc<Queue>,
    done: bool,
}

impl Execution {
    /// Starts the operation. It stays attached while the consumer is busy.
    pub(super) fn start(client: &Client, plan: &Message) -> Self {
        let operation_id = Uuid::new_v4().to_string();
        let queue = Arc::<Queue>::default();
        let request = client.execute_request(&operation_id, plan);
        let operation_id: Arc<str> = operation_id.into();
        let driver = Driver::new(client.clone(), Arc::clone(&operation_id), request, Arc::clone(&queue));
        let span = tracing::debug_span!("operation", %operation_id, session_id = client.session_id());
        let progress = driver.progress().clone();
        let driving = Box::pin(driver.run().instrument(span));
        let seat = Seat::take(client, Arc::clone(&queue), driving, || progress.is_begun());
        Self { client: client.clone(), operation_id, seat, queue, done: false }
    }

    /// The id of the operation, a UUID.
    pub(crate) fn operation_id(&self) -> &str {
        &self.operation_id
    }
}

impl Stream for Execution {
    type Item = Result<ExecutePlanResponse>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.done {
            return Poll::Ready(None);
        }
        // Never take a missing end for the end: rows may be missing too.
        let cut_off = || {
            Err(Error::new(
                ErrorKind::Connection,
                "the result was cut off: the tokio runtime that the session was made in is gone",
            ))
        };
        let response = ready!(self.seat.poll_next(&self.client, cx)).unwrap_or_else(cut_off);
        self.done = response.as_ref().map_or(true, is_complete);
        Poll::Ready(Some(response.map_err(|error| error.with_operation_id(&*self.operation_id))))
    }
}

impl Drop for Execution {
    fn drop(&mut self) {
        self.queue.close();
        // A driver that is not at its end has to release the operation.
        self.seat.leave(&self.client);
    }
}

impl fmt::Debug for Execution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Execution")
            .field("operation_id", &self.operation_id)
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}

fn is_complete(response: &ExecutePlanResponse) -> bool {
    matches!(response.response_type, Some(ResponseType::ResultComplete(_)))
}

/// What counts of a response against the buffers: the data, which makes up nearly all of it.
fn size(response: &ExecutePlanResponse) -> usize {
    match &response.response_type {
        Some(ResponseType::ArrowBatch(batch)) => batch.data.len(),
        _ => 0,
    }
}
