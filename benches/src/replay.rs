//! A server that answers every query with what a real server answered once.
//!
//! So a client is measured, and not an engine: the responses lie in memory, encoded, and only the ids of the session and
//! the operation are written in front of each. It talks HTTP/2 by itself, since a gRPC server would copy every response.

mod recording;
mod response;
mod service;

use std::{net::SocketAddr, sync::Arc};

use hyper::server::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpListener;

pub use recording::Recording;

use crate::child::Result;
use service::Replay;

/// What Spark's server lets a client send before it has read it.
const WINDOW: u32 = 1024 * 1024;

/// A server that listens.
#[derive(Debug)]
pub struct ReplayServer {
    listener: TcpListener,
    replay: Arc<Replay>,
}

impl ReplayServer {
    /// Listens on a free port of this machine.
    ///
    /// # Errors
    /// There is none.
    pub async fn bind(recording: Recording) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        Ok(Self { listener, replay: Arc::new(Replay::new(recording)) })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// The system does not tell.
    pub fn address(&self) -> Result<SocketAddr> {
        Ok(self.listener.local_addr()?)
    }

    /// Serves until it is dropped.
    ///
    /// # Errors
    /// It cannot accept connections any more.
    pub async fn serve(self) -> Result<()> {
        loop {
            let (stream, _) = self.listener.accept().await?;
            stream.set_nodelay(true)?;
            let replay = Arc::clone(&self.replay);
            let service = hyper::service::service_fn(move |request| Arc::clone(&replay).answer(request));
            let connection = http2::Builder::new(TokioExecutor::new())
                .initial_stream_window_size(WINDOW)
                .initial_connection_window_size(WINDOW)
                .serve_connection(TokioIo::new(stream), service);
            // A client that goes away is no reason to stop.
            tokio::spawn(async move { connection.await.ok() });
        }
    }
}
