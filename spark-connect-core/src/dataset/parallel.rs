//! Rows that are made of their batches on several threads.

use std::{
    collections::VecDeque,
    fmt,
    panic::resume_unwind,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures::{Stream, TryStreamExt};
use tokio::task::{JoinError, JoinHandle};

use super::{
    Chunks, SparkRow,
    chunks::{Batch, Batches},
};
use crate::{
    error::{Error, ErrorKind, Result},
    session::SparkSession,
};

/// The rows of one query in the portions in which they arrive, made of Arrow batches on other threads. Made by
/// [`Chunks::parallel`].
///
/// The portions, their order and the errors are those of [`Chunks`]. Dropping it stops the query.
#[must_use = "streams do nothing unless polled"]
pub struct ParallelChunks<T> {
    session: SparkSession,
    threads: usize,
    /// `None` after the last batch.
    batches: Option<Batches>,
    /// The portions that are being made, in their order.
    underway: VecDeque<Portion<T>>,
}

enum Portion<T> {
    Decoding(JoinHandle<Result<Vec<T>>>),
    Failed(Error),
}

impl<T: SparkRow + Send> Chunks<T> {
    /// Makes the rows on up to `threads` threads of the session's tokio runtime, ahead of the consumer: so many portions
    /// are in memory beside the one that is being looked at. 0 counts as 1, which makes the next portion while the
    /// consumer is busy with this one.
    ///
    /// It pays where making rows is most of the work: rows with many texts or nested fields, of a server that is faster
    /// than one thread of the client.
    ///
    /// ```no_run
    /// use futures::TryStreamExt;
    /// use spark_connect_core::prelude::*;
    ///
    /// # async fn example(orders: Dataset<(i64, String)>) -> Result<()> {
    /// let mut chunks = orders.chunks().parallel(4);
    /// while let Some(orders) = chunks.try_next().await? {
    ///     println!("{} rows", orders.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn parallel(self, threads: usize) -> ParallelChunks<T> {
        let batches = self.into_batches();
        ParallelChunks {
            session: batches.session().clone(),
            threads: threads.max(1),
            batches: Some(batches),
            underway: VecDeque::new(),
        }
    }
}

impl<T: SparkRow + Send> ParallelChunks<T> {
    /// Starts on the batches that are there, as long as there are threads for them.
    fn fill(&mut self, cx: &mut Context<'_>) {
        while self.underway.len() < self.threads
            && let Some(batches) = &mut self.batches
            && let Poll::Ready(batch) = batches.try_poll_next_unpin(cx)
        {
            match batch {
                Some(Ok(batch)) => {
                    let decoding = self.session.spawn_blocking(move || Batch::rows(batch));
                    self.underway.push_back(Portion::Decoding(decoding));
                }
                Some(Err(error)) => self.underway.push_back(Portion::Failed(error)),
                None => self.batches = None,
            }
        }
    }

    fn poll_portion(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Vec<T>>>> {
        self.fill(cx);
        let rows = match self.underway.front_mut() {
            Some(Portion::Decoding(decoding)) => {
                ready!(Pin::new(decoding).poll(cx)).unwrap_or_else(unfinished)
            }
            Some(Portion::Failed(error)) => Err(error.clone()),
            None if self.batches.is_some() => return Poll::Pending,
            None => return Poll::Ready(None),
        };
        self.underway.pop_front();
        Poll::Ready(Some(rows))
    }
}

impl<T: SparkRow + Send> Stream for ParallelChunks<T> {
    type Item = Result<Vec<T>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let rows = ready!(self.poll_portion(cx));
        match rows {
            // Nothing follows an error.
            Some(Err(_)) => {
                self.batches = None;
                self.stop();
            }
            // What comes next is made while the consumer is busy.
            _ => self.fill(cx),
        }
        Poll::Ready(rows)
    }
}

impl<T> ParallelChunks<T> {
    /// Gives up what is underway; what has not begun yet never will.
    fn stop(&mut self) {
        for portion in self.underway.drain(..) {
            if let Portion::Decoding(decoding) = portion {
                decoding.abort();
            }
        }
    }
}

impl<T> Drop for ParallelChunks<T> {
    fn drop(&mut self) {
        self.stop();
    }
}

impl<T> fmt::Debug for ParallelChunks<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParallelChunks").field("threads", &self.threads).finish_non_exhaustive()
    }
}

/// A portion was not made to its end: a panic goes on in the consumer's thread, as it would without threads.
#[cold]
fn unfinished<T>(error: JoinError) -> Result<T> {
    match error.try_into_panic() {
        Ok(panic) => resume_unwind(panic),
        Err(error) => {
            let message = "rows were not made: the tokio runtime that the session was made in is gone";
            Err(Error::new(ErrorKind::Connection, message).with_source(error))
        }
    }
}
