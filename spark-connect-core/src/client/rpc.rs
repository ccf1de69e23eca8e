//! The calls of the service: their paths and deadlines, and how one is made.

use std::{
    future::poll_fn,
    marker::PhantomData,
    pin::{Pin, pin},
    task::{Context, Poll},
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures::{
    Stream, StreamExt,
    future::{BoxFuture, Either, pending, select},
};
use http::{HeaderMap, header::AUTHORIZATION};
use tokio::{
    sync::oneshot,
    time::{Sleep, sleep},
};
use tonic::Status;
use tower::Service;
use tracing::Instrument;

use super::{
    Client,
    deadlines::Deadline,
    grpc::{self, Requests},
    identity::Reply,
    messages::Messages,
};
use crate::{
    error::{Error, ErrorKind, Failure, Result},
    proto::spark::connect as proto,
    relation::Message,
};

/// A method of the service, answered by `R`.
pub(super) struct Rpc<R> {
    method: Method,
    reply: PhantomData<fn() -> R>,
}

/// A method, whatever it is answered by: calls are made of bytes, so that their code is there once.
#[derive(Clone, Copy)]
struct Method {
    path: &'static str,
    deadline: Deadline,
}

impl<R> Rpc<R> {
    const fn new(path: &'static str, deadline: Deadline) -> Self {
        Self { method: Method { path, deadline }, reply: PhantomData }
    }
}

impl Method {
    /// Its name, for logs.
    fn name(self) -> &'static str {
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
        let open = true;
        self.reply(self.repeated(rpc.method, request, retry, open).await?)
    }

    /// Makes a unary call as [`unary`](Self::unary) does, but also on a session that is not open yet, or not any more.
    ///
    /// # Errors
    /// The failure of the last try, with the server's details.
    pub(super) async fn unary_unopened<R: Reply>(&self, rpc: Rpc<R>, request: Message) -> Result<R> {
        let open = false;
        self.reply(self.repeated(rpc.method, request, Retry::Always, open).await?)
    }

    /// Makes a unary call once.
    ///
    /// # Errors
    /// Its failure.
    pub(super) async fn unary_once<R: Reply>(&self, rpc: Rpc<R>, request: &Message) -> Result<R, Failure> {
        self.read(self.once(rpc.method, request).await?)
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
        let upload = || self.try_upload(rpc.method, &messages);
        self.reply(self.repeat(rpc.method, Retry::Always, 0, upload).await?)
    }

    /// The answer to a unary call that is repeated by the retry policy. The session is opened before, if `open`.
    ///
    /// Boxed here, and not generic: what an `async fn` does is compiled in each crate that waits for it, and this is the
    /// way into most of the code of a call.
    fn repeated(
        &self,
        method: Method,
        request: Message,
        retry: Retry,
        open: bool,
    ) -> BoxFuture<'_, Result<Bytes>> {
        Box::pin(async move {
            if open {
                self.open().await?;
            }
            self.repeat(method, retry, request.depth(), || self.once(method, &request)).await
        })
    }

    /// Makes a call until it succeeds, or fails in a way that the retry policy does not repeat.
    async fn repeat<C>(
        &self,
        method: Method,
        retry: Retry,
        depth: usize,
        call: impl Fn() -> C,
    ) -> Result<Bytes>
    where
        C: Future<Output = Result<Bytes, Failure>>,
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
                    tracing::warn!(method = method.name(), %failure, ?wait, "calling again");
                    sleep(wait).await;
                }
                None => return Err(backoff.give_up(Box::pin(self.explain(failure, depth)).await)),
            }
        }
    }

    /// Makes a call whose request is a stream, once.
    async fn try_upload<M>(&self, method: Method, messages: &impl Fn() -> M) -> Result<Bytes, Failure>
    where
        M: Stream<Item = Result<Message>> + Send + 'static,
    {
        let call = self.authenticated(|headers| async move {
            let (messages, failed) = until_error(messages());
            let upload =
                async { only(self.open_call(method, headers, Requests::all(messages), &|| {}).await?).await };
            match select(pin!(upload), pin!(failed)).await {
                Either::Left((reply, _)) => reply,
                // Dropping the call resets its stream: the server never takes what was sent for all of it.
                Either::Right((error, _)) => Err(error.into()),
            }
        });
        self.traced(method, self.expiry(method).as_mut(), Box::pin(call)).await
    }

    /// The answer to a unary call that is made once.
    async fn once(&self, method: Method, message: &Message) -> Result<Bytes, Failure> {
        let call = self.authenticated(|headers| async move {
            only(self.open_call(method, headers, self.request(message)?, &|| {}).await?).await
        });
        self.traced(method, self.expiry(method).as_mut(), Box::pin(call)).await
    }

    /// Opens a stream of responses, once. `begun` is called when the request is handed to the connection.
    pub(super) async fn try_stream<R: Reply>(
        &self,
        rpc: Rpc<R>,
        message: &Message,
        begun: &(dyn Fn() + Sync),
    ) -> Result<Segment<R>, Failure> {
        let method = rpc.method;
        let call = self.authenticated(|headers| async move {
            self.open_call(method, headers, self.request(message)?, begun).await
        });
        let mut expiry = self.expiry(method);
        let messages = self.traced(method, expiry.as_mut(), Box::pin(call)).await?;
        Ok(Segment { messages, expiry, reply: PhantomData })
    }

    /// Sends a call, and waits for the beginning of the answer.
    async fn open_call(
        &self,
        method: Method,
        mut headers: HeaderMap,
        requests: Requests,
        begun: &(dyn Fn() + Sync),
    ) -> Result<Messages, Failure> {
        if let Some(limit) = self.deadline(method) {
            grpc::add_timeout(&mut headers, limit);
        }
        let mut channel = self.transport().channel();
        let ready = poll_fn(|cx| channel.poll_ready(cx)).await;
        ready.map_err(|error| Status::from_error(Box::new(error)))?;
        let answer = grpc::send(&mut channel, method.path, headers, requests);
        begun();
        grpc::answer(answer, self.connection().message_limit()).await
    }

    /// What the answer of a call says.
    fn read<R: Reply>(&self, answer: Bytes) -> Result<R, Failure> {
        let reply = decode(answer)?;
        self.identity().check(&reply)?;
        Ok(reply)
    }

    /// The same of a call that was repeated as often as it can be.
    fn reply<R: Reply>(&self, answer: Bytes) -> Result<R> {
        self.read(answer).map_err(|failure| self.identity().observe(failure))
    }

    /// Makes a call, and once more with another token if the server refuses the one that it was made with.
    async fn authenticated<T, C>(&self, call: impl Fn(HeaderMap) -> C) -> Result<T, Failure>
    where
        C: Future<Output = Result<T, Failure>>,
    {
        let transport = self.transport();
        let headers = transport.call_headers().await?;
        let token = headers.get(AUTHORIZATION).cloned();
        match call(headers).await {
            Err(failure) if failure.is_unauthenticated() && transport.refused(token.as_ref()) => {
                tracing::debug!("the token was refused: calling with another one");
                call(transport.call_headers().await?).await
            }
            outcome => outcome,
        }
    }

    fn request(&self, message: &Message) -> Result<Requests> {
        if let Some(error) = message.error() {
            return Err(error.clone());
        }
        // gRPC writes the length in 32 bits.
        let (size, limit) = (message.encoded_len(), self.connection().message_limit().min(u32::MAX as usize));
        if size > limit {
            return Err(Error::new(
                ErrorKind::InvalidPlan,
                format!(
                    "the request takes {size} bytes, at most {limit} can be sent: read large data from a file or a table \
                     instead of sending it with the plan, or raise `grpc_max_message_size` on both sides"
                ),
            ));
        }
        Ok(Requests::one(message))
    }

    /// Waits for a call as long as its deadline allows, and says to the application's log what became of it.
    ///
    /// The call is boxed because it takes kilobytes: all futures around it would be as large, some of them several times,
    /// and they are copied when their task is spawned.
    async fn traced<T>(
        &self,
        method: Method,
        mut expiry: Option<&mut Expiry>,
        mut call: Pin<Box<impl Future<Output = Result<T, Failure>>>>,
    ) -> Result<T, Failure> {
        let started = Instant::now();
        let call = async {
            let outcome = poll_fn(|cx| match call.as_mut().poll(cx) {
                Poll::Ready(outcome) => Poll::Ready(outcome),
                Poll::Pending => poll_expiry(&mut expiry, cx).map(Err),
            });
            let outcome = outcome.await;
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
        let method = method.name();
        call.instrument(tracing::debug_span!("rpc", method, session_id = self.session_id())).await
    }

    fn deadline(&self, method: Method) -> Option<Duration> {
        self.connection().deadline(method.deadline)
    }

    fn expiry(&self, method: Method) -> Option<Expiry> {
        self.deadline(method).map(|limit| Expiry { limit, sleep: Box::pin(sleep(limit)) })
    }
}

