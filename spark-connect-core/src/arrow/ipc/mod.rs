//! Arrow IPC streams: the bytes that rows travel in.

mod arrays;
mod buffers;
mod fields;
mod flatbuffer;
mod messages;
mod reader;
mod types;
mod writer;

use arrow_array::{Array, RecordBatch};
use arrow_schema::{ArrowError, SchemaRef};
use bytes::Bytes;

use self::writer::Writer;
use crate::error::{Error, ErrorKind, Result};

/// The record batches of a whole IPC stream, compressed or not.
///
/// Batches share the memory of `stream` wherever its alignment allows. A batch without columns keeps its number of
/// rows.
///
/// # Errors
/// [`ErrorKind::Protocol`] if it is not a whole IPC stream.
pub fn read(stream: Bytes) -> Result<Vec<RecordBatch>> {
    let batches = reader::read(&stream.into()).map_err(invalid)?;
    batches.ok_or_else(|| Error::new(ErrorKind::Protocol, "the server sent an Arrow stream without a schema"))
}

fn invalid(error: ArrowError) -> Error {
    // Spark 4.0 does so for an element of an array that is not there.
    let message = match error.to_string().contains("declared as non-nullable but contains null") {
        true => {
            "the server sent a NULL in a column that its own schema declares as NOT NULL; in Spark 4.0, `xs[9]` of an \
                 array does: write `get(xs, 9)`"
        }
        false => "the server sent rows that are not a whole Arrow IPC stream",
    };
    Error::new(ErrorKind::Protocol, message).with_source(error)
}

/// An IPC stream of `batches`, which all have the schema `schema`.
///
/// # Errors
/// [`ErrorKind::Conversion`] if a batch has another schema.
pub fn write(schema: &SchemaRef, batches: &[RecordBatch]) -> Result<Bytes> {
    let mut writer = ChunkWriter::new(schema, usize::MAX)?;
    for batch in batches {
        writer.write(batch)?;
    }
    Ok(writer.finish().0)
}

/// Writes an IPC stream and remembers where it can be cut into chunks.
pub(crate) struct ChunkWriter {
    writer: Writer,
    schema: SchemaRef,
    chunk: usize,
    /// Where each chunk begins.
    cuts: Vec<usize>,
}

impl ChunkWriter {
    /// For batches of the schema `schema`, in chunks of about `chunk` bytes.
    pub(crate) fn new(schema: &SchemaRef, chunk: usize) -> Result<Self> {
        let writer = Writer::new(schema).map_err(unwritable)?;
        let cuts = vec![writer.len()];
        Ok(Self { writer, schema: SchemaRef::clone(schema), chunk, cuts })
    }

    /// Appends the rows of a batch, as one batch or several.
    ///
    /// # Errors
    /// [`ErrorKind::Conversion`] if it has another schema.
    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        if batch.schema_ref() != &self.schema {
            return Err(unwritable(ArrowError::SchemaError(format!(
                "the schema of a batch is {:?} and not {:?}",
                batch.schema_ref(),
                self.schema
            ))));
        }
        for piece in pieces(batch, self.chunk / PIECES) {
            self.writer.batch(&piece).map_err(unwritable)?;
            if self.chunk_len() >= self.chunk {
                self.cuts.push(self.writer.len());
                self.writer.forget();
            }
        }
        Ok(())
    }

    /// How many bytes the last chunk has so far.
    pub(crate) fn chunk_len(&self) -> usize {
        self.writer.len() - self.cuts.last().copied().unwrap_or(0)
    }

    /// How many bytes the stream has so far.
    pub(crate) fn len(&self) -> usize {
        self.writer.len()
    }

    /// How many chunks are full.
    pub(crate) fn chunks(&self) -> usize {
        self.cuts.len() - 1
    }

    /// The stream; where each chunk of it begins, and where the last one ends.
    pub(crate) fn finish(mut self) -> (Bytes, Vec<usize>) {
        if self.chunk_len() > 0 {
            self.cuts.push(self.writer.len());
        }
        (self.writer.finish().into(), self.cuts)
    }
}

/// How many batches a chunk has at least, so that the end of a batch is never far from where a chunk should end.
const PIECES: usize = 4;

/// The rows of a batch in batches of about `size` bytes: as many rows each as they have on average.
pub(crate) fn pieces(batch: &RecordBatch, size: usize) -> impl Iterator<Item = RecordBatch> {
    let rows = batch.num_rows();
    let bytes = batch.columns().iter().map(|column| column.to_data().get_slice_memory_size().unwrap_or(0));
    let count = bytes.sum::<usize>().div_ceil(size.max(1)).clamp(1, rows.max(1));
    let step = rows.div_ceil(count).max(1);
    // A batch without rows is one piece too.
    (0..rows.max(1)).step_by(step).map(move |start| batch.slice(start, step.min(rows - start)))
}

fn unwritable(error: ArrowError) -> Error {
    Error::new(ErrorKind::Conversion, "the rows cannot be written as an Arrow IPC stream").with_source(error)
}

#[cfg(test)]
mod differential;
#[cfg(test)]
mod lies;
#[cfg(test)]
mod tests;
