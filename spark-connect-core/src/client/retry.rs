//! When a failed call is tried again: the policy of all Spark Connect clients.

use std::time::{Duration, Instant};

use uuid::Uuid;

use crate::error::{Error, Failure};

/// How often and after which waits a call is repeated.
#[derive(Debug, Clone)]
pub(super) struct RetryPolicy {
    max_retries: u32,
    initial_backoff: Duration,
    multiplier: u32,
    max_backoff: Duration,
    jitter: Duration,
    /// Shorter waits get no jitter.
    min_jitter_threshold: Duration,
    /// The longest wait that a server may ask for.
    max_server_delay: Duration,
}

impl Default for RetryPolicy {
    /// Spark's own: waits of 50 ms to 1 min, about 10 minutes in all.
    fn default() -> Self {
        Self {
            max_retries: 15,
            initial_backoff: Duration::from_millis(50),
            multiplier: 4,
            max_backoff: Duration::from_secs(60),
            jitter: Duration::from_millis(500),
            min_jitter_threshold: Duration::from_secs(2),
            max_server_delay: Duration::from_secs(600),
        }
    }
}

impl RetryPolicy {
    /// The waits of one call.
    pub(super) fn start(&self) -> Backoff<'_> {
        Backoff { policy: self, retries: 0, next: self.initial_backoff, started: Instant::now() }
    }
}

/// The state of one call that may be repeated.
#[derive(Debug)]
pub(super) struct Backoff<'a> {
    policy: &'a RetryPolicy,
    retries: u32,
    next: Duration,
    started: Instant,
}

impl Backoff<'_> {
    /// How long to wait before the next try; `None` if there is none.
    pub(super) fn wait(&mut self, failure: &Failure) -> Option<Duration> {
        if !failure.is_retryable() || self.retries >= self.policy.max_retries {
            return None;
        }
        self.retries += 1;
        let mut wait = self.next;
        self.next = (self.next * self.policy.multiplier).min(self.policy.max_backoff);
        if let Some(delay) = failure.retry_delay() {
            wait = wait.max(delay.min(self.policy.max_server_delay));
        }
        if wait >= self.policy.min_jitter_threshold {
            wait += self.policy.jitter.mul_f64(random_fraction());
        }
        Some(wait)
    }

    /// How long this call has been tried.
    pub(super) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Says in the error of the last try how many there were.
    pub(super) fn give_up(&self, error: Error) -> Error {
        if self.retries == 0 {
            return error;
        }
        let (retries, seconds) = (self.retries, self.elapsed().as_secs_f32());
        let message = format!("{error} (given up after {retries} retries in {seconds:.1} s)");
        let kind = error.kind();
        error.reword(kind, message)
    }
}

/// A number from 0 to 1. A random UUID is random enough to spread clients out.
fn random_fraction() -> f64 {
    let (high, _) = Uuid::new_v4().as_u64_pair();
    f64::from((high >> 32) as u32) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonic::Status;

    fn waits(failure: &Failure) -> Vec<Duration> {
        let policy = RetryPolicy::default();
        let mut backoff = policy.start();
        std::iter::from_fn(|| backoff.wait(failure)).collect()
    }

    #[test]
    fn the_waits_of_spark_s_clients() {
        let waits = waits(&Failure::from(Status::unavailable("")));
        let expected =
            [50, 200, 800, 3200, 12800, 51200, 60000, 60000, 60000, 60000, 60000, 60000, 60000, 60000, 60000];
        assert_eq!(waits.len(), expected.len());
        for (index, (wait, expected)) in waits.iter().zip(expected).enumerate() {
            let extra = wait.checked_sub(Duration::from_millis(expected)).expect("never shorter");
            assert!(extra <= Duration::from_millis(if index < 3 { 0 } else { 500 }), "{index}: {wait:?}");
        }
    }

    #[test]
    fn what_is_not_retried() {
        assert!(waits(&Failure::from(Status::resource_exhausted("too large"))).is_empty());
        assert!(waits(&Failure::from(Status::internal("boom"))).is_empty());
        assert!(waits(&Failure::deadline(Duration::from_secs(1))).is_empty());
        let disconnected = Failure::from(Status::internal("[INVALID_CURSOR.DISCONNECTED] The cursor ..."));
        assert_eq!(waits(&disconnected).len(), 15);
    }
}
