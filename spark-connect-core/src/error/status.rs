//! From a gRPC status to an [`Error`]: the only place that reads one.

use std::{error::Error as StdError, fmt, io, time::Duration};

use prost::Message;
use tonic::{Code, Status};

use super::{
    Error, ErrorKind, ServerError, details,
    headline::{headline, leading_class},
};
use crate::proto::{google::rpc, spark::connect::FetchErrorDetailsResponse};

/// What a JVM says whose request handler died, for example of a stack overflow.
const UNEXPLAINED: [&str; 2] = ["", "Application error processing RPC"];

/// Exceptions by Spark's class names, the first match wins: the server lists the most specific class first.
const KINDS: [(&str, ErrorKind); 16] = [
    ("org.apache.spark.sql.catalyst.parser.ParseException", ErrorKind::Parse),
    ("org.apache.spark.sql.AnalysisException", ErrorKind::Analysis),
    ("org.apache.spark.sql.connect.common.InvalidPlanInput", ErrorKind::InvalidPlan),
    ("org.apache.spark.sql.streaming.StreamingQueryException", ErrorKind::Execution),
    ("org.apache.spark.sql.execution.QueryExecutionException", ErrorKind::Execution),
    ("java.lang.UnsupportedOperationException", ErrorKind::Unsupported),
    ("java.lang.NumberFormatException", ErrorKind::Execution),
    ("java.lang.IllegalArgumentException", ErrorKind::Execution),
    ("java.lang.ArithmeticException", ErrorKind::Execution),
    ("java.lang.ArrayIndexOutOfBoundsException", ErrorKind::Execution),
    ("java.time.DateTimeException", ErrorKind::Execution),
    ("org.apache.spark.SparkRuntimeException", ErrorKind::Execution),
    ("org.apache.spark.SparkUpgradeException", ErrorKind::Execution),
    ("org.apache.spark.api.python.PythonException", ErrorKind::Execution),
    ("java.util.NoSuchElementException", ErrorKind::Execution),
    ("org.apache.spark.SparkException", ErrorKind::Execution),
];

/// A call that failed: what a retry loop needs to know of it, and the [`Error`] it becomes when it is given up.
#[derive(Debug)]
pub(crate) struct Failure(Box<Parts>);

#[derive(Debug, Clone)]
struct Parts {
    cause: Cause,
    server: ServerError,
    retry_delay: Option<Duration>,
    source: Option<Status>,
}

/// What kind of failure it is, from the outside in.
#[derive(Debug, Clone)]
enum Cause {
    /// Found on this side: never retried, returned as it is.
    Local(Error),
    /// The connection was refused or never came about: the request did not leave this process.
    NotConnected,
    /// The connection broke: the request may have been carried out.
    Disconnected,
    /// The server does not accept this client's certificate, or misses one.
    #[cfg(feature = "tls")]
    Refused,
    /// The deadline of the call passed on this side.
    Deadline,
    /// The server answered.
    Server(Code),
}

impl Failure {
    /// The deadline of a call passed on this side.
    pub(crate) fn deadline(limit: Duration) -> Self {
        Self::bare(Cause::Deadline, format!("the server did not answer within {} s", limit.as_secs()))
    }

    /// The answer to a call ended where it must not.
    pub(crate) fn broken_off(how: &str) -> Self {
        Self::bare(Cause::Disconnected, format!("the answer broke off {how}"))
    }

    /// The failure of a part of an operation, which the server tells beside the result of the rest.
    pub(crate) fn partial(details: FetchErrorDetailsResponse) -> Self {
        let mut failure = Self::bare(Cause::Server(Code::Internal), String::new());
        failure.add_details(details);
        failure
    }

    fn bare(cause: Cause, message: String) -> Self {
        let server = ServerError { message, ..ServerError::default() };
        Self(Box::new(Parts { cause, server, retry_delay: None, source: None }))
    }

    /// Whether it was found on this side: nothing was sent.
    pub(crate) fn is_local(&self) -> bool {
        matches!(self.0.cause, Cause::Local(_))
    }

    /// Whether the same request may succeed if it is sent again.
    pub(crate) fn is_retryable(&self) -> bool {
        match self.0.cause {
            Cause::Local(_) | Cause::Deadline => false,
            #[cfg(feature = "tls")]
            Cause::Refused => false,
            Cause::NotConnected | Cause::Disconnected | Cause::Server(Code::Unavailable) => true,
            // A later reattach took this stream over.
            Cause::Server(Code::Internal) if self.says("INVALID_CURSOR.DISCONNECTED") => true,
            Cause::Server(_) => self.0.retry_delay.is_some(),
        }
    }

