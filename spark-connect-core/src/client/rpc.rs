//! The calls of the service: their paths and deadlines, and how one is made.

use std::{
    marker::PhantomData,
    pin::{Pin, pin},
    time::{Duration, Instant},
};

use futures::{
    Stream, StreamExt,
    future::{Either, pending, select},
};
use http::{header::AUTHORIZATION, uri::PathAndQuery};
use tokio::{sync::oneshot, time::timeout};
use tonic::{
    Request, Status, Streaming,
    body::Body,
    client::{Grpc, GrpcService},
    metadata::MetadataMap,
    transport::{self, Channel},
};
use tracing::Instrument;

use super::{
    Client,
    codec::{MessageCodec, StreamCodec},
    deadlines::Deadline,
    frames::{Arrived, Framed},
    identity::Reply,
};
use crate::{
    error::{Error, ErrorKind, Failure, Result},
    proto::spark::connect as proto,
    relation::Message,
};

/// A method of the service, answered by `R`.
pub(super) struct Rpc<R> {
    path: &'static str,
    deadline: Deadline,
    reply: PhantomData<fn() -> R>,
}

impl<R> Rpc<R> {
    const fn new(path: &'static str, deadline: Deadline) -> Self {
        Self { path, deadline, reply: PhantomData }
    }

    /// Its name, for logs.
    fn method(&self) -> &'static str {
        self.path.rsplit('/').next().unwrap_or(self.path)
    }
}

pub(super) const EXECUTE_PLAN: Rpc<proto::ExecutePlanResponse> =
    Rpc::new("/spark.connect.SparkConnectService/ExecutePlan", Deadline::Stream);
pub(super) const REATTACH_EXECUTE: Rpc<proto::ExecutePlanResponse> =
    Rpc::new("/spark.connect.SparkConnectService/ReattachExecute", Deadline::Stream);
pub(super) const RELEASE_EXECUTE: Rpc<proto::ReleaseExecuteResponse> =
    Rpc::new("/spark.connect.SparkConnectService/ReleaseExecute", Deadline::Never);
pub(super) const ANALYZE_PLAN: Rpc<proto::AnalyzePlanResponse> =
    Rpc::new("/spark.connect.SparkConnectService/AnalyzePlan", Deadline::Analyze);
pub(super) const CONFIG: Rpc<proto::ConfigResponse> =
    Rpc::new("/spark.connect.SparkConnectService/Config", Deadline::Other);
pub(super) const RELEASE_SESSION: Rpc<proto::ReleaseSessionResponse> =
    Rpc::new("/spark.connect.SparkConnectService/ReleaseSession", Deadline::Other);
pub(super) const FETCH_ERROR_DETAILS: Rpc<proto::FetchErrorDetailsResponse> =
    Rpc::new("/spark.connect.SparkConnectService/FetchErrorDetails", Deadline::Other);
pub(super) const ADD_ARTIFACTS: Rpc<proto::AddArtifactsResponse> =
    Rpc::new("/spark.connect.SparkConnectService/AddArtifacts", Deadline::AddArtifacts);
pub(super) const INTERRUPT: Rpc<proto::InterruptResponse> =
    Rpc::new("/spark.connect.SparkConnectService/Interrupt", Deadline::Other);
pub(super) const CLONE_SESSION: Rpc<proto::CloneSessionResponse> =
    Rpc::new("/spark.connect.SparkConnectService/CloneSession", Deadline::Other);
pub(super) const GET_STATUS: Rpc<proto::GetStatusResponse> =
    Rpc::new("/spark.connect.SparkConnectService/GetStatus", Deadline::Other);
pub(super) const ARTIFACT_STATUS: Rpc<proto::ArtifactStatusesResponse> =
    Rpc::new("/spark.connect.SparkConnectService/ArtifactStatus", Deadline::Other);

/// What a call does about a failure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Retry {
    /// Repeats by the policy.
    Always,
    /// Repeats what the server asks to repeat, but reports a connection that does not work at once.
    NotTransport,
}

impl Client {
    /// Makes a unary call, repeated by the retry policy.
    ///
    /// # Errors
    /// The session is lost or stopped; the failure of the last try, with the server's details.
    pub(super) async fn unary<R: Reply>(&self, rpc: Rpc<R>, request: Message, retry: Retry) -> Result<R> {
        self.open().await?;
        self.repeat(&rpc, retry, request.depth(), || self.try_unary(&rpc, request.clone())).await
    }

