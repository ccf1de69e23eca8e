//! The places in a query that a server points at.

use std::fmt;

/// A place in a query that a server points at (Spark's `QueryContext`, since 3.5 for SQL and 4.0 for `DataFrame`s).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum QueryContext {
    /// A piece of SQL text.
    Sql {
        /// The text.
        fragment: String,
        /// Where it starts in the statement, in characters from 0; `None` where the server does not say.
        start: Option<usize>,
        /// Where it ends in the statement, its last character included.
        stop: Option<usize>,
        /// The kind of object whose text it is, such as `VIEW`; empty for the statement itself.
        object_type: String,
        /// The name of that object.
        object_name: String,
        /// The server's own description, over several lines.
        summary: String,
    },
    /// A call that built an expression.
    DataFrame {
        /// The name of the operation, such as `/` or `cast`.
        fragment: String,
        /// Where it was called: `file:line:column` of a program in Rust.
        call_site: String,
        /// The server's own description, over several lines.
        summary: String,
    },
}

impl QueryContext {
    /// The piece of SQL text, or the name of the operation.
    #[must_use]
    pub fn fragment(&self) -> &str {
        match self {
            Self::Sql { fragment, .. } | Self::DataFrame { fragment, .. } => fragment,
        }
    }

    /// Where the operation was called, as `file:line:column`; `None` for SQL text, and where the server does not say.
    #[must_use]
    pub fn call_site(&self) -> Option<&str> {
        match self {
            Self::DataFrame { call_site, .. } if !call_site.is_empty() => Some(call_site),
            _ => None,
        }
    }

    /// The server's own description, over several lines.
    #[must_use]
    pub fn summary(&self) -> &str {
        match self {
            Self::Sql { summary, .. } | Self::DataFrame { summary, .. } => summary,
        }
    }
}

/// One line: the operation and where it was called, or the piece of SQL.
impl fmt::Display for QueryContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.call_site(), self) {
            (Some(call_site), _) => write!(f, "`{}` at {call_site}", self.fragment()),
            (None, Self::Sql { start: Some(start), .. }) => {
                write!(f, "`{}` at character {start} of the SQL text", self.fragment())
            }
            (None, _) => write!(f, "`{}`", self.fragment()),
        }
    }
}
