//! Joins.
//!
//! A join stays flat: each side is known by an alias, and its columns are qualified by it, so that a projection,
//! filter or aggregation stands directly on the join. The pair is only made when the plan has to stand alone.

use std::sync::Arc;

use super::{
    Condition, Dataset, Expr, Frame, NotNull, SparkRow, SparkType, arena, lower,
    shape::{PRESENT, Shape, unique_alias},
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
        let mut sides = Sides::new(&self.frame, &right.packed());
        let on = sides.on::<T, R, B>(condition);
        Dataset::of(sides.join(&on, JoinType::Inner))
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
        let right = right.packed();
        let marked = right.with(right.df.with_column(PRESENT, lit(true)));
        let mut sides = Sides::new(&self.frame, &marked);
        let on = sides.on::<T, R, B>(condition);
        Dataset::of(sides.join(&on, JoinType::Left))
    }
}

/// The two sides of a join, each with aliases of its own.
struct Sides {
    left: Frame,
    right: Frame,
    right_alias: Arc<str>,
}

impl Sides {
    fn new(left: &Frame, right: &Frame) -> Self {
        // Another join on the left has its aliases already; the right side is always a single relation.
        let left = if left.shape.is_flat() { aliased(left, &unique_alias()) } else { left.clone() };
        let right_alias = unique_alias();
        let right = aliased(right, &right_alias);
        Self { left, right, right_alias }
    }

    /// The condition, in which neither side is nullable yet.
    fn on<T: SparkRow, R: SparkRow, B>(
        &mut self,
        condition: impl FnOnce(T::Cols<(T, R)>, R::Cols<(T, R)>) -> Expr<(T, R), B>,
    ) -> Column {
        arena::frame(|| {
            let (left, right) = (T::bind::<(T, R)>(self.left.row()), R::bind::<(T, R)>(self.right.row()));
            let condition = condition(left, right);
            self.left = self.left.clone().with_subqueries();
            lower::column(condition.handle())
        })
    }

    fn join(self, on: &Column, how: JoinType) -> Frame {
        let df = self.left.df.join(&self.right.df, on, how);
        let sources = self.left.sources_with(&self.right.sources);
        let right = match how {
            JoinType::Left => Shape::Optional(Arc::new(self.right.shape), Some(self.right_alias)),
            _ => self.right.shape,
        };
        Frame { df, shape: Shape::Pair(Arc::new((self.left.shape, right))), sources }
    }
}

fn aliased(frame: &Frame, alias: &Arc<str>) -> Frame {
    let is_struct = !matches!(frame.shape, Shape::Value(_));
    let shape = Shape::leaf(is_struct, Some(alias.clone()));
    Frame { df: frame.df.alias(alias), shape, sources: frame.sources.clone() }
}
