//! The requests: what each holds beside the session, and what its answer means.

use futures::future::BoxFuture;
use tokio::time::timeout;
use uuid::Uuid;

use super::{
    Client, Execution, RELEASE_TIMEOUT,
    rpc::{ANALYZE_PLAN, CLONE_SESSION, CONFIG, GET_STATUS, INTERRUPT, RELEASE_SESSION, Retry},
};
use crate::{
    error::{Error, ErrorKind, Result},
    proto::{
        field,
        spark::connect::{
            self as proto,
            analyze_plan_response::Result as Analyzed,
            config_request::{GetOption, operation::OpType},
            execute_plan_request as execute,
            get_status_response::OperationStatus,
            interrupt_request::{Interrupt as Interrupted, InterruptType},
            release_execute_request::Release,
        },
    },
    relation::Message,
};

/// The pieces in which batches are sent that are larger: so much memory does each take beside its batch, and so much is sent
/// once more when a connection breaks. Few batches are: Spark's have 10,000 rows.
const CHUNK: i64 = 16 * 1024 * 1024;

/// How the server refuses to copy a session to an id that is taken.
const CLONE_EXISTS: &str = "INVALID_CLONE_SESSION_REQUEST.TARGET_SESSION_ID_ALREADY_EXISTS";

/// Which operations are interrupted.
#[derive(Debug)]
pub(crate) enum Interrupt {
    /// All of the session.
    All,
    /// Those with a tag.
    Tag(String),
    /// The one with this id.
    Operation(String),
}

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
    pub(crate) fn analyze<'a>(&'a self, kind: u32, question: &'a Message) -> BoxFuture<'a, Result<Analyzed>> {
        Box::pin(async move {
            let identity = self.identity();
            let request = proto::AnalyzePlanRequest {
                session_id: identity.session_id.clone(),
                client_observed_server_side_session_id: identity.observed(),
                user_context: Some(identity.user.clone()),
                client_type: Some(identity.client_type.clone()),
                analyze: None,
            };
            let question = self.place_local_data(&self.told(question)).await?;
            let request = Message::builder().fields(&request).child(kind, &question).build();
            let reply = self.unary(ANALYZE_PLAN, request, Retry::Always).await?;
            let nothing = "the server answered an analysis with nothing";
            reply.result.ok_or_else(|| Error::new(ErrorKind::Protocol, nothing))
        })
    }

    /// Reads or changes the session's configuration.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub(crate) async fn config(&self, operation: OpType) -> Result<proto::ConfigResponse> {
        self.configure(operation, Retry::Always).await
    }

    pub(super) async fn configure(&self, operation: OpType, retry: Retry) -> Result<proto::ConfigResponse> {
        self.unary(CONFIG, self.config_request(operation), retry).await
    }

    pub(super) fn config_request(&self, operation: OpType) -> Message {
        let identity = self.identity();
        Message::of(&proto::ConfigRequest {
            session_id: identity.session_id.clone(),
            client_observed_server_side_session_id: identity.observed(),
            user_context: Some(identity.user.clone()),
            client_type: Some(identity.client_type.clone()),
            operation: Some(proto::config_request::Operation { op_type: Some(operation) }),
        })
    }

    /// Interrupts operations of the session, and tells the ids of those that were interrupted.
    ///
    /// # Errors
    /// The server refuses, or cannot be reached.
    pub(crate) async fn interrupt(&self, which: Interrupt) -> Result<Vec<String>> {
        let identity = self.identity();
        let (kind, interrupt) = match which {
            Interrupt::All => (InterruptType::All, None),
            Interrupt::Tag(tag) => (InterruptType::Tag, Some(Interrupted::OperationTag(tag))),
            Interrupt::Operation(id) => (InterruptType::OperationId, Some(Interrupted::OperationId(id))),
        };
        let request = proto::InterruptRequest {
            session_id: identity.session_id.clone(),
            client_observed_server_side_session_id: identity.observed(),
            user_context: Some(identity.user.clone()),
            client_type: Some(identity.client_type.clone()),
            interrupt_type: kind.into(),
            interrupt,
        };
        Ok(self.unary(INTERRUPT, Message::of(&request), Retry::Always).await?.interrupted_ids)
    }

    /// The states of these operations; without ids those of all operations of the session that the server remembers.
    ///
    /// # Errors
    /// The server does not tell, or cannot be reached.
    pub(crate) async fn operation_statuses(&self, ids: Vec<String>) -> Result<Vec<OperationStatus>> {
        self.appear().await?;
        let identity = self.identity();
        let request = proto::GetStatusRequest {
            session_id: identity.session_id.clone(),
            user_context: Some(identity.user.clone()),
            client_type: Some(identity.client_type.clone()),
            client_observed_server_side_session_id: identity.observed(),
            operation_status: Some(proto::get_status_request::OperationStatusRequest {
                operation_ids: ids,
                extensions: Vec::new(),
            }),
            extensions: Vec::new(),
        };
        let reply = self.unary(GET_STATUS, Message::of(&request), Retry::Always).await;
        let reply = reply.map_err(|error| needs(error, "tell the states of operations", "4.2"))?;
        Ok(reply.operation_statuses)
    }

    /// A client of a new session that begins as a copy of this one.
    ///
    /// # Errors
    /// The server cannot copy sessions, or cannot be reached.
    pub(crate) async fn clone_session(&self) -> Result<Self> {
        self.appear().await?;
        let identity = self.identity();
        let new = identity.sibling(Uuid::new_v4());
        let request = proto::CloneSessionRequest {
            session_id: identity.session_id.clone(),
            client_observed_server_side_session_id: identity.observed(),
            user_context: Some(identity.user.clone()),
            client_type: Some(identity.client_type.clone()),
            // Named here, so that a call that is repeated cannot make two.
            new_session_id: Some(new.session_id.clone()),
        };
        match self.unary(CLONE_SESSION, Message::of(&request), Retry::Always).await {
            Ok(reply) if reply.new_session_id == new.session_id => {
                new.expect(reply.new_server_side_session_id);
            }
            Ok(_) => {
                return Err(Error::new(
                    ErrorKind::Protocol,
                    "the server copied the session under another id",
                ));
            }
            // Nobody else knows the id: an earlier try of this call arrived, only its answer did not.
            Err(error) if error.error_class() == Some(CLONE_EXISTS) => {}
            Err(error) => return Err(needs(error, "copy a session", "4.1")),
        }
        Ok(self.at(new))
    }

    /// Makes sure that the server has the session: not every call makes it.
    async fn appear(&self) -> Result<()> {
        match self.identity().observed() {
            Some(_) => Ok(()),
            None => self.config(OpType::GetOption(GetOption { keys: Vec::new() })).await.map(drop),
        }
    }

    /// Ends the session, here and on the server. Operations that still run are interrupted.
    ///
    /// # Errors
    /// The server could not be told. The session is ended here all the same.
    pub(crate) fn release_session(&self) -> BoxFuture<'_, Result<()>> {
        Box::pin(async move {
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
            let release = self.unary_unopened(RELEASE_SESSION, Message::of(&request));
            let result = timeout(RELEASE_TIMEOUT, release).await;
            identity.stop();
            match result {
                Ok(Ok(_)) => Ok(()),
                // Spark before 4.0 drops sessions only by itself; Sail refuses to end one that it does not have.
                Ok(Err(error)) if error.kind() == ErrorKind::Unsupported || error.is_session_lost() => Ok(()),
                Ok(Err(error)) => Err(error),
                Err(_) => Err(Error::new(
                    ErrorKind::Timeout,
                    format!(
                        "the server did not confirm within {} s that the session has ended; it ends sessions that \
                         nobody uses by itself",
                        RELEASE_TIMEOUT.as_secs()
                    ),
                )),
            }
        })
    }

    pub(super) fn execute_request(&self, operation_id: &str, plan: &Message) -> Message {
        use execute::request_option::RequestOption;
        let options = [
            RequestOption::ReattachOptions(proto::ReattachOptions { reattachable: true }),
            // A row that does not fit into one message can only be sent in pieces.
            RequestOption::ResultChunkingOptions(proto::ResultChunkingOptions {
                allow_arrow_batch_chunking: true,
                preferred_arrow_chunk_size: Some(CHUNK),
            }),
        ];
        let request = proto::ExecutePlanRequest {
            request_options: options
                .map(|option| execute::RequestOption { request_option: Some(option) })
                .into(),
            tags: self.tags().into_iter().collect(),
            ..Default::default()
        };
        let plan = self.told(plan);
        plan.sending();
        let builder =
            self.identity().request(field::execute_plan_request::CLIENT_OBSERVED_SERVER_SIDE_SESSION_ID);
        let builder = builder.string(field::execute_plan_request::OPERATION_ID, operation_id);
        builder.fields(&request).child(field::execute_plan_request::PLAN, &plan).build()
    }

    /// A plan as the server is told it.
    fn told(&self, plan: &Message) -> Message {
        if self.connection().hides_call_sites() { plan.without_call_sites() } else { plan.clone() }
    }

    pub(super) fn reattach_request(&self, operation_id: &str, last_response_id: Option<&str>) -> Message {
        use field::reattach_execute_request as request;
        let builder = self.identity().request(request::CLIENT_OBSERVED_SERVER_SIDE_SESSION_ID);
        let builder = builder.string(request::OPERATION_ID, operation_id);
        match last_response_id {
            Some(id) => builder.string(request::LAST_RESPONSE_ID, id).build(),
            None => builder.build(),
        }
    }

    pub(super) fn release_request(&self, operation_id: &str, release: Release) -> Message {
        use field::release_execute_request as request;
        let builder = self.identity().request(request::CLIENT_OBSERVED_SERVER_SIDE_SESSION_ID);
        let request = proto::ReleaseExecuteRequest { release: Some(release), ..Default::default() };
        builder.string(request::OPERATION_ID, operation_id).fields(&request).build()
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

/// Says which server it takes, if this one does not have the call.
fn needs(error: Error, what: &str, version: &str) -> Error {
    match error.kind() {
        ErrorKind::Unsupported => error.reword(
            ErrorKind::Unsupported,
            format!("the server cannot {what}: it takes Spark {version} or newer"),
        ),
        _ => error,
    }
}
