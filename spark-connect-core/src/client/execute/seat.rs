//! Who polls the driver of an operation.
//!
//! At first the consumer does: a small result then arrives without a task of its own, and without a thread that has to
//! wake another one for each response. A consumer that has not asked for a while must not keep the operation waiting,
//! nor let the server drop it: then the driver goes on in the background.

use std::{
    mem,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Waker},
    time::Duration,
};

use futures::future::BoxFuture;

use super::queue::Queue;
use crate::{client::Client, error::Result, proto::spark::connect::ExecutePlanResponse};

/// After how long without a look at it, at most twice that, an operation goes on in the background.
const IDLE: Duration = Duration::from_millis(250);

pub(super) type Driving = BoxFuture<'static, ()>;

/// A driver that its consumer polls, until it is sent to the background.
pub(super) struct Seat {
    driving: Mutex<Option<Driving>>,
    /// The consumer has polled it since this was looked at.
    polled: AtomicBool,
    queue: Arc<Queue>,
}

impl Seat {
    /// Begins to drive. `begun` says afterwards whether it goes on by itself as far as the server: if it does not, it is
    /// sent to the background.
    pub(super) fn take(
        client: &Client,
        queue: Arc<Queue>,
        driving: Driving,
        begun: impl Fn() -> bool,
    ) -> Arc<Self> {
        let seat =
            Arc::new(Self { driving: Mutex::new(Some(driving)), polled: AtomicBool::new(true), queue });
        seat.drive(client, &mut Context::from_waker(Waker::noop()));
        if begun() {
            client.watch(&seat);
        } else {
            seat.leave(client);
        }
        seat
    }

    /// The next response; `None` if the driver is gone without one.
    pub(super) fn poll_next(
        &self,
        client: &Client,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<ExecutePlanResponse>>> {
        self.polled.store(true, Ordering::Relaxed);
        if let Some(response) = self.queue.pop() {
            return Poll::Ready(Some(response));
        }
        self.drive(client, cx);
        self.queue.poll_pop(cx)
    }

    /// Lets the driver go on, if it is here.
    fn drive(&self, client: &Client, cx: &mut Context<'_>) {
        let mut seat = self.driving.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(driving) = seat.as_mut() else { return };
        // Its timers are those of the session's runtime, wherever the consumer runs.
        let over = client.within(|| driving.as_mut().poll(cx).is_ready()).unwrap_or(true);
        if over {
            *seat = None;
        }
    }

    /// Sends the driver to the background, if it is here.
    pub(super) fn leave(&self, client: &Client) {
        let driving = self.driving.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.detach(client, driving);
    }

    /// Sends the driver to the background if its consumer has not come since the last time.
    fn leave_if_idle(&self, client: &Client) {
        if self.polled.swap(false, Ordering::Relaxed) {
            return;
        }
        // A driver that is being polled right now is not idle.
        let driving = self.driving.try_lock().ok().and_then(|mut seat| seat.take());
        self.detach(client, driving);
    }

    /// Whether the driver is here, and its consumer has to come.
    fn is_taken(&self) -> bool {
        self.driving.try_lock().map_or(true, |seat| seat.is_some())
    }

    fn detach(&self, client: &Client, driving: Option<Driving>) {
        if let Some(driving) = driving {
            self.queue.detach();
            client.spawn(driving);
        }
    }
}

/// Looks after the operations of a session: those that their consumers drive, and those that are to be released.
#[derive(Default)]
pub(in crate::client) struct Watch(Mutex<Watched>);

#[derive(Default)]
struct Watched {
    seats: Vec<Weak<Seat>>,
    /// A task looks after them.
    running: bool,
}

impl Client {
    fn watch(&self, seat: &Arc<Seat>) {
        {
            let seats = &mut self.watched().seats;
            if seats.len() == seats.capacity() {
                // Most of those that are to make room are gone: there is a look at all of them only now and then.
                seats.retain(|seat| seat.strong_count() > 0);
                seats.reserve(2 * seats.len() + 8);
            }
            seats.push(Arc::downgrade(seat));
        }
        self.keep_watch();
    }

    /// Makes sure that a task looks after the operations.
    pub(super) fn keep_watch(&self) {
        if mem::replace(&mut self.watched().running, true) {
            return;
        }
        // The session stays for as long as it has operations to release, whoever drops it.
        let client = self.clone();
        self.spawn(async move { while client.look_after_a_while().await {} });
    }

    /// Waits, and looks after the operations. Whether there is something to look after the next time.
    async fn look_after_a_while(&self) -> bool {
        tokio::time::sleep(IDLE).await;
        let seats = {
            let mut watched = self.watched();
            let mut taken = Vec::new();
            watched.seats.retain(|seat| {
                let seat = seat.upgrade().filter(|seat| seat.is_taken());
                let kept = seat.is_some();
                taken.extend(seat);
                kept
            });
            watched.running = !taken.is_empty() || self.has_due();
            if !watched.running {
                return false;
            }
            taken
        };
        for seat in seats {
            seat.leave_if_idle(self);
        }
        if self.has_due() {
            let client = self.clone();
            self.spawn(async move { client.release_due().await });
        }
        true
    }

    fn watched(&self) -> MutexGuard<'_, Watched> {
        self.watch_of_session().0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
