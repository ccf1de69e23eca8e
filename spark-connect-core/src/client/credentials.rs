//! What a call shows of who makes it: tokens, and where they come from.

use std::{
    fmt, mem,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

use futures::future::BoxFuture;
use http::HeaderValue;
use tokio::sync::Mutex;

use crate::{
    error::{Error, ErrorKind, Result},
    redact::Secret,
};

/// How long before its end a token is replaced, at most.
const MARGIN: Duration = Duration::from_secs(60);

/// A bearer token, and until when it is good. It is never printed.
///
/// ```
/// use std::time::Duration;
/// use spark_connect_core::client::Token;
///
/// let token = Token::new("s3cret").expires_in(Duration::from_secs(3600));
/// assert!(!format!("{token:?}").contains("s3cret"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Token {
    value: Secret,
    expires: Option<SystemTime>,
}

impl Token {
    /// A token that is good until a server refuses it.
    pub fn new(value: impl Into<String>) -> Self {
        Self { value: Secret::new(value), expires: None }
    }

    /// Until when it is good. It is replaced a little earlier.
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expires = Some(time);
        self
    }

    /// How long it is good from now on (the `expires_in` of OAuth).
    pub fn expires_in(self, time: Duration) -> Self {
        match SystemTime::now().checked_add(time) {
            Some(end) => self.expires_at(end),
            // Beyond the end of time.
            None => self,
        }
    }

    /// When to look for the next one, and when this one ends.
    fn times(&self, now: SystemTime) -> Option<(SystemTime, SystemTime)> {
        let end = self.expires?;
        let life = end.duration_since(now).unwrap_or_default();
        Some((end - MARGIN.min(life / 10), end))
    }
}

impl From<String> for Token {
    fn from(value: String) -> Self {
        Self::new(value)
    }
}

impl From<&str> for Token {
    fn from(value: &str) -> Self {
        Self::new(value)
    }
}

type Cause = Box<dyn std::error::Error + Send + Sync>;
type Fetching = BoxFuture<'static, Result<Token, Cause>>;

/// Where the token of a call comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Credentials {
    Fixed(Secret),
    Provider(TokenProvider),
}

impl Credentials {
    /// The value of the header `authorization`.
    ///
    /// # Errors
    /// There is no token, or it is none.
    pub(super) async fn header(&self) -> Result<HeaderValue> {
        match self {
            Self::Fixed(token) => bearer(token),
            Self::Provider(provider) => provider.header().await,
        }
    }

    /// A server has refused the token in the header `sent`: whether there may be another one.
    pub(super) fn refused(&self, sent: &HeaderValue) -> bool {
        match self {
            Self::Fixed(_) => false,
            Self::Provider(provider) => {
                provider.forget(sent);
                true
            }
        }
    }
}

/// Fetches tokens when they are needed, and keeps them while they are good.
///
/// It is shared by all connections that come of one `Connection`.
#[derive(Clone)]
pub(super) struct TokenProvider(Arc<Shared>);

struct Shared {
    fetch: Box<dyn Fn() -> Fetching + Send + Sync>,
    current: RwLock<Option<Current>>,
    /// How often `fetch` has ended.
    fetches: AtomicU64,
    /// Held while `fetch` runs: by one call at a time. What it last ended with.
    fetching: Mutex<Option<Result<HeaderValue>>>,
}

/// The token in use.
#[derive(Clone)]
struct Current {
    header: HeaderValue,
    /// When to look for the next one, and when this one ends.
    times: Option<(SystemTime, SystemTime)>,
}

