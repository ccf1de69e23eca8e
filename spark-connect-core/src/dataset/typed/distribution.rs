//! Aggregates that say how values are distributed: percentiles and histograms.

use super::{
    super::{Agg, NotNull, RowScope, arena},
    Expr, Numeric, Ordered, SparkType,
    aggregate::aggregates,
};
use crate::{expr::lit, functions};

/// The centre of each bin, and how many values it has.
type Bins<T> = Vec<(<T as SparkType>::Base, f64)>;

aggregates! {
    /// The median, between two values if need be; NULL if there are none. Spark: `median`.
    median(self: Numeric) -> Option<f64> = functions::median;
    /// The percentile at `fraction` (0.0 to 1.0), between two values if need be; NULL if there are none. Spark:
    /// `percentile`, 3.5.
    percentile(self: Numeric, fraction: f64) -> Option<f64> = functions::percentile;
    /// About the percentile at `fraction` (0.0 to 1.0), one of the values; NULL if there are none. Spark:
    /// `percentile_approx`, `approx_percentile`.
    ///
    /// Its place is exact to one in 10,000: see [`percentile_approx_within`](Self::percentile_approx_within).
    percentile_approx(self: Numeric, fraction: f64) -> Option<T::Base> = functions::percentile_approx;
    /// As [`percentile_approx`](Self::percentile_approx), exact to one in `accuracy`, which costs memory.
    percentile_approx_within(self: Numeric, fraction: f64, accuracy: i32) -> Option<T::Base> =
        functions::percentile_approx_with;
}

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// The percentiles at these fractions (0.0 to 1.0), in their order; NULL if there are no values. Spark: `percentile`,
    /// 3.5.
    #[must_use]
    #[track_caller]
    pub fn percentiles(self, fractions: &[f64]) -> Expr<Agg<S>, Option<Vec<f64>>>
    where
        S: RowScope,
        T: Numeric,
    {
        let fractions = fractions.to_vec();
        Expr::at(arena::aggregate([self.handle], 0, move |[this]| {
            functions::percentile(this, fractions.clone())
        }))
    }

    /// About the percentiles at these fractions (0.0 to 1.0), in their order, each one of the values; NULL if there are
    /// none. Spark: `percentile_approx`.
    #[must_use]
    #[track_caller]
    pub fn percentiles_approx(self, fractions: &[f64]) -> Expr<Agg<S>, Option<Vec<T::Base>>>
    where
        S: RowScope,
        T: Numeric,
        Vec<T::Base>: SparkType<Base = Vec<T::Base>, Null = NotNull>,
    {
        let fractions = fractions.to_vec();
        Expr::at(arena::aggregate([self.handle], 0, move |[this]| {
            functions::percentile_approx(this, fractions.clone())
        }))
    }

    /// The smallest value below or at which a `fraction` (0.0 to 1.0) of the values that are not NULL are; NULL if there
    /// are none. It is always one of them: [`percentile`](Self::percentile) lies between two if need be, as SQL's
    /// `percentile_cont` does. Spark: `percentile_disc`, as SQL writes it: `percentile_disc(0.5) WITHIN GROUP (ORDER BY ..)`.
    ///
    /// The values of a group are sorted in memory, for which [`percentile_approx`](Self::percentile_approx) needs less.
    #[must_use]
    #[track_caller]
    pub fn percentile_disc(self, fraction: f64) -> Expr<Agg<S>, Option<T::Base>>
    where
        S: RowScope,
        T: Ordered,
    {
        // Spark Connect has no WITHIN GROUP.
        let all = arena::aggregate([self.handle], 0, |[this]| functions::collect_list(this));
        Expr::at(arena::apply([all], move |[all]| {
            let rank = functions::ceil(functions::size(all) * fraction).cast("int");
            let rank = functions::greatest([rank, lit(1)]);
            functions::try_element_at(functions::sort_array(all), rank)
        }))
    }

    /// A histogram of so many bins, of different widths: the centre of each, and about how many values it has; NULL if
    /// there are no values. 20 to 40 bins give a good picture. Spark: `histogram_numeric`, 3.3, whose structs get the names
    /// of a pair's fields.
    #[must_use]
    #[track_caller]
    pub fn histogram_numeric(self, bins: i32) -> Expr<Agg<S>, Option<Bins<T>>>
    where
        S: RowScope,
        T: Numeric,
        (T::Base, f64): SparkType<Null = NotNull>,
    {
        let bins = arena::aggregate([self.handle], 0, move |[this]| functions::histogram_numeric(this, bins));
        Expr::at(arena::apply([bins], |[bins]| {
            functions::transform(bins, |bin| {
                functions::named_struct([lit("_1"), bin.field("x"), lit("_2"), bin.field("y")])
            })
        }))
    }
}