    /// How long the server asks to wait before the next try.
    pub(crate) fn retry_delay(&self) -> Option<Duration> {
        self.0.retry_delay
    }

    /// Whether the request never left this process, so that sending it again cannot run anything twice.
    pub(crate) fn is_not_sent(&self) -> bool {
        matches!(self.0.cause, Cause::NotConnected)
    }

    /// Whether the connection, not the server, failed.
    pub(crate) fn is_transport(&self) -> bool {
        matches!(self.0.cause, Cause::NotConnected | Cause::Disconnected)
    }

    /// Whether the connection ended while the call was running.
    pub(crate) fn is_disconnected(&self) -> bool {
        matches!(self.0.cause, Cause::Disconnected)
    }

    /// Whether a deadline passed, here or on the server.
    pub(crate) fn is_deadline(&self) -> bool {
        matches!(self.0.cause, Cause::Deadline | Cause::Server(Code::DeadlineExceeded))
    }

    /// Whether the deadline passed on this side, with no word from the server.
    pub(crate) fn is_own_deadline(&self) -> bool {
        matches!(self.0.cause, Cause::Deadline)
    }

    /// Whether the server does not let clients return to the operation.
    pub(crate) fn is_not_reattachable(&self) -> bool {
        self.says("INVALID_CURSOR.NOT_REATTACHABLE")
    }

    /// Whether the server wants other credentials.
    pub(crate) fn is_unauthenticated(&self) -> bool {
        matches!(self.0.cause, Cause::Server(Code::Unauthenticated))
    }

    /// Whether the server could not make sense of the bytes of a plan.
    pub(crate) fn is_plan_unreadable(&self) -> bool {
        self.says("CONNECT_INVALID_PLAN.CANNOT_PARSE")
    }

    /// Whether the server does not know the operation, or its session.
    pub(crate) fn is_operation_unknown(&self) -> bool {
        self.says("INVALID_HANDLE.OPERATION_NOT_FOUND") || self.says("INVALID_HANDLE.SESSION_NOT_FOUND")
    }

    /// Whether the server already has an operation of this id, which is being started just now.
    pub(crate) fn is_operation_there(&self) -> bool {
        self.says("INVALID_HANDLE.OPERATION_ALREADY_EXISTS")
    }

    /// Whether Sail does not know the operation, or does not any more: it has no error classes.
    pub(crate) fn is_operation_unknown_to_sail(&self) -> bool {
        let message = &self.0.server.message;
        let texts = ["operation not found: ", "task context not found for operation"];
        self.0.server.error_class.is_none() && texts.iter().any(|text| message.contains(text))
    }

    /// Whether the server names a condition of its own, so that its text needs no interpretation.
    pub(crate) fn is_explained(&self) -> bool {
        !matches!(self.0.cause, Cause::Server(_)) || self.0.server.error_class.is_some()
    }

    /// Whether the server's request handler died without a word, as it does on a plan that is too deep for it.
    pub(crate) fn is_silent(&self) -> bool {
        matches!(self.0.cause, Cause::Server(Code::Unknown))
            && UNEXPLAINED.contains(&self.0.server.message.trim())
    }

    /// The id under which the server keeps what does not fit into a status: the call sites in the query, the causes, the
    /// whole message. None if there is nothing to explain.
    pub(crate) fn details_id(&self) -> Option<&str> {
        let id = self.0.server.error_id.as_deref()?;
        (!matches!(self.kind(), ErrorKind::Cancelled | ErrorKind::Session)).then_some(id)
    }

    /// Completes this failure from the server's details, if it has some.
    pub(crate) fn add_details(&mut self, details: FetchErrorDetailsResponse) {
        details::read_details(&mut self.0.server, details);
    }

    /// The error that this failure would be, while it may still be retried.
    pub(crate) fn to_error(&self) -> Error {
        Self(self.0.clone()).into_error()
    }

    /// The error to return for this failure.
    pub(crate) fn into_error(self) -> Error {
        let kind = self.kind();
        let retryable = self.is_retryable();
        let Parts { cause, server, source, .. } = *self.0;
        let error = match cause {
            Cause::Local(error) => return error,
            Cause::Server(code) => {
                let text = match headline(&server.message) {
                    "" => format!("the server failed without a message (gRPC status {code:?})"),
                    _ if code == Code::Unauthenticated => {
                        format!("the server refused the credentials: {}", server.message)
                    }
                    text => text.to_owned(),
                };
                Error::new(kind, text).with_server(server)
            }
            Cause::Deadline => Error::new(kind, server.message),
            // The connection.
            _ => {
                let reason = source.as_ref().and_then(root_cause).unwrap_or(server.message);
                Error::new(kind, format!("the connection to the server failed: {reason}"))
            }
        };
        let error = if retryable { error.into_retryable() } else { error };
        match source {
            Some(status) if StdError::source(&status).is_some() => error.with_source(status),
            _ => error,
        }
    }

