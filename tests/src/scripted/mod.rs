//! A Spark Connect server in this process that does what its script says.
//!
//! It has the result of one operation, and serves it to `ExecutePlan` and `ReattachExecute` as Spark does: from the
//! response after the last one that the client has. The script says where the segments of the stream end, and how. So a
//! test says what goes wrong, and then checks that the client has every row once.

mod artifacts;
mod responses;
mod service;

use std::{
    collections::{BTreeMap, HashMap, HashSet, VecDeque},
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use spark_connect_core::proto::spark::connect as proto;
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_stream::wrappers::TcpListenerStream;
use tonic::{Status, codegen::http::HeaderMap, transport::Server};

use crate::faults::Proxy;

pub use responses::{
    batch, chunks, complete, details, error_info, ipc, long_batch, long_schema, long_schema_response, longs,
    response, retry_info,
};

#[allow(missing_docs)]
mod generated {
    include!("../generated/spark.connect.service.rs");
}

/// What the server does.
#[derive(Debug, Default)]
pub struct Script {
    responses: Vec<proto::ExecutePlanResponse>,
    segments: VecDeque<Segment>,
    config_failures: VecDeque<Status>,
    error_details: Option<proto::FetchErrorDetailsResponse>,
    token: Option<String>,
    schema: Option<proto::DataType>,
    server_session: Option<String>,
    clone_failures: VecDeque<Status>,
    release_session_failures: VecDeque<Status>,
    statuses: Vec<(String, i32)>,
    /// The names of artifacts that arrive damaged, once each.
    damaged: Vec<String>,
    options: HashMap<String, String>,
    forgetful: bool,
    start_delay: Duration,
}

#[derive(Debug)]
struct Segment {
    /// Up to which response it goes, counted from the start of the result.
    until: usize,
    end: End,
}

/// How a segment of a stream ends.
#[derive(Debug, Clone)]
pub enum End {
    /// As every segment does: without an error.
    Graceful,
    /// With an error.
    Failure(Status),
    /// The connection is closed, as by a network that fails.
    Cut(Arc<Proxy>),
    /// Never.
    Open,
}

impl Script {
    /// Serves this result.
    pub fn new(responses: impl IntoIterator<Item = proto::ExecutePlanResponse>) -> Self {
        Self { responses: responses.into_iter().collect(), ..Self::default() }
    }

    /// Ends the next segment after the first `until` responses of the result. Later segments run to the end.
    pub fn segment(mut self, until: usize, end: End) -> Self {
        self.segments.push_back(Segment { until, end });
        self
    }

    /// Fails the next configuration call.
    pub fn config_failure(mut self, status: Status) -> Self {
        self.config_failures.push_back(status);
        self
    }

    /// Has details of an error, for one `FetchErrorDetails`.
    pub fn error_details(mut self, details: proto::FetchErrorDetailsResponse) -> Self {
        self.error_details = Some(details);
        self
    }

    /// Tells this schema when a plan is analyzed.
    pub fn schema(mut self, schema: proto::DataType) -> Self {
        self.schema = Some(schema);
        self
    }

    /// Tells this id of the server session with every response; else only results tell one.
    pub fn server_session(mut self, id: &str) -> Self {
        self.server_session = Some(id.to_owned());
        self
    }

    /// Fails the next call that copies a session.
    pub fn clone_failure(mut self, status: Status) -> Self {
        self.clone_failures.push_back(status);
        self
    }

    /// Fails the next call that ends a session.
    pub fn release_session_failure(mut self, status: Status) -> Self {
        self.release_session_failures.push_back(status);
        self
    }

    /// Tells the state of an operation, by its number in the protocol.
    pub fn status(mut self, operation_id: &str, state: i32) -> Self {
        self.statuses.push((operation_id.to_owned(), state));
        self
    }

    /// Finds the artifact of this name damaged the next time that it arrives.
    pub fn damaged(mut self, name: &str) -> Self {
        self.damaged.push(name.to_owned());
        self
    }

    /// Has this configuration.
    pub fn option(mut self, key: &str, value: &str) -> Self {
        self.options.insert(key.to_owned(), value.to_owned());
        self
    }

    /// Keeps of artifacts that they were there, and not what they hold.
    pub fn forgetful(mut self) -> Self {
        self.forgetful = true;
        self
    }

    /// Takes so long to start an operation. Until then it does not know it.
    pub fn start_delay(mut self, delay: Duration) -> Self {
        self.start_delay = delay;
        self
    }

    /// Refuses calls without this token, with Spark's texts.
    pub fn token(mut self, token: &str) -> Self {
        self.token = Some(token.to_owned());
        self
    }
}

/// A call that the server received.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "a test makes few of them")]
pub enum Call {
    /// `ExecutePlan`
    Execute(proto::ExecutePlanRequest),
    /// `ReattachExecute`
    Reattach(proto::ReattachExecuteRequest),
    /// `ReleaseExecute`
    Release(proto::ReleaseExecuteRequest),
    /// `ReleaseSession`
    ReleaseSession(proto::ReleaseSessionRequest),
    /// `AnalyzePlan`
    Analyze(proto::AnalyzePlanRequest),
    /// `Config`
    Config(proto::ConfigRequest),
    /// `FetchErrorDetails`
    ErrorDetails(proto::FetchErrorDetailsRequest),
    /// `Interrupt`
    Interrupt(proto::InterruptRequest),
    /// `CloneSession`
    CloneSession(proto::CloneSessionRequest),
    /// `GetStatus`
    Status(proto::GetStatusRequest),
    /// `AddArtifacts`
    AddArtifacts,
    /// `ArtifactStatus`
    ArtifactStatus(proto::ArtifactStatusesRequest),
}

/// A running server; it stops when it is dropped.
#[derive(Debug)]
pub struct ScriptedServer {
    address: SocketAddr,
    state: Arc<State>,
    task: JoinHandle<()>,
}

#[derive(Debug)]
struct State {
    script: Mutex<Script>,
    calls: Mutex<Vec<Call>>,
    artifacts: Mutex<BTreeMap<String, Vec<u8>>>,
    operations: Mutex<HashSet<String>>,
    headers: Mutex<Vec<HeaderMap>>,
}

impl ScriptedServer {
    /// Starts a server on a free port.
    pub async fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound address");
        let state = Arc::new(State {
            script: Mutex::new(script),
            calls: Mutex::default(),
            artifacts: Mutex::default(),
            operations: Mutex::default(),
            headers: Mutex::default(),
        });
        let service =
            generated::spark_connect_service_server::SparkConnectServiceServer::from_arc(Arc::clone(&state))
                .max_decoding_message_size(usize::MAX);
        let serving =
            Server::builder().add_service(service).serve_with_incoming(TcpListenerStream::new(listener));
        let task = tokio::spawn(async move {
            serving.await.expect("the server runs until it is dropped");
        });
        Self { address, state, task }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The connection string for clients.
    pub fn remote(&self) -> String {
        format!("sc://{}", self.address)
    }

    /// Plays another script from now on.
    pub fn play(&self, script: Script) {
        *lock(&self.state.script) = script;
    }

    /// The calls so far.
    pub fn calls(&self) -> Vec<Call> {
        lock(&self.state.calls).clone()
    }

    /// The artifacts that are stored, with what they hold.
    pub fn artifacts(&self) -> BTreeMap<String, Vec<u8>> {
        lock(&self.state.artifacts).clone()
    }

    /// The headers of the calls so far, of those that were refused too.
    pub fn headers(&self) -> Vec<HeaderMap> {
        lock(&self.state.headers).clone()
    }

    /// The reattachments so far: the id of the last response that the client had.
    pub fn reattached(&self) -> Vec<Option<String>> {
        let last = |call| match call {
            Call::Reattach(request) => Some(request.last_response_id),
            _ => None,
        };
        self.calls().into_iter().filter_map(last).collect()
    }

    /// Waits until the server has received a call that `wanted` recognizes.
    pub async fn received(&self, wanted: impl Fn(&Call) -> bool) {
        let wait = async {
            while !self.calls().iter().any(&wanted) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let received = tokio::time::timeout(Duration::from_secs(10), wait).await;
        received.unwrap_or_else(|_| panic!("not received in 10 s, only: {:#?}", self.calls()));
    }
}

impl Drop for ScriptedServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Call {
    /// Whether it releases a whole operation.
    pub fn is_release_all(&self) -> bool {
        use proto::release_execute_request::Release;
        matches!(self, Self::Release(request) if matches!(request.release, Some(Release::ReleaseAll(_))))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
