//! Subqueries.

use crate::{
    expr::Column,
    proto::{
        field::expression,
        spark::connect::{SubqueryExpression, subquery_expression::SubqueryType},
    },
    relation::{Message, Relation},
};

/// Whether `relation` has a row: `EXISTS (..)` in SQL.
pub(crate) fn exists(relation: &Relation) -> Column {
    subquery(relation, SubqueryType::Exists)
}

fn subquery(relation: &Relation, kind: SubqueryType) -> Column {
    let body = SubqueryExpression {
        plan_id: relation.plan_id(),
        subquery_type: kind.into(),
        ..SubqueryExpression::default()
    };
    Column::of(expression::SUBQUERY_EXPRESSION, Message::builder().fields(&body).reference(relation))
}
