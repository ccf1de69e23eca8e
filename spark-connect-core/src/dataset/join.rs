//! Joins.
//!
//! A join stays flat: each side is known by an alias, and its columns are qualified by it, so that a projection,
//! filter or aggregation stands directly on the join. The pair is only made when the plan has to stand alone.

use std::sync::Arc;

use super::{
    Condition, Dataset, Expr, Frame, NotNull, SparkRow, SparkType, arena,
    arena::Handle,
    lower,
    shape::{Marker, PRESENT, Shape, unique_alias},
};
use crate::{
    dataframe::JoinType,
    expr::{Column, lit},
};

impl<T> Dataset<T> {
    /// The pairs of rows for which the condition is true. Spark: an inner `join`.
    #[must_use]
    pub fn join<R: SparkRow, B: Condition>(
        &self,
        right: &Dataset<R>,
        condition: impl FnOnce(T::Cols<(T, R)>, R::Cols<(T, R)>) -> Expr<(T, R), B>,
    ) -> Dataset<(T, R)>
    where
        T: SparkRow,
    {
        Dataset::of(Sides::of(self, right).on::<T, R, B>(condition).join(JoinType::Inner))
    }

    /// Each row of this side with each row of the right one for which the condition is true, or with `None` if there
    /// is none. Spark: a `left_outer` join.
    #[must_use]
    pub fn left_join<R, B: Condition>(
        &self,
        right: &Dataset<R>,
        condition: impl FnOnce(T::Cols<(T, R)>, R::Cols<(T, R)>) -> Expr<(T, R), B>,
    ) -> Dataset<(T, Option<R>)>
    where
        T: SparkRow,
        R: SparkRow + SparkType<Base = R, Null = NotNull>,
    {
        let sides = Sides::new(self.side(), right.optional_side());
        Dataset::of(sides.on::<T, R, B>(condition).join(JoinType::Left))
    }

    /// Each row of the right side with each row of this one for which the condition is true, or with `None` if there
    /// is none. Spark: a `right_outer` join.
    #[must_use]
    pub fn right_join<R: SparkRow, B: Condition>(
        &self,
        right: &Dataset<R>,
        condition: impl FnOnce(T::Cols<(T, R)>, R::Cols<(T, R)>) -> Expr<(T, R), B>,
    ) -> Dataset<(Option<T>, R)>
    where
        T: SparkRow + SparkType<Base = T, Null = NotNull>,
    {
        let sides = Sides::new(self.optional_side(), right.side());
        Dataset::of(sides.on::<T, R, B>(condition).join(JoinType::Right))
    }

    /// The pairs of rows for which the condition is true, and the rows of both sides that are in none, with `None` on
    /// the other side. Spark: a `full_outer` join.
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Stock { item: i64, pieces: i32 }
    /// #[derive(SparkRow)]
    /// struct Change { item: i64, old: Option<i32>, new: Option<i32> }
    ///
    /// fn changes(before: &Dataset<Stock>, after: &Dataset<Stock>) -> Dataset<Option<i32>> {
    ///     before
    ///         .full_join(after, |before, after| before.item.eq(after.item))
    ///         .select(|(before, after)| after.pieces - before.pieces)
    /// }
    /// ```
    #[must_use]
    pub fn full_join<R, B: Condition>(
        &self,
        right: &Dataset<R>,
        condition: impl FnOnce(T::Cols<(T, R)>, R::Cols<(T, R)>) -> Expr<(T, R), B>,
    ) -> Dataset<(Option<T>, Option<R>)>
    where
        T: SparkRow + SparkType<Base = T, Null = NotNull>,
        R: SparkRow + SparkType<Base = R, Null = NotNull>,
    {
        let sides = Sides::new(self.optional_side(), right.optional_side());
        Dataset::of(sides.on::<T, R, B>(condition).join(JoinType::Full))
    }

    /// The rows of this side for which the condition is true with a row of the right one; each once. Spark: a
    /// `left_semi` join.
    #[must_use]
    pub fn semi_join<R: SparkRow, B: Condition>(
        &self,
        right: &Dataset<R>,
        condition: impl FnOnce(T::Cols<(T, R)>, R::Cols<(T, R)>) -> Expr<(T, R), B>,
    ) -> Self
    where
        T: SparkRow,
    {
        Self::of(Sides::of(self, right).on::<T, R, B>(condition).join_to_left(JoinType::LeftSemi))
    }

    /// The rows of this side for which the condition is true with no row of the right one. Spark: a `left_anti` join.
    #[must_use]
    pub fn anti_join<R: SparkRow, B: Condition>(
        &self,
        right: &Dataset<R>,
        condition: impl FnOnce(T::Cols<(T, R)>, R::Cols<(T, R)>) -> Expr<(T, R), B>,
    ) -> Self
    where
        T: SparkRow,
    {
        Self::of(Sides::of(self, right).on::<T, R, B>(condition).join_to_left(JoinType::LeftAnti))
    }