    /// Makes a call whose request is a stream, all of it repeated by the retry policy.
    ///
    /// `messages` is asked for the requests of each try; an error among them ends the call.
    ///
    /// # Errors
    /// The failure of the last try, with the server's details, or the error of a request.
    pub(super) async fn upload<R, M>(&self, rpc: Rpc<R>, messages: impl Fn() -> M) -> Result<R>
    where
        R: Reply,
        M: Stream<Item = Result<Message>> + Send + 'static,
    {
        self.open().await?;
        self.repeat(&rpc, Retry::Always, 0, || self.try_upload(&rpc, &messages)).await
    }

    /// Makes a call until it succeeds, or fails in a way that the retry policy does not repeat; also on a session that
    /// is not open yet.
    ///
    /// # Errors
    /// The failure of the last try, with the server's details.
    pub(super) async fn repeat<R, C>(
        &self,
        rpc: &Rpc<R>,
        retry: Retry,
        depth: usize,
        call: impl Fn() -> C,
    ) -> Result<R>
    where
        C: Future<Output = Result<R, Failure>>,
    {
        let mut backoff = self.transport().backoff();
        loop {
            let failure = match call().await {
                Ok(reply) => return Ok(reply),
                Err(failure) => failure,
            };
            let again = retry == Retry::Always || !failure.is_transport();
            match again.then(|| backoff.wait(&failure)).flatten() {
                Some(wait) => {
                    tracing::warn!(method = rpc.method(), %failure, ?wait, "calling again");
                    tokio::time::sleep(wait).await;
                }
                None => return Err(backoff.give_up(Box::pin(self.explain(failure, depth)).await)),
            }
        }
    }

    /// Makes a call whose request is a stream, once.
    async fn try_upload<R, M>(&self, rpc: &Rpc<R>, messages: &impl Fn() -> M) -> Result<R, Failure>
    where
        R: Reply,
        M: Stream<Item = Result<Message>> + Send + 'static,
    {
        let call = self.authenticated(|metadata| async move {
            let (messages, failed) = until_error(messages());
            let request = self.with_headers(rpc, messages, metadata);
            let upload = async {
                let mut grpc = self.grpc();
                ready(&mut grpc).await?;
                let path = PathAndQuery::from_static(rpc.path);
                let response = grpc.client_streaming(request, path, MessageCodec::<R>::new()).await?;
                let reply = response.into_inner();
                self.identity().check(&reply)?;
                Ok(reply)
            };
            match select(pin!(upload), pin!(failed)).await {
                Either::Left((reply, _)) => reply,
                // Dropping the call resets its stream: the server never takes what was sent for all of it.
                Either::Right((error, _)) => Err(error.into()),
            }
        });
        self.traced(rpc, Box::pin(call)).await
    }

    /// Makes a unary call once.
    pub(super) async fn try_unary<R: Reply>(&self, rpc: &Rpc<R>, message: Message) -> Result<R, Failure> {
        let message = &message;
        let call = self.authenticated(|metadata| async move {
            let request = self.request(rpc, message.clone(), metadata)?;
            let mut grpc = self.grpc();
            ready(&mut grpc).await?;
            let path = PathAndQuery::from_static(rpc.path);
            let response = grpc.unary(request, path, MessageCodec::<R>::new()).await?;
            let reply = response.into_inner();
            self.identity().check(&reply)?;
            Ok(reply)
        });
        self.traced(rpc, Box::pin(call)).await
    }

    /// Opens a stream of responses, once. `begun` is called when the request is handed to the connection.
    pub(super) async fn try_stream<R: Reply>(
        &self,
        rpc: &Rpc<R>,
        message: Message,
        begun: impl Fn(),
    ) -> Result<Segment<R>, Failure> {
        let (message, begun, limit) = (&message, &begun, self.deadline(rpc));
        let deadline = limit.map(|limit| (tokio::time::Instant::now() + limit, limit));
        let call = self.authenticated(|metadata| async move {
            let request = self.request(rpc, message.clone(), metadata)?;
            let (arrived, limit) = (Arrived::default(), self.connection().message_limit());
            let channel = Framed::new(self.transport().channel(), arrived.clone(), limit);
            let mut grpc = Grpc::new(channel).max_encoding_message_size(limit);
            ready(&mut grpc).await?;
            let path = PathAndQuery::from_static(rpc.path);
            begun();
            Ok(grpc.server_streaming(request, path, StreamCodec::<R>::new(arrived)).await?.into_inner())
        });
        Ok(Segment { stream: self.traced(rpc, Box::pin(call)).await?, deadline })
    }

