//! What a command answers.

use std::collections::BTreeMap;

use futures::{StreamExt, future::BoxFuture};

use super::{
    PlanMetrics,
    telemetry::{Expected, Telemetry},
};
use crate::{
    client::Execution,
    error::Result,
    proto::spark::connect::execute_plan_response::{ResponseType, SqlCommandResult},
    relation::Relation,
    row::Row,
};

/// What a command answered, once it has run to its end.
#[derive(Debug)]
pub struct CommandResult {
    operation_id: String,
    answers: Vec<ResponseType>,
    telemetry: Telemetry,
}

impl CommandResult {
    pub(super) fn collect(
        mut execution: Execution,
        mut telemetry: Telemetry,
    ) -> BoxFuture<'static, Result<Self>> {
        Box::pin(async move {
            let mut answers = Vec::new();
            while let Some(response) = execution.next().await {
                let mut response =
                    response.inspect_err(|error| telemetry.end(Some(error), Expected::MaybeNone))?;
                telemetry.take(&mut response);
                // There is none if its kind is one that this version of the protocol does not know.
                answers.extend(response.response_type);
            }
            telemetry.end(None, Expected::MaybeNone);
            Ok(Self { operation_id: execution.operation_id().to_owned(), answers, telemetry })
        })
    }

    /// The id of the operation, a UUID: for the server's logs and its user interface.
    #[must_use]
    pub fn operation_id(&self) -> &str {
        &self.operation_id
    }

    /// What the server measured while it ran the plan, as a tree. Spark measures SQL
    /// statements only, Sail nothing.
    #[must_use]
    pub fn metrics(&self) -> &[PlanMetrics] {
        self.telemetry.metrics()
    }

    /// The metrics that the command's plan asked for, by name, or why there are none.
    #[must_use]
    pub fn observed_metrics(&self) -> &BTreeMap<String, Result<Row>> {
        self.telemetry.observed()
    }

    /// All answers, in the server's order.
    #[must_use]
    pub fn answers(&self) -> &[ResponseType] {
        &self.answers
    }

    /// What an SQL command returned, as a relation that can be queried: the rows of a statement that has run, or the
    /// query itself. It has an id of its own, whatever the server calls it. `None` if it returned nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Protocol`](crate::error::ErrorKind::Protocol) if what it returned is no message.
    pub fn into_relation(self) -> Result<Option<Relation>> {
        self.into_relation_over(&[])
    }

    /// [`into_relation`](Self::into_relation) of a command that had relations inside.
    pub(crate) fn into_relation_over(self, inside: &[Relation]) -> Result<Option<Relation>> {
        let encoded = self.answers.into_iter().find_map(|answer| match answer {
            ResponseType::SqlCommandResult(SqlCommandResult { relation }) => relation,
            _ => None,
        });
        encoded.map(|relation| Relation::from_encoded(&relation, inside)).transpose()
    }
}
