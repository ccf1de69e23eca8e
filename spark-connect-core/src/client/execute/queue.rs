//! The responses between the driver of an operation and its consumer.

use std::{
    collections::VecDeque,
    future::poll_fn,
    sync::{Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use super::size;
use crate::{error::Result, proto::spark::connect::ExecutePlanResponse};

/// How many responses wait for a slow consumer.
const BUFFERED_RESPONSES: usize = 64;

/// How many bytes of responses wait for a slow consumer, as long as more than one does.
const BUFFERED_BYTES: usize = 16 * 1024 * 1024;

/// The same while the consumer drives the operation itself: it comes for more as soon as it has taken these.
const INLINE_BYTES: usize = 256 * 1024;

/// A queue of responses that is bounded in bytes and in number.
#[derive(Default)]
pub(super) struct Queue(Mutex<State>);

#[derive(Default)]
struct State {
    waiting: VecDeque<Result<ExecutePlanResponse>>,
    bytes: usize,
    /// The driver has a task of its own. Until then the consumer polls it, and neither has to wake the other.
    detached: bool,
    /// The consumer is gone.
    closed: bool,
    /// The driver is gone.
    ended: bool,
    consumer: Option<Waker>,
    driver: Option<Waker>,
}

impl Queue {
    /// Puts a response into the queue once there is room. One that is larger than the whole queue waits until it is
    /// empty. Whether the consumer is still there to take it.
    pub(super) async fn push(&self, response: Result<ExecutePlanResponse>) -> bool {
        let bytes = response.as_ref().map_or(0, size);
        let mut response = Some(response);
        poll_fn(|cx| {
            let mut state = self.state();
            if state.closed {
                return Poll::Ready(false);
            }
            if !state.has_room(bytes) {
                state.driver_waits(cx);
                return Poll::Pending;
            }
            state.bytes += bytes;
            state.waiting.extend(response.take());
            let consumer = if state.detached { state.consumer.take() } else { None };
            drop(state);
            consumer.into_iter().for_each(Waker::wake);
            Poll::Ready(true)
        })
        .await
    }

    /// Waits until the consumer is gone.
    pub(super) async fn closed(&self) {
        poll_fn(|cx| {
            let mut state = self.state();
            if state.closed {
                return Poll::Ready(());
            }
            state.driver_waits(cx);
            Poll::Pending
        })
        .await;
    }

    /// Takes the next response, if there is one.
    pub(super) fn pop(&self) -> Option<Result<ExecutePlanResponse>> {
        let mut state = self.state();
        let response = state.pop()?;
        let driver = state.driver.take();
        drop(state);
        driver.into_iter().for_each(Waker::wake);
        Some(response)
    }

    /// Takes the next response, or waits for one that the driver puts in when it has a task of its own; `None` if the driver
    /// is gone and there is none.
    pub(super) fn poll_pop(&self, cx: &mut Context<'_>) -> Poll<Option<Result<ExecutePlanResponse>>> {
        let mut state = self.state();
        let Some(response) = state.pop() else {
            if state.ended {
                return Poll::Ready(None);
            }
            keep(&mut state.consumer, cx);
            return Poll::Pending;
        };
        let driver = state.driver.take();
        drop(state);
        driver.into_iter().for_each(Waker::wake);
        Poll::Ready(Some(response))
    }

    /// The driver has a task of its own from now on.
    pub(super) fn detach(&self) {
        self.state().detached = true;
    }

    /// The consumer is gone.
    pub(super) fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        let (waiting, driver) = (std::mem::take(&mut state.waiting), state.driver.take());
        drop(state);
        drop(waiting);
        driver.into_iter().for_each(Waker::wake);
    }

    /// The driver is gone.
    pub(super) fn end(&self) {
        let mut state = self.state();
        state.ended = true;
        let consumer = state.consumer.take();
        drop(state);
        consumer.into_iter().for_each(Waker::wake);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // No code that can panic runs under the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn has_room(&self, bytes: usize) -> bool {
        let limit = if self.detached { BUFFERED_BYTES } else { INLINE_BYTES };
        self.waiting.is_empty() || self.waiting.len() < BUFFERED_RESPONSES && self.bytes + bytes <= limit
    }

    fn pop(&mut self) -> Option<Result<ExecutePlanResponse>> {
        let response = self.waiting.pop_front()?;
        self.bytes -= response.as_ref().map_or(0, size);
        Some(response)
    }

    fn driver_waits(&mut self, cx: &mut Context<'_>) {
        // A consumer that polls the driver comes by itself.
        if self.detached {
            keep(&mut self.driver, cx);
        }
    }
}

/// Remembers whom to wake.
fn keep(waker: &mut Option<Waker>, cx: &mut Context<'_>) {
    match waker {
        Some(waker) => waker.clone_from(cx.waker()),
        None => *waker = Some(cx.waker().clone()),
    }
}
