//! The one error type of this crate.
//!
//! [`Error`] is opaque: ask it what a caller can act on ([`Error::kind`], [`Error::error_class`],
//! [`Error::sql_state`], [`Error::is_retryable`]). Its `Display` is one sentence without causes and without
//! secrets; causes, also the server's own, are reached through [`std::error::Error::source`].
//!
//! ```no_run
//! use spark_connect_core::prelude::*;
//!
//! # async fn example(spark: SparkSession) {
//! let Err(error) = spark.table("orders").count().await else { return };
//! if error.is_error_class("TABLE_OR_VIEW_NOT_FOUND") {
//!     println!("nothing was ordered yet");
//! } else {
//!     eprintln!("{error}");
//!     let mut cause = std::error::Error::source(&error);
//!     while let Some(inner) = cause {
//!         eprintln!("caused by: {inner}");
//!         cause = inner.source();
//!     }
//!     for frame in error.server().map_or(&[][..], |server| server.stack_trace()) {
//!         eprintln!("    at {frame}");
//!     }
//! }
//! # }
//! ```

mod context;
mod details;
mod headline;
mod server;
mod status;
#[cfg(feature = "tls")]
mod tls;

use std::{collections::BTreeMap, fmt, sync::Arc, time::Duration};

pub use context::QueryContext;
pub use server::{BreakingChange, ServerError, StackFrame};
pub(crate) use status::Failure;
#[cfg(feature = "tls")]
pub(crate) use tls::TlsFailure;

/// The result of a fallible operation of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error of any type: what conversions that are yours return, see [`StoredAs`](crate::dataset::StoredAs).
pub type BoxError = Box<dyn std::error::Error + Send + Sync + 'static>;

/// What went wrong, by what a caller can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A connection string or a session option is malformed. Nothing was sent.
    InvalidConfig,
    /// The server cannot be reached, or the connection broke and retries did not help.
    Connection,
    /// The server refused the credentials.
    Authentication,
    /// A deadline passed.
    Timeout,
    /// The server session is gone (closed, expired, or the server restarted): make a new one.
    Session,
    /// The operation was interrupted.
    Cancelled,
    /// SQL text or an expression string does not parse.
    Parse,
    /// The plan does not fit the data: unknown table or column, wrong types.
    Analysis,
    /// The query failed while it ran.
    Execution,
    /// The server does not offer this feature.
    Unsupported,
    /// The plan is not well formed: an expression that escaped its closure, a value out of range, a plan that is too
    /// deep or too large. Mostly found before anything is sent; the server's own parser has the last word.
    InvalidPlan,
    /// The columns a query returns do not fit the Rust type that should hold them.
    Schema,
    /// A value cannot be read into, or written from, its Rust type.
    Conversion,
    /// A file cannot be uploaded: it cannot be read, servers do not take its name, or it arrived damaged each time.
    Artifact,
    /// The server broke the protocol.
    Protocol,
    /// A server on this machine could not be installed or started.
    LocalServer,
    /// A blocking call on a thread of an asynchronous runtime: it is to be awaited instead. Nothing was done.
    WouldBlock,
    /// A failure of the server that fits no other kind.
    Internal,
}

/// An error of a Spark Connect client: cheap to clone, opaque, without secrets.
#[derive(Clone)]
pub struct Error(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    message: String,
    retryable: bool,
    operation_id: Option<String>,
    server: Option<ServerError>,
    retries: Option<Retries>,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

/// How often, and for how long, a call was made again before it was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Retries {
    /// How many tries there were after the first.
    pub count: u32,
    /// The time from the first try to the end of the last one, with the waits between them.
    pub elapsed: Duration,
}

