//! When a failed call is made again.

use std::{
    fmt,
    sync::Arc,
    time::{Duration, Instant},
};

use uuid::Uuid;

use crate::error::{Error, Failure, Retries};

/// Which failed calls are made again, how often, and after which waits.
///
/// The default is the policy of Spark's own clients: while the server cannot be reached or asks to be called again,
/// 15 retries after waits of 50 ms, 200 ms, 800 ms and so on up to 1 minute, about 10 minutes in all.
///
/// Several policies can be given to [`Connection::retry_policies`](super::Connection::retry_policies). The first that
/// [recognizes](Self::recognizes) a failure decides, and each counts its own retries. A call that brought something new,
/// such as the next rows of a result, starts all of them afresh.
///
/// A retry never runs a query or a command a second time: once the server may have it, the client only attaches to it
/// again.
///
/// ```
/// use std::time::Duration;
///
/// use spark_connect_core::client::{Connection, RetryPolicy};
///
/// // Gives up on an unreachable server after about 2 s, and waits for a cluster that says that it is starting.
/// let starting = RetryPolicy::default()
///     .recognizes(|error| error.to_string().contains("CLUSTER_STARTING"))
///     .initial_backoff(Duration::from_secs(5))
///     .backoff_multiplier(1.0);
/// let hasty = RetryPolicy::default().max_retries(3).max_backoff(Duration::from_secs(1));
/// let connection = Connection::new("localhost", 15002).retry_policies([starting, hasty]);
/// ```
#[derive(Clone)]
pub struct RetryPolicy {
    recognizes: Recognizes,
    max_retries: u32,
    initial_backoff: Duration,
    backoff_multiplier: f64,
    max_backoff: Duration,
    jitter: Duration,
    min_jitter_threshold: Duration,
    max_server_delay: Duration,
}

/// Which failures a policy is for.
#[derive(Clone)]
enum Recognizes {
    Retryable,
    Chosen(Arc<dyn Fn(&Error) -> bool + Send + Sync>),
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            recognizes: Recognizes::Retryable,
            max_retries: 15,
            initial_backoff: Duration::from_millis(50),
            backoff_multiplier: 4.0,
            max_backoff: Duration::from_secs(60),
            jitter: Duration::from_millis(500),
            min_jitter_threshold: Duration::from_secs(2),
            max_server_delay: Duration::from_secs(600),
        }
    }
}

impl RetryPolicy {
    /// Which failures it is for; by default those that [`Error::is_retryable`] is true for.
    ///
    /// The error is the one that the call would fail with, except for the details that the server is only asked for when
    /// the call is given up.
    #[must_use]
    pub fn recognizes(mut self, recognizes: impl Fn(&Error) -> bool + Send + Sync + 'static) -> Self {
        self.recognizes = Recognizes::Chosen(Arc::new(recognizes));
        self
    }

    /// How often a call is made again at most; default 15.
    #[must_use]
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// The wait before the first retry; default 50 ms.
    #[must_use]
    pub fn initial_backoff(mut self, wait: Duration) -> Self {
        self.initial_backoff = wait;
        self
    }

    /// How many times longer each wait is than the one before; at least 1, default 4.
    #[must_use]
    pub fn backoff_multiplier(mut self, multiplier: f64) -> Self {
        // `max` also turns what is not a number into 1.
        self.backoff_multiplier = multiplier.max(1.0);
        self
    }

    /// The longest wait, apart from jitter and from what the server asks for; default 1 min.
    #[must_use]
    pub fn max_backoff(mut self, wait: Duration) -> Self {
        self.max_backoff = wait;
        self
    }

    /// The longest random time that a wait is lengthened by, so that clients do not return all at once; default 500 ms.
    #[must_use]
    pub fn jitter(mut self, jitter: Duration) -> Self {
        self.jitter = jitter;
        self
    }

