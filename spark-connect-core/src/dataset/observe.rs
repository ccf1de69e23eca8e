//! Metrics of the rows that pass through a query, typed.

use super::{Agg, Columns, Dataset, SparkRow, lower};
use crate::{
    arrow::{decode::append_rows, values},
    error::{Error, ErrorKind, Result},
    observation::Observation,
    row::Row,
};

impl<T> Dataset<T> {
    /// The same rows, with aggregates of them that are computed while an action runs, and the [`Observation`] that has
    /// them afterwards, as the row that the closure makes of them. Spark: `observe`, 3.3; not on Sail.
    ///
    /// ```no_run
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Order {
    ///     status: String,
    ///     amount: f64,
    /// }
    ///
    /// #[derive(Debug, SparkRow)]
    /// struct Seen {
    ///     orders: i64,
    ///     largest: Option<f64>,
    /// }
    ///
    /// # async fn example(orders: Dataset<Order>) -> Result<()> {
    /// let (orders, observation) = orders.observe(|o| SeenCols { orders: count(), largest: o.amount.max() });
    /// let paid = orders.filter(|o| o.status.eq("paid")).collect().await?;
    /// println!("{} of {:?}", paid.len(), observation.get().await?);
    /// # Ok(())
    /// # }
    /// ```
    pub fn observe<C: Columns<Agg<T>>>(
        &self,
        metrics: impl FnOnce(T::Cols<T>) -> C,
    ) -> (Self, Observation<C::Row>)
    where
        T: SparkRow,
    {
        let (observation, observer) = Observation::new(read::<C::Row>);
        let observed = self.build(metrics, |frame, metrics| {
            let (names, handles): (Vec<_>, Vec<_>) = metrics.list().into_iter().unzip();
            let columns = lower::columns(&handles);
            let named: Vec<_> = names.iter().zip(&columns).map(|(name, column)| column.alias(name)).collect();
            frame.with(frame.df.observe_for(&observer, &named))
        });
        (Self::of(observed), observation)
    }
}

fn read<T: SparkRow>(row: &Row) -> Result<T> {
    let batch = values::batch(row, &T::schema())?;
    let mut rows = Vec::with_capacity(1);
    append_rows(&mut rows, &batch, T::NAME, 0)?;
    rows.pop().ok_or_else(|| Error::new(ErrorKind::Conversion, "the observed metrics are no row"))
}