    fn kind(&self) -> ErrorKind {
        let code = match &self.0.cause {
            Cause::Local(error) => return error.kind(),
            Cause::NotConnected | Cause::Disconnected => return ErrorKind::Connection,
            #[cfg(feature = "tls")]
            Cause::Refused => return ErrorKind::Authentication,
            Cause::Deadline => return ErrorKind::Timeout,
            Cause::Server(code) => *code,
        };
        match code {
            Code::Unauthenticated | Code::PermissionDenied => return ErrorKind::Authentication,
            Code::Unavailable => return ErrorKind::Connection,
            Code::DeadlineExceeded => return ErrorKind::Timeout,
            Code::Cancelled => return ErrorKind::Cancelled,
            Code::Unimplemented => return ErrorKind::Unsupported,
            // How the codec says that a response cannot be read.
            Code::DataLoss => return ErrorKind::Protocol,
            _ => {}
        }
        if let Some(class) = self.error_class() {
            match class {
                "OPERATION_CANCELED" => return ErrorKind::Cancelled,
                "INVALID_HANDLE.SESSION_NOT_FOUND"
                | "INVALID_HANDLE.SESSION_CLOSED"
                | "INVALID_HANDLE.SESSION_CHANGED" => return ErrorKind::Session,
                _ if class.starts_with("CONNECT_INVALID_PLAN") => return ErrorKind::InvalidPlan,
                _ => {}
            }
        } else if is_session_unknown_to_sail(&self.0.server.message) {
            return ErrorKind::Session;
        }
        let classes = &self.0.server.classes;
        let known = |class: &String| KINDS.iter().find(|(name, _)| name == class).map(|(_, kind)| *kind);
        classes.iter().find_map(known).unwrap_or(match classes.is_empty() {
            true => ErrorKind::Internal,
            // Every other exception of a JVM was thrown while the query was carried out.
            false => ErrorKind::Execution,
        })
    }

    fn error_class(&self) -> Option<&str> {
        self.0.server.error_class.as_deref()
    }

    fn says(&self, condition: &str) -> bool {
        self.error_class() == Some(condition) || self.0.server.message.contains(condition)
    }
}

impl fmt::Display for Failure {
    /// One line for the log, where the error says more.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = headline(&self.0.server.message);
        match &self.0.cause {
            Cause::Local(error) => error.fmt(f),
            Cause::Deadline => f.write_str(message),
            Cause::Server(code) => write!(f, "{code:?}: {message}"),
            // The connection.
            _ => {
                let reason = self.0.source.as_ref().and_then(root_cause);
                write!(f, "the connection failed: {}", reason.as_deref().unwrap_or(message))
            }
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::bare(Cause::Local(error), String::new())
    }
}

impl From<Status> for Failure {
    fn from(status: Status) -> Self {
        let mut failure = Self::bare(cause(&status), status.message().to_owned());
        let parts = &mut *failure.0;
        if matches!(parts.cause, Cause::Server(_)) {
            read_details(parts, &status);
            if parts.server.error_class.is_none() {
                parts.server.error_class = leading_class(&parts.server.message).map(str::to_owned);
            }
        }
        parts.source = Some(status);
        failure
    }
}

/// A status that came over the wire has no source; one that tonic made of a broken connection has.
fn cause(status: &Status) -> Cause {
    let mut source = StdError::source(status);
    if source.is_none() {
        return Cause::Server(status.code());
    }
    #[cfg(feature = "tls")]
    if source.and_then(super::TlsFailure::find).is_some_and(|failure| failure.is_refusal) {
        return Cause::Refused;
    }
    while let Some(error) = source {
        if error.is::<tonic::TimeoutExpired>() {
            return Cause::Deadline;
        }
        if error.is::<tonic::ConnectError>() {
            return Cause::NotConnected;
        }
        source = error.source();
    }
    Cause::Disconnected
}

fn read_details(parts: &mut Parts, status: &Status) {
    // Details that cannot be read leave the status as it is: its text still says what happened.
    let Ok(details) = rpc::Status::decode(status.details()) else { return };
    for detail in details.details {
        let (_, name) = detail.type_url.rsplit_once('/').unwrap_or_default();
        match name {
            "google.rpc.ErrorInfo" => {
                if let Ok(info) = rpc::ErrorInfo::decode(detail.value.as_slice()) {
                    details::read_error_info(&mut parts.server, info);
                }
            }
            "google.rpc.RetryInfo" => {
                if let Ok(info) = rpc::RetryInfo::decode(detail.value.as_slice()) {
                    let delay = info.retry_delay.unwrap_or_default();
                    parts.retry_delay = Some(Duration::try_from(delay).unwrap_or_default());
                }
            }
            _ => {}
        }
    }
}