    /// Waits that are shorter get no jitter; default 2 s.
    #[must_use]
    pub fn min_jitter_threshold(mut self, wait: Duration) -> Self {
        self.min_jitter_threshold = wait;
        self
    }

    /// The longest wait that the server may ask for; default 10 min, zero to ignore what it asks for.
    #[must_use]
    pub fn max_server_delay(mut self, wait: Duration) -> Self {
        self.max_server_delay = wait;
        self
    }

    fn is_for(&self, failure: &Failure) -> bool {
        match &self.recognizes {
            Recognizes::Retryable => failure.is_retryable(),
            Recognizes::Chosen(recognizes) => recognizes(&failure.to_error()),
        }
    }
}

impl PartialEq for RetryPolicy {
    /// Whether both do the same; two closures count as the same only if they are one.
    fn eq(&self, other: &Self) -> bool {
        let recognizes = match (&self.recognizes, &other.recognizes) {
            (Recognizes::Retryable, Recognizes::Retryable) => true,
            (Recognizes::Chosen(one), Recognizes::Chosen(two)) => Arc::ptr_eq(one, two),
            _ => false,
        };
        let numbers = |policy: &Self| {
            let Self { max_retries, initial_backoff, max_backoff, .. } = *policy;
            let Self { jitter, min_jitter_threshold, max_server_delay, .. } = *policy;
            (max_retries, initial_backoff, max_backoff, jitter, min_jitter_threshold, max_server_delay)
        };
        recognizes
            && numbers(self) == numbers(other)
            && self.backoff_multiplier.total_cmp(&other.backoff_multiplier).is_eq()
    }
}

impl Eq for RetryPolicy {}

impl fmt::Debug for RetryPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryPolicy")
            .field("max_retries", &self.max_retries)
            .field("initial_backoff", &self.initial_backoff)
            .field("backoff_multiplier", &self.backoff_multiplier)
            .field("max_backoff", &self.max_backoff)
            .field("jitter", &self.jitter)
            .field("min_jitter_threshold", &self.min_jitter_threshold)
            .field("max_server_delay", &self.max_server_delay)
            .finish_non_exhaustive()
    }
}

/// The state of one call that may be repeated.
#[derive(Debug)]
pub(super) struct Backoff<'a> {
    policies: Vec<Budget<'a>>,
    retries: u32,
    started: Instant,
}

/// What one policy has left for one call.
#[derive(Debug)]
struct Budget<'a> {
    policy: &'a RetryPolicy,
    retries: u32,
    next: Duration,
}

impl<'a> Backoff<'a> {
    pub(super) fn new(policies: &'a [RetryPolicy]) -> Self {
        let budget = |policy: &'a RetryPolicy| Budget {
            policy,
            retries: 0,
            next: policy.initial_backoff.min(policy.max_backoff),
        };
        Self { policies: policies.iter().map(budget).collect(), retries: 0, started: Instant::now() }
    }

    /// How long to wait before the next try; `None` if there is none.
    pub(super) fn wait(&mut self, failure: &Failure) -> Option<Duration> {
        // What this side found wrong is as wrong the next time.
        if failure.is_local() {
            return None;
        }
        let budget = self.policies.iter_mut().find(|budget| budget.policy.is_for(failure))?;
        let wait = budget.wait(failure.retry_delay())?;
        self.retries += 1;
        Some(wait)
    }

    /// Counts a retry that no policy allowed, because it costs the server nothing and is bounded by time.
    pub(super) fn count(&mut self) {
        self.retries += 1;
    }

    /// How long this call has been tried.
    pub(super) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Says in the error of the last try how many there were.
    pub(super) fn give_up(&self, error: Error) -> Error {
        match self.retries {
            0 => error,
            count => error.with_retries(Retries { count, elapsed: self.elapsed() }),
        }
    }
}

