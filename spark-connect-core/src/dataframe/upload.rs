//! Rows that are sent as they are made, so that they never have to be in memory together.

use std::{
    borrow::Borrow,
    error::Error as StdError,
    future::ready,
    iter::{self, Map},
    pin::pin,
    sync::Arc,
};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use futures::{
    Stream, StreamExt, TryStreamExt,
    future::BoxFuture,
    stream::{self, Iter, MapErr},
};
use tokio::task::{JoinError, JoinSet, yield_now};
use tracing::Instrument;

use super::{DataFrame, create::no_batches};
use crate::{
    arrow::{
        encode::{self, Encode},
        ipc::{ChunkWriter, pieces},
        normalize, schema,
    },
    error::{Error, ErrorKind, Result},
    plan,
    relation::LocalData,
    row::{Row, Value},
    session::SparkSession,
    types::StructType,
};

/// How many bytes of rows are uploaded as one artifact, as Spark's own clients have it.
pub(super) const CHUNK: usize = 16 * 1024 * 1024;

/// How many bytes of rows a server gets that does not take them in chunks.
const WHOLE: usize = 64 * 1024 * 1024;

/// How many rows are encoded at a time, if they are small.
const ROWS: usize = 8192;

/// How many bytes of rows are encoded at a time, about.
const PIECE: usize = 1024 * 1024;

/// Where rows of type `T`, or batches of them, come from that a program makes one after the other:
///
/// - any iterator: a range, `rows.into_iter()`, `lines.map(parse)`;
/// - any [`Stream`] of `Result`s, with errors of any kind: the rows of a database, the messages of a queue,
///   [`Dataset::stream`](../dataset/struct.Dataset.html#method.stream) of another server. An error ends what the rows were
///   for; it is the source of an error of kind [`ErrorKind::Conversion`].
///
/// `Kind` says which of them it is, and is always inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no source of `{T}`",
    label = "neither an iterator of `{T}` nor a stream of `Result`s of it",
    note = "an iterator of `Result`s is a stream by `futures::stream::iter`"
)]
pub trait RowSource<T, Kind> {
    /// The rows, or why there are no more of them.
    type Rows: Stream<Item = Result<T>>;

    /// Starts with the first row.
    fn into_rows(self) -> Self::Rows;
}

/// The kind of those sources of rows that are iterators.
#[derive(Debug)]
pub enum Iterated {}

/// The kind of those sources of rows that are streams.
#[derive(Debug)]
pub enum Streamed {}

impl<T, I: IntoIterator<Item = T>> RowSource<T, Iterated> for I {
    type Rows = Iter<Map<I::IntoIter, fn(T) -> Result<T>>>;

    fn into_rows(self) -> Self::Rows {
        stream::iter(self.into_iter().map(Ok as fn(T) -> Result<T>))
    }
}

impl<T, E, S> RowSource<T, Streamed> for S
where
    S: Stream<Item = Result<T, E>>,
    E: StdError + Send + Sync + 'static,
{
    type Rows = MapErr<S, fn(E) -> Error>;

    fn into_rows(self) -> Self::Rows {
        self.map_err(|error| {
            Error::new(ErrorKind::Conversion, "the rows to upload could not be read").with_source(error)
        })
    }
}

impl SparkSession {
    /// Sends the rows of Arrow batches, which all have the same schema, as they are made, 16 MiB while the next
    /// 16 MiB are encoded, however many there are. `batches` is an iterator of them, or a stream of `Result`s (see [`RowSource`]).
    ///
    /// The server keeps the rows for the session, and all plans on this `DataFrame` read them there. Up to 16 MiB of rows
    /// are sent when a plan needs them, as those of [`create_dataframe`](Self::create_dataframe). More need Spark 4.1; to
    /// other servers up to 64 MiB can be sent, which are in memory together.
    ///
    /// What Spark has no type for is converted, as by [`create_dataframe`](Self::create_dataframe). The batches may come
    /// from anywhere: Parquet files, another database, or [`DataFrame::batches`] of another server.
    ///
    /// ```no_run
    /// # use futures::stream;
    /// # use spark_connect_core::{dataframe::DataFrame, error::Result, session::SparkSession};
    /// # async fn example(spark: SparkSession, other: DataFrame) -> Result<DataFrame> {
    /// spark.upload_dataframe(other.batches()).await
    /// # }
    /// ```
    ///
    /// # Errors
    /// - [`ErrorKind::Unsupported`]: more than 64 MiB for a server that is older than Spark 4.1, or that keeps no artifacts
    ///   (Sail).
    /// - [`ErrorKind::Conversion`]: the stream failed (see the error's source), a batch has another schema, or a value
    ///   does not fit.
    /// - [`ErrorKind::InvalidPlan`]: there is no batch at all, so the rows have no columns.
    /// - The server cannot be reached.
    pub async fn upload_dataframe<Kind>(
        &self,
        batches: impl RowSource<RecordBatch, Kind>,
    ) -> Result<DataFrame> {
        let mut batches = pin!(batches.into_rows().and_then(|batch| ready(normalize::outgoing(batch))));
        let first = batches.next().await.ok_or_else(no_batches)??;
        let schema = schema::from_arrow(&first.schema())?;
        let mut upload = Upload::new(self, &first.schema())?;
        upload.push(&first).await?;
        drop(first);
        while let Some(batch) = batches.try_next().await? {
            upload.push(&batch).await?;
        }
        upload.finish(&schema).await
    }

