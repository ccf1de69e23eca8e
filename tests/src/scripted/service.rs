//! The calls, answered by the script.

use std::pin::Pin;

use futures::{Stream, StreamExt, stream};
use spark_connect_core::proto::spark::connect::{
    self as proto, analyze_plan_request::Analyze, analyze_plan_response as analyzed,
    config_request::operation::OpType, interrupt_request::Interrupt,
};
use tonic::{Code, Request, Response, Status, async_trait};

use super::{Call, End, Segment, State, generated::spark_connect_service_server::SparkConnectService, lock};

const SERVER_SESSION: &str = "scripted-server-session";

type Responses = Pin<Box<dyn Stream<Item = Result<proto::ExecutePlanResponse, Status>> + Send>>;

impl State {
    fn record<T>(&self, request: Request<T>, call: impl FnOnce(T) -> Call) -> Result<(), Status> {
        lock(&self.headers).push(request.metadata().clone().into_headers());
        let sent = request.metadata().get("authorization").and_then(|value| value.to_str().ok());
        let expected = lock(&self.script).token.as_ref().map(|token| format!("Bearer {token}"));
        match (expected, sent) {
            (Some(_), None) => return Err(Status::unauthenticated("No authentication token provided")),
            (Some(expected), Some(sent)) if sent != expected => {
                return Err(Status::unauthenticated("Invalid authentication token"));
            }
            _ => {}
        }
        lock(&self.calls).push(call(request.into_inner()));
        Ok(())
    }

    /// The server's id of the session, as responses other than results tell it.
    fn server_session(&self) -> String {
        lock(&self.script).server_session.clone().unwrap_or_default()
    }

    /// The next segment of the operation's responses, from the one after `last_response_id`.
    fn segment(
        &self,
        session_id: String,
        operation_id: String,
        last_response_id: Option<String>,
    ) -> Response<Responses> {
        let mut script = lock(&self.script);
        let responses = script.responses.iter().enumerate().map(|(index, response)| {
            let mut response = response.clone();
            let or = |id: &mut String, value: &str| {
                if id.is_empty() {
                    value.clone_into(id);
                }
            };
            or(&mut response.session_id, &session_id);
            or(
                &mut response.server_side_session_id,
                script.server_session.as_deref().unwrap_or(SERVER_SESSION),
            );
            or(&mut response.operation_id, &operation_id);
            or(&mut response.response_id, &format!("r{index}"));
            response
        });
        let mut responses: Vec<_> = responses.collect();
        let start = last_response_id.map_or(0, |last| {
            let position = responses.iter().position(|response| response.response_id == last);
            position.expect("the id of a response that was sent") + 1
        });
        let Segment { until, end } =
            script.segments.pop_front().unwrap_or(Segment { until: responses.len(), end: End::Graceful });
        responses.truncate(until);
        let sent = stream::iter(responses.into_iter().skip(start).map(Ok));
        let end: Responses = match end {
            End::Graceful => Box::pin(stream::empty()),
            End::Failure(status) => Box::pin(stream::iter([Err(status)])),
            End::Open => Box::pin(stream::pending()),
            End::Cut(proxy) => {
                let cut = async move { proxy.cut() };
                // The connection is gone: what the stream would say next, nobody hears.
                Box::pin(stream::once(cut).filter_map(async |()| None).chain(stream::pending()))
            }
        };
        Response::new(Box::pin(sent.chain(end)))
    }
}

#[async_trait]
impl SparkConnectService for State {
    type ExecutePlanStream = Responses;
    type ReattachExecuteStream = Responses;

    async fn execute_plan(
        &self,
        request: Request<proto::ExecutePlanRequest>,
    ) -> Result<Response<Responses>, Status> {
        let ids = (request.get_ref().session_id.clone(), request.get_ref().operation_id.clone());
        let delay = lock(&self.script).start_delay;
        // A call that is cancelled meanwhile never arrives.
        tokio::time::sleep(delay).await;
        self.record(request, Call::Execute)?;
        let operation_id = ids.1.ok_or_else(|| Status::internal("the client names the operation"))?;
        lock(&self.operations).insert(operation_id.clone());
        Ok(self.segment(ids.0, operation_id, None))
    }

    async fn reattach_execute(
        &self,
        request: Request<proto::ReattachExecuteRequest>,
    ) -> Result<Response<Responses>, Status> {
        let proto::ReattachExecuteRequest { session_id, operation_id, last_response_id, .. } =
            request.get_ref().clone();
        self.record(request, Call::Reattach)?;
        Ok(self.segment(session_id, operation_id, last_response_id))
    }

    async fn release_execute(
        &self,
        request: Request<proto::ReleaseExecuteRequest>,
    ) -> Result<Response<proto::ReleaseExecuteResponse>, Status> {
        let session_id = request.get_ref().session_id.clone();
        let id = Some(request.get_ref().operation_id.clone());
        self.record(request, Call::Release)?;
        // As Spark does: no error, but no id either.
        let operation_id = id.filter(|id| lock(&self.operations).contains(id));
        Ok(Response::new(proto::ReleaseExecuteResponse {
            session_id,
            server_side_session_id: self.server_session(),
            operation_id,
        }))
    }