    /// Makes a call, and once more with another token if the server refuses the one that it was made with.
    async fn authenticated<T, C>(&self, call: impl Fn(MetadataMap) -> C) -> Result<T, Failure>
    where
        C: Future<Output = Result<T, Failure>>,
    {
        let transport = self.transport();
        let metadata = transport.metadata().await?;
        let token = metadata.as_ref().get(AUTHORIZATION).cloned();
        match call(metadata).await {
            Err(failure) if failure.is_unauthenticated() && transport.refused(token.as_ref()) => {
                tracing::debug!("the token was refused: calling with another one");
                call(transport.metadata().await?).await
            }
            outcome => outcome,
        }
    }

    fn request<R>(&self, rpc: &Rpc<R>, message: Message, metadata: MetadataMap) -> Result<Request<Message>> {
        if let Some(error) = message.error() {
            return Err(error.clone());
        }
        let (size, limit) = (message.encoded_len(), self.connection().message_limit());
        if size > limit {
            return Err(Error::new(
                ErrorKind::InvalidPlan,
                format!(
                    "the request takes {size} bytes, at most {limit} can be sent: read large data from a file or a table \
                     instead of sending it with the plan, or raise `grpc_max_message_size` on both sides"
                ),
            ));
        }
        Ok(self.with_headers(rpc, message, metadata))
    }

    fn with_headers<R, T>(&self, rpc: &Rpc<R>, body: T, metadata: MetadataMap) -> Request<T> {
        let mut request = Request::new(body);
        *request.metadata_mut() = metadata;
        if let Some(deadline) = self.deadline(rpc) {
            request.set_timeout(deadline);
        }
        request
    }

    /// Waits for a call as long as its deadline allows, and says to the application's log what became of it.
    ///
    /// The call is boxed because it takes kilobytes: all futures around it would be as large, some of them several times,
    /// and they are copied when their task is spawned.
    async fn traced<R, T>(
        &self,
        rpc: &Rpc<R>,
        call: Pin<Box<impl Future<Output = Result<T, Failure>>>>,
    ) -> Result<T, Failure> {
        let started = Instant::now();
        let call = async {
            let outcome = match self.deadline(rpc) {
                None => call.await,
                Some(limit) => timeout(limit, call).await.unwrap_or_else(|_| Err(Failure::deadline(limit))),
            };
            let elapsed = started.elapsed();
            match &outcome {
                Ok(_) => tracing::debug!(?elapsed, "answered"),
                Err(failure) => {
                    tracing::debug!(?elapsed, %failure, "failed");
                    self.transport().observe(failure, elapsed);
                }
            }
            outcome
        };
        let method = rpc.method();
        call.instrument(tracing::debug_span!("rpc", method, session_id = self.session_id())).await
    }

    fn deadline<R>(&self, rpc: &Rpc<R>) -> Option<Duration> {
        self.connection().deadline(rpc.deadline)
    }

    fn grpc(&self) -> Grpc<Channel> {
        let limit = self.connection().message_limit();
        Grpc::new(self.transport().channel())
            .max_decoding_message_size(limit)
            .max_encoding_message_size(limit)
    }
}

/// One attachment to a stream of responses.
pub(super) struct Segment<R> {
    stream: Streaming<R>,
    deadline: Option<(tokio::time::Instant, Duration)>,
}

impl<R> Segment<R> {
    /// The next response; `None` when the server ends the stream.
    pub(super) async fn next(&mut self) -> Result<Option<R>, Failure> {
        let next = self.stream.message();
        match self.deadline {
            None => Ok(next.await?),
            Some((at, limit)) => match tokio::time::timeout_at(at, next).await {
                Ok(result) => Ok(result?),
                Err(_) => Err(Failure::deadline(limit)),
            },
        }
    }
}

/// The messages up to the first error, after which the stream stays open; and that error, if there ever is one.
///
/// To a server, the end of a stream means that all of it is there. So a stream that fails must not end.
fn until_error<M>(messages: M) -> (impl Stream<Item = Message> + Send + 'static, impl Future<Output = Error>)
where
    M: Stream<Item = Result<Message>> + Send + 'static,
{
    let (sender, receiver) = oneshot::channel();
    let mut sender = Some(sender);
    let messages = messages.then(move |message| {
        let sender = if message.is_err() { sender.take() } else { None };
        async move {
            match (message, sender) {
                (Ok(message), _) => message,
                (Err(error), sender) => {
                    // If nobody listens, the call is over.
                    let _ = sender.map(|sender| sender.send(error));
                    pending().await
                }
            }
        }
    });
    let failed = async move {
        match receiver.await {
            Ok(error) => error,
            // All messages are sent.
            Err(_) => pending().await,
        }
    };
    (messages, failed)
}

async fn ready<S>(grpc: &mut Grpc<S>) -> Result<(), Failure>
where
    S: GrpcService<Body, Error = transport::Error>,
{
    grpc.ready().await.map_err(|error| Failure::from(Status::from_error(Box::new(error))))
}