    /// As [`upload_dataframe`](Self::upload_dataframe), for rows of values whose types are known only at run time, as
    /// [`create_dataframe_from_rows`](Self::create_dataframe_from_rows) takes them.
    ///
    /// # Errors
    /// As [`upload_dataframe`](Self::upload_dataframe); a row that does not fit the schema, which the error names.
    pub async fn upload_dataframe_from_rows<R: Into<Vec<Value>>, Kind>(
        &self,
        schema: &StructType,
        rows: impl RowSource<R, Kind>,
    ) -> Result<DataFrame> {
        let shared = Arc::new(schema.clone());
        let rows = rows.into_rows().map_ok(|values| Row::new(shared.clone(), values.into()));
        self.upload_rows::<Row, _>(rows, Pieces::of_unknown(schema, true)).await
    }

    /// Sends rows of type `T`, or references to them, as they are made.
    pub(crate) async fn upload_rows<T: Encode, R: Borrow<T>>(
        &self,
        rows: impl Stream<Item = Result<R>>,
        mut pieces: Pieces,
    ) -> Result<DataFrame> {
        let mut upload = Upload::new(self, &schema::to_arrow(&pieces.schema))?;
        let (mut rows, mut piece) = (pin!(rows), Vec::new());
        loop {
            while piece.len() < pieces.len
                && let Some(row) = rows.try_next().await?
            {
                piece.push(row);
            }
            if piece.is_empty() {
                return upload.finish(&pieces.schema).await;
            }
            let batch = pieces.encode::<T, R>(&piece)?;
            // Before what may take a while.
            piece.clear();
            upload.push(&batch).await?;
        }
    }
}

/// Encodes rows, as many at a time as are about [`PIECE`] bytes.
pub(crate) struct Pieces {
    schema: StructType,
    is_struct: bool,
    first: usize,
    len: usize,
}

impl Pieces {
    /// For rows that are in memory.
    pub(crate) fn of_known(schema: &StructType, is_struct: bool) -> Self {
        Self { schema: schema.clone(), is_struct, first: 0, len: ROWS }
    }

    /// For rows of which nobody knows how large they are: begins with few.
    pub(crate) fn of_unknown(schema: &StructType, is_struct: bool) -> Self {
        Self { len: 16, ..Self::of_known(schema, is_struct) }
    }

    /// The next rows as a batch.
    ///
    /// # Errors
    /// A value does not fit; the message names the row.
    pub(crate) fn encode<T: Encode, R: Borrow<T>>(&mut self, rows: &[R]) -> Result<RecordBatch> {
        let batch = match self.is_struct {
            true => encode::struct_batch_at::<T, R>(rows, &self.schema, self.first),
            false => encode::value_batch_at::<T, R>(rows, &self.schema, self.first),
        }?;
        self.first += rows.len();
        // Rows that are as large as these ones are about; a few small ones do not say much of the others.
        let fitting = rows.len().saturating_mul(PIECE) / batch.get_array_memory_size().max(1);
        self.len = fitting.clamp(1, rows.len().max(1).saturating_mul(4).min(ROWS));
        Ok(batch)
    }
}

