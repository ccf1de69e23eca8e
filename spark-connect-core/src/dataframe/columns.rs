//! Transformations of columns.

use super::DataFrame;
use crate::{
    expr::{self, Column, ColumnList, ColumnOrName},
    functions, plan,
    relation::CallSite,
    types::StructType,
};

impl DataFrame {
    /// The column called `name` of this very `DataFrame`, in the syntax of [`col`](expr::col).
    ///
    /// In a join it tells the columns of both sides apart where their names are the same. It can be used where the
    /// rows of this `DataFrame` are part of the plan, and just once: both sides of a self join have it, and the server
    /// refuses it as ambiguous; use [`alias`](Self::alias) there. Spark: `DataFrame.col`, 1.3.
    #[track_caller]
    pub fn col(&self, name: &str) -> Column {
        expr::attribute_of(self.relation.plan_id(), name)
    }

    /// Exactly these columns. Spark: `DataFrame.select`, 1.3.
    ///
    /// ```no_run
    /// # use spark_connect_core::{dataframe::DataFrame, functions::col};
    /// # fn example(orders: DataFrame) {
    /// let ids = orders.select("id");
    /// let gross = orders.select(("id", (col("price") * 1.19).alias("gross")));
    /// let all = orders.select(("*", col("address.city")));
    /// # }
    /// ```
    #[track_caller]
    pub fn select(&self, columns: impl ColumnList) -> Self {
        self.with(plan::project(&self.relation, &columns.into_columns()))
    }

    /// The columns that SQL texts describe. Spark: `DataFrame.selectExpr`, 1.3.
    pub fn select_expr<S: AsRef<str>>(&self, columns: impl IntoIterator<Item = S>) -> Self {
        let columns: Vec<Column> = columns.into_iter().map(|sql| expr::expr(sql.as_ref())).collect();
        self.with(plan::project(&self.relation, &columns))
    }

    /// All columns, and one more, or one replaced where there is one of that name. Spark: `DataFrame.withColumn`, 1.3.
    ///
    /// Each call nests the plan one level deeper. From the 33rd call in a row on, a column that needs none of those made
    /// since, and no text in SQL, is made by the same step as the one before, so that thousands of calls run; the
    /// `DataFrame`s in between can then not be referred to by [`col`](Self::col) afterwards. To make many columns at once
    /// there is [`with_columns`](Self::with_columns).
    #[track_caller]
    pub fn with_column(&self, name: &str, column: impl ColumnOrName) -> Self {
        self.with(plan::with_columns(&self.relation, [(name, &column.into_column())]))
    }

    /// All columns, with several added or replaced at once. Each one is computed from the columns before the call, not
    /// from the others. Spark: `DataFrame.withColumns`, 3.3.
    #[track_caller]
    pub fn with_columns<S: AsRef<str>, C: ColumnOrName>(
        &self,
        columns: impl IntoIterator<Item = (S, C)>,
    ) -> Self {
        let site = CallSite::here();
        let columns: Vec<(S, Column)> =
            columns.into_iter().map(|(name, column)| (name, site.scope(|| column.into_column()))).collect();
        let columns = columns.iter().map(|(name, column)| (name.as_ref(), column));
        self.with(plan::with_columns(&self.relation, columns))
    }

    /// The column `from` under the name `to`; nothing changes if there is no such column.
    /// Spark: `DataFrame.withColumnRenamed`, 1.3.
    pub fn with_column_renamed(&self, from: &str, to: &str) -> Self {
        self.with(plan::with_columns_renamed(&self.relation, [(from, to)]))
    }