    /// Each row of this side with each row of the right one. Spark: `crossJoin`.
    #[must_use]
    pub fn cross_join<R: SparkRow>(&self, right: &Dataset<R>) -> Dataset<(T, R)>
    where
        T: SparkRow,
    {
        Dataset::of(Sides::of(self, right).join(JoinType::Cross))
    }

    /// This dataset as the side of a join that has a row in every result.
    pub(super) fn side(&self) -> Side
    where
        T: SparkRow,
    {
        if self.frame.shape.is_flat() { Side::flat(&self.frame, false) } else { Side::joined(&self.frame) }
    }

    /// The same where a result may have no row of this side.
    pub(super) fn optional_side(&self) -> Side
    where
        T: SparkRow,
    {
        Side::flat(&self.packed(), true)
    }
}

/// A side of a join.
pub(super) struct Side {
    /// The rows, under aliases that the other side does not have.
    pub(super) frame: Frame,
    /// The shape of this side in the result.
    pub(super) after: Shape,
    /// The shape of a result that has nothing but this side.
    alone: Shape,
}

impl Side {
    /// A single relation, which gets an alias of its own; and where it may have no row, a column that tells so.
    pub(super) fn flat(frame: &Frame, optional: bool) -> Self {
        let alone = frame.shape.clone();
        let alias = unique_alias();
        let shape = frame.shape.known_as(alias.clone());
        let df = if optional { frame.df.with_column(PRESENT, lit(true)) } else { frame.df.clone() };
        let aliases = frame.aliases.with(&alias);
        let frame = Frame { aliases, ..Frame::new(df.alias(&alias), shape, frame.sources.clone()) };
        let inner = frame.shape.clone();
        let after = if optional { Shape::Optional(Arc::new(inner), Marker::Present(alias)) } else { inner };
        Self { frame, after, alone }
    }

    /// A join, which has aliases already.
    fn joined(frame: &Frame) -> Self {
        Self { frame: frame.clone(), after: frame.shape.clone(), alone: frame.shape.clone() }
    }
}

/// The two sides of a join.
pub(super) struct Sides {
    left: Side,
    right: Side,
    condition: Option<Column>,
}

impl Sides {
    pub(super) fn new(left: Side, right: Side) -> Self {
        Self { left, right, condition: None }
    }

    /// Sides that both have a row in every result.
    pub(super) fn of<T: SparkRow, R: SparkRow>(left: &Dataset<T>, right: &Dataset<R>) -> Self {
        let left = left.side();
        // A join that is joined with itself has the same aliases twice.
        let taken = left.frame.shape.aliases();
        let shared = right.frame.shape.aliases().iter().any(|alias| taken.contains(alias));
        let right = if shared { Side::flat(&right.packed(), false) } else { right.side() };
        Self::new(left, right)
    }

    /// A condition, in which neither side is nullable yet.
    fn on<T: SparkRow, R: SparkRow, B>(
        self,
        condition: impl FnOnce(T::Cols<(T, R)>, R::Cols<(T, R)>) -> Expr<(T, R), B>,
    ) -> Self {
        self.matching(|left, right| condition(T::bind(left), R::bind(right)).handle())
    }

    pub(super) fn matching(mut self, condition: impl FnOnce(Handle, Handle) -> Handle) -> Self {
        arena::frame(|| {
            let condition = condition(self.left.frame.row(), self.right.frame.row());
            let (sources, columns) = arena::referred();
            let [left, right] = [&mut self.left.frame, &mut self.right.frame];
            *left = left.clone().with_columns_for_subqueries(&columns);
            *right = right.clone().with_columns_for_subqueries(&columns);
            left.sources = left.sources_with(&sources);
            self.condition = Some(lower::column(condition));
        });
        self
    }

    /// The join, still in the shape of the left side.
    fn joined(&self, how: JoinType) -> Frame {
        let (left, right) = (&self.left.frame, &self.right.frame);
        let df = match &self.condition {
            Some(condition) => left.df.join(&right.df, condition, how),
            None => left.df.cross_join(&right.df),
        };
        left.combined(right, df)
    }

    pub(super) fn join(self, how: JoinType) -> Frame {
        let frame = self.joined(how);
        Frame { shape: Shape::Pair(Arc::new((self.left.after, self.right.after))), ..frame }
    }

    /// A join whose result has the columns of the left side only.
    pub(super) fn join_to_left(self, how: JoinType) -> Frame {
        let frame = self.joined(how);
        Frame { shape: self.left.alone, ..frame }
    }
}