impl Budget<'_> {
    fn wait(&mut self, server_delay: Option<Duration>) -> Option<Duration> {
        let policy = self.policy;
        if self.retries >= policy.max_retries {
            return None;
        }
        self.retries += 1;
        let mut wait = self.next;
        let longer = self.next.as_secs_f64() * policy.backoff_multiplier;
        // What is too long for a `Duration` is longer than any limit.
        let longer = Duration::try_from_secs_f64(longer).unwrap_or(Duration::MAX);
        self.next = longer.min(policy.max_backoff);
        if let Some(delay) = server_delay {
            wait = wait.max(delay.min(policy.max_server_delay));
        }
        if wait >= policy.min_jitter_threshold {
            wait = wait.saturating_add(policy.jitter.mul_f64(random_fraction()));
        }
        Some(wait)
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
    use crate::error::ErrorKind;
    use tonic::Status;

    fn waits(policies: &[RetryPolicy], failure: &Failure) -> Vec<Duration> {
        let mut backoff = Backoff::new(policies);
        std::iter::from_fn(|| backoff.wait(failure)).collect()
    }

    fn unavailable() -> Failure {
        Failure::from(Status::unavailable(""))
    }

    #[test]
    fn the_waits_of_spark_s_clients() {
        let waits = waits(&[RetryPolicy::default()], &unavailable());
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
        let policies = [RetryPolicy::default()];
        for failure in [
            Failure::from(Status::resource_exhausted("too large")),
            Failure::from(Status::internal("boom")),
            Failure::deadline(Duration::from_secs(1)),
        ] {
            assert!(waits(&policies, &failure).is_empty());
        }
        let disconnected = Failure::from(Status::internal("[INVALID_CURSOR.DISCONNECTED] The cursor ..."));
        assert_eq!(waits(&policies, &disconnected).len(), 15);
        assert!(waits(&[], &unavailable()).is_empty());
        // Whatever a policy says: the same request would be as wrong again.
        let everything = [RetryPolicy::default().recognizes(|_| true)];
        let local = Failure::from(Error::new(ErrorKind::InvalidPlan, "too deep"));
        assert!(waits(&everything, &local).is_empty());
    }

    /// The first policy that recognizes a failure decides, also if it has nothing left; each has its own budget.
    #[test]
    fn policies_are_stacked() {
        let milliseconds = |wait| RetryPolicy::default().initial_backoff(Duration::from_millis(wait));
        let policies = [
            milliseconds(7).max_retries(2).recognizes(|error| error.to_string().contains("starting")),
            milliseconds(11).max_retries(2).backoff_multiplier(1.0),
        ];
        let starting = Failure::from(Status::internal("starting"));
        let mut backoff = Backoff::new(&policies);
        let mut wait = |failure: &Failure| backoff.wait(failure).map(|wait| wait.as_millis());
        assert_eq!(wait(&starting), Some(7));
        assert_eq!(wait(&unavailable()), Some(11));
        assert_eq!(wait(&starting), Some(28));
        assert_eq!(wait(&starting), None);
        assert_eq!(wait(&unavailable()), Some(11));
        assert_eq!(wait(&unavailable()), None);
        assert_eq!(wait(&Failure::from(Status::internal("boom"))), None);
        let error = backoff.give_up(Error::new(ErrorKind::Connection, "no"));
        assert_eq!(error.retries().map(|retries| retries.count), Some(4));
    }

    #[test]
    fn odd_numbers() {
        let policy = RetryPolicy::default()
            .initial_backoff(Duration::MAX)
            .max_backoff(Duration::MAX)
            .jitter(Duration::MAX)
            .backoff_multiplier(f64::INFINITY)
            .max_retries(3);
        assert_eq!(waits(&[policy], &unavailable()), [Duration::MAX; 3]);
        let policy = RetryPolicy::default().backoff_multiplier(f64::NAN).max_retries(2);
        assert_eq!(waits(std::slice::from_ref(&policy), &unavailable()), [Duration::from_millis(50); 2]);
        assert_eq!(policy, policy.clone());
        assert_ne!(policy, policy.clone().recognizes(|_| true));
    }
}
