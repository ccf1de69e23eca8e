//! Arrow IPC streams: the bytes that rows travel in.

mod guard;

use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::{Array, RecordBatch};
use arrow_buffer::Buffer;
use arrow_ipc::{reader::StreamDecoder, writer::StreamWriter};
use arrow_schema::{ArrowError, SchemaRef};
use bytes::Bytes;

use crate::error::{Error, ErrorKind, Result};

/// The record batches of a whole IPC stream, compressed or not.
///
/// Batches share the memory of `stream` wherever its alignment allows. A batch without columns keeps its number of
/// rows.
///
/// # Errors
/// [`ErrorKind::Protocol`] if it is not a whole IPC stream.
pub fn read(stream: Bytes) -> Result<Vec<RecordBatch>> {
    guard::check(&stream).map_err(invalid)?;
    // What passes the guard and is damaged all the same can still make the decoder panic, for example by an offset that
    // is not aligned. No server writes that; a broken proxy might.
    let decoded = catch_unwind(AssertUnwindSafe(|| decode(stream)));
    decoded.unwrap_or_else(|_| Err(invalid(ArrowError::IpcError("the decoder gave up".to_owned()))))
}

fn decode(stream: Bytes) -> Result<Vec<RecordBatch>> {
    let mut batches = Vec::new();
    let mut decoder = StreamDecoder::new();
    let mut buffer = Buffer::from(stream);
    while !buffer.is_empty() {
        if let Some(batch) = decoder.decode(&mut buffer).map_err(invalid)? {
            batches.push(batch);
        }
    }
    decoder.finish().map_err(invalid)?;
    if decoder.schema().is_none() {
        return Err(Error::new(ErrorKind::Protocol, "the server sent an Arrow stream without a schema"));
    }
    Ok(batches)
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
    writer.finish().map(|(stream, _)| stream)
}

/// Writes an IPC stream and remembers where it can be cut into chunks.
pub(crate) struct ChunkWriter {
    writer: StreamWriter<Vec<u8>>,
    schema: SchemaRef,
    chunk: usize,
    /// Where each chunk begins.
    cuts: Vec<usize>,
}

