//! Joins with the nearest rows of the other side, and how to ask for them.

use super::{JoinOn, JoinType};
use crate::{
    error::{Error, ErrorKind},
    expr::{Column, ColumnOrLiteral, ColumnOrName, ColumnOrSql, attribute_of},
    proto::{
        field::{as_of_join as as_of_field, nearest_by_join as nearest_field, relation},
        spark::connect,
    },
    relation::Relation,
};

/// Which right row each left row of an [as-of join](crate::dataframe::DataFrame::join_as_of) gets.
///
/// Unless said otherwise: the last one that is not after it, of all right rows, and no left row without one.
///
/// ```no_run
/// # use spark_connect_core::dataframe::{AsOf, DataFrame, JoinType};
/// # fn example(trades: DataFrame, quotes: DataFrame) {
/// // The last quote of the same share, at most five seconds old; trades without one stay.
/// let latest = AsOf::new("time", "time").using(["share"]).tolerance(jiff::SignedDuration::from_secs(5));
/// let priced = trades.join_as_of(&quotes, latest.how(JoinType::Left));
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct AsOf {
    left: Side,
    right: Side,
    on: JoinOn,
    how: JoinType,
    tolerance: Option<Column>,
    exact: bool,
    direction: AsOfDirection,
}

/// Where an [as-of join](AsOf) looks for the right row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum AsOfDirection {
    /// The last row that is not after the left one.
    #[default]
    Backward,
    /// The first row that is not before the left one.
    Forward,
    /// The row nearest to the left one, before or after it.
    Nearest,
}

/// A column of one side of the join.
#[derive(Debug, Clone)]
enum Side {
    /// By its name there.
    Name(String),
    Column(Column),
}

impl Side {
    #[track_caller]
    fn of(&self, relation: &Relation) -> Column {
        match self {
            Self::Name(name) => attribute_of(relation.plan_id(), name),
            Self::Column(column) => column.clone(),
        }
    }
}

impl AsOf {
    /// By the column called `left` of the left side and the one called `right` of the right side: numbers, dates or
    /// times.
    pub fn new(left: impl Into<String>, right: impl Into<String>) -> Self {
        Self::by(Side::Name(left.into()), Side::Name(right.into()))
    }

    /// By expressions, such as `left.col("time")`.
    pub fn columns(left: Column, right: Column) -> Self {
        Self::by(Side::Column(left), Side::Column(right))
    }

    fn by(left: Side, right: Side) -> Self {
        Self {
            left,
            right,
            on: JoinOn::Nothing,
            how: JoinType::Inner,
            tolerance: None,
            exact: true,
            direction: AsOfDirection::Backward,
        }
    }

    /// Only among right rows that are equal in columns of both sides. The result has these of either side.
    pub fn using<S: Into<String>>(mut self, columns: impl IntoIterator<Item = S>) -> Self {
        self.on = JoinOn::Using(columns.into_iter().map(Into::into).collect());
        self
    }

    /// Only among right rows that match by a condition, where a string is SQL.
    pub fn on(mut self, condition: impl ColumnOrSql) -> Self {
        self.on = JoinOn::Condition(condition.into_condition());
        self
    }

    /// [`JoinType::Inner`] (the default) or [`JoinType::Left`]: what happens to left rows that find no right row.
    pub fn how(mut self, how: JoinType) -> Self {
        self.how = how;
        self
    }

    /// How far away the right row may be; not negative. Without it, any distance will do.
    pub fn tolerance(mut self, distance: impl ColumnOrLiteral) -> Self {
        self.tolerance = Some(distance.into_operand());
        self
    }

    /// Passes over right rows at exactly the place of the left one.
    pub fn without_exact_matches(mut self) -> Self {
        self.exact = false;
        self
    }

    /// Where the right row is looked for.
    pub fn direction(mut self, direction: AsOfDirection) -> Self {
        self.direction = direction;
        self
    }
}

/// Which right rows each left row of a [nearest-by join](crate::dataframe::DataFrame::nearest_by_join) gets: the first
/// ones by a ranking of all pairs.
///
/// ```no_run
/// # use spark_connect_core::{dataframe::{DataFrame, NearestBy}, functions::vector_l2_distance};
/// # fn example(questions: DataFrame, documents: DataFrame) {
/// let distance = vector_l2_distance(questions.col("embedding"), documents.col("embedding"));
/// let found = questions.nearest_by_join(&documents, NearestBy::distance(distance, 5));
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct NearestBy {
    ranking: Column,
    results: usize,
    direction: &'static str,
    mode: &'static str,
    how: JoinType,
}

