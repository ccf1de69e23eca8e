//! Random parts of the rows.

use super::DataFrame;
use crate::{
    error::{Error, ErrorKind},
    expr::{Column, random_seed},
    plan::{self, Sample},
};

impl DataFrame {
    /// About a `fraction` (0.0 to 1.0) of the rows, by a seed chosen now: the same ones each time this `DataFrame` is
    /// used, as far as the rows below come in the same order. Spark: `DataFrame.sample`, 1.3.
    pub fn sample(&self, fraction: f64) -> Self {
        self.sample_with_seed(fraction, random_seed())
    }

    /// As [`sample`](Self::sample), by a given seed.
    pub fn sample_with_seed(&self, fraction: f64, seed: i64) -> Self {
        self.sampled(0.0, fraction, seed, false, false)
    }

    /// A sample in which a row may occur several times, `fraction` times on average (it may exceed 1.0), by a given
    /// seed. Spark: `DataFrame.sample` with `withReplacement`, 1.3.
    pub fn sample_with_replacement(&self, fraction: f64, seed: i64) -> Self {
        self.sampled(0.0, fraction, seed, true, false)
    }

    /// The rows in parts that do not overlap and have all of them, sized about as the weights, which need not add up to
    /// one, by a seed chosen now.
    ///
    /// There is a `DataFrame` per weight. One that is negative or not a number, or all being zero, is a mistake that the
    /// actions of all parts return. Each part computes this `DataFrame` again: it has to give the same rows each time.
    /// Spark: `DataFrame.randomSplit`, 1.4.
    #[must_use]
    pub fn random_split(&self, weights: &[f64]) -> Vec<Self> {
        self.random_split_with_seed(weights, random_seed())
    }

    /// As [`random_split`](Self::random_split), by a given seed.
    #[must_use]
    pub fn random_split_with_seed(&self, weights: &[f64], seed: i64) -> Vec<Self> {
        let total: f64 = weights.iter().sum();
        let valid = weights.iter().all(|weight| weight.is_finite() && *weight >= 0.0) && total > 0.0;
        let mut upper = 0.0;
        let last = weights.len().saturating_sub(1);
        let parts = weights.iter().enumerate().map(|(index, weight)| {
            if !valid {
                return self.filter(Column::invalid(Error::new(
                    ErrorKind::InvalidPlan,
                    "the weights of a random split are not negative, and one of them at least is positive",
                )));
            }
            let lower = upper;
            upper += weight / total;
            if index == last {
                // Where rounding left the sum below one, rows would be in no part.
                upper = 1.0;
            }
            self.sampled(lower, upper, seed, false, true)
        });
        parts.collect()
    }

    fn sampled(
        &self,
        lower: f64,
        upper: f64,
        seed: i64,
        with_replacement: bool,
        deterministic_order: bool,
    ) -> Self {
        let sample = Sample { lower, upper, with_replacement, seed, deterministic_order };
        self.with(plan::sample(&self.relation, sample))
    }
}
