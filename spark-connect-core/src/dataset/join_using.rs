//! Joins by the fields that both sides have.

use super::{Dataset, NotNull, ProjectFrom, SparkRow, SparkType, arena, arena::Handle, join::Sides};
use crate::{dataframe::JoinType, expr::lit};

impl<T> Dataset<T> {
    /// The pairs of rows that are equal in all fields of `Key`, which both rows have. Spark: `join` with `USING`.
    ///
    /// `Key` is a row type that declares `#[spark(from(..))]` for both sides, so the compiler knows that both have its
    /// fields. A pair has the columns of both rows, also those of the key.
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Planned { year: i32, month: i32, amount: f64 }
    /// #[derive(SparkRow)]
    /// struct Spent { year: i32, month: i32, total: f64 }
    /// #[derive(SparkRow)]
    /// #[spark(from(Planned, Spent))]
    /// struct Month { year: i32, month: i32 }
    ///
    /// fn left_over(planned: &Dataset<Planned>, spent: &Dataset<Spent>) -> Dataset<f64> {
    ///     planned.join_using::<Month, _>(spent).select(|(planned, spent)| planned.amount - spent.total)
    /// }
    /// ```
    #[must_use]
    pub fn join_using<Key, R: SparkRow>(&self, right: &Dataset<R>) -> Dataset<(T, R)>
    where
        T: SparkRow,
        Key: ProjectFrom<T> + ProjectFrom<R>,
    {
        Dataset::of(Sides::of(self, right).using::<Key, T, R>().join(JoinType::Inner))
    }

    /// Each row of this side with each row of the right one that is equal in all fields of `Key`, or with `None` if
    /// there is none: see [`join_using`](Self::join_using). Spark: a `left_outer` join with `USING`.
    #[must_use]
    pub fn left_join_using<Key, R>(&self, right: &Dataset<R>) -> Dataset<(T, Option<R>)>
    where
        T: SparkRow,
        R: SparkRow + SparkType<Base = R, Null = NotNull>,
        Key: ProjectFrom<T> + ProjectFrom<R>,
    {
        let sides = Sides::new(self.side(), right.optional_side());
        Dataset::of(sides.using::<Key, T, R>().join(JoinType::Left))
    }

    /// Each row of the right side with each row of this one that is equal in all fields of `Key`, or with `None` if there
    /// is none: see [`join_using`](Self::join_using). Spark: a `right_outer` join with `USING`.
    #[must_use]
    pub fn right_join_using<Key, R: SparkRow>(&self, right: &Dataset<R>) -> Dataset<(Option<T>, R)>
    where
        T: SparkRow + SparkType<Base = T, Null = NotNull>,
        Key: ProjectFrom<T> + ProjectFrom<R>,
    {
        let sides = Sides::new(self.optional_side(), right.side());
        Dataset::of(sides.using::<Key, T, R>().join(JoinType::Right))
    }

    /// The pairs of rows that are equal in all fields of `Key`, and the rows of both sides that are in none, with `None`
    /// on the other side: see [`join_using`](Self::join_using). Spark: a `full_outer` join with `USING`.
    #[must_use]
    pub fn full_join_using<Key, R>(&self, right: &Dataset<R>) -> Dataset<(Option<T>, Option<R>)>
    where
        T: SparkRow + SparkType<Base = T, Null = NotNull>,
        R: SparkRow + SparkType<Base = R, Null = NotNull>,
        Key: ProjectFrom<T> + ProjectFrom<R>,
    {
        let sides = Sides::new(self.optional_side(), right.optional_side());
        Dataset::of(sides.using::<Key, T, R>().join(JoinType::Full))
    }

    /// The rows of this side that are equal in all fields of `Key` to a row of the right one; each once: see
    /// [`join_using`](Self::join_using). Spark: a `left_semi` join with `USING`.
    #[must_use]
    pub fn semi_join_using<Key, R: SparkRow>(&self, right: &Dataset<R>) -> Self
    where
        T: SparkRow,
        Key: ProjectFrom<T> + ProjectFrom<R>,
    {
        Self::of(Sides::of(self, right).using::<Key, T, R>().join_to_left(JoinType::LeftSemi))
    }

    /// The rows of this side that are equal in all fields of `Key` to no row of the right one: see
    /// [`join_using`](Self::join_using). Spark: a `left_anti` join with `USING`.
    #[must_use]
    pub fn anti_join_using<Key, R: SparkRow>(&self, right: &Dataset<R>) -> Self
    where
        T: SparkRow,
        Key: ProjectFrom<T> + ProjectFrom<R>,
    {
        Self::of(Sides::of(self, right).using::<Key, T, R>().join_to_left(JoinType::LeftAnti))
    }
}

impl Sides {
    /// The condition that both sides are equal in the fields of `Key`.
    fn using<Key, T, R>(self) -> Self
    where
        T: SparkRow,
        R: SparkRow,
        Key: ProjectFrom<T> + ProjectFrom<R>,
    {
        self.matching(|left, right| {
            let left = <Key as ProjectFrom<T>>::project::<(T, R)>(T::bind(left));
            let right = <Key as ProjectFrom<R>>::project::<(T, R)>(R::bind(right));
            equal(&Key::list(Key::unbind(left)), &Key::list(Key::unbind(right)))
        })
    }
}

/// Whether two lists of values are equal one by one.
fn equal(left: &[(&'static str, Handle)], right: &[(&'static str, Handle)]) -> Handle {
    let sides = left.iter().zip(right).flat_map(|((_, left), (_, right))| [*left, *right]).collect();
    arena::apply_all(sides, |columns| {
        let equal = columns.as_chunks().0.iter().map(|[left, right]| left.clone().eq(right.clone()));
        equal.reduce(|all, next| all & next).unwrap_or_else(|| lit(true))
    })
}
