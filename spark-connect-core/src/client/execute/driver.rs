//! The task that reads an operation's responses and releases them on the server.

use std::{pin::pin, sync::Arc, time::Duration};

use futures::future::{Either, select};
use tokio::{
    sync::{Semaphore, mpsc},
    time::timeout,
};

use super::{BUFFERED_BYTES, Delivery, attachment::Attachment, buffer, size};
use crate::{
    client::{
        Client,
        rpc::{RELEASE_EXECUTE, Retry},
    },
    error::Result,
    proto::spark::connect::{
        ExecutePlanResponse,
        release_execute_request::{Release, ReleaseAll, ReleaseUntil},
    },
    relation::Message,
};

/// How long the consumer may be busy before the operation is attached to anew. Spark drops an operation that nobody
/// has been attached to for 5 minutes.
const STAY_ATTACHED: Duration = Duration::from_secs(120);

/// After how much data, or how many responses, the server is told what has arrived. Spark keeps at most 10 MiB of what
/// it sent: telling it more often would only cost calls.
const RELEASE_BYTES: usize = 2 * 1024 * 1024;
const RELEASE_RESPONSES: usize = 100;

pub(super) struct Driver {
    attachment: Attachment,
    consumer: mpsc::Sender<Delivery>,
    buffer: Arc<Semaphore>,
    unreleased_bytes: usize,
    unreleased_responses: usize,
}

impl Driver {
    pub(super) fn new(
        client: Client,
        operation_id: String,
        request: Message,
        consumer: mpsc::Sender<Delivery>,
    ) -> Self {
        Self {
            attachment: Attachment::new(client, operation_id, request),
            consumer,
            buffer: buffer(),
            unreleased_bytes: 0,
            unreleased_responses: 0,
        }
    }

    /// Reads to the end, to the first error, or until the consumer is gone; then releases the operation.
    pub(super) async fn run(mut self) {
        let consumer = self.consumer.clone();
        let outcome = match select(pin!(consumer.closed()), pin!(self.read())).await {
            Either::Left(_) => Ok(()),
            Either::Right((outcome, _)) => outcome,
        };
        if !self.attachment.is_complete() {
            self.release(Release::ReleaseAll(ReleaseAll {}));
        }
        if let Err(error) = outcome {
            let failed = Delivery { response: Err(error), _share: None };
            // A consumer that is gone does not want to know.
            let _ = consumer.send(failed).await;
        }
    }

    async fn read(&mut self) -> Result<()> {
        while !self.attachment.is_complete() {
            let response = self.attachment.next().await?;
            self.unreleased_bytes += size(&response);
            self.unreleased_responses += 1;
            if self.attachment.is_complete() {
                // Before the consumer learns of the end, so that a session that is stopped next waits for it.
                self.release(Release::ReleaseAll(ReleaseAll {}));
            } else if self.unreleased_bytes >= RELEASE_BYTES || self.unreleased_responses >= RELEASE_RESPONSES
            {
                self.release_until_last();
            }
            self.deliver(response).await;
        }
        Ok(())
    }

    /// Hands a response to the consumer, and stays attached to the operation while it has no room.
    async fn deliver(&mut self, response: ExecutePlanResponse) {
        // A response that is larger than the whole buffer waits until it is empty.
        let share = u32::try_from(size(&response)).unwrap_or(BUFFERED_BYTES).min(BUFFERED_BYTES);
        let (buffer, consumer) = (Arc::clone(&self.buffer), self.consumer.clone());
        let delivery = async move {
            // The semaphore is never closed; a consumer that is gone stops this task.
            let share = buffer.acquire_many_owned(share).await.ok();
            let _ = consumer.send(Delivery { response: Ok(response), _share: share }).await;
        };
        let mut delivery = pin!(delivery);
        while timeout(STAY_ATTACHED, &mut delivery).await.is_err() {
            self.attachment.stay_attached().await;
        }
    }

    fn release_until_last(&mut self) {
        (self.unreleased_bytes, self.unreleased_responses) = (0, 0);
        if let Some(id) = self.attachment.last_response_id() {
            self.release(Release::ReleaseUntil(ReleaseUntil { response_id: id.to_owned() }));
        }
    }

    /// Tells the server in the background what it need not keep. If that fails, the server finds out by itself.
    fn release(&self, release: Release) {
        let client = self.attachment.client.clone();
        let Some(underway) = client.releasing() else { return };
        let request = client.release_request(&self.attachment.operation_id, release);
        self.attachment.client.spawn(async move {
            let _ = client.unary(RELEASE_EXECUTE, request, Retry::Always).await;
            drop(underway);
        });
    }
}