    async fn analyze_plan(
        &self,
        request: Request<proto::AnalyzePlanRequest>,
    ) -> Result<Response<proto::AnalyzePlanResponse>, Status> {
        let session_id = request.get_ref().session_id.clone();
        let question = request.get_ref().analyze.clone();
        self.record(request, Call::Analyze)?;
        let result = match question {
            Some(Analyze::SparkVersion(_)) => {
                analyzed::Result::SparkVersion(analyzed::SparkVersion { version: "4.3.0".into() })
            }
            Some(Analyze::Schema(_)) => {
                analyzed::Result::Schema(analyzed::Schema { schema: lock(&self.script).schema.clone() })
            }
            _ => return Err(not_scripted()),
        };
        let result = Some(result);
        Ok(Response::new(proto::AnalyzePlanResponse {
            session_id,
            server_side_session_id: self.server_session(),
            result,
        }))
    }

    async fn config(
        &self,
        request: Request<proto::ConfigRequest>,
    ) -> Result<Response<proto::ConfigResponse>, Status> {
        let session_id = request.get_ref().session_id.clone();
        let operation = request.get_ref().operation.clone().and_then(|operation| operation.op_type);
        self.record(request, Call::Config)?;
        if let Some(failure) = lock(&self.script).config_failures.pop_front() {
            return Err(failure);
        }
        let keys = match operation {
            Some(OpType::GetOption(get)) => get.keys,
            _ => Vec::new(),
        };
        let script = lock(&self.script);
        let pair = |key: String| proto::KeyValue { value: script.options.get(&key).cloned(), key };
        let pairs = keys.into_iter().map(pair).collect();
        let server_side_session_id = script.server_session.clone().unwrap_or_default();
        let response =
            proto::ConfigResponse { session_id, server_side_session_id, pairs, ..Default::default() };
        Ok(Response::new(response))
    }

    async fn fetch_error_details(
        &self,
        request: Request<proto::FetchErrorDetailsRequest>,
    ) -> Result<Response<proto::FetchErrorDetailsResponse>, Status> {
        let session_id = request.get_ref().session_id.clone();
        self.record(request, Call::ErrorDetails)?;
        let details = lock(&self.script).error_details.take().unwrap_or_default();
        Ok(Response::new(proto::FetchErrorDetailsResponse {
            session_id,
            server_side_session_id: self.server_session(),
            ..details
        }))
    }

    async fn release_session(
        &self,
        request: Request<proto::ReleaseSessionRequest>,
    ) -> Result<Response<proto::ReleaseSessionResponse>, Status> {
        let session_id = request.get_ref().session_id.clone();
        self.record(request, Call::ReleaseSession)?;
        if let Some(failure) = lock(&self.script).release_session_failures.pop_front() {
            return Err(failure);
        }
        let server_side_session_id = self.server_session();
        Ok(Response::new(proto::ReleaseSessionResponse { session_id, server_side_session_id }))
    }

    async fn add_artifacts(
        &self,
        request: Request<tonic::Streaming<proto::AddArtifactsRequest>>,
    ) -> Result<Response<proto::AddArtifactsResponse>, Status> {
        lock(&self.calls).push(Call::AddArtifacts);
        let stored = self.store(request.into_inner()).await?;
        let server_side_session_id = self.server_session();
        Ok(Response::new(proto::AddArtifactsResponse { server_side_session_id, ..stored }))
    }

    async fn artifact_status(
        &self,
        request: Request<proto::ArtifactStatusesRequest>,
    ) -> Result<Response<proto::ArtifactStatusesResponse>, Status> {
        let (session_id, names) = (request.get_ref().session_id.clone(), request.get_ref().names.clone());
        self.record(request, Call::ArtifactStatus)?;
        Ok(Response::new(proto::ArtifactStatusesResponse {
            session_id,
            server_side_session_id: self.server_session(),
            ..self.statuses(names)
        }))
    }

    async fn interrupt(
        &self,
        request: Request<proto::InterruptRequest>,
    ) -> Result<Response<proto::InterruptResponse>, Status> {
        let session_id = request.get_ref().session_id.clone();
        // What it was asked for counts as the id of what it found.
        let interrupted_ids = match request.get_ref().interrupt.clone() {
            Some(Interrupt::OperationTag(name) | Interrupt::OperationId(name)) => vec![name],
            None => Vec::new(),
        };
        self.record(request, Call::Interrupt)?;
        let server_side_session_id = self.server_session();
        Ok(Response::new(proto::InterruptResponse { session_id, server_side_session_id, interrupted_ids }))
    }

    async fn clone_session(
        &self,
        request: Request<proto::CloneSessionRequest>,
    ) -> Result<Response<proto::CloneSessionResponse>, Status> {
        let proto::CloneSessionRequest { session_id, new_session_id, .. } = request.get_ref().clone();
        self.record(request, Call::CloneSession)?;
        if let Some(failure) = lock(&self.script).clone_failures.pop_front() {
            return Err(failure);
        }
        Ok(Response::new(proto::CloneSessionResponse {
            session_id,
            server_side_session_id: self.server_session(),
            new_session_id: new_session_id.ok_or_else(|| Status::internal("the client names the session"))?,
            new_server_side_session_id: "copy".to_owned(),
        }))
    }

    async fn get_status(
        &self,
        request: Request<proto::GetStatusRequest>,
    ) -> Result<Response<proto::GetStatusResponse>, Status> {
        let session_id = request.get_ref().session_id.clone();
        self.record(request, Call::Status)?;
        let status = |(operation_id, state): &(String, i32)| proto::get_status_response::OperationStatus {
            operation_id: operation_id.clone(),
            state: *state,
            extensions: Vec::new(),
        };
        let operation_statuses = lock(&self.script).statuses.iter().map(status).collect();
        Ok(Response::new(proto::GetStatusResponse {
            session_id,
            server_side_session_id: self.server_session(),
            operation_statuses,
            extensions: Vec::new(),
        }))
    }
}

fn not_scripted() -> Status {
    Status::new(Code::Unimplemented, "not scripted")
}
