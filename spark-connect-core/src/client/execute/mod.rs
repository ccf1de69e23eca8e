//! One operation on the server, from its start to its release.
//!
//! A server ends every stream of responses after a while (Spark: 2 minutes) and expects the client to attach to the
//! operation again. [`Execution`] hides that: it is one stream that ends after the server said that the result is
//! complete, or in an error.

mod attachment;
mod driver;
mod releases;

use std::{
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use futures::Stream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tracing::Instrument;
use uuid::Uuid;

use super::Client;
use crate::{
    error::{Error, ErrorKind, Result},
    proto::spark::connect::{ExecutePlanResponse, execute_plan_response::ResponseType},
    relation::Message,
};
use driver::Driver;

/// How many responses wait for a slow consumer.
const BUFFERED_RESPONSES: usize = 64;

/// How many bytes of responses wait for a slow consumer, as long as more than one does.
const BUFFERED_BYTES: u32 = 32 * 1024 * 1024;

/// The responses of one operation. Dropping it releases the operation, which stops it on the server.
pub(crate) struct Execution {
    operation_id: String,
    responses: mpsc::Receiver<Delivery>,
    done: bool,
}

/// A response on its way to the consumer, with its share of the buffer.
struct Delivery {
    response: Result<ExecutePlanResponse>,
    _share: Option<OwnedSemaphorePermit>,
}

impl Execution {
    /// Starts the operation and a task that reads its responses, so that it stays attached while the consumer is busy.
    pub(super) fn start(client: &Client, plan: &Message) -> Self {
        let operation_id = Uuid::new_v4().to_string();
        let (sender, responses) = mpsc::channel(BUFFERED_RESPONSES);
        let request = client.execute_request(&operation_id, plan);
        let driver = Driver::new(client.clone(), operation_id.clone(), request, sender);
        let span = tracing::debug_span!("operation", %operation_id, session_id = client.session_id());
        client.spawn(driver.run().instrument(span));
        Self { operation_id, responses, done: false }
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
        let response = match ready!(self.responses.poll_recv(cx)) {
            Some(delivery) => delivery.response,
            // Never take a missing end for the end: rows may be missing too.
            None => Err(Error::new(
                ErrorKind::Connection,
                "the result was cut off: the tokio runtime that the session was made in is gone",
            )),
        };
        let last = response.as_ref().map_or(true, is_complete);
        self.done = last;
        Poll::Ready(Some(response.map_err(|error| error.with_operation_id(&self.operation_id))))
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

/// The shares of the buffer in bytes.
fn buffer() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(BUFFERED_BYTES as usize))
}