impl TokenProvider {
    pub(super) fn new<F, Fut, T, E>(fetch: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<T, E>> + Send + 'static,
        T: Into<Token>,
        E: Into<Cause>,
    {
        let fetch = move || -> Fetching {
            let token = fetch();
            Box::pin(async move { token.await.map(T::into).map_err(E::into) })
        };
        Self(Arc::new(Shared {
            fetch: Box::new(fetch),
            current: RwLock::default(),
            fetches: AtomicU64::new(0),
            fetching: Mutex::default(),
        }))
    }

    async fn header(&self) -> Result<HeaderValue> {
        let shared = &*self.0;
        if let Some(fresh) = self.current(Current::is_fresh) {
            return Ok(fresh);
        }
        let fetches = shared.fetches.load(Ordering::SeqCst);
        let mut last = shared.fetching.lock().await;
        if let Some(outcome) = &*last
            && shared.fetches.load(Ordering::SeqCst) != fetches
        {
            // Another call has fetched while this one waited: its token, or its failure, is for all who waited.
            return outcome.clone();
        }
        let outcome = match (shared.fetch)().await {
            Ok(token) => self.keep(&token),
            // The old token is good for a little longer: the next call asks again.
            Err(error) => self.current(Current::is_good).ok_or_else(|| {
                Error::new(ErrorKind::Authentication, "the token provider returned no token but an error")
                    .with_source(error)
            }),
        };
        *last = Some(outcome.clone());
        shared.fetches.fetch_add(1, Ordering::SeqCst);
        outcome
    }

    fn keep(&self, token: &Token) -> Result<HeaderValue> {
        let header = bearer(&token.value)?;
        let times = token.times(SystemTime::now());
        *self.0.current.write().unwrap_or_else(PoisonError::into_inner) =
            Some(Current { header: header.clone(), times });
        Ok(header)
    }

    /// The token in use, if it is as `wanted`.
    fn current(&self, wanted: impl Fn(&Current, SystemTime) -> bool) -> Option<HeaderValue> {
        let current = self.0.current.read().unwrap_or_else(PoisonError::into_inner);
        let current = current.as_ref().filter(|current| wanted(current, SystemTime::now()))?;
        Some(current.header.clone())
    }

    /// Stops using this token; one that has come in the meantime stays.
    fn forget(&self, header: &HeaderValue) {
        let mut current = self.0.current.write().unwrap_or_else(PoisonError::into_inner);
        if current.as_ref().is_some_and(|current| current.header == *header) {
            drop(mem::take(&mut *current));
        }
    }
}

impl Current {
    fn is_fresh(&self, now: SystemTime) -> bool {
        self.times.is_none_or(|(renewal, _)| now < renewal)
    }

    fn is_good(&self, now: SystemTime) -> bool {
        self.times.is_none_or(|(_, end)| now < end)
    }
}

impl PartialEq for TokenProvider {
    /// The same provider, not one that does the same.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for TokenProvider {}

impl fmt::Debug for TokenProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenProvider(..)")
    }
}

