//! Joins.

use crate::{
    error::{Error, ErrorKind},
    expr::Column,
    proto::{
        field::{join as field, lateral_join as lateral_field, relation, zip as zip_field},
        spark::connect::{Join, LateralJoin, join},
    },
    relation::Relation,
};

/// Which rows a join keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum JoinType {
    /// Pairs of rows that match.
    #[default]
    Inner,
    /// Pairs that match, and left rows without a match, their right side NULL.
    Left,
    /// Pairs that match, and right rows without a match, their left side NULL.
    Right,
    /// Pairs that match, and the rows of both sides without a match, their other side NULL.
    Full,
    /// Left rows that have a match; only their columns.
    LeftSemi,
    /// Left rows that have no match; only their columns.
    LeftAnti,
    /// Every left row with every right row.
    Cross,
}

impl JoinType {
    /// The mistake of a join of another type where only some are possible.
    pub(super) fn refused(self, joins: &str, possible: &str) -> Error {
        Error::new(ErrorKind::InvalidPlan, format!("{joins} joins are {possible}, not `JoinType::{self:?}`"))
    }

    fn to_proto(self) -> join::JoinType {
        match self {
            Self::Inner => join::JoinType::Inner,
            Self::Left => join::JoinType::LeftOuter,
            Self::Right => join::JoinType::RightOuter,
            Self::Full => join::JoinType::FullOuter,
            Self::LeftSemi => join::JoinType::LeftSemi,
            Self::LeftAnti => join::JoinType::LeftAnti,
            Self::Cross => join::JoinType::Cross,
        }
    }
}

/// What makes rows match.
#[derive(Debug, Clone)]
pub(crate) enum JoinOn {
    /// Nothing: every row matches every row.
    Nothing,
    /// A condition over the columns of both sides.
    Condition(Column),
    /// Equal values in columns that both sides have; the result has them once.
    Using(Vec<String>),
}

/// Two relations side by side.
pub(crate) fn join(left: &Relation, right: &Relation, on: &JoinOn, how: JoinType) -> Relation {
    let builder = Relation::builder(relation::JOIN).input(field::LEFT, left).input(field::RIGHT, right);
    let fields = Join { join_type: how.to_proto().into(), ..Default::default() };
    match on {
        JoinOn::Nothing => builder.fields(&fields),
        JoinOn::Condition(condition) => {
            builder.fields(&fields).child(field::JOIN_CONDITION, condition.message())
        }
        JoinOn::Using(columns) => builder.fields(&Join { using_columns: columns.clone(), ..fields }),
    }
    .build()
}

/// Each left row with the rows of a right side that is computed for it.
pub(crate) fn lateral_join(
    left: &Relation,
    right: &Relation,
    on: Option<&Column>,
    how: JoinType,
) -> Relation {
    let fields = LateralJoin { join_type: how.to_proto().into(), ..Default::default() };
    let mut builder = Relation::builder(relation::LATERAL_JOIN)
        .input(lateral_field::LEFT, left)
        .input(lateral_field::RIGHT, right)
        .fields(&fields);
    if let Some(condition) = on {
        builder = builder.child(lateral_field::JOIN_CONDITION, condition.message());
    }
    if !matches!(how, JoinType::Inner | JoinType::Left | JoinType::Cross) {
        builder = builder.error(how.refused("lateral", "`Inner`, `Left` or `Cross`"));
    }
    builder.build()
}

/// The columns of two projections of the same rows side by side.
pub(crate) fn zip(left: &Relation, right: &Relation) -> Relation {
    Relation::builder(relation::ZIP).input(zip_field::LEFT, left).input(zip_field::RIGHT, right).build()
}
