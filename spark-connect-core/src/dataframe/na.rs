//! Missing values.

use super::{DataFrame, DropWhen, NaValue};
use crate::plan;

/// What can be done about NULL and NaN: [`DataFrame::na`].
///
/// Columns are named by their whole names, in which a dot separates nothing. Where none are named, all columns that have
/// the type of the value are meant. Spark: `DataFrameNaFunctions`, 1.3.
#[derive(Debug, Clone)]
#[must_use]
pub struct DataFrameNaFunctions(DataFrame);

impl DataFrame {
    /// What can be done about missing values, by `fill`, `drop` and `replace`. Spark: `DataFrame.na`, 1.3.
    ///
    /// ```no_run
    /// # use spark_connect_core::dataframe::{DataFrame, DropWhen};
    /// # fn example(orders: DataFrame) {
    /// let complete = orders.na().drop(DropWhen::AnyNull);
    /// let filled = orders.na().fill_each([("amount", 0.0.into()), ("status", "open".into())]);
    /// # }
    /// ```
    pub fn na(&self) -> DataFrameNaFunctions {
        DataFrameNaFunctions(self.clone())
    }
}

fn names<S: Into<String>>(columns: impl IntoIterator<Item = S>) -> Vec<String> {
    columns.into_iter().map(Into::into).collect()
}

impl DataFrameNaFunctions {
    /// The rows with `value` instead of NULL and NaN. Spark: `DataFrameNaFunctions.fill`, 1.3.
    pub fn fill(&self, value: impl Into<NaValue>) -> DataFrame {
        self.0.with(plan::fill(&self.0.relation, Vec::new(), &[value.into()]))
    }

    /// The rows with `value` instead of NULL and NaN in these columns; one of another type stays as it is.
    /// Spark: `DataFrameNaFunctions.fill`, 1.3.
    pub fn fill_in<S: Into<String>>(
        &self,
        value: impl Into<NaValue>,
        columns: impl IntoIterator<Item = S>,
    ) -> DataFrame {
        self.0.with(plan::fill(&self.0.relation, names(columns), &[value.into()]))
    }

    /// The rows with a value of its own for each column instead of NULL and NaN.
    /// Spark: `DataFrameNaFunctions.fill`, 1.3.
    pub fn fill_each<S: Into<String>>(&self, values: impl IntoIterator<Item = (S, NaValue)>) -> DataFrame {
        let (columns, values): (Vec<String>, Vec<NaValue>) =
            values.into_iter().map(|(column, value)| (column.into(), value)).unzip();
        self.0.with(plan::fill(&self.0.relation, columns, &values))
    }

    /// The rows without those that have too many NULLs and NaNs. Spark: `DataFrameNaFunctions.drop`, 1.3.
    pub fn drop(&self, when: DropWhen) -> DataFrame {
        self.0.with(plan::drop_nulls(&self.0.relation, when, Vec::new()))
    }

    /// The rows without those that have too many NULLs and NaNs in these columns.
    /// Spark: `DataFrameNaFunctions.drop`, 1.3.
    pub fn drop_in<S: Into<String>>(
        &self,
        when: DropWhen,
        columns: impl IntoIterator<Item = S>,
    ) -> DataFrame {
        self.0.with(plan::drop_nulls(&self.0.relation, when, names(columns)))
    }

    /// The rows with values replaced by others, pairs of the old and the new one: all of them texts, or numbers, or
    /// booleans. A new one may be `None`, which is NULL. Spark: `DataFrameNaFunctions.replace`, 1.3.
    ///
    /// ```no_run
    /// # fn example(orders: spark_connect_core::dataframe::DataFrame) {
    /// let named = orders.na().replace([("n/a", None), ("ok", Some("paid"))]);
    /// # }
    /// ```
    pub fn replace<O: Into<NaValue>, N: Into<NaValue>>(
        &self,
        values: impl IntoIterator<Item = (O, N)>,
    ) -> DataFrame {
        self.replaced(Vec::new(), values)
    }

    /// As [`replace`](Self::replace), in these columns. Spark: `DataFrameNaFunctions.replace`, 1.3.
    pub fn replace_in<S: Into<String>, O: Into<NaValue>, N: Into<NaValue>>(
        &self,
        values: impl IntoIterator<Item = (O, N)>,
        columns: impl IntoIterator<Item = S>,
    ) -> DataFrame {
        self.replaced(names(columns), values)
    }

    fn replaced<O: Into<NaValue>, N: Into<NaValue>>(
        &self,
        columns: Vec<String>,
        values: impl IntoIterator<Item = (O, N)>,
    ) -> DataFrame {
        let values: Vec<(NaValue, NaValue)> =
            values.into_iter().map(|(old, new)| (old.into(), new.into())).collect();
        self.0.with(plan::replace(&self.0.relation, columns, &values))
    }
}
