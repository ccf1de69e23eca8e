//! Table-valued functions: a call that returns rows.

use super::DataFrame;
use crate::{
    expr::{Column, ColumnList, ColumnOrLiteral, ColumnOrName},
    plan,
    session::SparkSession,
};

/// Functions that return rows: [`SparkSession::tvf`].
///
/// Their arguments are constants, or, in the right side of a [lateral join](DataFrame::lateral_join), columns of the left
/// side. Spark: `TableValuedFunction`, 4.0; not on Sail.
#[derive(Debug, Clone)]
#[must_use]
pub struct TableValuedFunction(SparkSession);

impl SparkSession {
    /// Functions that return rows. Spark: `SparkSession.tvf`, 4.0; not on Sail.
    ///
    /// ```no_run
    /// # use spark_connect_core::{functions::lit, session::SparkSession};
    /// # fn example(spark: SparkSession) {
    /// let numbers = spark.tvf().explode(lit([1, 2, 3]));
    /// # }
    /// ```
    pub fn tvf(&self) -> TableValuedFunction {
        TableValuedFunction(self.clone())
    }
}

impl TableValuedFunction {
    /// The rows of any table-valued function, built in or registered: strings name columns, use
    /// [`lit`](crate::expr::lit) for texts. `SELECT * FROM name(..)` in SQL.
    ///
    /// ```no_run
    /// # use spark_connect_core::{dataframe::DataFrame, functions::lit, session::SparkSession};
    /// # fn example(spark: SparkSession, orders: DataFrame) {
    /// let by_customer = orders.as_table().partition_by("customer").order_by("day");
    /// let sessions = spark.tvf().call("sessionize", (by_customer.into_column(), lit("30 minutes")));
    /// # }
    /// ```
    #[track_caller]
    pub fn call(&self, name: &str, arguments: impl ColumnList) -> DataFrame {
        let relation = plan::table_valued_function(name, &arguments.into_columns());
        DataFrame::new(self.0.clone(), relation)
    }

    /// A row for each element of an array (column `col`), or for each entry of a map (`key` and `value`); none for NULL.
    /// Spark: `TableValuedFunction.explode`, 4.0.
    #[track_caller]
    pub fn explode(&self, collection: impl ColumnOrName) -> DataFrame {
        self.call("explode", collection.into_column())
    }

    /// As [`explode`](Self::explode), with one row of NULLs for an array or map that is NULL or empty.
    /// Spark: `TableValuedFunction.explode_outer`, 4.0.
    #[track_caller]
    pub fn explode_outer(&self, collection: impl ColumnOrName) -> DataFrame {
        self.call("explode_outer", collection.into_column())
    }

    /// A row for each struct of an array, its fields as columns. Spark: `TableValuedFunction.inline`, 4.0.
    #[track_caller]
    pub fn inline(&self, structs: impl ColumnOrName) -> DataFrame {
        self.call("inline", structs.into_column())
    }

    /// As [`inline`](Self::inline), with one row of NULLs for an array that is NULL or empty.
    /// Spark: `TableValuedFunction.inline_outer`, 4.0.
    #[track_caller]
    pub fn inline_outer(&self, structs: impl ColumnOrName) -> DataFrame {
        self.call("inline_outer", structs.into_column())
    }

    /// One row with fields of a JSON object as texts, in columns `c0`, `c1` and so on; NULL where there is no such field.
    /// Spark: `TableValuedFunction.json_tuple`, 4.0.
    #[track_caller]
    pub fn json_tuple<V: ColumnOrLiteral>(
        &self,
        json: impl ColumnOrName,
        fields: impl IntoIterator<Item = V>,
    ) -> DataFrame {
        let mut arguments = vec![json.into_column()];
        arguments.extend(fields.into_iter().map(ColumnOrLiteral::into_operand));
        self.call("json_tuple", arguments)
    }

    /// As [`explode`](Self::explode), with the position, counted from 0, as column `pos`.
    /// Spark: `TableValuedFunction.posexplode`, 4.0.
    #[track_caller]
    pub fn posexplode(&self, collection: impl ColumnOrName) -> DataFrame {
        self.call("posexplode", collection.into_column())
    }

    /// As [`posexplode`](Self::posexplode), with one row of NULLs for an array or map that is NULL or empty.
    /// Spark: `TableValuedFunction.posexplode_outer`, 4.0.
    #[track_caller]
    pub fn posexplode_outer(&self, collection: impl ColumnOrName) -> DataFrame {
        self.call("posexplode_outer", collection.into_column())
    }

    /// The values in so many rows, row after row, in columns `col0`, `col1` and so on; NULL where they do not suffice.
    /// Spark: `TableValuedFunction.stack`, 4.0.
    #[track_caller]
    pub fn stack(&self, rows: impl ColumnOrLiteral, values: impl ColumnList) -> DataFrame {
        let mut arguments: Vec<Column> = vec![rows.into_operand()];
        arguments.extend(values.into_columns());
        self.call("stack", arguments)
    }

    /// The collations that the server knows. Spark: `TableValuedFunction.collations`, 4.0.
    pub fn collations(&self) -> DataFrame {
        DataFrame::new(self.0.clone(), plan::table_valued_function("collations", &[]))
    }

    /// The keywords of SQL (column `keyword`), and which ones no name may be (`isReserved`).
    /// Spark: `TableValuedFunction.sql_keywords`, 4.0.
    pub fn sql_keywords(&self) -> DataFrame {
        DataFrame::new(self.0.clone(), plan::table_valued_function("sql_keywords", &[]))
    }

    /// A row for each element of an array or field of an object in a VARIANT: its position `pos`, its name `key` (NULL in
    /// an array), and its `value`. Spark: `TableValuedFunction.variant_explode`, 4.0.
    #[track_caller]
    pub fn variant_explode(&self, variant: impl ColumnOrName) -> DataFrame {
        self.call("variant_explode", variant.into_column())
    }

    /// As [`variant_explode`](Self::variant_explode), with one row of NULLs if there would be none.
    /// Spark: `TableValuedFunction.variant_explode_outer`, 4.0.
    #[track_caller]
    pub fn variant_explode_outer(&self, variant: impl ColumnOrName) -> DataFrame {
        self.call("variant_explode_outer", variant.into_column())
    }

    /// What user-defined functions in Python wrote to their logs in this session, if
    /// `spark.sql.pyspark.worker.logging.enabled` is on. Spark: `TableValuedFunction.python_worker_logs`, 4.1.
    pub fn python_worker_logs(&self) -> DataFrame {
        DataFrame::new(self.0.clone(), plan::table_valued_function("python_worker_logs", &[]))
    }
}
