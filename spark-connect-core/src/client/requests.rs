//! The requests: what each holds beside the session, and what its answer means.

use super::{
    Client, Execution,
    rpc::{ANALYZE_PLAN, CONFIG, RELEASE_SESSION, Retry},
};
use crate::{
    error::{Error, ErrorKind, Result},
    proto::{
        field,
        spark::connect::{
            self as proto, analyze_plan_response::Result as Analyzed, config_request::operation::OpType,
            execute_plan_request as execute, release_execute_request::Release,
        },
    },
    relation::Message,
};

impl Client {
    /// Runs a plan; its operation is reattached to when its stream ends early, and released at its end.
    ///
    /// The operation is started at once, not at the first poll.
    pub(crate) fn execute(&self, plan: &Message) -> Execution {
        Execution::start(self, plan)
    }

    /// Analyzes: `kind` is one of the numbers of the `analyze` choice in [`field::analyze_plan_request`].
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub(crate) async fn analyze(&self, kind: u32, question: &Message) -> Result<Analyzed> {
        let identity = self.identity();
        let request = proto::AnalyzePlanRequest {
            session_id: identity.session_id.clone(),
            client_observed_server_side_session_id: identity.observed(),
            user_context: Some(identity.user.clone()),
            client_type: Some(identity.client_type.clone()),
            analyze: None,
        };
        let request = Message::builder().fields(&request).child(kind, question).build();
        let reply = self.unary(ANALYZE_PLAN, request, Retry::Always).await?;
        reply
            .result
            .ok_or_else(|| Error::new(ErrorKind::Protocol, "the server answered an analysis with nothing"))
    }

    /// Reads or changes the session's configuration.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub(crate) async fn config(&self, operation: OpType) -> Result<proto::ConfigResponse> {
        self.configure(operation, Retry::Always).await
    }

    pub(super) async fn configure(&self, operation: OpType, retry: Retry) -> Result<proto::ConfigResponse> {
        let identity = self.identity();
        let request = proto::ConfigRequest {
            session_id: identity.session_id.clone(),
            client_observed_server_side_session_id: identity.observed(),
            user_context: Some(identity.user.clone()),
            client_type: Some(identity.client_type.clone()),
            operation: Some(proto::config_request::Operation { op_type: Some(operation) }),
        };
        self.unary(CONFIG, Message::of(&request), retry).await
    }

    /// Ends the session, here and on the server. Operations that still run are interrupted.
    ///
    /// # Errors
    /// The server could not be told. The session is ended here all the same.
    pub(crate) async fn release_session(&self) -> Result<()> {
        if self.identity().check_open().is_err() {
            return Ok(());
        }
        self.released().await;
        let identity = self.identity();
        let request = proto::ReleaseSessionRequest {
            session_id: identity.session_id.clone(),
            user_context: Some(identity.user.clone()),
            client_type: Some(identity.client_type.clone()),
            allow_reconnect: false,
        };
        let result = self.try_unary(&RELEASE_SESSION, Message::of(&request)).await;
        identity.stop();
        result.map(|_| ()).or_else(|failure| {
            // Spark before 4.0 drops sessions only by itself.
            if failure.is_unimplemented() { Ok(()) } else { Err(failure.into_error()) }
        })
    }

    pub(super) fn execute_request(&self, operation_id: &str, plan: &Message) -> Message {
        use execute::request_option::RequestOption;
        let identity = self.identity();
        let options = [
            RequestOption::ReattachOptions(proto::ReattachOptions { reattachable: true }),
            // A row that does not fit into one message can only be sent in pieces.
            RequestOption::ResultChunkingOptions(proto::ResultChunkingOptions {
                allow_arrow_batch_chunking: true,
                preferred_arrow_chunk_size: None,
            }),
        ];
        let request = proto::ExecutePlanRequest {
            session_id: identity.session_id.clone(),
            client_observed_server_side_session_id: identity.observed(),
            user_context: Some(identity.user.clone()),
            operation_id: Some(operation_id.to_owned()),
            plan: None,
            client_type: Some(identity.client_type.clone()),
            request_options: options
                .map(|option| execute::RequestOption { request_option: Some(option) })
                .into(),
            tags: Vec::new(),
        };
        Message::builder().fields(&request).child(field::execute_plan_request::PLAN, plan).build()
    }

    pub(super) fn reattach_request(&self, operation_id: &str, last_response_id: Option<&str>) -> Message {
        let identity = self.identity();
        Message::of(&proto::ReattachExecuteRequest {
            session_id: identity.session_id.clone(),
            client_observed_server_side_session_id: identity.observed(),
            user_context: Some(identity.user.clone()),
            operation_id: operation_id.to_owned(),
            client_type: Some(identity.client_type.clone()),
            last_response_id: last_response_id.map(str::to_owned),
        })
    }

    pub(super) fn release_request(&self, operation_id: &str, release: Release) -> Message {
        let identity = self.identity();
        Message::of(&proto::ReleaseExecuteRequest {
            session_id: identity.session_id.clone(),
            client_observed_server_side_session_id: identity.observed(),
            user_context: Some(identity.user.clone()),
            operation_id: operation_id.to_owned(),
            client_type: Some(identity.client_type.clone()),
            release: Some(release),
        })
    }

    pub(super) fn error_details_request(&self, error_id: &str) -> Message {
        let identity = self.identity();
        Message::of(&proto::FetchErrorDetailsRequest {
            session_id: identity.session_id.clone(),
            client_observed_server_side_session_id: identity.observed(),
            user_context: Some(identity.user.clone()),
            error_id: error_id.to_owned(),
            client_type: Some(identity.client_type.clone()),
        })
    }
}