impl ChunkWriter {
    /// For batches of the schema `schema`, in chunks of about `chunk` bytes.
    pub(crate) fn new(schema: &SchemaRef, chunk: usize) -> Result<Self> {
        let writer = StreamWriter::try_new(Vec::new(), schema).map_err(unwritable)?;
        let cuts = vec![writer.get_ref().len()];
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
            self.writer.write(&piece).map_err(unwritable)?;
            if self.chunk_len() >= self.chunk {
                self.cuts.push(self.writer.get_ref().len());
            }
        }
        Ok(())
    }

    /// How many bytes the last chunk has so far.
    pub(crate) fn chunk_len(&self) -> usize {
        self.writer.get_ref().len() - self.cuts.last().copied().unwrap_or(0)
    }

    /// How many bytes the stream has so far.
    pub(crate) fn len(&self) -> usize {
        self.writer.get_ref().len()
    }

    /// How many chunks are full.
    pub(crate) fn chunks(&self) -> usize {
        self.cuts.len() - 1
    }

    /// The stream; where each chunk of it begins, and where the last one ends.
    ///
    /// # Errors
    /// Not with batches that could be written.
    pub(crate) fn finish(mut self) -> Result<(Bytes, Vec<usize>)> {
        if self.chunk_len() > 0 {
            self.cuts.push(self.writer.get_ref().len());
        }
        let stream = self.writer.into_inner().map_err(unwritable)?;
        Ok((stream.into(), self.cuts))
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
mod tests {
    use std::sync::Arc;

    use arrow_array::{DictionaryArray, Int64Array, RecordBatchOptions, StringArray, types::Int32Type};
    use arrow_ipc::{CompressionType, writer::IpcWriteOptions};
    use arrow_schema::{DataType, Field, Schema};

    use super::*;

    fn batch(rows: i64) -> RecordBatch {
        let numbers: Int64Array = (0..rows).collect();
        let texts: StringArray = (0..rows).map(|row| (row % 3 != 0).then(|| format!("row {row}"))).collect();
        let columns = [("n", Arc::new(numbers) as _, false), ("t", Arc::new(texts) as _, true)];
        RecordBatch::try_from_iter_with_nullable(columns).unwrap()
    }

    #[test]
    fn a_stream_reads_back() {
        let batches = [batch(10), batch(0), batch(3)];
        let stream = write(&batches[0].schema(), &batches).unwrap();
        assert_eq!(read(stream.clone()).unwrap(), batches);
        // At whatever address it starts.
        for offset in 1..9 {
            let mut moved = vec![0; offset];
            moved.extend_from_slice(&stream);
            assert_eq!(read(Bytes::from(moved).slice(offset..)).unwrap(), batches);
        }
        assert_eq!(read(write(&batches[0].schema(), &[]).unwrap()).unwrap(), []);
    }

    /// Every chunk, between the schema and the end of the stream, is a stream.
    #[test]
    fn a_stream_can_be_cut_into_streams() {
        let batches = [batch(1000), batch(0), batch(5000), batch(1)];
        let whole = batches.iter().map(RecordBatch::num_rows).sum::<usize>();
        for size in [1, 1000, 10_000, 50_000, usize::MAX] {
            let mut writer = ChunkWriter::new(&batches[0].schema(), size).unwrap();
            batches.iter().for_each(|batch| writer.write(batch).unwrap());
            let (stream, cuts) = writer.finish().unwrap();
            let rows = read(stream.clone()).unwrap();
            assert_eq!(rows.iter().map(RecordBatch::num_rows).sum::<usize>(), whole);
            let mut cut = Vec::new();
            for ends in cuts.windows(2) {
                let parts = [&stream[..cuts[0]], &stream[ends[0]..ends[1]], &stream[*cuts.last().unwrap()..]];
                assert!(parts[1].len() <= size.saturating_mul(2).max(2000), "{} for {size}", parts[1].len());
                cut.extend(read(parts.concat().into()).unwrap());
            }
            assert_eq!(cut, rows);
            assert!(size != 10_000 || cuts.len() > 10, "{cuts:?}");
        }
        let (_, cuts) = ChunkWriter::new(&batches[0].schema(), 10).unwrap().finish().unwrap();
        assert_eq!(cuts.len(), 1);
    }

    #[test]
    fn a_sliced_batch_reads_back() {
        let batch = batch(100).slice(37, 11);
        let stream = write(&batch.schema(), std::slice::from_ref(&batch)).unwrap();
        assert_eq!(read(stream).unwrap(), [batch]);
    }

    #[test]
    fn compressed_streams_are_read() {
        let batch = batch(1000);
        for codec in [CompressionType::LZ4_FRAME, CompressionType::ZSTD] {
            let options = IpcWriteOptions::default().try_with_compression(Some(codec)).unwrap();
            let mut writer =
                StreamWriter::try_new_with_options(Vec::new(), &batch.schema(), options).unwrap();
            writer.write(&batch).unwrap();
            let stream = writer.into_inner().unwrap();
            assert_eq!(read(stream.into()).unwrap(), std::slice::from_ref(&batch));
        }
    }

    #[test]
    fn dictionaries_are_read() {
        let array: DictionaryArray<Int32Type> = ["a", "b", "a"].into_iter().collect();
        let batch = RecordBatch::try_from_iter([("d", Arc::new(array) as _)]).unwrap();
        assert_eq!(read(write(&batch.schema(), std::slice::from_ref(&batch)).unwrap()).unwrap(), [batch]);
    }

    #[test]
    fn rows_without_columns_are_counted() {
        let options = RecordBatchOptions::new().with_row_count(Some(7));
        let schema = Arc::new(Schema::empty());
        let batch = RecordBatch::try_new_with_options(Arc::clone(&schema), vec![], &options).unwrap();
        let read = read(write(&schema, &[batch]).unwrap()).unwrap();
        assert_eq!((read[0].num_rows(), read[0].num_columns()), (7, 0));
    }

    #[test]
    fn what_is_not_a_whole_stream_is_an_error() {
        let batch = batch(10);
        let stream = write(&batch.schema(), &[batch]).unwrap();
        for length in [0, 3, 8, 100, stream.len() / 2, stream.len() - 50] {
            let error = read(stream.slice(..length)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Protocol, "{length} of {}", stream.len());
        }
        assert!(read(Bytes::from_static(b"this is no stream of record batches")).is_err());
    }

    #[test]
    fn a_batch_of_another_schema_is_refused() {
        let schema = Arc::new(Schema::new(vec![Field::new("x", DataType::Int8, true)]));
        let error = write(&schema, &[batch(1)]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conversion);
    }

    #[test]
    fn columns_share_the_memory_of_the_stream() {
        let batch = batch(1000);
        let stream = write(&batch.schema(), &[batch]).unwrap();
        let range = stream.as_ptr() as usize..stream.as_ptr() as usize + stream.len();
        let read = read(stream).unwrap();
        let texts = read[0].column(1).to_data();
        assert!(range.contains(&(texts.buffers()[1].as_ptr() as usize)));
    }
}
