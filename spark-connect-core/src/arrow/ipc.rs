//! Arrow IPC streams: the bytes that rows travel in.

use arrow_array::RecordBatch;
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
    Error::new(ErrorKind::Protocol, "the server sent rows that are not a whole Arrow IPC stream")
        .with_source(error)
}

/// An IPC stream of `batches`, which all have the schema `schema`.
///
/// # Errors
/// [`ErrorKind::Conversion`] if a batch has another schema.
pub fn write(schema: &SchemaRef, batches: &[RecordBatch]) -> Result<Bytes> {
    let written = || {
        let mut writer = StreamWriter::try_new(Vec::new(), schema)?;
        for batch in batches {
            if batch.schema_ref() != schema {
                return Err(ArrowError::SchemaError(format!(
                    "the schema of a batch is {:?} and not {schema:?}",
                    batch.schema_ref()
                )));
            }
            writer.write(batch)?;
        }
        writer.into_inner()
    };
    written().map(Bytes::from).map_err(|error| {
        Error::new(ErrorKind::Conversion, "the rows cannot be written as an Arrow IPC stream")
            .with_source(error)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{
        Array, DictionaryArray, Int64Array, RecordBatchOptions, StringArray, types::Int32Type,
    };
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
