//! SQL over `DataFrame`s.

use uuid::Uuid;

use super::DataFrame;
use crate::{
    error::Result,
    expr::ColumnOrLiteral,
    plan::{self, Arguments},
    relation::Relation,
    session::SparkSession,
};

impl SparkSession {
    /// Runs a statement in SQL that reads `DataFrame`s: `{name}` in the text stands for the one of that name. Other
    /// braces are left alone. Spark: `SparkSession.sql` with `kwargs`, 3.5; not on Sail.
    ///
    /// ```no_run
    /// # use spark_connect_core::{dataframe::DataFrame, error::Result, session::SparkSession};
    /// # async fn example(spark: SparkSession, orders: DataFrame, customers: DataFrame) -> Result<DataFrame> {
    /// let text = "select c.name, o.amount from {orders} o join {customers} c on o.customer = c.id";
    /// spark.sql_over(text, [("orders", &orders), ("customers", &customers)]).await
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`sql`](Self::sql).
    pub async fn sql_over<'a>(
        &self,
        query: &str,
        frames: impl IntoIterator<Item = (&'a str, &'a DataFrame)>,
    ) -> Result<DataFrame> {
        let (query, views) = named(query, frames);
        self.run_sql(&query, &Arguments::None, &views).await
    }

    /// As [`sql_over`](Self::sql_over), with values for the `:name` markers of the text.
    /// Spark: `SparkSession.sql` with `args` and `kwargs`, 3.5; not on Sail.
    ///
    /// # Errors
    /// As [`sql_with_named_args`](Self::sql_with_named_args).
    pub async fn sql_over_with_named_args<'a, S: Into<String>, V: ColumnOrLiteral>(
        &self,
        query: &str,
        frames: impl IntoIterator<Item = (&'a str, &'a DataFrame)>,
        values: impl IntoIterator<Item = (S, V)>,
    ) -> Result<DataFrame> {
        let (query, views) = named(query, frames);
        let values = values.into_iter().map(|(name, value)| (name.into(), value.into_operand())).collect();
        self.run_sql(&query, &Arguments::Named(values), &views).await
    }
}

/// The text with names that nothing else has, and what they stand for.
fn named<'a>(
    query: &str,
    frames: impl IntoIterator<Item = (&'a str, &'a DataFrame)>,
) -> (String, Vec<Relation>) {
    let (mut query, mut views) = (query.to_owned(), Vec::new());
    for (name, frame) in frames {
        let marker = format!("{{{name}}}");
        if query.contains(&marker) {
            let view = format!("_frame_{}", Uuid::new_v4().simple());
            query = query.replace(&marker, &view);
            views.push(plan::subquery_alias(&frame.relation, &view));
        }
    }
    (query, views)
}
