//! Some of the rows, by chance.

use super::{Dataset, SparkRow};
use crate::dataframe::DataFrame;

impl<T> Dataset<T> {
    /// About a `fraction` (0.0 to 1.0) of the rows, by a seed chosen now: the same ones each time this dataset is used, as
    /// far as the rows below come in the same order. Spark: `sample`.
    #[must_use]
    pub fn sample(&self, fraction: f64) -> Self
    where
        T: SparkRow,
    {
        self.sampled(|df| df.sample(fraction))
    }

    /// As [`sample`](Self::sample), by a given seed.
    #[must_use]
    pub fn sample_with_seed(&self, fraction: f64, seed: i64) -> Self
    where
        T: SparkRow,
    {
        self.sampled(|df| df.sample_with_seed(fraction, seed))
    }

    /// Rows drawn by chance, each `fraction` times on average (it may exceed 1.0), by a given seed. Spark: `sample` with
    /// `withReplacement`.
    #[must_use]
    pub fn sample_with_replacement(&self, fraction: f64, seed: i64) -> Self
    where
        T: SparkRow,
    {
        self.sampled(|df| df.sample_with_replacement(fraction, seed))
    }

    /// The rows in parts that do not overlap and have all of them, sized about as the weights, which need not add up to
    /// one, by a seed chosen now. Spark: `randomSplit`.
    ///
    /// A weight that is negative or not a number, or all of them being zero, is a mistake that the actions of all parts
    /// return. Each part computes this dataset again: it has to give the same rows each time.
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Case { id: i64, outcome: bool }
    ///
    /// fn train_and_test(cases: &Dataset<Case>) -> [Dataset<Case>; 2] {
    ///     cases.random_split([0.8, 0.2])
    /// }
    /// ```
    #[must_use]
    pub fn random_split<const N: usize>(&self, weights: [f64; N]) -> [Self; N]
    where
        T: SparkRow,
    {
        self.random_split_with_seed(weights, crate::expr::random_seed())
    }

    /// As [`random_split`](Self::random_split), by a given seed.
    #[must_use]
    pub fn random_split_with_seed<const N: usize>(&self, weights: [f64; N], seed: i64) -> [Self; N]
    where
        T: SparkRow,
    {
        let packed = self.packed();
        // The parts are as many as the weights.
        let mut parts = packed.df.random_split_with_seed(&weights, seed).into_iter();
        weights.map(|_| Self::of(packed.with(parts.next().unwrap_or_else(|| packed.df.clone()))))
    }

    fn sampled(&self, sample: impl FnOnce(&DataFrame) -> DataFrame) -> Self
    where
        T: SparkRow,
    {
        // Sail does not know the sides of a join by their aliases any more after it.
        let packed = self.packed();
        Self::of(packed.with(sample(&packed.df)))
    }
}
