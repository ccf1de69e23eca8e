//! What a server says of a failure.

use std::{collections::BTreeMap, fmt};

/// What a Spark server said of a failure.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct ServerError {
    pub(super) classes: Vec<String>,
    pub(super) error_class: Option<String>,
    pub(super) sql_state: Option<String>,
    pub(super) message_parameters: BTreeMap<String, String>,
    pub(super) error_id: Option<String>,
}

impl ServerError {
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