impl Error {
    /// An error of `kind` with a message that says what is wrong and, where there is one, the fix.
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Arc::new(Inner {
            kind,
            message: message.into(),
            retryable: false,
            operation_id: None,
            server: None,
            retries: None,
            source: None,
        }))
    }

    /// The same error with its cause.
    pub(crate) fn with_source(self, source: impl Into<BoxError>) -> Self {
        self.update(|inner| inner.source = Some(source.into().into()))
    }

    /// The same error with the id of the operation that failed.
    pub(crate) fn with_operation_id(self, id: impl Into<String>) -> Self {
        self.update(|inner| inner.operation_id = Some(id.into()))
    }

    /// The same error with what the server said.
    pub(crate) fn with_server(self, server: ServerError) -> Self {
        self.update(|inner| inner.server = Some(server))
    }

    /// The same error, after so many retries.
    pub(crate) fn with_retries(self, retries: Retries) -> Self {
        self.update(|inner| inner.retries = Some(retries))
    }

    /// The same error, which may not come back if the call is repeated.
    pub(crate) fn into_retryable(self) -> Self {
        self.update(|inner| inner.retryable = true)
    }

    /// The same error of another kind with another text: for what only the caller knows of its circumstances.
    pub(crate) fn reword(self, kind: ErrorKind, message: impl Into<String>) -> Self {
        self.update(|inner| {
            inner.kind = kind;
            inner.message = message.into();
        })
    }

    fn update(self, change: impl FnOnce(&mut Inner)) -> Self {
        let mut inner = Arc::unwrap_or_clone(self.0);
        change(&mut inner);
        Self(Arc::new(inner))
    }

    /// What a caller can do about it.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Spark's error class, such as `TABLE_OR_VIEW_NOT_FOUND` or `UNRESOLVED_COLUMN.WITH_SUGGESTION`.
    ///
    /// `None` for errors made on this side, and where the server names none (Sail rarely does).
    #[must_use]
    pub fn error_class(&self) -> Option<&str> {
        self.0.server.as_ref()?.error_class()
    }

    /// The SQLSTATE, such as `42P01`.
    #[must_use]
    pub fn sql_state(&self) -> Option<&str> {
        self.0.server.as_ref()?.sql_state()
    }

    /// Whether it is of an error class, or of a subclass of it: both `UNRESOLVED_COLUMN` and
    /// `UNRESOLVED_COLUMN.WITH_SUGGESTION` are true for the latter.
    #[must_use]
    pub fn is_error_class(&self, class: &str) -> bool {
        let rest = self.error_class().and_then(|actual| actual.strip_prefix(class));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// The parameters of Spark's error message by name; empty where the server sent none.
    #[must_use]
    pub fn message_parameters(&self) -> &BTreeMap<String, String> {
        static NONE: BTreeMap<String, String> = BTreeMap::new();
        self.0.server.as_ref().map_or(&NONE, ServerError::message_parameters)
    }

    /// Where in the query the failure lies: the piece of SQL text, or the call that built the expression.
    ///
    /// The innermost place comes first. Empty where the server does not say.
    #[must_use]
    pub fn query_context(&self) -> &[QueryContext] {
        self.0.server.as_ref().map_or(&[], ServerError::query_context)
    }

    /// What the server said of the failure, where it was the server that failed.
    #[must_use]
    pub fn server(&self) -> Option<&ServerError> {
        self.0.server.as_ref()
    }

    /// The id of the operation that failed, for the server's logs and its user interface.
    #[must_use]
    pub fn operation_id(&self) -> Option<&str> {
        self.0.operation_id.as_deref()
    }

    /// How often and for how long the call was tried again; `None` if it was tried once.
    ///
    /// `Display` says it too. The rules are those of the [`RetryPolicy`](../client/struct.RetryPolicy.html).
    #[must_use]
    pub fn retries(&self) -> Option<Retries> {
        self.0.retries
    }

    /// Whether the same call may succeed later without a change (the server was unreachable or asked to retry).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// Whether the server session is gone, so that a new `SparkSession` is needed.
    #[must_use]
    pub fn is_session_lost(&self) -> bool {
        self.0.kind == ErrorKind::Session
    }

    /// Whether the operation was interrupted: by this application or by somebody else.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.kind == ErrorKind::Cancelled
    }

    /// Whether a deadline passed.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout
    }

    /// Whether the server does not offer what was asked of it, so that another way has to be found.
    #[must_use]
    pub fn is_unsupported(&self) -> bool {
        self.0.kind == ErrorKind::Unsupported
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        // SQL text is quoted in the message itself.
        if let Some(place) = self.query_context().iter().find(|context| context.call_site().is_some()) {
            write!(f, " ({place})")?;
        }
        match self.0.retries {
            None => Ok(()),
            Some(Retries { count, elapsed }) => {
                let (retries, seconds) =
                    (if count == 1 { "retry" } else { "retries" }, elapsed.as_secs_f32());
                write!(f, " (given up after {count} {retries} in {seconds:.1} s)")
            }
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Error");
        out.field("kind", &self.0.kind).field("message", &self.0.message);
        if let Some(server) = &self.0.server {
            out.field("server", server);
        }
        if let Some(id) = &self.0.operation_id {
            out.field("operation_id", id);
        }
        if let Some(retries) = &self.0.retries {
            out.field("retries", retries);
        }
        if let Some(source) = &self.0.source {
            out.field("source", source);
        }
        out.finish()
    }
}

impl std::error::Error for Error {
    /// What is below: the server's cause of its failure, or what went wrong on this side.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.source {
            Some(source) => Some(&**source as _),
            None => self.0.server.as_ref().and_then(std::error::Error::source),
        }
    }
}
