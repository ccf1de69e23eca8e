//! What a server says of a failure.

use std::{collections::BTreeMap, fmt};

use super::{QueryContext, headline::headline};

/// What a Spark server said of a failure: an exception, with what caused it as [`source`](std::error::Error::source).
///
/// Displayed as the sentence that is meant for people; [`message`](Self::message) is all that the server said.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct ServerError {
    pub(super) message: String,
    pub(super) classes: Vec<String>,
    pub(super) error_class: Option<String>,
    pub(super) sql_state: Option<String>,
    pub(super) message_parameters: BTreeMap<String, String>,
    pub(super) error_id: Option<String>,
    pub(super) query_contexts: Vec<QueryContext>,
    pub(super) stack_trace: Vec<StackFrame>,
    pub(super) breaking_change: Option<BreakingChange>,
    pub(super) cause: Option<Box<ServerError>>,
}

impl ServerError {
    /// The whole message, with what `Display` leaves out: the dump of the plan, the stack trace.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The Java class of the exception and its superclasses, the most specific one first.
    #[must_use]
    pub fn classes(&self) -> &[String] {
        &self.classes
    }

    /// Spark's error class, such as `TABLE_OR_VIEW_NOT_FOUND`.
    #[must_use]
    pub fn error_class(&self) -> Option<&str> {
        self.error_class.as_deref()
    }

    /// The SQLSTATE, such as `42P01`.
    #[must_use]
    pub fn sql_state(&self) -> Option<&str> {
        self.sql_state.as_deref()
    }

    /// The parameters of the error message by name.
    #[must_use]
    pub fn message_parameters(&self) -> &BTreeMap<String, String> {
        &self.message_parameters
    }

    /// Where in the query the failure lies, the innermost place first; empty where the server does not say.
    #[must_use]
    pub fn query_context(&self) -> &[QueryContext] {
        &self.query_contexts
    }

    /// The stack of the server's thread, the innermost call first, for the report of a bug in the server.
    ///
    /// Empty where the server does not tell: before Spark 4.0, and where `spark.sql.connect.serverStacktrace.enabled`
    /// is false.
    #[must_use]
    pub fn stack_trace(&self) -> &[StackFrame] {
        &self.stack_trace
    }

    /// What changed in Spark that made this fail, and what to do about it. Spark: `BreakingChangeInfo`, 4.1.
    #[must_use]
    pub fn breaking_change(&self) -> Option<&BreakingChange> {
        self.breaking_change.as_ref()
    }
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let class = self.classes.first().map(|class| class.rsplit('.').next().unwrap_or(class));
        match (headline(&self.message), class) {
            ("", None) => f.write_str("a failure without a message"),
            ("", Some(class)) => f.write_str(class),
            // A condition of Spark says what it is; what another exception says may be no more than a number.
            (text, Some(class)) if !text.starts_with('[') => write!(f, "{class}: {text}"),
            (text, _) => f.write_str(text),
        }
    }
}

impl fmt::Debug for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerError")
            .field("classes", &self.classes)
            .field("error_class", &self.error_class)
            .field("sql_state", &self.sql_state)
            .field("message_parameters", &self.message_parameters)
            .field("query_context", &self.query_contexts)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for ServerError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}

/// One call on the stack of a server's thread, displayed as Java does: `class.method(file:line)`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StackFrame {
    /// The class that has the method, with its package.
    pub class: String,
    /// The method.
    pub method: String,
    /// The source file, if it is known.
    pub file: Option<String>,
    /// The line in that file; negative where it is not known.
    pub line: i32,
}

impl fmt::Display for StackFrame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}(", self.class, self.method)?;
        match &self.file {
            None => f.write_str("Unknown Source)"),
            Some(file) if self.line < 0 => write!(f, "{file})"),
            Some(file) => write!(f, "{file}:{})", self.line),
        }
    }
}

/// A change between versions of Spark that makes a query fail which used to work.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BreakingChange {
    /// How to change the query.
    pub migration: Vec<String>,
    /// The setting, and its value, that bring the old behaviour back; none if nothing does.
    pub mitigation: Option<(String, String)>,
    /// Whether the results of queries that do not fail have to be checked too, because they may differ.
    pub needs_audit: bool,
}
