//! Union, intersection and difference.

use crate::{
    proto::{
        field::{relation, set_operation as field},
        spark::connect::{SetOperation, set_operation::SetOpType},
    },
    relation::Relation,
};

/// A set operation.
#[derive(Debug, Clone, Copy)]
pub(crate) enum SetOperator {
    /// The rows of both sides, duplicates kept, columns matched by position.
    UnionAll,
    /// The rows of both sides, duplicates kept, columns matched by name.
    UnionAllByName {
        /// Columns that one side lacks are NULL there, instead of an error.
        allow_missing: bool,
    },
    /// The rows that are in both sides, each as often as in the side that has it less (`all`), or once.
    Intersect { all: bool },
    /// The rows of the left side without those of the right side; `all` takes away one for one, else the result is distinct.
    Except { all: bool },
}

/// Combines two relations with the same columns.
pub(crate) fn set_operation(left: &Relation, right: &Relation, operator: SetOperator) -> Relation {
    let (kind, is_all, by_name, allow_missing) = match operator {
        SetOperator::UnionAll => (SetOpType::Union, true, false, false),
        SetOperator::UnionAllByName { allow_missing } => (SetOpType::Union, true, true, allow_missing),
        SetOperator::Intersect { all } => (SetOpType::Intersect, all, false, false),
        SetOperator::Except { all } => (SetOpType::Except, all, false, false),
    };
    let fields = SetOperation {
        left_input: None,
        right_input: None,
        set_op_type: kind.into(),
        is_all: Some(is_all),
        by_name: Some(by_name),
        allow_missing_columns: Some(allow_missing),
    };
    Relation::builder(relation::SET_OP)
        .input(field::LEFT_INPUT, left)
        .input(field::RIGHT_INPUT, right)
        .fields(&fields)
        .build()
}
