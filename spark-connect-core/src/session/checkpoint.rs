//! Rows that the server keeps for this program, and forgets when nobody can ask for them any more.

use std::time::Duration;

use super::SparkSession;
use crate::{
    error::{Error, ErrorKind, Result},
    plan::{self, Checkpoint},
    proto::spark::connect::{CheckpointCommandResult, execute_plan_response::ResponseType},
    relation::{Guard, Relation},
};

/// How long the server is tried to be told; after that the rows stay until the session ends.
const RELEASE_TIMEOUT: Duration = Duration::from_secs(10);

impl SparkSession {
    /// Computes the rows of a relation, keeps them on the server, and returns the relation that reads them.
    ///
    /// The server forgets the rows when that relation and all that were built on it are dropped, or with the session.
    ///
    /// # Errors
    /// The plan does not fit the data, the query failed, or the server has no place for checkpoints.
    pub async fn checkpoint(&self, relation: &Relation, how: Checkpoint) -> Result<Relation> {
        let result = self.command(&plan::checkpoint(relation, how)?).await?;
        let id = result.answers().iter().find_map(|answer| match answer {
            ResponseType::CheckpointCommandResult(CheckpointCommandResult { relation: Some(relation) }) => {
                Some(relation.relation_id.clone())
            }
            _ => None,
        });
        let missing = || Error::new(ErrorKind::Protocol, "the server made a checkpoint without an id");
        let id = id.ok_or_else(missing)?;
        let guard = Guard::new(Kept { session: self.clone(), relation_id: id.clone() });
        Ok(plan::remote(id, guard))
    }
}

/// Rows on the server, which are released when this is dropped.
struct Kept {
    session: SparkSession,
    relation_id: String,
}

impl Drop for Kept {
    fn drop(&mut self) {
        let session = self.session.clone();
        // Without a guard the session is being stopped, which releases everything.
        let Some(underway) = session.client().releasing() else { return };
        if session.is_stopped() {
            return;
        }
        let client = session.client().clone();
        let command = plan::remove_remote(std::mem::take(&mut self.relation_id));
        client.spawn(async move {
            match tokio::time::timeout(RELEASE_TIMEOUT, session.command(&command)).await {
                Ok(Ok(_)) => {}
                Ok(Err(error)) => tracing::debug!(%error, "a checkpoint could not be released"),
                Err(_) => tracing::debug!("a checkpoint could not be released in time"),
            }
            drop(underway);
        });
    }
}
