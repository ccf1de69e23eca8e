//! Rows that are uploaded as they are made, so that they never have to be in memory together.

use std::{error::Error as StdError, pin::pin};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use futures::{Stream, StreamExt};

use super::{DataFrame, create::CHUNK, create::no_batches};
use crate::{
    arrow::{
        ipc::{ChunkWriter, pieces},
        normalize, schema,
    },
    error::{Error, ErrorKind, Result},
    plan,
    session::SparkSession,
    types::StructType,
};

impl SparkSession {
    /// Uploads the rows of Arrow batches, which all have the same schema: 16 MiB are in memory at a time, however many
    /// there are. The server keeps them for the session, and all plans on this `DataFrame` read them there.
    ///
    /// What Spark has no type for is converted, as by [`create_dataframe`](Self::create_dataframe). The batches may come
    /// from anywhere: Parquet files, another database, or [`DataFrame::batches`] of another server.
    /// Needs Spark 4.1.
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
    /// - [`ErrorKind::Unsupported`]: the server is older than Spark 4.1, or keeps no artifacts (Sail).
    /// - [`ErrorKind::Conversion`]: the stream failed (see the error's source), a batch has another schema, or a value
    ///   does not fit.
    /// - [`ErrorKind::InvalidPlan`]: there is no batch at all, so the rows have no columns.
    /// - The server cannot be reached.
    pub async fn upload_dataframe<E>(
        &self,
        batches: impl Stream<Item = Result<RecordBatch, E>> + Send,
    ) -> Result<DataFrame>
    where
        E: StdError + Send + Sync + 'static,
    {
        let mut batches = pin!(batches.map(|batch| {
            let failed = |error| {
                Error::new(ErrorKind::Conversion, "the rows to upload could not be read").with_source(error)
            };
            batch.map_err(failed).and_then(normalize::outgoing)
        }));
        let first = batches.next().await.ok_or_else(no_batches)??;
        let schema = schema::from_arrow(&first.schema())?;
        let mut upload = Upload::new(self, &first.schema()).await?;
        upload.push(&first).await?;
        while let Some(batch) = batches.next().await {
            upload.push(&batch?).await?;
        }
        upload.finish(&schema).await
    }
}

/// Rows on their way to the server.
pub(crate) struct Upload {
    session: SparkSession,
    arrow: SchemaRef,
    /// The chunk that is being filled.
    writer: ChunkWriter,
    hashes: Vec<String>,
    rows: usize,
}

impl Upload {
    /// For batches of this schema.
    ///
    /// # Errors
    /// The server does not take rows this way, or cannot be reached.
    pub(crate) async fn new(session: &SparkSession, arrow: &SchemaRef) -> Result<Self> {
        session.check_chunks().await?;
        let writer = ChunkWriter::new(arrow, CHUNK)?;
        Ok(Self {
            session: session.clone(),
            arrow: SchemaRef::clone(arrow),
            writer,
            hashes: Vec::new(),
            rows: 0,
        })
    }

    /// Adds the rows of a batch, and uploads what fills a chunk.
    ///
    /// # Errors
    /// The batch has another schema, or the server cannot be reached.
    pub(crate) async fn push(&mut self, batch: &RecordBatch) -> Result<()> {
        for piece in pieces(batch, CHUNK) {
            self.rows += piece.num_rows();
            self.writer.write(&piece)?;
            if self.writer.chunks() > 0 {
                self.flush().await?;
            }
        }
        Ok(())
    }

    async fn flush(&mut self) -> Result<()> {
        let full = std::mem::replace(&mut self.writer, ChunkWriter::new(&self.arrow, CHUNK)?);
        let (stream, _) = full.finish()?;
        self.hashes.push(self.session.cache(stream).await?);
        Ok(())
    }

    /// The rows, read as `schema`.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub(crate) async fn finish(mut self, schema: &StructType) -> Result<DataFrame> {
        if self.rows == 0 {
            // A plan names at least one chunk with rows.
            return Ok(self.session.local_rows([Ok(RecordBatch::new_empty(self.arrow))], schema));
        }
        if self.writer.chunk_len() > 0 {
            self.flush().await?;
        }
        let schema_hash = self.session.cache(schema.to_json().into()).await?;
        Ok(DataFrame::new(self.session, plan::uploaded(self.hashes, schema_hash)))
    }
}
