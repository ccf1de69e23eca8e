//! What the server is told of the responses and operations that it need not keep.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tracing::{Instrument, Span};

use crate::{
    client::{
        Client, Interrupt,
        rpc::{RELEASE_EXECUTE, Retry},
    },
    proto::spark::connect::release_execute_request::{Release, ReleaseAll, ReleaseUntil},
};

/// The waits before an operation is released again that the server does not know yet.
const FIRST_WAIT: Duration = Duration::from_millis(50);
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Releases one operation, in the background and in portions.
#[derive(Clone)]
pub(super) struct Releases {
    client: Client,
    operation_id: Arc<str>,
    state: Arc<Mutex<State>>,
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
    pub(super) fn new(client: Client, operation_id: &str) -> Self {
        Self { client, operation_id: operation_id.into(), state: Arc::default() }
    }

    /// The server need not keep the responses up to this one.
    pub(super) fn until(&self, response_id: &str) {
        let first = response_id.to_owned();
        match &mut *self.state() {
            State::Busy(next) => return *next = Some(first),
            idle @ State::Idle => *idle = State::Busy(None),
        }
        let releases = self.clone();
        self.spawn(async move {
            let mut due = Some(first);
            while let Some(response_id) = due {
                releases.send(Release::ReleaseUntil(ReleaseUntil { response_id })).await;
                due = releases.next();
            }
        });
    }

    /// The server need not keep the operation at all; one that still runs is stopped.
    pub(super) fn all(&self) {
        // What is waiting to be released is part of it.
        if let State::Busy(next) = &mut *self.state() {
            *next = None;
        }
        let releases = self.clone();
        self.spawn(async move {
            releases.send(Release::ReleaseAll(ReleaseAll {})).await;
        });
    }

    /// Ends an operation before its end, in the caller's task.
    pub(super) async fn given_up(&self) {
        if self.client.connection().recovery().interrupt_on_drop {
            let operation = Interrupt::Operation(self.operation_id.to_string());
            if let Err(error) = self.client.interrupt(operation).await {
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

    /// Whether the server knew the operation. If a call fails for good, the server finds out by itself.
    async fn send(&self, release: Release) -> bool {
        let request = self.client.release_request(&self.operation_id, release);
        match self.client.unary(RELEASE_EXECUTE, request, Retry::Always).await {
            Ok(reply) => reply.operation_id.is_some(),
            Err(error) => {
                tracing::debug!(%error, "the operation could not be released");
                false
            }
        }
    }

    fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        // Without a guard the session is being stopped, which releases everything.
        if let Some(underway) = self.client.releasing() {
            let task = async move {
                task.await;
                drop(underway);
            };
            self.client.spawn(task.instrument(Span::current()));
        }
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
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