impl NearestBy {
    /// The `results` right rows (1 to 100,000) for which an expression over both sides is smallest.
    #[track_caller]
    pub fn distance(expression: impl ColumnOrName, results: usize) -> Self {
        Self::ranked(expression.into_column(), results, "distance")
    }

    /// The `results` right rows (1 to 100,000) for which an expression over both sides is largest.
    #[track_caller]
    pub fn similarity(expression: impl ColumnOrName, results: usize) -> Self {
        Self::ranked(expression.into_column(), results, "similarity")
    }

    fn ranked(ranking: Column, results: usize, direction: &'static str) -> Self {
        Self { ranking, results, direction, mode: "exact", how: JoinType::Inner }
    }

    /// Allows the server to find other rows that are nearly as near, if that is faster.
    pub fn approximate(mut self) -> Self {
        self.mode = "approx";
        self
    }

    /// [`JoinType::Inner`] (the default) or [`JoinType::Left`]: what happens to left rows if there are no right ones.
    pub fn how(mut self, how: JoinType) -> Self {
        self.how = how;
        self
    }
}

/// The types of these joins are sent by name.
fn name(how: JoinType, joins: &str) -> Result<&'static str, Error> {
    match how {
        JoinType::Inner => Ok("inner"),
        JoinType::Left => Ok("left"),
        JoinType::Right | JoinType::Full | JoinType::LeftSemi | JoinType::LeftAnti | JoinType::Cross => {
            Err(how.refused(joins, "`Inner` or `Left`"))
        }
    }
}

/// Each left row with the nearest right row in the order of a column of each.
#[track_caller]
pub(crate) fn as_of_join(left: &Relation, right: &Relation, as_of: AsOf) -> Relation {
    let AsOf { left: left_column, right: right_column, on, how, tolerance, exact, direction } = as_of;
    let direction = match direction {
        AsOfDirection::Backward => "backward",
        AsOfDirection::Forward => "forward",
        AsOfDirection::Nearest => "nearest",
    };
    let (how, mistake) = match name(how, "as-of") {
        Ok(how) => (how, None),
        Err(mistake) => ("", Some(mistake)),
    };
    let (condition, using) = match on {
        JoinOn::Nothing => (None, Vec::new()),
        JoinOn::Condition(condition) => (Some(condition), Vec::new()),
        JoinOn::Using(columns) => (None, columns),
    };
    let fields = connect::AsOfJoin {
        using_columns: using,
        join_type: how.to_owned(),
        allow_exact_matches: exact,
        direction: direction.to_owned(),
        ..Default::default()
    };
    let mut builder = Relation::builder(relation::AS_OF_JOIN)
        .input(as_of_field::LEFT, left)
        .input(as_of_field::RIGHT, right)
        .child(as_of_field::LEFT_AS_OF, left_column.of(left).message())
        .child(as_of_field::RIGHT_AS_OF, right_column.of(right).message())
        .fields(&fields);
    if let Some(condition) = &condition {
        builder = builder.child(as_of_field::JOIN_EXPR, condition.message());
    }
    if let Some(tolerance) = &tolerance {
        builder = builder.child(as_of_field::TOLERANCE, tolerance.message());
    }
    if let Some(mistake) = mistake {
        builder = builder.error(mistake);
    }
    builder.build()
}

/// Each left row with the first right rows by a ranking.
pub(crate) fn nearest_by_join(left: &Relation, right: &Relation, by: NearestBy) -> Relation {
    let NearestBy { ranking, results, direction, mode, how } = by;
    let builder = Relation::builder(relation::NEAREST_BY_JOIN)
        .input(nearest_field::LEFT, left)
        .input(nearest_field::RIGHT, right)
        .child(nearest_field::RANKING_EXPRESSION, ranking.message())
        .string(nearest_field::MODE, mode)
        .string(nearest_field::DIRECTION, direction);
    let builder = match name(how, "nearest-by") {
        Ok(how) => builder.string(nearest_field::JOIN_TYPE, how),
        Err(mistake) => builder.error(mistake),
    };
    match i32::try_from(results) {
        Ok(count @ 1..=100_000) => builder.int(nearest_field::NUM_RESULTS, count),
        _ => builder.error(Error::new(
            ErrorKind::InvalidPlan,
            format!("a nearest-by join finds 1 to 100000 rows for each row, not {results}"),
        )),
    }
    .build()
}
