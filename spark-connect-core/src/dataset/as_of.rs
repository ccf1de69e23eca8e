//! As-of joins: each row with the one of the other side that is nearest to it in time, or in another order.

use std::{marker::PhantomData, sync::Arc};

use super::{
    Condition, Dataset, Expr, Frame, NotNull, Operand, SparkRow, SparkType, arena, arena::Handle, join::Side,
    lower, shape::Shape,
};
use crate::{
    dataframe::{AsOf, AsOfDirection, JoinType},
    types::Decimal,
};

/// A type of columns by which an [as-of join](Dataset::as_of_join) can tell which row is nearest.
#[diagnostic::on_unimplemented(
    message = "rows cannot be near each other by a `{Self}`",
    label = "expected a column of numbers, dates or timestamps"
)]
pub trait AsOfKey: SparkType {
    /// How far two values are from each other.
    type Distance;
}
macro_rules! keys {
    ($($rust:ty => $distance:ty),* $(,)?) => { $(
        #[diagnostic::do_not_recommend]
        impl AsOfKey for $rust {
            type Distance = $distance;
        }
        #[diagnostic::do_not_recommend]
        impl AsOfKey for Option<$rust> {
            type Distance = $distance;
        }
    )* };
}
keys! {
    i8 => i8,
    i16 => i16,
    i32 => i32,
    i64 => i64,
    f32 => f32,
    f64 => f64,
    Decimal => Decimal,
    jiff::civil::Date => jiff::SignedDuration,
    jiff::Timestamp => jiff::SignedDuration,
    jiff::civil::DateTime => jiff::SignedDuration,
}

/// Which row of the right side is the nearest: see [`as_of`].
#[derive(Debug)]
#[must_use]
pub struct Nearest<S, D> {
    left: Handle,
    right: Handle,
    condition: Option<Handle>,
    tolerance: Option<Handle>,
    is_exact: bool,
    direction: AsOfDirection,
    marker: PhantomData<fn() -> (S, D)>,
}

/// The last row of the right side whose `right` is not after `left`, unless it is said otherwise: for
/// [`as_of_join`](Dataset::as_of_join).
///
/// ```
/// use jiff::{SignedDuration, Timestamp};
/// use spark_connect_core::{dataset::as_of, prelude::*};
///
/// #[derive(SparkRow)]
/// struct Trade { share: String, at: Timestamp, pieces: i64 }
/// #[derive(SparkRow)]
/// struct Quote { share: String, at: Timestamp, price: f64 }
///
/// /// Each trade with the latest quote of its share, which is at most five seconds old.
/// fn priced(trades: &Dataset<Trade>, quotes: &Dataset<Quote>) -> Dataset<(Trade, Quote)> {
///     trades.as_of_join(quotes, |t, q| {
///         as_of(t.at, q.at).on(t.share.eq(q.share)).tolerance(SignedDuration::from_secs(5))
///     })
/// }
/// ```
pub fn as_of<S, D, K: AsOfKey<Distance = D>, R: Operand<S, K::Base>>(
    left: Expr<S, K>,
    right: R,
) -> Nearest<S, D> {
    Nearest {
        left: left.handle(),
        right: right.handle(),
        condition: None,
        tolerance: None,
        is_exact: true,
        direction: AsOfDirection::Backward,
        marker: PhantomData,
    }
}

impl<S, D> Nearest<S, D> {
    /// Only among the right rows for which this is true.
    pub fn on<B: Condition>(self, condition: Expr<S, B>) -> Self {
        Self { condition: Some(condition.handle()), ..self }
    }

    /// How far away the right row may be at most; not negative. Without it, any distance will do.
    #[track_caller]
    pub fn tolerance(self, distance: D) -> Self
    where
        D: crate::expr::ColumnOrLiteral,
    {
        Self { tolerance: Some(arena::leaf(distance.into_operand())), ..self }
    }

    /// Passes over right rows at exactly the place of the left one.
    pub fn without_exact_matches(self) -> Self {
        Self { is_exact: false, ..self }
    }

    /// The first right row that is not before the left one.
    pub fn forward(self) -> Self {
        Self { direction: AsOfDirection::Forward, ..self }
    }

    /// The right row that is nearest, before or after the left one.
    pub fn either_way(self) -> Self {
        Self { direction: AsOfDirection::Nearest, ..self }
    }
}

impl<T> Dataset<T> {
    /// Each row with the nearest row of the right side, as [`as_of`] says; not the rows that have none. Spark: an
    /// inner as-of join, 3.3; not on Sail.
    #[must_use]
    pub fn as_of_join<R: SparkRow, D>(
        &self,
        right: &Dataset<R>,
        nearest: impl FnOnce(T::Cols<(T, R)>, R::Cols<(T, R)>) -> Nearest<(T, R), D>,
    ) -> Dataset<(T, R)>
    where
        T: SparkRow,
    {
        let right = Side::flat(&right.packed(), false);
        Dataset::of(nearest_of(self.side(), right, JoinType::Inner, |left, right| {
            nearest(T::bind(left), R::bind(right))
        }))
    }

    /// Each row with the nearest row of the right side, as [`as_of`] says, or with `None` if there is none. Spark: a
    /// left as-of join, 3.3; not on Sail.
    #[must_use]
    pub fn left_as_of_join<R, D>(
        &self,
        right: &Dataset<R>,
        nearest: impl FnOnce(T::Cols<(T, R)>, R::Cols<(T, R)>) -> Nearest<(T, R), D>,
    ) -> Dataset<(T, Option<R>)>
    where
        T: SparkRow,
        R: SparkRow + SparkType<Base = R, Null = NotNull>,
    {
        Dataset::of(nearest_of(self.side(), right.optional_side(), JoinType::Left, |left, right| {
            nearest(T::bind(left), R::bind(right))
        }))
    }
}

fn nearest_of<S, D>(
    left: Side,
    right: Side,
    how: JoinType,
    nearest: impl FnOnce(Handle, Handle) -> Nearest<S, D>,
) -> Frame {
    arena::frame(|| {
        let nearest = nearest(left.frame.row(), right.frame.row());
        let frame = left.frame.with_subqueries();
        let mut as_of = AsOf::columns(lower::column(nearest.left), lower::column(nearest.right))
            .how(how)
            .direction(nearest.direction);
        if let Some(condition) = nearest.condition {
            as_of = as_of.on(lower::column(condition));
        }
        if let Some(tolerance) = nearest.tolerance {
            as_of = as_of.tolerance(lower::column(tolerance));
        }
        if !nearest.is_exact {
            as_of = as_of.without_exact_matches();
        }
        let joined = frame.combined(&right.frame, frame.df.join_as_of(&right.frame.df, as_of));
        Frame { shape: Shape::Pair(Arc::new((left.after, right.after))), ..joined }
    })
}