impl Pieces {
    /// All of these rows, which are taken as they are needed; no rows are one batch without rows.
    pub(crate) fn batches<T: Encode, R: Borrow<T>>(
        mut self,
        rows: impl IntoIterator<Item = R>,
    ) -> impl Iterator<Item = Result<RecordBatch>> {
        let (mut rows, mut piece, mut begun) = (rows.into_iter().fuse(), Vec::new(), false);
        iter::from_fn(move || {
            piece.clear();
            piece.extend(rows.by_ref().take(self.len));
            let first = !std::mem::replace(&mut begun, true);
            (first || !piece.is_empty()).then(|| self.encode::<T, R>(&piece))
        })
    }
}

/// Rows on their way to the server.
struct Upload {
    session: SparkSession,
    arrow: SchemaRef,
    /// The chunk that is being filled; all of the rows where the server takes no chunks.
    writer: ChunkWriter,
    /// Whether the server takes chunks: asked when the first one is full.
    in_chunks: Option<bool>,
    /// The chunk that is on its way while the next one is filled; its hash when it has arrived.
    sending: JoinSet<Result<String>>,
    hashes: Vec<String>,
    is_empty: bool,
}

impl Upload {
    /// For batches of this schema.
    fn new(session: &SparkSession, arrow: &SchemaRef) -> Result<Self> {
        Ok(Self {
            session: session.clone(),
            arrow: SchemaRef::clone(arrow),
            writer: ChunkWriter::new(arrow, CHUNK)?,
            in_chunks: None,
            sending: JoinSet::new(),
            hashes: Vec::new(),
            is_empty: true,
        })
    }

    /// Adds the rows of a batch, and sends what fills a chunk.
    ///
    /// # Errors
    /// The batch has another schema, there is too much for the server, or it cannot be reached; that a chunk has not
    /// arrived is an error of the next one.
    async fn push(&mut self, batch: &RecordBatch) -> Result<()> {
        for piece in pieces(batch, CHUNK).filter(|piece| piece.num_rows() > 0) {
            self.is_empty = false;
            self.writer.write(&piece)?;
            if self.writer.chunks() > 0 {
                self.flush().await?;
            }
        }
        Ok(())
    }

    /// Sends the chunk that is full, once the one before it has arrived.
    fn flush(&mut self) -> BoxFuture<'_, Result<()>> {
        Box::pin(async move {
            let in_chunks = match self.in_chunks {
                Some(known) => known,
                None => *self.in_chunks.insert(self.session.caches_chunks().await?),
            };
            if in_chunks {
                let full = std::mem::replace(&mut self.writer, ChunkWriter::new(&self.arrow, CHUNK)?);
                let (stream, _) = full.finish();
                self.arrived().await?;
                let session = self.session.clone();
                self.sending.spawn(async move { session.cache(stream).await }.in_current_span());
                // Otherwise the task might wait for this thread, which goes on with the next rows.
                yield_now().await;
            } else if self.writer.len() > WHOLE {
                return Err(Error::new(
                    ErrorKind::Unsupported,
                    "more than 64 MiB of rows can be sent to Spark 4.1 or newer only: older versions and Sail do not keep them \
                     in parts",
                ));
            }
            Ok(())
        })
    }

    /// Waits for the chunk that is on its way, if there is one.
    ///
    /// # Errors
    /// The server refuses it, or cannot be reached.
    async fn arrived(&mut self) -> Result<()> {
        if let Some(sent) = self.sending.join_next().await {
            self.hashes.push(sent.map_err(not_sent)??);
        }
        Ok(())
    }

    /// The rows, read as `schema`.
    ///
    /// # Errors
    /// The server cannot be reached.
    fn finish(mut self, schema: &StructType) -> BoxFuture<'_, Result<DataFrame>> {
        Box::pin(async move {
            if self.is_empty {
                // No rows are one batch without rows.
                self.writer.write(&RecordBatch::new_empty(SchemaRef::clone(&self.arrow)))?;
            }
            if self.hashes.is_empty() && self.sending.is_empty() {
                let (stream, chunks) = self.writer.finish();
                let data = LocalData::new(stream, chunks, schema.to_json());
                return Ok(DataFrame::new(self.session, plan::local(Ok(&data))));
            }
            if self.writer.chunk_len() > 0 {
                self.flush().await?;
            }
            self.arrived().await?;
            let schema_hash = self.session.cache(schema.to_json().into()).await?;
            Ok(DataFrame::new(self.session, plan::uploaded(self.hashes, schema_hash)))
        })
    }
}

#[cold]
fn not_sent(error: JoinError) -> Error {
    Error::new(ErrorKind::Internal, "a part of the rows was not sent").with_source(error)
}
