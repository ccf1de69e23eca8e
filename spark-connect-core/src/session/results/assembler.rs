//! From the server's messages to batches, with every check that the protocol allows.

use arrow_array::RecordBatch;
use bytes::Bytes;

use crate::{
    arrow::{ipc, normalize},
    error::{Error, ErrorKind, Result},
    proto::spark::connect::execute_plan_response::ArrowBatch,
};

/// Puts the batches of one result together. A batch may come in several chunks, with a reattach between them.
#[derive(Debug, Default)]
pub(super) struct Assembler {
    /// How many rows are complete.
    rows: i64,
    partial: Option<Partial>,
}

/// How much is reserved for a batch in chunks before that much of it has arrived.
const AHEAD: usize = 16 * 1024 * 1024;

/// A batch of which not all chunks have arrived.
#[derive(Debug)]
struct Partial {
    data: Vec<u8>,
    row_count: i64,
    next: i64,
    chunks: i64,
}

impl Assembler {
    /// Takes a message in, and returns the batches that it completes.
    ///
    /// # Errors
    /// Rows are missing, doubled or out of order, or the data is not readable.
    pub(super) fn add(&mut self, message: ArrowBatch) -> Result<Vec<RecordBatch>> {
        let Some((data, row_count)) = self.chunk(message)? else { return Ok(Vec::new()) };
        let batches = ipc::read(data)?;
        let rows = batches.iter().map(RecordBatch::num_rows).sum::<usize>();
        if i64::try_from(rows) != Ok(row_count) {
            return Err(broken(format!("a batch holds {rows} rows where {row_count} were announced")));
        }
        self.rows += row_count;
        batches.into_iter().map(normalize::incoming).collect()
    }

    /// Whether the result may end here.
    ///
    /// # Errors
    /// A batch is not complete.
    pub(super) fn finish(&self) -> Result<()> {
        match &self.partial {
            None => Ok(()),
            Some(partial) => Err(broken(format!(
                "the result ended after {} of the {} chunks of its last batch",
                partial.next, partial.chunks
            ))),
        }
    }

    /// The data of a whole batch, and its number of rows, if `message` completes one.
    fn chunk(&mut self, message: ArrowBatch) -> Result<Option<(Bytes, i64)>> {
        let chunks = message.num_chunks_in_batch.unwrap_or(1);
        let index = message.chunk_index.unwrap_or(0);
        let partial = self.partial.take();
        let expected = partial.as_ref().map_or(0, |partial| partial.next);
        let total = partial.as_ref().map_or(chunks, |partial| partial.chunks);
        if index != expected || chunks != total || index >= chunks {
            return Err(broken(format!(
                "chunk {index} of {chunks} of a batch arrived where chunk {expected} of {total} was due"
            )));
        }
        if let Some(start) = message.start_offset.filter(|start| *start != self.rows) {
            return Err(broken(format!("a batch starts at row {start} where row {} was due", self.rows)));
        }
        if chunks == 1 {
            return Ok(Some((message.data, message.row_count)));
        }
        let mut partial = partial.unwrap_or_else(|| Partial {
            data: Vec::new(),
            row_count: message.row_count,
            next: 0,
            chunks,
        });
        partial.append(&message.data);
        if partial.next == partial.chunks {
            return Ok(Some((partial.data.into(), partial.row_count)));
        }
        self.partial = Some(partial);
        Ok(None)
    }
}

impl Partial {
    /// Adds the next chunk.
    fn append(&mut self, chunk: &[u8]) {
        if self.data.capacity() - self.data.len() < chunk.len() {
            // Chunks have one size, except for the last. What is announced is believed as far as it at most doubles what is
            // there, so that no number in a message can reserve any memory.
            let left = usize::try_from(self.chunks.saturating_sub(self.next)).unwrap_or(usize::MAX);
            let most = self.data.len().max(AHEAD).max(chunk.len());
            self.data.reserve_exact(left.saturating_mul(chunk.len()).min(most));
        }
        self.data.extend_from_slice(chunk);
        self.next += 1;
    }
}

fn broken(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Protocol, message)
}
