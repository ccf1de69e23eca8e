//! Interrupting operations, and asking what has become of them.

use super::SparkSession;
use crate::{
    client::{Interrupt, checked_tag},
    error::Result,
    proto::spark::connect::get_status_response::{
        OperationStatus as Status, operation_status::OperationState as State,
    },
};

/// Interruption. An operation that is interrupted fails with
/// [`ErrorKind::Cancelled`](crate::error::ErrorKind::Cancelled), wherever its result is read.
impl SparkSession {
    /// Interrupts all operations of this session that run on the server, also those that other programs started in it
    /// (Spark's `interruptAll`). Returns their ids.
    ///
    /// Sail also names operations that have ended.
    ///
    /// # Errors
    /// The server cannot be reached, or the session is lost.
    pub async fn interrupt_all(&self) -> Result<Vec<String>> {
        self.client().interrupt(Interrupt::All).await
    }

    /// Interrupts the operations of this session that run and have the tag (Spark's `interruptTag`). Returns their ids.
    ///
    /// # Errors
    /// The tag is empty or contains a comma ([`ErrorKind::InvalidConfig`](crate::error::ErrorKind::InvalidConfig)), the
    /// server cannot be reached, or the session is lost.
    pub async fn interrupt_tag(&self, tag: impl AsRef<str>) -> Result<Vec<String>> {
        self.client().interrupt(Interrupt::Tag(checked_tag(tag.as_ref())?)).await
    }

    /// Interrupts the operation of this session with this id, such as
    /// [`Results::operation_id`](super::Results::operation_id) tells (Spark's `interruptOperation`).
    ///
    /// Returns its id if it ran, and nothing if it had ended or never was.
    ///
    /// # Errors
    /// The server cannot be reached, or the session is lost.
    pub async fn interrupt_operation(&self, operation_id: impl Into<String>) -> Result<Vec<String>> {
        self.client().interrupt(Interrupt::Operation(operation_id.into())).await
    }

    /// What has become of these operations of this session, in the server's order (Spark 4.2).
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`](crate::error::ErrorKind::Unsupported) by Spark before 4.2 and by Sail; the server
    /// cannot be reached, or the session is lost.
    pub async fn operation_statuses(
        &self,
        operation_ids: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Vec<OperationStatus>> {
        let ids: Vec<String> = operation_ids.into_iter().map(Into::into).collect();
        // No id at all would mean all operations.
        if ids.is_empty() { Ok(Vec::new()) } else { self.statuses(ids).await }
    }

    /// What has become of all operations of this session that the server remembers (Spark 4.2).
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`](crate::error::ErrorKind::Unsupported) by Spark before 4.2 and by Sail; the server
    /// cannot be reached, or the session is lost.
    pub async fn all_operation_statuses(&self) -> Result<Vec<OperationStatus>> {
        self.statuses(Vec::new()).await
    }

    async fn statuses(&self, ids: Vec<String>) -> Result<Vec<OperationStatus>> {
        let statuses = self.client().operation_statuses(ids).await?;
        Ok(statuses.into_iter().map(OperationStatus::from_proto).collect())
    }
}

/// What has become of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationStatus {
    operation_id: String,
    state: OperationState,
}

impl OperationStatus {
    fn from_proto(status: Status) -> Self {
        let state = match status.state() {
            State::Running => OperationState::Running,
            State::Terminating => OperationState::Terminating,
            State::Succeeded => OperationState::Succeeded,
            State::Failed => OperationState::Failed,
            State::Cancelled => OperationState::Cancelled,
            State::Unspecified | State::Unknown => OperationState::Unknown,
        };
        Self { operation_id: status.operation_id, state }
    }

    /// The id of the operation, a UUID.
    #[must_use]
    pub fn operation_id(&self) -> &str {
        &self.operation_id
    }

    /// What has become of it.
    #[must_use]
    pub fn state(&self) -> OperationState {
        self.state
    }
}

/// What has become of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OperationState {
    /// The server does not know the operation, or no longer.
    Unknown,
    /// It runs, or its result has not been fetched to the end.
    ///
    /// Spark 4.3 also keeps saying so of an operation that was interrupted in the moment in which its result was
    /// dropped, although it has stopped.
    Running,
    /// It has failed or was interrupted, and the server still has to clean up after it.
    Terminating,
    /// It has ended, and its result is complete.
    Succeeded,
    /// It has failed.
    Failed,
    /// It was interrupted.
    Cancelled,
}
