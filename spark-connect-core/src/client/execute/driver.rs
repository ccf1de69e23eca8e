//! The task that reads an operation's responses and releases them on the server.

use std::{
    pin::{Pin, pin},
    sync::Arc,
    time::Duration,
};

use futures::future::{Either, poll_immediate, select};
use tokio::time::timeout;

use super::{
    attachment::{Attachment, Progress},
    queue::Queue,
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
const BUSY: Duration = Duration::from_millis(500);

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
    consumer: Consumer,
    unreleased_bytes: usize,
    unreleased_responses: usize,
}

/// The way to the consumer, which learns when there is nobody left to go it.
struct Consumer(Arc<Queue>);

impl Drop for Consumer {
    fn drop(&mut self) {
        self.0.end();
    }
}

impl Driver {
    pub(super) fn new(
        client: Client,
        operation_id: Arc<str>,
        request: Message,
        consumer: Arc<Queue>,
    ) -> Self {
        Self {
            releases: Releases::new(client.clone(), Arc::clone(&operation_id)),
            attachment: Attachment::new(client.clone(), operation_id, request),
            client,
            consumer: Consumer(consumer),
            unreleased_bytes: 0,
            unreleased_responses: 0,
        }
    }

    pub(super) fn progress(&self) -> &Progress {
        self.attachment.progress()
    }

    /// Reads to the end, to the first error, or until the consumer is gone; then releases the operation.
    pub(super) async fn run(mut self) {
        if !self.prepare().await {
            return;
        }
        let (consumer, releases) = (Arc::clone(&self.consumer.0), self.releases.clone());
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
            self.releases.all(None);
        }
        if let Err(error) = outcome {
            self.fail(error).await;
        }
    }

    /// Makes the plan ready to be sent. If that fails, or the consumer leaves meanwhile, there is nothing to run.
    async fn prepare(&mut self) -> bool {
        if self.attachment.is_prepared() {
            return true;
        }
        let consumer = Arc::clone(&self.consumer.0);
        let prepared = match select(pin!(consumer.closed()), Box::pin(self.attachment.prepare())).await {
            Either::Left(_) => return false,
            Either::Right((prepared, _)) => prepared,
        };
        if let Err(error) = prepared {
            self.fail(error).await;
            return false;
        }
        true
    }

    async fn fail(&self, error: Error) {
        // A consumer that is gone does not want to know.
        self.consumer.0.push(Err(error)).await;
    }

    async fn read(&mut self) -> Result<()> {
        while !self.attachment.is_complete() {
            let response = self.attachment.next().await?;
            self.unreleased_bytes += size(&response);
            self.unreleased_responses += 1;
            if self.attachment.is_complete() {
                // Before the consumer learns of the end, so that a session that is stopped next waits for it.
                let stream = self.attachment.take_stream().await;
                self.releases.all(stream);
            } else if self.unreleased_bytes >= RELEASE_BYTES || self.unreleased_responses >= RELEASE_RESPONSES
            {
                self.release_until_last();
            }
            if !self.deliver(response).await {
                break;
            }
        }
        Ok(())
    }

    /// Hands a response to the consumer, and stays attached to the operation while it has no room. Whether the consumer
    /// is still there.
    async fn deliver(&mut self, response: ExecutePlanResponse) -> bool {
        let consumer = Arc::clone(&self.consumer.0);
        let mut delivery = pin!(consumer.push(Ok(response)));
        // Without a timer, as nearly always.
        if let Some(delivered) = poll_immediate(&mut delivery).await {
            return delivered;
        }
        if let Ok(delivered) = timeout(BUSY, &mut delivery).await {
            return delivered;
        }
        Box::pin(self.deliver_slowly(delivery)).await
    }

    async fn deliver_slowly(&mut self, mut delivery: Pin<&mut impl Future<Output = bool>>) -> bool {
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
