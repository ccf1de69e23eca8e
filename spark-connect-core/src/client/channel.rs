//! From a [`Connection`] to an open channel.

use std::{error::Error as StdError, io, time::Duration};

use futures::future::BoxFuture;
use http::{HeaderMap, HeaderName, HeaderValue};
use tonic::transport::{Channel, Endpoint};

use super::{Connection, hooks::Connector};
#[cfg(feature = "tls")]
use crate::error::TlsFailure;
use crate::error::{Error, ErrorKind, Result};

/// A failed call carries its details in a trailer; hyper's default of 16 KiB cuts the longer ones off.
const MAX_HEADER_LIST: u32 = 256 * 1024;

/// How much of a result may be on the way. Spark keeps 10 MiB of what it sent for a client that comes back after a
/// broken connection: more than that must not be lost with it.
const STREAM_WINDOW: u32 = 4 * 1024 * 1024;

/// The same of all results together: as much as HTTP/2 allows. What waits for a slow consumer counts against it, and
/// must not keep the others waiting.
const CONNECTION_WINDOW: u32 = i32::MAX as u32;

/// Connects, so that an unreachable server is found now and not by the first query.
///
/// Boxed for the reason that [`Client::unary`](super::Client::unary) gives: all of HTTP/2 and TLS is behind it.
pub(super) fn connect(connection: &Connection) -> BoxFuture<'_, Result<Channel>> {
    Box::pin(async move {
        let endpoint = endpoint(connection, connection.keepalive().time)?;
        connector(connection).open(&endpoint).await.map_err(|error| unreachable(connection, error))
    })
}

/// A channel that connects with its first call, to a server that was reached before.
///
/// # Errors
/// The settings, or the certificates of this system, have become illegal.
pub(super) fn connect_later(connection: &Connection, keepalive_time: Duration) -> Result<Channel> {
    let endpoint = endpoint(connection, keepalive_time)?;
    Ok(connector(connection).open_later(&endpoint))
}

fn connector(connection: &Connection) -> Connector {
    let own = connection.own_connector().cloned();
    own.unwrap_or_else(|| Connector::tcp(connection.connect_limit()))
}

fn endpoint(connection: &Connection, keepalive_time: Duration) -> Result<Endpoint> {
    let scheme = if connection.is_tls() { "https" } else { "http" };
    let invalid = |error| {
        Error::new(ErrorKind::InvalidConfig, format!("cannot connect to {connection}")).with_source(error)
    };
    let mut endpoint = Endpoint::from_shared(format!("{scheme}://{connection}"))
        .map_err(invalid)?
        .connect_timeout(connection.connect_limit())
        .http2_max_header_list_size(MAX_HEADER_LIST)
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW);
    let keepalive = connection.keepalive();
    if keepalive.enabled {
        endpoint = endpoint
            .http2_keep_alive_interval(keepalive_time)
            .keep_alive_timeout(keepalive.timeout)
            .keep_alive_while_idle(keepalive.without_calls);
    }
    if connection.is_tls() { tls(endpoint, connection) } else { Ok(endpoint) }
}

#[cfg(feature = "tls")]
fn tls(endpoint: Endpoint, connection: &Connection) -> Result<Endpoint> {
    connection.tls_settings().configure(endpoint, connection.host(), connection.connect_limit())
}

#[cfg(not(feature = "tls"))]
fn tls(_: Endpoint, connection: &Connection) -> Result<Endpoint> {
    Err(Error::new(
        ErrorKind::InvalidConfig,
        format!(
            "the connection to {connection} needs TLS (`use_ssl=true`, or a token for another host than `localhost`), \
             and spark-connect-core was built without its feature `tls`"
        ),
    ))
}

fn unreachable(connection: &Connection, error: tonic::transport::Error) -> Error {
    #[cfg(feature = "tls")]
    if let Some(failure) = TlsFailure::find(&error) {
        let kind = if failure.is_refusal { ErrorKind::Authentication } else { ErrorKind::Connection };
        let TlsFailure { reason, advice, .. } = failure;
        return Error::new(kind, format!("cannot reach Spark at {connection}: {reason}; {advice}"))
            .with_source(error);
    }
    let mut innermost: &dyn StdError = &error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    let io = innermost.downcast_ref::<io::Error>().map(io::Error::kind);
    let reason = match io {
        Some(kind @ (io::ErrorKind::ConnectionRefused | io::ErrorKind::TimedOut)) => kind.to_string(),
        _ => innermost.to_string(),
    };
    let advice = match io {
        Some(io::ErrorKind::ConnectionRefused) => "is a Spark Connect server running there, on that port?",
        Some(io::ErrorKind::TimedOut) => "is the host up, and does a firewall let the port through?",
        _ if connection.own_connector().is_some() => "its connector could not reach it",
        _ if connection.is_tls() => "does the server speak TLS on that port?",
        _ => "is the host's name right?",
    };
    Error::new(ErrorKind::Connection, format!("cannot reach Spark at {connection}: {reason}; {advice}"))
        .with_source(error)
        .into_retryable()
}

/// The headers that are the same for every call.
pub(super) fn headers(connection: &Connection) -> Result<HeaderMap> {
    let mut headers = HeaderMap::new();
    for (name, value) in connection.headers() {
        let illegal = || {
            let message = format!("the value of the header `{name}` has characters that headers cannot hold");
            Error::new(ErrorKind::InvalidConfig, message)
        };
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| illegal())?;
        let mut value = HeaderValue::from_str(value.expose()).map_err(|_| illegal())?;
        // Keeps it out of HTTP/2's compression table and out of `Debug`.
        value.set_sensitive(true);
        headers.insert(name, value);
    }
    Ok(headers)
}