    /// Several columns under other names at once, pairs of the old and the new one; names that are not there are left
    /// out. Spark: `DataFrame.withColumnsRenamed`, 3.4.
    pub fn with_columns_renamed<'a>(&self, names: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        self.with(plan::with_columns_renamed(&self.relation, names))
    }

    /// All columns but those with these names (whole names: a dot is a part of one); names that are not there are left
    /// out. Spark: `DataFrame.drop`, 1.4.
    pub fn drop<S: Into<String>>(&self, names: impl IntoIterator<Item = S>) -> Self {
        self.with(plan::drop_names(&self.relation, names.into_iter().map(Into::into).collect()))
    }

    /// All columns but these, such as the columns of one side of a join. Spark: `DataFrame.drop`, 1.4.
    #[track_caller]
    pub fn drop_columns(&self, columns: impl ColumnList) -> Self {
        self.with(plan::drop(&self.relation, &columns.into_columns()))
    }

    /// The same columns under new names, as many as there are columns. Spark: `DataFrame.toDF`, 1.3.
    pub fn to_df<S: Into<String>>(&self, names: impl IntoIterator<Item = S>) -> Self {
        self.with(plan::to_df(&self.relation, names.into_iter().map(Into::into).collect()))
    }

    /// The same rows under a name, by which columns can be qualified: `col("o.id")`. Spark: `DataFrame.alias`, 1.6.
    pub fn alias(&self, name: &str) -> Self {
        self.with(plan::subquery_alias(&self.relation, name))
    }

    /// The columns of this very `DataFrame` whose names match a regular expression (Java's), between back-quotes:
    /// ``col_regex("`price_.*`")``. Without them it is a plain name. Spark: `DataFrame.colRegex`, 2.3.
    #[track_caller]
    pub fn col_regex(&self, pattern: &str) -> Column {
        expr::columns_like(self.relation.plan_id(), pattern)
    }

    /// A column that the source of this very `DataFrame` adds to its rows and `*` leaves out, such as `_metadata` of
    /// files. Spark: `DataFrame.metadataColumn`, 3.5.
    #[track_caller]
    pub fn metadata_column(&self, name: &str) -> Column {
        expr::metadata_column_of(self.relation.plan_id(), name)
    }

    /// All columns, one of them with metadata: a JSON object, which its [`StructField`](crate::types::StructField) then
    /// has. Spark: `DataFrame.withMetadata`, 3.3.
    ///
    /// ```no_run
    /// # fn example(orders: spark_connect_core::dataframe::DataFrame) {
    /// let noted = orders.with_metadata("amount", r#"{"unit": "EUR"}"#);
    /// # }
    /// ```
    #[track_caller]
    pub fn with_metadata(&self, name: &str, json: &str) -> Self {
        self.with(plan::with_metadata(&self.relation, name, &self.col(name), json))
    }

    /// The columns of a schema, in its order, found by their names and brought to its types: nested fields too. A column
    /// that is missing is NULL if it may be, and one that does not fit is an error. Spark: `DataFrame.to`, 3.4.
    pub fn to(&self, schema: &StructType) -> Self {
        self.with(plan::to_schema(&self.relation, schema))
    }

    /// Columns as rows: for each row and each of the columns `values` one row, with the columns `ids`, the name of the
    /// column as `variable`, and its value as `value`. Spark: `DataFrame.unpivot` and `melt`, 3.4.
    ///
    /// ```no_run
    /// # fn example(sales: spark_connect_core::dataframe::DataFrame) {
    /// let by_month = sales.unpivot("shop", ["january", "february"], "month", "amount");
    /// # }
    /// ```
    #[track_caller]
    pub fn unpivot(
        &self,
        ids: impl ColumnList,
        values: impl ColumnList,
        variable: &str,
        value: &str,
    ) -> Self {
        let (ids, values) = (ids.into_columns(), values.into_columns());
        self.with(plan::unpivot(&self.relation, &ids, Some(&values), variable, value))
    }

    /// As [`unpivot`](Self::unpivot), of all columns that are no ids. Spark: `DataFrame.unpivot` and `melt`, 3.4.
    #[track_caller]
    pub fn unpivot_rest(&self, ids: impl ColumnList, variable: &str, value: &str) -> Self {
        self.with(plan::unpivot(&self.relation, &ids.into_columns(), None, variable, value))
    }

    /// Rows as columns: the values of the first column are their names, and column `key` has the names of the others.
    /// All columns but the first have types with a common one. Spark: `DataFrame.transpose`, 4.0.
    pub fn transpose(&self) -> Self {
        self.with(plan::transpose(&self.relation, &[]))
    }

    /// As [`transpose`](Self::transpose), with the names from another column. Spark: `DataFrame.transpose`, 4.0.
    #[track_caller]
    pub fn transpose_by(&self, names: impl ColumnOrName) -> Self {
        self.with(plan::transpose(&self.relation, &[names.into_column()]))
    }

    /// All columns, and the number of each row, a BIGINT from 0 without gaps, under a name.
    /// Spark: `DataFrame.zipWithIndex`, 4.2.
    #[track_caller]
    pub fn zip_with_index(&self, name: &str) -> Self {
        self.select((expr::star(), expr::call("distributed_sequence_id", ()).alias(name)))
    }

    /// The rows as JSON objects in the only column `value`; a field that is NULL is left out.
    /// Spark: `DataFrame.toJSON`, 1.3.
    #[track_caller]
    pub fn to_json(&self) -> Self {
        self.select(functions::to_json(functions::r#struct(expr::star())).alias("value"))
    }
}