fn bearer(token: &Secret) -> Result<HeaderValue> {
    let mut value = HeaderValue::from_str(&format!("Bearer {}", token.expose())).map_err(|_| {
        let message = "the token has characters that a header cannot hold: does it end in a line break?";
        Error::new(ErrorKind::InvalidConfig, message)
    })?;
    // Keeps it out of HTTP/2's compression table and out of `Debug`.
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use std::{io, sync::atomic::AtomicUsize};

    use super::*;

    /// A provider that counts, and gives `token N` of what `make` says for the Nth time.
    fn counting<E: Into<Cause> + Send + 'static>(
        make: impl Fn(usize) -> Result<Token, E> + Clone + Send + Sync + 'static,
    ) -> (Credentials, Arc<AtomicUsize>) {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        let provider = TokenProvider::new(move || {
            let (counted, make) = (Arc::clone(&counted), make.clone());
            async move {
                let number = counted.fetch_add(1, Ordering::SeqCst) + 1;
                tokio::time::sleep(Duration::from_millis(20)).await;
                make(number)
            }
        });
        (Credentials::Provider(provider), count)
    }

    fn run<T>(future: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
    }

    fn numbered(number: usize) -> Result<Token, io::Error> {
        Ok(Token::new(format!("token {number}")))
    }

    #[test]
    fn many_calls_fetch_one_token() {
        run(async {
            let (credentials, count) = counting(numbered);
            let calls = (0..50).map(|_| credentials.header());
            for header in futures::future::join_all(calls).await {
                assert_eq!(header.unwrap(), "Bearer token 1");
            }
            assert_eq!(count.load(Ordering::SeqCst), 1);
        });
    }

    #[test]
    fn a_refused_token_is_fetched_again_once() {
        run(async {
            let (credentials, count) = counting(numbered);
            let first = credentials.header().await.unwrap();
            for _ in 0..3 {
                assert!(credentials.refused(&first));
                assert_eq!(credentials.header().await.unwrap(), "Bearer token 2");
            }
            assert_eq!(count.load(Ordering::SeqCst), 2);
            assert!(!Credentials::Fixed(Secret::new("t")).refused(&first));
        });
    }

    #[test]
    fn a_token_is_replaced_before_it_ends() {
        let now = SystemTime::now();
        for (life, early) in [(3600, 60_000), (600, 60_000), (300, 30_000), (1, 100), (0, 0)] {
            let end = now + Duration::from_secs(life);
            let times = Token::new("t").expires_at(end).times(now);
            assert_eq!(times, Some((end - Duration::from_millis(early), end)), "{life}");
        }
        assert_eq!(Token::new("t").times(now), None);
        assert_eq!(Token::new("t").expires_in(Duration::MAX).times(now), None);
        let past = now - Duration::from_secs(1);
        assert_eq!(Token::new("t").expires_at(past).times(now), Some((past, past)));
    }

    #[test]
    fn a_token_that_has_ended_serves_the_calls_that_waited_for_it() {
        run(async {
            let (credentials, count) =
                counting(|number| numbered(number).map(|token| token.expires_at(SystemTime::UNIX_EPOCH)));
            let calls = (0..10).map(|_| credentials.header());
            for header in futures::future::join_all(calls).await {
                assert_eq!(header.unwrap(), "Bearer token 1");
            }
            assert_eq!(credentials.header().await.unwrap(), "Bearer token 2");
            assert_eq!(count.load(Ordering::SeqCst), 2);
        });
    }

    #[test]
    fn a_failure_is_for_all_who_waited_and_not_for_the_next() {
        run(async {
            let (credentials, count) = counting(|number| match number {
                1 => Err(io::Error::other("out of order")),
                _ => numbered(number),
            });
            let calls = (0..10).map(|_| credentials.header());
            for header in futures::future::join_all(calls).await {
                let error = header.unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Authentication);
                let source = std::error::Error::source(&error).unwrap();
                assert_eq!(source.to_string(), "out of order");
            }
            assert_eq!(count.load(Ordering::SeqCst), 1);
            assert_eq!(credentials.header().await.unwrap(), "Bearer token 2");
        });
    }

    #[test]
    fn a_failing_provider_leaves_the_old_token_until_it_ends() {
        run(async {
            let (credentials, count) = counting(|_| Err::<Token, _>(io::Error::other("out of order")));
            let Credentials::Provider(provider) = &credentials else { unreachable!() };
            let now = SystemTime::now();
            let (renewal, hour) = (now - Duration::from_secs(1), Duration::from_secs(3600));
            let hold = |end| {
                let header = HeaderValue::from_static("Bearer old");
                *provider.0.current.write().unwrap() = Some(Current { header, times: Some((renewal, end)) });
            };
            hold(now + hour);
            assert_eq!(credentials.header().await.unwrap(), "Bearer old");
            assert_eq!(count.load(Ordering::SeqCst), 1);
            hold(now - hour);
            assert!(credentials.header().await.is_err());
        });
    }

    #[test]
    fn a_call_that_is_dropped_leaves_the_fetch_to_the_next() {
        run(async {
            let (credentials, count) = counting(numbered);
            let dropped = tokio::time::timeout(Duration::from_millis(5), credentials.header());
            assert!(dropped.await.is_err());
            assert_eq!(credentials.header().await.unwrap(), "Bearer token 2");
            assert_eq!(count.load(Ordering::SeqCst), 2);
        });
    }

    #[test]
    fn a_token_with_a_line_break() {
        let error = run(Credentials::Fixed(Secret::new("s3cret\n")).header()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidConfig);
        assert!(!format!("{error} {error:?}").contains("s3cret"));
    }
}
