//! What an application puts in the way of calls and connections.

use std::{fmt, sync::Arc, time::Duration};

use futures::future::BoxFuture;
use http::{HeaderMap, Uri};
use hyper_util::{client::legacy::connect::HttpConnector, rt::TokioIo};
use tokio::io::{AsyncRead, AsyncWrite};
use tonic::transport::{Channel, Endpoint, Error as TransportError};
use tower::{Service, ServiceExt, service_fn};

use super::Connection;

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Changes the headers of each call.
#[derive(Clone)]
pub(super) struct Interceptor(Arc<dyn Fn(&mut HeaderMap) + Send + Sync>);

impl Interceptor {
    pub(super) fn new(change: impl Fn(&mut HeaderMap) + Send + Sync + 'static) -> Self {
        Self(Arc::new(change))
    }

    pub(super) fn change(&self, headers: &mut HeaderMap) {
        (self.0)(headers);
    }
}

/// Changes a connection before it is made.
#[derive(Clone)]
pub(crate) struct Change(Arc<dyn Fn(Connection) -> Connection + Send + Sync>);

impl Change {
    pub(crate) fn new(change: impl Fn(Connection) -> Connection + Send + Sync + 'static) -> Self {
        Self(Arc::new(change))
    }

    pub(crate) fn apply(&self, connection: Connection) -> Connection {
        (self.0)(connection)
    }
}

/// Bytes both ways.
trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

type Connecting = BoxFuture<'static, Result<Box<dyn Stream>, Cause>>;

/// Makes the connections to a server.
#[derive(Clone)]
pub(super) struct Connector(Arc<dyn Fn(Uri) -> Connecting + Send + Sync>);

impl Connector {
    pub(super) fn new<F, Fut, S, E>(connect: F) -> Self
    where
        F: Fn(Uri) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<S, E>> + Send + 'static,
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
        E: Into<Cause>,
    {
        Self(Arc::new(move |uri| {
            let stream = connect(uri);
            Box::pin(async move {
                let stream: Box<dyn Stream> = Box::new(stream.await.map_err(E::into)?);
                Ok(stream)
            })
        }))
    }

    /// Those over TCP, to any address that the host's name stands for, `limit` for all of them.
    ///
    /// It is one of these like those of applications, because tonic's connection is compiled once for each kind.
    pub(super) fn tcp(limit: Duration) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(limit));
        Self::new(move |uri| {
            let connecting = tcp.clone().oneshot(uri);
            async move { connecting.await.map(TokioIo::into_inner) }
        })
    }

    /// Connects to `endpoint`, and again whenever that connection ends.
    pub(super) async fn open(&self, endpoint: &Endpoint) -> Result<Channel, TransportError> {
        endpoint.connect_with_connector(self.service()).await
    }

    /// The same, but the first connection is made with the first call.
    pub(super) fn open_later(&self, endpoint: &Endpoint) -> Channel {
        endpoint.connect_with_connector_lazy(self.service())
    }

    fn service(
        &self,
    ) -> impl Service<Uri, Response = TokioIo<Box<dyn Stream>>, Error = Cause, Future: Send> + Send + use<>
    {
        let connect = Arc::clone(&self.0);
        service_fn(move |uri| {
            let stream = connect(uri);
            async move { stream.await.map(TokioIo::new) }
        })
    }
}

macro_rules! compared_by_identity {
    ($($name:ident),+) => {
        $(
            impl PartialEq for $name {
                /// The same closure, not one that does the same.
                fn eq(&self, other: &Self) -> bool {
                    Arc::ptr_eq(&self.0, &other.0)
                }
            }

            impl Eq for $name {}

            impl fmt::Debug for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("..")
                }
            }
        )+
    };
}

compared_by_identity!(Interceptor, Connector, Change);
