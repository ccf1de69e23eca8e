//! What reading and writing streams promises.

use std::sync::Arc;

use arrow_array::{DictionaryArray, Int64Array, RecordBatchOptions, StringArray, types::Int32Type};
use arrow_ipc::{
    CompressionType,
    writer::{IpcWriteOptions, StreamWriter},
};
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
        let (stream, cuts) = writer.finish();
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
    let (_, cuts) = ChunkWriter::new(&batches[0].schema(), 10).unwrap().finish();
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
        let mut writer = StreamWriter::try_new_with_options(Vec::new(), &batch.schema(), options).unwrap();
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
