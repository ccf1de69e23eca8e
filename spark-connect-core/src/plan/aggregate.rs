//! Grouping and aggregation.

use crate::{
    expr::{Column, Literal},
    proto::{
        field::{
            aggregate::{self as field, grouping_sets, pivot},
            relation,
        },
        spark::connect::aggregate::GroupType,
    },
    relation::{Message, Relation},
};

/// How rows are grouped.
#[derive(Debug, Clone)]
pub(crate) enum Grouping {
    /// By the keys.
    By,
    /// By every prefix of the keys.
    Rollup,
    /// By every subset of the keys.
    Cube,
    /// By the keys, with the aggregates once per value of a column: the given values, or all that occur.
    Pivot(Column, Vec<Literal>),
    /// By each of these sets of the keys.
    Sets(Vec<Vec<Column>>),
}

/// One row per group: the keys, then the aggregates.
pub(crate) fn aggregate(
    input: &Relation,
    how: &Grouping,
    keys: &[Column],
    aggregates: &[Column],
) -> Relation {
    let group_type = match how {
        Grouping::By => GroupType::Groupby,
        Grouping::Rollup => GroupType::Rollup,
        Grouping::Cube => GroupType::Cube,
        Grouping::Pivot(..) => GroupType::Pivot,
        Grouping::Sets(_) => GroupType::GroupingSets,
    };
    let mut builder = Relation::builder(relation::AGGREGATE)
        .input(field::INPUT, input)
        .int(field::GROUP_TYPE, i32::from(group_type))
        .children(field::GROUPING_EXPRESSIONS, keys.iter().map(Column::message))
        .children(field::AGGREGATE_EXPRESSIONS, aggregates.iter().map(Column::message));
    match how {
        Grouping::By | Grouping::Rollup | Grouping::Cube => {}
        Grouping::Pivot(column, values) => {
            let body = Message::builder()
                .child(pivot::COL, column.message())
                .children(pivot::VALUES, values.iter().map(Literal::message))
                .build();
            builder = builder.child(field::PIVOT, &body);
        }
        Grouping::Sets(sets) => {
            for set in sets {
                let keys = set.iter().map(Column::message);
                let body = Message::builder().children(grouping_sets::GROUPING_SET, keys).build();
                builder = builder.child(field::GROUPING_SETS, &body);
            }
        }
    }
    builder.build()
}
