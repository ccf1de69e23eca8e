//! Selecting the columns of a smaller row type by name.

use super::{Dataset, Select, SparkRow, arena};

/// Rows whose fields are all among those of `From`, by name and type: `#[spark(from(From))]` declares it, and the
/// derive generates the projection that [`Dataset::project`] runs.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not declare a projection from `{From}`",
    label = "no `#[spark(from({From}))]` on `{Self}`",
    note = "add `#[spark(from({From}))]` to `{Self}`, or list the columns: `.select(|r| {Self}Cols {{ .. }})`"
)]
pub trait ProjectFrom<From: SparkRow>: SparkRow {
    /// The columns of `Self` among those of `From`. A closure can call it too: `.select(|o| Slim::project(o))`.
    fn project<S: 'static>(columns: From::Cols<S>) -> Self::Cols<S>;
}

impl<T> Dataset<T> {
    /// The rows with the fields of `U` only, which are fields of `T` by the same names. Spark: `select`.
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Order { id: i64, status: String, amount: f64 }
    ///
    /// #[derive(SparkRow)]
    /// #[spark(from(Order))]
    /// struct Slim { id: i64, status: String }
    ///
    /// fn slim(orders: &Dataset<Order>) -> Dataset<Slim> {
    ///     orders.project()
    /// }
    /// ```
    #[must_use]
    pub fn project<U: ProjectFrom<T>>(&self) -> Dataset<U>
    where
        T: SparkRow,
    {
        Dataset::of(arena::frame(|| {
            let columns = U::project::<Select<T>>(T::bind(self.frame.row()));
            self.frame.select(&U::list(U::unbind(columns)), U::IS_STRUCT)
        }))
    }
}
