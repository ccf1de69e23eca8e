//! Batches in layouts that servers send with some settings, or will send one day.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, DictionaryArray, Int64Array, LargeStringArray, RecordBatch, RecordBatchOptions, RunArray,
    StringArray, StringViewArray,
    types::{Int8Type, Int32Type},
};
use arrow_ipc::{CompressionType, writer::IpcWriteOptions};
use arrow_schema::{Field, Schema};
use futures::TryStreamExt;
use spark_connect_core::{prelude::*, proto::spark::connect::ExecutePlanResponse};
use spark_connect_tests::scripted::{Script, ScriptedServer, batch, complete};

use crate::{connect, run};

#[derive(SparkRow, Debug, Clone, PartialEq)]
struct Row {
    id: i64,
    text: Option<String>,
}

const COMPRESSIONS: [Option<CompressionType>; 3] =
    [None, Some(CompressionType::LZ4_FRAME), Some(CompressionType::ZSTD)];

fn options(compression: Option<CompressionType>) -> IpcWriteOptions {
    IpcWriteOptions::default().try_with_compression(compression).expect("a codec that is built in")
}

/// Repetitive enough to be compressed, with NULLs, an empty text and one that is longer than a view holds inline.
fn texts() -> Vec<Option<&'static str>> {
    let texts = [Some("a"), None, Some(""), Some("länger als zwölf Byte"), Some("a")];
    texts.into_iter().cycle().take(2000).collect()
}

fn rows() -> Vec<Row> {
    let row = |(id, text): (usize, Option<&str>)| Row { id: id as i64, text: text.map(str::to_owned) };
    texts().into_iter().enumerate().map(row).collect()
}

fn response(text: ArrayRef, compression: Option<CompressionType>) -> ExecutePlanResponse {
    let ids: ArrayRef = Arc::new(Int64Array::from_iter_values(0..text.len() as i64));
    let fields = vec![
        Field::new("id", ids.data_type().clone(), false),
        Field::new("text", text.data_type().clone(), true),
    ];
    let rows = RecordBatch::try_new(Arc::new(Schema::new(fields)), vec![ids, text]).expect("two columns");
    batch(&rows, 0, options(compression))
}

async fn read(batch: ExecutePlanResponse) -> Vec<Row> {
    let schema = Row::schema().to_proto();
    let first = ExecutePlanResponse { schema: Some(schema.clone()), ..ExecutePlanResponse::default() };
    let server = ScriptedServer::start(Script::new([first, batch, complete()]).schema(schema)).await;
    let spark = connect(server.remote()).await;
    spark.table("t").dataset::<Row>().collect().await.expect("rows")
}

#[tokio::test]
async fn texts_of_every_layout_and_compression() {
    let runs = {
        // A run for each row: what counts is that it is not a plain column.
        let ends = arrow_array::PrimitiveArray::<Int32Type>::from_iter_values(1..=2000);
        RunArray::try_new(&ends, &StringArray::from(texts())).expect("ends that grow")
    };
    let layouts: [ArrayRef; 6] = [
        Arc::new(StringArray::from(texts())),
        Arc::new(LargeStringArray::from(texts())),
        Arc::new(StringViewArray::from(texts())),
        Arc::new(texts().into_iter().collect::<DictionaryArray<Int32Type>>()),
        Arc::new(texts().into_iter().collect::<DictionaryArray<Int8Type>>()),
        Arc::new(runs),
    ];
    for layout in layouts {
        for compression in COMPRESSIONS {
            let kind = layout.data_type().clone();
            assert_eq!(read(response(layout.clone(), compression)).await, rows(), "{kind} {compression:?}");
        }
    }
}

/// `select()` without columns: what counts is how many rows there are.
#[tokio::test]
async fn a_batch_without_columns_has_rows() {
    for count in [0, 1, 1000] {
        let count_only = RecordBatchOptions::new().with_row_count(Some(count));
        let rows = RecordBatch::try_new_with_options(Arc::new(Schema::empty()), vec![], &count_only);
        let rows = batch(&rows.expect("no columns"), 0, options(None));
        let server = ScriptedServer::start(Script::new([rows, complete()])).await;
        let spark = connect(server.remote()).await;
        let batches: Vec<RecordBatch> = run(&spark).try_collect().await.expect("batches");
        assert_eq!(batches.iter().map(RecordBatch::num_rows).sum::<usize>(), count);
        assert!(batches.iter().all(|batch| batch.num_columns() == 0));
    }
}

/// A batch may hold several record batches of Arrow, or none.
#[tokio::test]
async fn a_batch_of_several_record_batches() {
    use arrow_ipc::writer::StreamWriter;
    use spark_connect_core::proto::spark::connect::execute_plan_response::{ArrowBatch, ResponseType};
    use spark_connect_tests::scripted::{longs, response};
    let stream = |parts: &[RecordBatch]| {
        let mut data = Vec::new();
        let mut writer = StreamWriter::try_new(&mut data, &longs(0..0).schema()).expect("a schema");
        parts.iter().for_each(|part| writer.write(part).expect("a batch"));
        writer.finish().expect("the end");
        let row_count = parts.iter().map(RecordBatch::num_rows).sum::<usize>() as i64;
        response(ResponseType::ArrowBatch(ArrowBatch {
            row_count,
            data: data.into(),
            ..ArrowBatch::default()
        }))
    };
    let responses = [stream(&[]), stream(&[longs(0..3), longs(3..3), longs(3..7)]), complete()];
    let server = ScriptedServer::start(Script::new(responses)).await;
    let spark = connect(server.remote()).await;
    assert_eq!(crate::ids(run(&spark)).await.expect("a result"), (0..7).collect::<Vec<_>>());
}
