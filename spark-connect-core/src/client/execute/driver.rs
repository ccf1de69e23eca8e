//! The task that reads an operation's responses and releases them on the server.

use std::{
    pin::{Pin, pin},
    sync::Arc,
    time::Duration,
};

use futures::future::{Either, select};
use tokio::{
    sync::{Semaphore, mpsc},
    time::timeout,
};

use super::{
    BUFFERED_BYTES, Delivery,
    attachment::{Attachment, Progress},
    buffer,
    releases::Releases,
    size,
};
use crate::{
    client::Client,
    error::{Error, Result},
    proto::spark::connect::ExecutePlanResponse,
    relation::Message,
};

/// How long the consumer may be busy before it is asked how long the server keeps an operation meanwhile.
const BUSY: Duration = Duration::from_secs(1);

/// The longest that the consumer may be busy before the operation is attached to anew. Spark ends a stream after 2
/// minutes, and drops an operation that nobody has been attached to for 5 minutes.
const STAY_ATTACHED: Duration = Duration::from_secs(120);

/// After how much data, or how many responses, the server is told what has arrived. Spark keeps at most 10 MiB of what
/// it sent: telling it more often would only cost calls.
const RELEASE_BYTES: usize = 8 * 1024 * 1024;
const RELEASE_RESPONSES: usize = 1000;

pub(super) struct Driver {
    client: Client,
    attachment: Attachment,
    releases: Releases,
    consumer: mpsc::Sender<Delivery>,
    buffer: Arc<Semaphore>,
    unreleased_bytes: usize,
    unreleased_responses: usize,
}

/// The consumer of the responses is gone.
struct Unwanted;

impl Driver {
    pub(super) fn new(
        client: Client,
        operation_id: String,
        request: Message,
        consumer: mpsc::Sender<Delivery>,
    ) -> Self {
        Self {
            releases: Releases::new(client.clone(), &operation_id),
            attachment: Attachment::new(client.clone(), operation_id, request),
            client,
            consumer,
            buffer: buffer(),
            unreleased_bytes: 0,
            unreleased_responses: 0,
        }
    }

    /// Reads to the end, to the first error, or until the consumer is gone; then releases the operation.
    pub(super) async fn run(mut self) {
        if !self.prepare().await {
            return;
        }
        let (consumer, releases) = (self.consumer.clone(), self.releases.clone());
        let (client, progress) = (self.client.clone(), self.attachment.progress().clone());
        let outcome = match select(pin!(consumer.closed()), pin!(self.read())).await {
            Either::Left(((), reading)) => {
                let _underway = client.releasing();
                Box::pin(abandon(&releases, &progress, reading)).await;
                return;
            }
            Either::Right((outcome, _)) => outcome,
        };
        if !self.attachment.is_complete() {
            self.releases.all();
        }
        if let Err(error) = outcome {
            self.fail(error).await;
        }
    }

    /// Makes the plan ready to be sent. If that fails, or the consumer leaves meanwhile, there is nothing to run.
    async fn prepare(&mut self) -> bool {
        let consumer = self.consumer.clone();
        // In this order: where there is nothing to do, whether the consumer is still there does not matter yet.
        let prepared = match select(Box::pin(self.attachment.prepare()), pin!(consumer.closed())).await {
            Either::Left((prepared, _)) => prepared,
            Either::Right(_) => return false,
        };
        if let Err(error) = prepared {
            self.fail(error).await;
            return false;
        }
        true
    }

    async fn fail(&self, error: Error) {
        let failed = Delivery { response: Err(error), _share: None };
        // A consumer that is gone does not want to know.
        let _ = self.consumer.send(failed).await;
    }

    async fn read(&mut self) -> Result<()> {
        while !self.attachment.is_complete() {
            let response = self.attachment.next().await?;
            self.unreleased_bytes += size(&response);
            self.unreleased_responses += 1;
            if self.attachment.is_complete() {
                // Before the consumer learns of the end, so that a session that is stopped next waits for it.
                self.releases.all();
            } else if self.unreleased_bytes >= RELEASE_BYTES || self.unreleased_responses >= RELEASE_RESPONSES
            {
                self.release_until_last();
            }
            if let Err(Unwanted) = self.deliver(response).await {
                break;
            }
        }
        Ok(())
    }

    /// Hands a response to the consumer, and stays attached to the operation while it has no room.
    async fn deliver(&mut self, response: ExecutePlanResponse) -> Result<(), Unwanted> {
        // A response that is larger than the whole buffer waits until it is empty.
        let share = u32::try_from(size(&response)).unwrap_or(BUFFERED_BYTES).min(BUFFERED_BYTES);
        let (buffer, consumer) = (Arc::clone(&self.buffer), self.consumer.clone());
        let delivery = async move {
            // The semaphore is never closed.
            let share = buffer.acquire_many_owned(share).await.ok();
            consumer.send(Delivery { response: Ok(response), _share: share }).await.map_err(|_| Unwanted)
        };
        let mut delivery = pin!(delivery);
        if let Ok(delivered) = timeout(BUSY, &mut delivery).await {
            return delivered;
        }
        Box::pin(self.deliver_slowly(delivery)).await
    }

    async fn deliver_slowly(
        &mut self,
        mut delivery: Pin<&mut impl Future<Output = Result<(), Unwanted>>>,
    ) -> Result<(), Unwanted> {
        let client = self.client.clone();
        let limits = match select(delivery.as_mut(), pin!(client.limits())).await {
            Either::Left((delivered, _)) => return delivered,
            Either::Right((limits, _)) => limits,
        };
        if !limits.reattachable {
            return delivery.await;
        }
        // Twice in the time that the server allows, and a little more often in case one of them is late.
        let period = limits.detached_timeout.mul_f64(0.4).min(STAY_ATTACHED);
        loop {
            match timeout(period, &mut delivery).await {
                Ok(delivered) => return delivered,
                Err(_) => self.attachment.stay_attached().await,
            }
        }
    }

    fn release_until_last(&mut self) {
        (self.unreleased_bytes, self.unreleased_responses) = (0, 0);
        if let Some(id) = self.attachment.last_response_id() {
            self.releases.until(id);
        }
    }
}

/// Ends an operation whose result nobody wants any more.
async fn abandon(
    releases: &Releases,
    progress: &Progress,
    reading: Pin<&mut impl Future<Output = Result<()>>>,
) {
    tracing::debug!("the result was dropped, releasing the operation");
    progress.set_unwanted();
    if !progress.is_answered() {
        // The request that starts the operation may still be on its way. It goes on until it is answered: a release
        // that arrives before it would leave the operation running.
        if let Either::Right(((), _)) = select(reading, pin!(releases.all_that_starts())).await {
            return;
        }
    }
    releases.given_up().await;
}
