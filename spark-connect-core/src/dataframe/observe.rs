//! Metrics of the rows that pass through a query.

use super::DataFrame;
use crate::{
    expr::{Column, ColumnList},
    observation::{Observation, Observer},
    plan,
};

impl DataFrame {
    /// The same rows, with aggregates of them that are computed while an action runs, and the [`Observation`] that has
    /// them afterwards as a [`Row`](crate::row::Row). Spark: `DataFrame.observe`, 3.3; not on Sail.
    ///
    /// Give the metrics names with `alias`. They may be any aggregates but distinct ones.
    ///
    /// ```no_run
    /// use spark_connect_core::functions::{col, count, lit, max};
    ///
    /// # async fn example(orders: spark_connect_core::dataframe::DataFrame) -> spark_connect_core::error::Result<()> {
    /// let metrics = [count(lit(1)).alias("rows"), max("amount").alias("largest")];
    /// let (orders, observation) = orders.observe(metrics);
    /// orders.filter(col("status").eq("paid")).write().parquet("paid").await?;
    /// let observed = observation.get().await?;
    /// println!("{:?} rows in all", observed.get("rows"));
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn observe(&self, metrics: impl ColumnList) -> (Self, Observation) {
        let (observation, observer) = Observation::new(|row| Ok(row.clone()));
        (self.observe_for(&observer, &metrics.into_columns()), observation)
    }

    pub(crate) fn observe_for(&self, observer: &Observer, metrics: &[Column]) -> Self {
        self.with(plan::collect_metrics(&self.relation, observer.name(), metrics, Some(observer)))
    }

    /// The same rows, with aggregates of them under a name: for
    /// [`Results::observed_metrics`](crate::session::Results::observed_metrics), and for streaming queries.
    /// Spark: `DataFrame.observe`, 3.0; not on Sail.
    #[track_caller]
    pub fn observe_as(&self, name: &str, metrics: impl ColumnList) -> Self {
        self.with(plan::collect_metrics(&self.relation, name, &metrics.into_columns(), None))
    }
}