/// Sail has no error classes: this is how it says that a session was closed, or never was.
fn is_session_unknown_to_sail(message: &str) -> bool {
    message
        .strip_prefix("invalid argument: session ")
        .is_some_and(|text| text.starts_with("not found: ") || text.ends_with(" is not running"))
}

/// The innermost cause of a broken connection, which is the one that says something.
fn root_cause(status: &Status) -> Option<String> {
    let mut source = StdError::source(status)?;
    #[cfg(feature = "tls")]
    if let Some(failure) = super::TlsFailure::find(source) {
        return Some(format!("{}; {}", failure.reason, failure.advice));
    }
    while let Some(inner) = source.source() {
        source = inner;
    }
    Some(match source.downcast_ref::<io::Error>() {
        // The text of a system's error ends in a number that helps nobody.
        Some(error) if error.get_ref().is_none() => error.kind().to_string(),
        _ => source.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A status as Spark sends it.
    fn details() -> Vec<u8> {
        let metadata = [
            ("classes", r#"["org.apache.spark.sql.AnalysisException","java.lang.Exception"]"#),
            ("errorClass", "TABLE_OR_VIEW_NOT_FOUND"),
            ("sqlState", "42P01"),
            ("messageParameters", r#"{"relationName":"`t`"}"#),
            ("errorId", "8f0c8a52-8a3b-4d5e-b0a6-3f6f1f3d0f5e"),
        ];
        let info = rpc::ErrorInfo {
            reason: "org.apache.spark.sql.AnalysisException".into(),
            domain: "org.apache.spark".into(),
            metadata: metadata.map(|(key, value)| (key.to_owned(), value.to_owned())).into(),
        };
        let delay = prost_types::Duration { seconds: 1, nanos: -1 };
        let any = |name: &str, value: Vec<u8>| prost_types::Any {
            type_url: format!("type.googleapis.com/google.rpc.{name}"),
            value,
        };
        let details = vec![
            any("ErrorInfo", info.encode_to_vec()),
            any("RetryInfo", rpc::RetryInfo { retry_delay: Some(delay) }.encode_to_vec()),
        ];
        rpc::Status { code: 13, message: "no".into(), details }.encode_to_vec()
    }

    /// Everything that is asked of a failure, and of the error that it becomes.
    fn read(message: &str, details: Vec<u8>, more: &[u8]) -> Error {
        let mut failure = Failure::from(Status::with_details(Code::Internal, message, details.into()));
        let _ = (failure.is_retryable(), failure.retry_delay(), failure.is_operation_unknown());
        let _ = (failure.is_explained(), failure.is_silent(), failure.details_id().map(str::len));
        if let Ok(details) = FetchErrorDetailsResponse::decode(more) {
            failure.add_details(details);
        }
        let error = failure.into_error();
        let _ = format!("{error} {error:?} {:?}", error.query_context());
        error
    }

    #[test]
    fn whole_details_are_read() {
        let error = read("no", details(), &[]);
        assert_eq!(
            (error.kind(), error.error_class()),
            (ErrorKind::Analysis, Some("TABLE_OR_VIEW_NOT_FOUND"))
        );
        assert_eq!(error.message_parameters().len(), 1);
    }

    proptest! {
        /// The text is there whatever the details are.
        #[test]
        fn random_details_do_no_harm(
            message in "\\PC{0,60}", details in any::<Vec<u8>>(), more in any::<Vec<u8>>(),
        ) {
            let error = read(&message, details, &more);
            let text = headline(&message);
            prop_assert!(message.contains(text));
            prop_assert!(!error.to_string().is_empty());
        }

        /// Details that were true once, with bytes changed, put in and left out.
        #[test]
        fn damaged_details_do_no_harm(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3), 1..8),
        ) {
            let mut details = details();
            for (index, byte, how) in changes {
                let at = index.index(details.len().max(1)).min(details.len().saturating_sub(1));
                match how {
                    0 => details.insert(at, byte),
                    1 if !details.is_empty() => { details.remove(at); }
                    _ => if let Some(place) = details.get_mut(at) { *place = byte },
                }
            }
            prop_assert!(!read("no", details, &[]).to_string().is_empty());
        }

        #[test]
        fn messages_of_any_shape(message in "(\\PC|[\n\t;:\\[\\]'+ -]|\nat |Exception: |== DataFrame ==){0,20}") {
            let error = read(&message, Vec::new(), &[]);
            prop_assert!(!error.to_string().is_empty());
        }
    }
}
