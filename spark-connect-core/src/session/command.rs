//! What a command answers.

use futures::StreamExt;

use crate::{
    client::Execution,
    error::Result,
    proto::spark::connect::{self as proto, execute_plan_response::ResponseType},
    relation::Relation,
};

/// What a command answered, once it has run to its end.
#[derive(Debug, Default)]
pub struct CommandResult {
    answers: Vec<ResponseType>,
}

impl CommandResult {
    pub(super) async fn collect(mut execution: Execution) -> Result<Self> {
        let mut answers = Vec::new();
        while let Some(response) = execution.next().await {
            match response?.response_type {
                // A kind that this version of the protocol does not know, and what only accompanies an answer.
                None | Some(ResponseType::ExecutionProgress(_) | ResponseType::ResultComplete(_)) => {}
                Some(answer) => answers.push(answer),
            }
        }
        Ok(Self { answers })
    }

    /// All answers, in the server's order.
    #[must_use]
    pub fn answers(&self) -> &[ResponseType] {
        &self.answers
    }

    /// What an SQL command returned, as a relation that can be queried: the rows of a statement that has run, or the
    /// query itself. It has an id of its own, whatever the server calls it.
    #[must_use]
    pub fn into_relation(self) -> Option<Relation> {
        self.answers.into_iter().find_map(|answer| match answer {
            ResponseType::SqlCommandResult(proto::execute_plan_response::SqlCommandResult { relation }) => {
                relation.map(Relation::from_proto)
            }
            _ => None,
        })
    }
}
