//! The same API for programs that are not asynchronous: `.wait()` where others write `.await`.
//!
//! Nothing is there twice: [`Wait`] is a method on every future of this crate, and [`WaitIter`] one on every stream,
//! which makes an iterator of it. Both run on a multi-threaded tokio runtime that this crate starts when it is needed
//! first, which then keeps connections alive, attached to their queries and releasing what is done with, also while the
//! program computes something else.
//!
//! ```no_run
//! use spark_connect_core::{
//!     blocking::{Wait, WaitIter},
//!     prelude::*,
//! };
//!
//! fn main() -> Result<()> {
//!     let spark = SparkSession::builder().connect().wait()?;
//!     println!("{} rows", spark.range(0, 10).count().wait()?);
//!     for batch in spark.range(0, 1_000_000).batches().wait_iter() {
//!         println!("{} rows", batch?.num_rows());
//!     }
//!     spark.stop().wait()
//! }
//! ```
//!
//! # Inside a runtime
//!
//! A thread that belongs to a tokio runtime must not be blocked: what it waits for might never get to run. Waiting there
//! does not panic and does not block, it returns an error of the kind [`ErrorKind::WouldBlock`]; write `.await` instead.
//! That includes the threads of `tokio::task::spawn_blocking`, where
//! `tokio::runtime::Handle::current().block_on(future)` is the way to wait.
//!
//! A session should be connected by `wait` as well. One that was connected inside another runtime works as long as that
//! runtime runs: its connection lives there. (A runtime of the kind `current_thread` runs only inside `block_on`.)

use std::{future::poll_fn, pin::Pin, sync::OnceLock, thread, time::Duration};

use futures::Stream;
use tokio::runtime::{Builder, Handle, Runtime};

use crate::error::{Error, ErrorKind};

/// How many threads the runtime has at most: they read messages from servers and little else.
const THREADS: usize = 4;

/// Waits for a future by blocking the thread.
///
/// It is there for every future whose output is a `Result` with this crate's [`Error`], or with any error that can be
/// made of one, so also for an `async` block:
///
/// ```no_run
/// use spark_connect_core::{blocking::Wait, prelude::*};
///
/// # fn example(spark: SparkSession) -> Result<(), Box<dyn std::error::Error>> {
/// let rows = async {
///     let spark = spark.clone();
///     Ok::<_, Error>(spark.table("one").count().await? + spark.table("two").count().await?)
/// };
/// println!("{} rows in both", rows.wait()?);
/// # Ok(())
/// # }
/// ```
pub trait Wait {
    /// What the future is waited for.
    type Output;
    /// Its error.
    type Error;

    /// Blocks the thread until the future is done.
    ///
    /// # Errors
    /// That of the future; [`ErrorKind::WouldBlock`] on a thread of a tokio runtime, where the future is dropped without
    /// having run.
    fn wait(self) -> Result<Self::Output, Self::Error>;

    /// Blocks the thread until the future is done, but no longer than `limit`. Then the future is dropped, which stops
    /// a query that it was waiting for.
    ///
    /// # Errors
    /// As [`wait`](Self::wait); [`ErrorKind::Timeout`] after `limit`.
    fn wait_timeout(self, limit: Duration) -> Result<Self::Output, Self::Error>;
}

impl<F, T, E> Wait for F
where
    F: IntoFuture<Output = Result<T, E>>,
    E: From<Error>,
{
    type Output = T;
    type Error = E;

    fn wait(self) -> Result<T, E> {
        runtime()?.block_on(self.into_future())
    }

    fn wait_timeout(self, limit: Duration) -> Result<T, E> {
        runtime()?.block_on(async {
            tokio::time::timeout(limit, self.into_future()).await.unwrap_or_else(|_| {
                Err(Error::new(ErrorKind::Timeout, format!("not done within {limit:?}")).into())
            })
        })
    }
}

/// Makes an iterator of a stream, which blocks the thread until the next item is there.
///
/// It is there for every stream of `Result`s, on the same conditions as [`Wait`]. `(&mut results).wait_iter()` leaves
/// the stream to its owner, to ask it for its metrics afterwards.
pub trait WaitIter: Sized {
    /// The stream as an iterator. Dropping it drops the stream, which stops a query.
    ///
    /// On a thread of a tokio runtime the iterator has one item, an error of the kind [`ErrorKind::WouldBlock`].
    fn wait_iter(self) -> Iter<Self>;
}

impl<S, T, E> WaitIter for S
where
    S: Stream<Item = Result<T, E>>,
    E: From<Error>,
{
    fn wait_iter(self) -> Iter<Self> {
        Iter { stream: Some(Box::pin(self)) }
    }
}

/// A stream as an iterator; made by [`WaitIter::wait_iter`].
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is asked for its items"]
pub struct Iter<S> {
    /// `None` once the stream has ended.
    stream: Option<Pin<Box<S>>>,
}

impl<S, T, E> Iterator for Iter<S>
where
    S: Stream<Item = Result<T, E>>,
    E: From<Error>,
{
    type Item = Result<T, E>;

    fn next(&mut self) -> Option<Self::Item> {
        let stream = self.stream.as_mut()?;
        let item = match runtime() {
            Ok(runtime) => runtime.block_on(poll_fn(|cx| stream.as_mut().poll_next(cx))),
            Err(error) => {
                // One item only: the rest cannot be had here, and a loop that skips errors has to end.
                self.stream = None;
                return Some(Err(error.into()));
            }
        };
        if item.is_none() {
            self.stream = None;
        }
        item
    }
}

/// The runtime that everything is waited for in.
///
/// # Errors
/// This thread belongs to a runtime, or there can be no threads.
fn runtime() -> Result<&'static Runtime, Error> {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    match Handle::try_current() {
        Err(error) if error.is_missing_context() => {}
        Ok(_) => {
            let message =
                "waiting here would block a thread of a tokio runtime: write `.await` instead of `.wait()`";
            return Err(Error::new(ErrorKind::WouldBlock, message));
        }
        Err(error) => {
            let message = "nothing can be waited for while the thread ends";
            return Err(Error::new(ErrorKind::WouldBlock, message).with_source(error));
        }
    }
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    let threads = thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    let new = Builder::new_multi_thread()
        .worker_threads(threads)
        .thread_name("spark-connect")
        .enable_all()
        .build()
        .map_err(|error| {
            Error::new(ErrorKind::Internal, "the runtime that waits cannot be started").with_source(error)
        })?;
    // Where two threads come here at once, one of the two is dropped before anything runs in it.
    Ok(RUNTIME.get_or_init(|| new))
}
