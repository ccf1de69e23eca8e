//! Nearest-by joins: each row with the rows of the other side that are nearest to it by a measure of both.

use std::{marker::PhantomData, sync::Arc};

use super::{
    Dataset, Expr, Frame, NotNull, Ordered, SparkRow, SparkType, arena, arena::Handle, join::Side, lower,
    shape::Shape,
};
use crate::{
    dataframe::{JoinType, NearestBy},
    expr::Column,
};

/// Which rows of the right side are the nearest: see [`by_distance`] and [`by_similarity`].
#[derive(Debug)]
#[must_use]
pub struct Ranking<S> {
    measure: Handle,
    rows: usize,
    order: fn(Column, usize) -> NearestBy,
    is_approximate: bool,
    marker: PhantomData<fn() -> S>,
}

impl<S> Ranking<S> {
    fn new<T>(measure: Expr<S, T>, rows: usize, order: fn(Column, usize) -> NearestBy) -> Self {
        Self { measure: measure.handle(), rows, order, is_approximate: false, marker: PhantomData }
    }

    /// Allows the server to find other rows that are nearly as near, if that is faster.
    pub fn approximate(self) -> Self {
        Self { is_approximate: true, ..self }
    }

    fn lowered(&self, how: JoinType) -> NearestBy {
        let by = (self.order)(lower::column(self.measure), self.rows).how(how);
        if self.is_approximate { by.approximate() } else { by }
    }
}

/// The `rows` right rows (1 to 100,000) for which a measure of both sides is smallest, for
/// [`nearest_by_join`](Dataset::nearest_by_join). Rows for which it is NULL come last.
///
/// ```
/// use spark_connect_core::{dataset::by_distance, prelude::*};
///
/// #[derive(SparkRow)]
/// struct Question { text: String, embedding: Vec<f32> }
/// #[derive(SparkRow)]
/// struct Document { title: String, embedding: Vec<f32> }
///
/// /// The five documents that are nearest to each question.
/// fn found(questions: &Dataset<Question>, documents: &Dataset<Document>) -> Dataset<(String, String)> {
///     questions
///         .nearest_by_join(documents, |q, d| by_distance(q.embedding.vector_l2_distance(d.embedding), 5))
///         .select(|(q, d)| (q.text, d.title))
/// }
/// ```
pub fn by_distance<S, T: Ordered>(measure: Expr<S, T>, rows: usize) -> Ranking<S> {
    Ranking::new(measure, rows, |measure, rows| NearestBy::distance(measure, rows))
}

/// The `rows` right rows (1 to 100,000) for which a measure of both sides is largest, for
/// [`nearest_by_join`](Dataset::nearest_by_join): see [`by_distance`].
pub fn by_similarity<S, T: Ordered>(measure: Expr<S, T>, rows: usize) -> Ranking<S> {
    Ranking::new(measure, rows, |measure, rows| NearestBy::similarity(measure, rows))
}

impl<T> Dataset<T> {
    /// Each row with the right rows that are nearest to it, as [`by_distance`] or [`by_similarity`] says; not the rows
    /// that have none. Spark: an inner `nearestByJoin`, 4.2; not on Sail.
    #[must_use]
    pub fn nearest_by_join<R: SparkRow>(
        &self,
        right: &Dataset<R>,
        ranking: impl FnOnce(T::Cols<(T, R)>, R::Cols<(T, R)>) -> Ranking<(T, R)>,
    ) -> Dataset<(T, R)>
    where
        T: SparkRow,
    {
        let right = Side::flat(&right.packed(), false);
        Dataset::of(nearest_of(self.side(), right, JoinType::Inner, |left, right| {
            ranking(T::bind(left), R::bind(right))
        }))
    }

    /// Each row with the right rows that are nearest to it, as [`by_distance`] or [`by_similarity`] says, or with `None`
    /// if there is none. Spark: a left `nearestByJoin`, 4.2; not on Sail.
    #[must_use]
    pub fn left_nearest_by_join<R>(
        &self,
        right: &Dataset<R>,
        ranking: impl FnOnce(T::Cols<(T, R)>, R::Cols<(T, R)>) -> Ranking<(T, R)>,
    ) -> Dataset<(T, Option<R>)>
    where
        T: SparkRow,
        R: SparkRow + SparkType<Base = R, Null = NotNull>,
    {
        Dataset::of(nearest_of(self.side(), right.optional_side(), JoinType::Left, |left, right| {
            ranking(T::bind(left), R::bind(right))
        }))
    }
}

fn nearest_of<S>(
    left: Side,
    right: Side,
    how: JoinType,
    ranking: impl FnOnce(Handle, Handle) -> Ranking<S>,
) -> Frame {
    arena::frame(|| {
        let ranking = ranking(left.frame.row(), right.frame.row());
        let frame = left.frame.with_subqueries();
        let joined =
            frame.combined(&right.frame, frame.df.nearest_by_join(&right.frame.df, ranking.lowered(how)));
        Frame { shape: Shape::Pair(Arc::new((left.after, right.after))), ..joined }
    })
}
