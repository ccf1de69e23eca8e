//! Statistics of columns.

use arrow_array::{Array, ArrayRef, cast::AsArray, types::Float64Type};
use arrow_schema::DataType;

use super::{DataFrame, actions::unexpected};
use crate::{
    error::Result,
    expr::{ColumnOrName, Literal, random_seed},
    plan,
};

/// Statistics of columns: [`DataFrame::stat`].
///
/// Spark: `DataFrameStatFunctions`, 1.4.
#[derive(Debug, Clone)]
#[must_use]
pub struct DataFrameStatFunctions(DataFrame);

fn names<S: Into<String>>(columns: impl IntoIterator<Item = S>) -> Vec<String> {
    columns.into_iter().map(Into::into).collect()
}

impl DataFrame {
    /// Correlations, quantiles, frequent values and so on. Spark: `DataFrame.stat`, 1.4.
    pub fn stat(&self) -> DataFrameStatFunctions {
        DataFrameStatFunctions(self.clone())
    }

    /// Count, mean, standard deviation, minimum and maximum of columns, a row for each in column `summary`, all values
    /// as text. No column at all means all numbers and texts. Spark: `DataFrame.describe`, 1.3.
    pub fn describe<S: Into<String>>(&self, columns: impl IntoIterator<Item = S>) -> Self {
        self.with(plan::describe(&self.relation, names(columns)))
    }

    /// Statistics of all numbers and texts, a row for each in column `summary`, all values as text: `count`, `mean`,
    /// `stddev`, `min`, `max`, `count_distinct`, `approx_count_distinct`, or a percentile such as `95%`. None at all
    /// means those of [`describe`](Self::describe) and the quartiles. Spark: `DataFrame.summary`, 2.3.
    pub fn summary<S: Into<String>>(&self, statistics: impl IntoIterator<Item = S>) -> Self {
        self.with(plan::summary(&self.relation, names(statistics)))
    }
}

impl DataFrameStatFunctions {
    pub(super) fn frame(&self) -> &DataFrame {
        &self.0
    }

    /// Pearson's correlation of two columns of numbers; NaN if one of them does not vary.
    /// Spark: `DataFrameStatFunctions.corr`, 1.4.
    ///
    /// # Errors
    /// A mistake in the plan, columns that are no numbers, or a failure of the query.
    pub async fn corr(&self, left: &str, right: &str) -> Result<f64> {
        number(&self.0.value(&plan::correlation(&self.0.relation, left, right), &DataType::Float64).await?)
    }

    /// The sample covariance of two columns of numbers. Spark: `DataFrameStatFunctions.cov`, 1.4.
    ///
    /// # Errors
    /// A mistake in the plan, columns that are no numbers, or a failure of the query.
    pub async fn cov(&self, left: &str, right: &str) -> Result<f64> {
        number(&self.0.value(&plan::covariance(&self.0.relation, left, right), &DataType::Float64).await?)
    }

    /// The values below which the given shares of the rows are (0.0 is the minimum, 0.5 the median, 1.0 the maximum), for
    /// each of the columns of numbers. NULL and NaN do not count; a column without a value has no quantiles.
    ///
    /// The rank of a result is off by `relative_error` times the number of rows at most; 0.0 is exact and expensive.
    /// Spark: `DataFrameStatFunctions.approxQuantile`, 2.0.
    ///
    /// ```no_run
    /// # async fn example(orders: spark_connect_core::dataframe::DataFrame) -> spark_connect_core::error::Result<()> {
    /// let quantiles = orders.stat().approx_quantile(["amount"], &[0.5, 0.99], 0.001).await?;
    /// println!("median and 99 % of the amounts: {:?}", quantiles.first());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// A probability outside of 0.0 to 1.0, a negative error, columns that are no numbers, or a failure of the query.
    pub async fn approx_quantile<S: Into<String>>(
        &self,
        columns: impl IntoIterator<Item = S>,
        probabilities: &[f64],
        relative_error: f64,
    ) -> Result<Vec<Vec<f64>>> {
        let relation = plan::approx_quantile(&self.0.relation, names(columns), probabilities, relative_error);
        let numbers = |name| arrow_schema::Field::new_list_field(name, true).into();
        let lists = DataType::List(numbers(DataType::List(numbers(DataType::Float64))));
        let value = self.0.value(&relation, &lists).await?;
        let columns = value.as_list_opt::<i32>().filter(|list| list.len() == 1).map(|list| list.value(0));
        let columns = columns.ok_or_else(|| unexpected("quantiles"))?;
        let columns = columns.as_list_opt::<i32>().ok_or_else(|| unexpected("quantiles"))?;
        let quantiles = columns.iter().map(|column| {
            let Some(column) = column else { return Ok(Vec::new()) };
            let values = column.as_primitive_opt::<Float64Type>().ok_or_else(|| unexpected("quantiles"))?;
            Ok(values.iter().flatten().collect())
        });
        quantiles.collect()
    }

    /// How often each pair of values of two columns occurs: a row for each value of the first one (in column
    /// `<left>_<right>`) and a column for each value of the second one, at most 10,000.
    /// Spark: `DataFrameStatFunctions.crosstab`, 1.4.
    pub fn crosstab(&self, left: &str, right: &str) -> DataFrame {
        self.0.with(plan::crosstab(&self.0.relation, left, right))
    }

    /// The values that more than 1 % of the rows have, perhaps with others that are less frequent: one row, with an array
    /// for each column, called `<column>_freqItems`. Spark: `DataFrameStatFunctions.freqItems`, 1.4.
    pub fn freq_items<S: Into<String>>(&self, columns: impl IntoIterator<Item = S>) -> DataFrame {
        self.freq_items_with_support(columns, 0.01)
    }

    /// As [`freq_items`](Self::freq_items), for another share of the rows, 0.0001 at least.
    pub fn freq_items_with_support<S: Into<String>>(
        &self,
        columns: impl IntoIterator<Item = S>,
        support: f64,
    ) -> DataFrame {
        self.0.with(plan::freq_items(&self.0.relation, names(columns), support))
    }

    /// A random part of the rows: for each value of a column another fraction (0.0 to 1.0) of the rows that have it, and
    /// none of the rows with other values. The seed is chosen now. Spark: `DataFrameStatFunctions.sampleBy`, 1.5.
    ///
    /// ```no_run
    /// # fn example(orders: spark_connect_core::dataframe::DataFrame) {
    /// let some = orders.stat().sample_by("status", [("open", 1.0), ("paid", 0.01)]);
    /// # }
    /// ```
    #[track_caller]
    pub fn sample_by<V: Into<Literal>>(
        &self,
        column: impl ColumnOrName,
        fractions: impl IntoIterator<Item = (V, f64)>,
    ) -> DataFrame {
        self.sample_by_with_seed(column, fractions, random_seed())
    }

    /// As [`sample_by`](Self::sample_by), by a given seed.
    #[track_caller]
    pub fn sample_by_with_seed<V: Into<Literal>>(
        &self,
        column: impl ColumnOrName,
        fractions: impl IntoIterator<Item = (V, f64)>,
        seed: i64,
    ) -> DataFrame {
        let fractions: Vec<(Literal, f64)> =
            fractions.into_iter().map(|(value, fraction)| (value.into(), fraction)).collect();
        self.0.with(plan::sample_by(&self.0.relation, &column.into_column(), &fractions, seed))
    }
}

fn number(value: &ArrayRef) -> Result<f64> {
    let number = value.as_primitive_opt::<Float64Type>().and_then(|values| values.values().first().copied());
    number.ok_or_else(|| unexpected("a number"))
}
