//! What the server says to each call.

use std::sync::Arc;

use bytes::{Buf, Bytes};
use http::{Request, Response};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use prost::Message;
use spark_connect_core::proto::spark::connect::{
    AddArtifactsRequest, AddArtifactsResponse, AnalyzePlanResponse, ArtifactStatusesRequest,
    ArtifactStatusesResponse, ConfigRequest, ConfigResponse, FetchErrorDetailsResponse, InterruptResponse,
    KeyValue, ReattachExecuteRequest, ReleaseExecuteRequest, ReleaseExecuteResponse, ReleaseSessionResponse,
    add_artifacts_request::Payload,
    add_artifacts_response::ArtifactSummary,
    analyze_plan_response::{self as analyzed, Result as Analyzed},
    artifact_statuses_response::ArtifactStatus,
    config_request::operation::OpType,
};

use super::{Recording, response::Body};
use crate::child::Result;

/// What Spark says of itself, and what a client asks before it uploads rows.
const OPTIONS: [(&str, &str); 14] = [
    ("spark.sql.session.timeZone", "UTC"),
    ("spark.sql.timestampType", "TIMESTAMP_LTZ"),
    ("spark.sql.session.localRelationCacheThreshold", "1048576"),
    ("spark.sql.session.localRelationSizeLimit", "3221225472"),
    ("spark.sql.session.localRelationChunkSizeRows", "10000"),
    ("spark.sql.session.localRelationChunkSizeBytes", "16777216"),
    ("spark.sql.session.localRelationBatchOfChunksSizeBytes", "1073741824"),
    ("spark.connect.session.planCompression.threshold", "10485760"),
    ("spark.connect.session.planCompression.defaultAlgorithm", "ZSTD"),
    ("spark.sql.execution.pandas.convertToArrowArraySafely", "false"),
    ("spark.sql.execution.pandas.inferPandasDictAsMap", "false"),
    ("spark.sql.pyspark.inferNestedDictAsStruct.enabled", "false"),
    ("spark.sql.pyspark.legacy.inferArrayTypeFromFirstElement.enabled", "false"),
    ("spark.sql.execution.arrow.useLargeVarTypes", "false"),
];

/// A server with one answer.
#[derive(Debug)]
pub(super) struct Replay {
    recording: Arc<Recording>,
}

/// What is read of requests that have a plan: not the plan, which may be deeper than messages can be read.
#[derive(Clone, PartialEq, Message)]
struct Execute {
    #[prost(string, tag = "1")]
    session_id: String,
    #[prost(string, optional, tag = "6")]
    operation_id: Option<String>,
}

#[derive(Clone, PartialEq, Message)]
struct Analyze {
    #[prost(string, tag = "1")]
    session_id: String,
    #[prost(bytes = "bytes", optional, tag = "4")]
    schema: Option<Bytes>,
    #[prost(bytes = "bytes", optional, tag = "10")]
    spark_version: Option<Bytes>,
}

/// What all requests have.
#[derive(Clone, PartialEq, Message)]
struct Session {
    #[prost(string, tag = "1")]
    session_id: String,
}

impl Replay {
    pub(super) fn new(recording: Recording) -> Self {
        Self { recording: Arc::new(recording) }
    }

    /// Answers a call.
    pub(super) async fn answer(self: Arc<Self>, request: Request<Incoming>) -> Result<Response<Body>> {
        let (parts, body) = request.into_parts();
        let method = parts.uri.path().rsplit('/').next().unwrap_or_default();
        let body = match method {
            "AddArtifacts" => self.add_artifacts(body).await?,
            _ => self.message(method, first_message(body.collect().await?.to_bytes())?)?,
        };
        let mut response = Response::new(body);
        response.headers_mut().insert("content-type", http::HeaderValue::from_static("application/grpc"));
        Ok(response)
    }

