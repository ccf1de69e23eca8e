//! Rows as they arrive: batch by batch, or one by one, in bounded memory.

use std::{
    fmt,
    marker::PhantomData,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    vec,
};

use arrow_array::RecordBatch;
use futures::{Stream, TryStreamExt, future::BoxFuture};

use super::{SparkRow, prepared::Prepared};
use crate::{
    arrow::decode::append_rows,
    error::Result,
    session::{Results, SparkSession},
};

/// The rows of one query in the portions in which they arrive: a stream of `Vec<T>`, none of them empty. Made by
/// [`Dataset::chunks`](super::Dataset::chunks).
///
/// The query starts with the first poll; the columns are compared with `T` before the first row. Where a portion is done
/// with before the next one is asked for, [`next_into`](Self::next_into) reads all of them into one `Vec`, which is the
/// fastest way to read rows that own their values. Dropping it stops the query.
#[must_use = "streams do nothing unless polled"]
pub struct Chunks<T> {
    batches: Batches,
    marker: PhantomData<fn() -> T>,
}

impl<T: SparkRow> Chunks<T> {
    pub(super) fn new(batches: Batches) -> Self {
        Self { batches, marker: PhantomData }
    }

    /// Replaces the contents of `rows` by the next portion, and keeps its memory; `false` at the end, where `rows` is
    /// empty.
    ///
    /// # Errors
    /// As [`Dataset::collect`](super::Dataset::collect). After an error there are no more rows, and what `rows` holds is
    /// arbitrary.
    pub async fn next_into(&mut self, rows: &mut Vec<T>) -> Result<bool> {
        rows.clear();
        self.append_next(rows).await
    }

    /// All rows.
    pub(super) async fn collect(mut self) -> Result<Vec<T>> {
        let mut rows = Vec::new();
        while self.append_next(&mut rows).await? {}
        Ok(rows)
    }

    /// Appends the next portion; `false` at the end.
    async fn append_next(&mut self, rows: &mut Vec<T>) -> Result<bool> {
        let Some(batch) = self.batches.try_next().await? else { return Ok(false) };
        self.ending(batch.append_to(rows)).map(|()| true)
    }

    /// Ends the stream where reading a batch has failed.
    fn ending<O>(&mut self, read: Result<O>) -> Result<O> {
        if read.is_err() {
            self.batches.end();
        }
        read
    }

    pub(super) fn into_batches(self) -> Batches {
        self.batches
    }
}

impl<T: SparkRow> Stream for Chunks<T> {
    type Item = Result<Vec<T>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(batch) = ready!(Pin::new(&mut self.batches).poll_next(cx)) else {
            return Poll::Ready(None);
        };
        let rows = batch.and_then(Batch::rows);
        Poll::Ready(Some(self.ending(rows)))
    }
}

impl<T> fmt::Debug for Chunks<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chunks").field("row_type", &self.batches.query.row_type()).finish_non_exhaustive()
    }
}

/// The rows of one query one by one, in bounded memory. Made by [`Dataset::stream`](super::Dataset::stream).
///
/// The rows of one batch are in memory at a time, beside what waits in the buffers of the connection. Dropping it stops
/// the query.
#[must_use = "streams do nothing unless polled"]
pub struct RowStream<T> {
    chunks: Chunks<T>,
    ready: vec::IntoIter<T>,
}

impl<T: SparkRow> RowStream<T> {
    pub(super) fn new(chunks: Chunks<T>) -> Self {
        Self { chunks, ready: Vec::new().into_iter() }
    }
}

/// No row is ever pinned.
impl<T> Unpin for RowStream<T> {}

impl<T: SparkRow> Stream for RowStream<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(row) = self.ready.next() {
                return Poll::Ready(Some(Ok(row)));
            }
            match ready!(Pin::new(&mut self.chunks).poll_next(cx)) {
                Some(Ok(rows)) => self.ready = rows.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.ready.len(), None)
    }
}

impl<T> fmt::Debug for RowStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RowStream")
            .field("row_type", &self.chunks.batches.query.row_type())
            .finish_non_exhaustive()
    }
}

/// The batches of a result, none of them empty. The query starts with the first poll, and the schema is compared with
/// the row type once.
pub(super) struct Batches {
    query: Arc<Prepared>,
    state: State,
    rows: u64,
}

enum State {
    Starting(BoxFuture<'static, Result<Results>>),
    Running {
        results: Box<Results>,
        /// Whether the columns have been compared with those that are expected.
        compared: bool,
    },
    Ended,
}

/// A batch, and the number of its first row in the result.
pub(super) struct Batch {
    pub(super) batch: RecordBatch,
    row_type: &'static str,
    pub(super) first_row: u64,
}

impl Batches {
    /// The result of a query, which starts with the first poll.
    pub(super) fn new(query: Arc<Prepared>) -> Self {
        let run = Arc::clone(&query);
        Self { query, state: State::Starting(Box::pin(async move { run.run().await })), rows: 0 }
    }

    /// The session that runs the query.
    pub(super) fn session(&self) -> &SparkSession {
        self.query.session()
    }

    /// Ends the stream, which stops the query.
    fn end(&mut self) {
        self.state = State::Ended;
    }

    fn poll_batch(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<RecordBatch>>> {
        loop {
            match &mut self.state {
                State::Starting(start) => {
                    let results = Box::new(ready!(start.as_mut().poll(cx))?);
                    self.state = State::Running { results, compared: false };
                }
                State::Running { results, compared } => {
                    let batch = ready!(results.try_poll_next_unpin(cx)?);
                    if batch.is_some() && !std::mem::replace(compared, true) {
                        self.query.compare(results.known_schema()?)?;
                    }
                    match batch {
                        Some(batch) if batch.num_rows() == 0 => {}
                        batch => return Poll::Ready(Ok(batch)),
                    }
                }
                State::Ended => return Poll::Ready(Ok(None)),
            }
        }
    }
}

impl Stream for Batches {
    type Item = Result<Batch>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let batch = ready!(self.poll_batch(cx));
        if !matches!(batch, Ok(Some(_))) {
            self.end();
        }
        Poll::Ready(batch.transpose().map(|batch| {
            let batch = batch?;
            let first_row = self.rows;
            self.rows += batch.num_rows() as u64;
            Ok(Batch { batch, row_type: self.query.row_type(), first_row })
        }))
    }
}

impl Batch {
    /// Appends the rows, and frees the batch.
    fn append_to<T: SparkRow>(self, rows: &mut Vec<T>) -> Result<()> {
        append_rows(rows, &self.batch, self.row_type, self.first_row)
    }

    /// The rows in place of the batch, which is freed.
    pub(super) fn rows<T: SparkRow>(self) -> Result<Vec<T>> {
        let mut rows = Vec::new();
        self.append_to(&mut rows)?;
        Ok(rows)
    }
}
