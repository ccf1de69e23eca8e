//! `MERGE INTO`: rows of a relation into a table.

use super::write::without_subqueries;
use crate::{
    error::Result,
    expr::Column,
    proto::{
        field::{
            command, expression, merge_action as action, merge_action::assignment,
            merge_into_table_command as merge_field,
        },
        spark::connect::{self, MergeIntoTableCommand, merge_action::ActionType},
    },
    relation::{Message, Relation},
};

/// Columns of the target, each with its new value.
pub(crate) type Assignments = Vec<(Column, Column)>;

/// What is done with a row.
#[derive(Debug, Clone)]
pub(crate) enum MergeAction {
    /// These columns get these values.
    Update(Assignments),
    /// All columns get the values of the source's columns of the same names.
    UpdateAll,
    /// A new row with these values.
    Insert(Assignments),
    /// A new row with the values of the source's columns of the same names.
    InsertAll,
    /// The row goes.
    Delete,
}

/// An action on the rows for which the condition is true and none before it was.
#[derive(Debug, Clone)]
pub(crate) struct MergeClause {
    pub(crate) condition: Option<Column>,
    pub(crate) action: MergeAction,
}

/// What a merge does, beside its source.
#[derive(Debug, Clone)]
pub(crate) struct Merge {
    /// The table, in Spark's syntax for names. The protocol has no alias for it.
    pub(crate) table: String,
    pub(crate) condition: Column,
    /// For rows of the table with a row of the source.
    pub(crate) matched: Vec<MergeClause>,
    /// For rows of the source without a row of the table.
    pub(crate) not_matched: Vec<MergeClause>,
    /// For rows of the table without a row of the source.
    pub(crate) not_matched_by_source: Vec<MergeClause>,
    pub(crate) schema_evolution: bool,
}

/// Merges the rows of a relation into a table.
///
/// # Errors
/// If the relation cannot be sent.
pub(crate) fn merge(source: &Relation, merge: &Merge) -> Result<Message> {
    source.check()?;
    let fields = MergeIntoTableCommand {
        target_table_name: merge.table.clone(),
        with_schema_evolution: merge.schema_evolution,
        ..Default::default()
    };
    let clauses = |clauses: &[MergeClause]| clauses.iter().map(clause).collect::<Vec<_>>();
    let body = Message::builder()
        .fields(&fields)
        .child(merge_field::SOURCE_TABLE_PLAN, source.message())
        .child(merge_field::MERGE_CONDITION, merge.condition.message())
        .children(merge_field::MATCH_ACTIONS, &clauses(&merge.matched))
        .children(merge_field::NOT_MATCHED_ACTIONS, &clauses(&merge.not_matched))
        .children(merge_field::NOT_MATCHED_BY_SOURCE_ACTIONS, &clauses(&merge.not_matched_by_source))
        .build();
    without_subqueries(&body, "a condition or a value of a merge")?;
    Ok(Message::wrap(command::MERGE_INTO_TABLE_COMMAND, &body))
}

/// The `spark.connect.Expression` of a clause.
fn clause(clause: &MergeClause) -> Message {
    let (kind, assignments): (_, &[_]) = match &clause.action {
        MergeAction::Update(assignments) => (ActionType::Update, assignments),
        MergeAction::UpdateAll => (ActionType::UpdateStar, &[]),
        MergeAction::Insert(assignments) => (ActionType::Insert, assignments),
        MergeAction::InsertAll => (ActionType::InsertStar, &[]),
        MergeAction::Delete => (ActionType::Delete, &[]),
    };
    let assignments: Vec<_> = assignments
        .iter()
        .map(|(key, value)| {
            Message::builder()
                .child(assignment::KEY, key.message())
                .child(assignment::VALUE, value.message())
                .build()
        })
        .collect();
    let body = Message::builder()
        .fields(&connect::MergeAction { action_type: kind.into(), ..Default::default() })
        .children(action::CONDITION, clause.condition.iter().map(Column::message))
        .children(action::ASSIGNMENTS, &assignments)
        .build();
    Message::wrap(expression::MERGE_ACTION, &body)
}