    fn message(&self, method: &str, message: Bytes) -> Result<Body> {
        let server_side_session_id = self.recording.server_session.clone();
        let Session { session_id } = Session::decode(message.clone())?;
        Ok(match method {
            "ExecutePlan" => {
                let operation_id = Execute::decode(message)?.operation_id.unwrap_or_default();
                Body::replay(Arc::clone(&self.recording), 0, &session_id, &operation_id)
            }
            "ReattachExecute" => {
                let request = ReattachExecuteRequest::decode(message)?;
                let last =
                    self.recording.ids.iter().position(|id| Some(id) == request.last_response_id.as_ref());
                let next = last.map_or(0, |last| last + 1);
                Body::replay(Arc::clone(&self.recording), next, &session_id, &request.operation_id)
            }
            "ReleaseExecute" => {
                let operation_id = Some(ReleaseExecuteRequest::decode(message)?.operation_id);
                Body::message(&ReleaseExecuteResponse { session_id, server_side_session_id, operation_id })
            }
            "AnalyzePlan" => {
                let request = Analyze::decode(message)?;
                let result = match (request.schema, request.spark_version) {
                    (Some(_), _) => {
                        Analyzed::Schema(analyzed::Schema { schema: Some(self.recording.schema.clone()) })
                    }
                    (_, Some(_)) => {
                        Analyzed::SparkVersion(analyzed::SparkVersion { version: "4.3.0".into() })
                    }
                    _ => return Err("this is not recorded".into()),
                };
                Body::message(&AnalyzePlanResponse {
                    session_id,
                    server_side_session_id,
                    result: Some(result),
                })
            }
            "Config" => {
                let operation =
                    ConfigRequest::decode(message)?.operation.and_then(|operation| operation.op_type);
                let pairs = operation.map(options).unwrap_or_default();
                Body::message(&ConfigResponse {
                    session_id,
                    server_side_session_id,
                    pairs,
                    ..Default::default()
                })
            }
            "ArtifactStatus" => {
                let names = ArtifactStatusesRequest::decode(message)?.names.into_iter();
                let statuses = names.map(|name| (name, ArtifactStatus { exists: false })).collect();
                Body::message(&ArtifactStatusesResponse { session_id, server_side_session_id, statuses })
            }
            "ReleaseSession" => Body::message(&ReleaseSessionResponse { session_id, server_side_session_id }),
            "Interrupt" => {
                let interrupted_ids = Vec::new();
                Body::message(&InterruptResponse { session_id, server_side_session_id, interrupted_ids })
            }
            "FetchErrorDetails" => Body::message(&FetchErrorDetailsResponse {
                session_id,
                server_side_session_id,
                ..Default::default()
            }),
            _ => return Err(format!("{method} is not recorded").into()),
        })
    }

    /// Takes an upload, and forgets it.
    async fn add_artifacts(&self, mut body: Incoming) -> Result<Body> {
        let mut response = AddArtifactsResponse {
            server_side_session_id: self.recording.server_session.clone(),
            ..Default::default()
        };
        let mut received = bytes::BytesMut::new();
        while let Some(frame) = body.frame().await {
            let Ok(data) = frame?.into_data() else { continue };
            received.extend_from_slice(&data);
            while let Some(message) = message(&mut received) {
                let request = AddArtifactsRequest::decode(message)?;
                response.session_id = request.session_id;
                let names: Vec<String> = match request.payload {
                    Some(Payload::Batch(batch)) => batch.artifacts.into_iter().map(|one| one.name).collect(),
                    Some(Payload::BeginChunk(begin)) => vec![begin.name],
                    Some(Payload::Chunk(_)) | None => Vec::new(),
                };
                let summary = |name| ArtifactSummary { name, is_crc_successful: true };
                response.artifacts.extend(names.into_iter().map(summary));
            }
        }
        Ok(Body::message(&response))
    }
}

fn options(operation: OpType) -> Vec<KeyValue> {
    let keys = match operation {
        OpType::Get(get) => get.keys,
        OpType::GetOption(get) => get.keys,
        OpType::GetWithDefault(get) => get.pairs.into_iter().map(|pair| pair.key).collect(),
        _ => Vec::new(),
    };
    let value =
        |key: &str| OPTIONS.iter().find(|(name, _)| *name == key).map(|(_, value)| (*value).to_owned());
    keys.into_iter().map(|key| KeyValue { value: value(&key), key }).collect()
}

/// The message of a call that has one.
fn first_message(body: Bytes) -> Result<Bytes> {
    message(&mut body.into()).ok_or_else(|| "the call has no message".into())
}

/// Takes the first message off what has arrived, if it is there as a whole.
fn message(received: &mut bytes::BytesMut) -> Option<Bytes> {
    let length = u32::from_be_bytes(received.get(1..5)?.try_into().ok()?) as usize;
    received.get(5..5 + length)?;
    received.advance(5);
    Some(received.split_to(length).freeze())
}
