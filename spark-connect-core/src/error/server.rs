//! What a server says of a failure.

use std::{collections::BTreeMap, fmt};

use crate::proto::spark::connect::fetch_error_details_response as details;

/// What a Spark server said of a failure.
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
}

impl ServerError {
    /// The whole message, with what `Display` of the error leaves out: the dump of the plan, the stack trace.
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
}

/// A place in a query that a server points at (Spark's `QueryContext`, since 3.5 for SQL and 4.0 for `DataFrame`s).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct QueryContext {
    /// The piece of SQL text, or the name of the operation.
    pub fragment: String,
    /// Where the operation was called; empty for SQL text.
    pub call_site: String,
    /// The kind of object that the text belongs to, such as `VIEW`; empty for the query itself.
    pub object_type: String,
    /// The name of that object.
    pub object_name: String,
    /// Where the fragment starts in the SQL text, in characters from 0; negative if unknown.
    pub start_index: i32,
    /// Where the fragment ends in the SQL text (inclusive); negative if unknown.
    pub stop_index: i32,
    /// The server's own description, over several lines.
    pub summary: String,
}

impl From<details::QueryContext> for QueryContext {
    fn from(context: details::QueryContext) -> Self {
        Self {
            fragment: context.fragment,
            call_site: context.call_site,
            object_type: context.object_type,
            object_name: context.object_name,
            start_index: context.start_index,
            stop_index: context.stop_index,
            summary: context.summary,
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
            .finish_non_exhaustive()
    }
}
