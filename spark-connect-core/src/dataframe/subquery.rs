//! Queries as expressions and arguments of other queries.

use super::{DataFrame, TableArg};
use crate::expr::{self, Column, ColumnList};

impl DataFrame {
    /// The only column of the only row, as an expression of another query; NULL if there is no row, and an error of that
    /// query if there are several. Spark: `DataFrame.scalar`, 4.0.
    ///
    /// Columns of the other query may be used in here, see [`Column::outer`].
    ///
    /// ```no_run
    /// # use spark_connect_core::{dataframe::DataFrame, functions::{avg, col}};
    /// # fn example(orders: DataFrame) {
    /// let large = orders.filter(col("amount").gt(orders.select(avg("amount")).scalar()));
    /// let of_customer = orders.filter(col("customer").eq(col("o.customer").outer())).select(avg("amount"));
    /// let large_for_customer = orders.alias("o").filter(col("amount").gt(of_customer.scalar()));
    /// # }
    /// ```
    #[track_caller]
    pub fn scalar(&self) -> Column {
        expr::scalar(&self.relation)
    }

    /// Whether there is a row, as an expression of another query; never NULL. Spark: `DataFrame.exists`, 4.0.
    ///
    /// Columns of the other query may be used in here, see [`Column::outer`].
    #[track_caller]
    pub fn exists(&self) -> Column {
        expr::exists(&self.relation)
    }

    /// Whether a row has exactly these values, as an expression of another query: `values IN (SELECT ..)` in SQL. NULL if
    /// no row has them and a NULL is in the way. Spark: `Column.isin` with a `DataFrame`, 4.1.
    ///
    /// ```no_run
    /// # use spark_connect_core::dataframe::DataFrame;
    /// # fn example(orders: DataFrame, customers: DataFrame) {
    /// let known = orders.filter(customers.select("id").contains("customer_id"));
    /// let exact = orders.filter(customers.select(("id", "city")).contains(("customer_id", "city")));
    /// # }
    /// ```
    #[track_caller]
    pub fn contains(&self, values: impl ColumnList) -> Column {
        expr::is_row_of(&self.relation, &values.into_columns())
    }

    /// The rows as an argument of a table-valued function that takes a table. Spark: `DataFrame.asTable`, 4.0.
    pub fn as_table(&self) -> TableArg {
        TableArg::new(&self.relation)
    }
}