/// The end of a call's time.
struct Expiry {
    limit: Duration,
    sleep: Pin<Box<Sleep>>,
}

/// Waits for the end of a call's time, if it has one.
fn poll_expiry(expiry: &mut Option<&mut Expiry>, cx: &mut Context<'_>) -> Poll<Failure> {
    match expiry {
        Some(expiry) => expiry.sleep.as_mut().poll(cx).map(|()| Failure::deadline(expiry.limit)),
        None => Poll::Pending,
    }
}

/// One attachment to a stream of responses.
pub(super) struct Segment<R> {
    messages: Messages,
    expiry: Option<Expiry>,
    reply: PhantomData<fn() -> R>,
}

impl<R: Reply> Segment<R> {
    /// The next response; `None` when the server ends the stream.
    pub(super) async fn next(&mut self) -> Result<Option<R>, Failure> {
        let mut expiry = self.expiry.as_mut();
        let message = poll_fn(|cx| match self.messages.poll_next(cx) {
            Poll::Ready(message) => Poll::Ready(message),
            Poll::Pending => poll_expiry(&mut expiry, cx).map(Err),
        });
        message.await?.map(decode).transpose()
    }
}

/// The only message of an answer, once its end has come.
async fn only(mut answer: Messages) -> Result<Bytes, Failure> {
    let message = poll_fn(|cx| answer.poll_next(cx)).await?;
    let message = message.ok_or_else(|| Status::internal("the server answered with nothing"))?;
    while poll_fn(|cx| answer.poll_next(cx)).await?.is_some() {}
    Ok(message)
}

fn decode<R: Reply>(message: Bytes) -> Result<R, Failure> {
    let unreadable = |error| Status::data_loss(format!("the server's response is not readable: {error}"));
    Ok(R::decode(message).map_err(unreadable)?)
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
