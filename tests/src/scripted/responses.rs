//! What the scripted server says.

use std::{collections::BTreeMap, ops::Range, sync::Arc, time::Duration};

use arrow_array::{Int64Array, RecordBatch};
use arrow_ipc::writer::{IpcWriteOptions, StreamWriter};
use arrow_schema::{DataType, Field, Schema};
use bytes::Bytes;
use prost::Message;
use spark_connect_core::proto::{
    google::rpc,
    spark::connect::{
        self as proto, FetchErrorDetailsResponse,
        data_type::{self, Kind, StructField},
        execute_plan_response::{ArrowBatch, ResponseType, ResultComplete},
    },
};
use tonic::{Code, Status};

/// A response; the server fills in the ids.
pub fn response(response_type: ResponseType) -> proto::ExecutePlanResponse {
    proto::ExecutePlanResponse { response_type: Some(response_type), ..Default::default() }
}

/// The end of a result.
pub fn complete() -> proto::ExecutePlanResponse {
    response(ResponseType::ResultComplete(ResultComplete {}))
}

/// A batch that starts at row `start`.
pub fn batch(batch: &RecordBatch, start: i64, options: IpcWriteOptions) -> proto::ExecutePlanResponse {
    response(ResponseType::ArrowBatch(ArrowBatch {
        row_count: batch.num_rows() as i64,
        data: ipc(batch, options),
        start_offset: Some(start),
        chunk_index: None,
        num_chunks_in_batch: None,
    }))
}

/// A batch in `count` chunks.
pub fn chunks(batch: &RecordBatch, start: i64, count: usize) -> Vec<proto::ExecutePlanResponse> {
    let data = ipc(batch, IpcWriteOptions::default());
    let size = data.len().div_ceil(count);
    let chunk = |index: usize| {
        response(ResponseType::ArrowBatch(ArrowBatch {
            row_count: batch.num_rows() as i64,
            data: data.slice(index * size..data.len().min((index + 1) * size)),
            start_offset: Some(start),
            chunk_index: Some(index as i64),
            num_chunks_in_batch: Some(count as i64),
        }))
    };
    (0..count).map(chunk).collect()
}

/// A batch as an Arrow IPC stream.
pub fn ipc(batch: &RecordBatch, options: IpcWriteOptions) -> Bytes {
    let mut data = Vec::new();
    let mut writer = StreamWriter::try_new_with_options(&mut data, &batch.schema(), options)
        .expect("a schema that IPC knows");
    writer.write(batch).expect("a batch of that schema");
    writer.finish().expect("the end of the stream");
    data.into()
}

/// The numbers of `rows` in the column `id`, as the batch that starts there.
pub fn long_batch(rows: Range<i64>) -> proto::ExecutePlanResponse {
    let start = rows.start;
    batch(&longs(rows), start, IpcWriteOptions::default())
}

/// The numbers of `rows` in the column `id`.
pub fn longs(rows: Range<i64>) -> RecordBatch {
    let schema = Arc::new(Schema::new(vec![Field::new("id", DataType::Int64, false)]));
    RecordBatch::try_new(schema, vec![Arc::new(Int64Array::from_iter_values(rows))]).expect("one column")
}

/// The schema of [`long_batch`].
pub fn long_schema() -> proto::DataType {
    let long = proto::DataType { kind: Some(Kind::Long(data_type::Long::default())) };
    let id = StructField { name: "id".into(), data_type: Some(long), nullable: false, metadata: None };
    let fields = data_type::Struct { fields: vec![id], type_variation_reference: 0 };
    proto::DataType { kind: Some(Kind::Struct(fields)) }
}

/// The message before the first batch, which holds the schema and nothing else.
pub fn long_schema_response() -> proto::ExecutePlanResponse {
    proto::ExecutePlanResponse { schema: Some(long_schema()), ..Default::default() }
}

/// An error as Spark sends it: the classes of the exception, and whatever else `metadata` says.
pub fn error_info(message: &str, classes: &[&str], metadata: &[(&str, &str)]) -> Status {
    let mut metadata: BTreeMap<_, _> =
        metadata.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    metadata.insert("classes".into(), serde_json::to_string(classes).expect("strings are JSON"));
    let info = rpc::ErrorInfo {
        reason: classes.first().copied().unwrap_or_default().into(),
        domain: "org.apache.spark".into(),
        metadata,
    };
    with_details(Code::Internal, message, "google.rpc.ErrorInfo", &info)
}

/// An error that asks to be repeated after a while.
pub fn retry_info(code: Code, message: &str, delay: Duration) -> Status {
    let delay = prost_types::Duration::try_from(delay).expect("a short delay");
    with_details(code, message, "google.rpc.RetryInfo", &rpc::RetryInfo { retry_delay: Some(delay) })
}

fn with_details(code: Code, message: &str, name: &str, detail: &impl Message) -> Status {
    let detail =
        prost_types::Any { type_url: format!("type.googleapis.com/{name}"), value: detail.encode_to_vec() };
    let status = rpc::Status { code: code as i32, message: message.to_owned(), details: vec![detail] };
    Status::with_details(code, message, status.encode_to_vec().into())
}

/// The details that a server keeps of an error.
pub fn details(error: proto::fetch_error_details_response::Error) -> FetchErrorDetailsResponse {
    FetchErrorDetailsResponse { root_error_idx: Some(0), errors: vec![error], ..Default::default() }
}
