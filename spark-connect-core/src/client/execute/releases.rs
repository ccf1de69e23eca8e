//! What the server is told of the responses and operations that it need not keep.

use std::{
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures::future::poll_immediate;
use tokio::{sync::OwnedRwLockReadGuard, task::unconstrained};
use tracing::{Instrument, Span};

use crate::{
    client::{
        Client, Interrupt,
        rpc::{RELEASE_EXECUTE, Retry, Segment},
    },
    proto::spark::connect::{
        ExecutePlanResponse,
        release_execute_request::{Release, ReleaseAll, ReleaseUntil},
    },
};

/// So many operations that have ended are released at once. Fewer are when somebody [looks after](Client::keep_watch) them:
/// calls that are made together cost less than one by one, and no query waits for one.
const MANY: usize = 64;

/// The waits before an operation is released again that the server does not know yet.
const FIRST_WAIT: Duration = Duration::from_millis(50);
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Releases one operation, in the background and in portions.
#[derive(Clone)]
pub(super) struct Releases(Arc<Inner>);

struct Inner {
    client: Client,
    operation_id: Arc<str>,
    state: Mutex<State>,
}

/// Of several portions that are due while one is on its way, only the last is sent: it covers the others.
#[derive(Default)]
enum State {
    #[default]
    Idle,
    /// A release is on its way, and the one after it is up to this response.
    Busy(Option<String>),
}

impl Releases {
    pub(super) fn new(client: Client, operation_id: Arc<str>) -> Self {
        Self(Arc::new(Inner { client, operation_id, state: Mutex::default() }))
    }

    /// The server need not keep the responses up to this one.
    pub(super) fn until(&self, response_id: &str) {
        let first = response_id.to_owned();
        match &mut *self.state() {
            State::Busy(next) => return *next = Some(first),
            idle @ State::Idle => *idle = State::Busy(None),
        }
        // Without a guard the session is being stopped, which releases everything.
        let Some(underway) = self.0.client.releasing() else { return };
        let releases = self.clone();
        let portions = async move {
            let mut due = Some(first);
            while let Some(response_id) = due {
                releases.send(Release::ReleaseUntil(ReleaseUntil { response_id })).await;
                due = releases.next();
            }
            drop(underway);
        };
        self.0.client.spawn(portions.instrument(Span::current()));
    }

    /// The server need not keep the operation at all; one that still runs is stopped. `stream` is what is left of its
    /// responses.
    pub(super) fn all(&self, stream: Option<Segment<ExecutePlanResponse>>) {
        // What is waiting to be released is part of it.
        if let State::Busy(next) = &mut *self.state() {
            *next = None;
        }
        if let Some(underway) = self.0.client.releasing() {
            let operation_id = Arc::clone(&self.0.operation_id);
            self.0.client.release_later(Due { operation_id, span: Span::current(), underway, stream });
        }
    }

    /// Ends an operation before its end, in the caller's task.
    pub(super) async fn given_up(&self) {
        if self.0.client.connection().recovery().interrupt_on_drop {
            let operation = Interrupt::Operation(self.0.operation_id.to_string());
            if let Err(error) = self.0.client.interrupt(operation).await {
                tracing::debug!(%error, "the operation could not be interrupted");
            }
        }
        self.send(Release::ReleaseAll(ReleaseAll {})).await;
    }

    /// Releases an operation that the server may not know yet, because the request that starts it is on its way: a
    /// release that overtakes that request releases nothing. Ends when the server had something to release.
    pub(super) async fn all_that_starts(&self) {
        let mut wait = FIRST_WAIT;
        while !self.send(Release::ReleaseAll(ReleaseAll {})).await {
            tokio::time::sleep(wait).await;
            wait = (wait * 2).min(LONGEST_WAIT);
        }
    }

    async fn send(&self, release: Release) -> bool {
        self.0.client.release(&self.0.operation_id, release).await
    }

    /// What is due after the release that has just ended.
    fn next(&self) -> Option<String> {
        let mut state = self.state();
        let next = match &mut *state {
            State::Busy(next) => next.take(),
            State::Idle => None,
        };
        if next.is_none() {
            *state = State::Idle;
        }
        next
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An operation that has ended, and is still to be released.
pub(in crate::client) struct Due {
    operation_id: Arc<str>,
    span: Span,
    underway: OwnedRwLockReadGuard<()>,
    /// Kept until its last frame, which says nothing new, has come: HTTP/2 has to reset a stream that is dropped before, and a
    /// connection ends after a thousand frames of streams that it has forgotten.
    stream: Option<Segment<ExecutePlanResponse>>,
}

impl Client {
    /// Whether the server knew the operation. If a call fails for good, the server finds out by itself.
    async fn release(&self, operation_id: &str, release: Release) -> bool {
        let request = self.release_request(operation_id, release);
        match self.unary(RELEASE_EXECUTE, request, Retry::Always).await {
            Ok(reply) => reply.operation_id.is_some(),
            Err(error) => {
                tracing::debug!(%error, "the operation could not be released");
                false
            }
        }
    }

    /// Releases an operation soon, together with those that end meanwhile.
    fn release_later(&self, due: Due) {
        let waiting = {
            let mut waiting = self.due();
            waiting.push(due);
            waiting.len()
        };
        if waiting < MANY {
            self.keep_watch();
        } else {
            let client = self.clone();
            self.spawn(async move { client.release_due().await });
        }
    }

    /// Whether operations wait for their release.
    pub(super) fn has_due(&self) -> bool {
        !self.due().is_empty()
    }

    /// Releases the operations that are due.
    pub(in crate::client) async fn release_due(&self) {
        let due = mem::take(&mut *self.due());
        let mut releases = Vec::with_capacity(due.len());
        // All calls are made before the first answer is waited for. Then one is waited for after the other: every answer wakes
        // this task, which is not to look at all of them each time.
        for Due { operation_id, span, underway, stream } in due {
            let release = async move {
                self.release(&operation_id, Release::ReleaseAll(ReleaseAll {})).await;
                drop((underway, stream));
            };
            let mut release = Box::pin(release.instrument(span));
            if unconstrained(poll_immediate(&mut release)).await.is_none() {
                releases.push(release);
            }
        }
        for release in releases {
            release.await;
        }
    }
}
