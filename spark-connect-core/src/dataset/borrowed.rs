//! Rows that are looked at where they are, in the batches that arrive.

use std::any::TypeId;

use arrow_array::RecordBatch;
use futures::TryStreamExt;

use super::{Dataset, Handle, Select, SparkRow, SparkType, arena, chunks::Batches, prepared::Prepared};
use crate::{
    arrow::decode::{DecodeRef, visit_rows},
    error::Result,
    types::StructType,
};

/// A view of a row: a struct with a lifetime whose fields are views of some of the row's fields.
///
/// `#[derive(SparkRow)]` implements it for a struct with one lifetime and `#[spark(from(Row))]`. What a field can be is
/// listed at [`DecodeRef`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a view of a row",
    label = "not a struct with a lifetime and `#[derive(SparkRow)]`",
    note = "for rows that own their values there are `collect` and `stream`"
)]
pub trait SparkRowRef: DecodeRef<Owned: SparkRow> {
    /// The name of the type in messages.
    const NAME: &'static str;
    /// The columns that it looks at.
    #[doc(hidden)]
    fn schema() -> StructType;
    /// These columns among those of the row, by name.
    #[doc(hidden)]
    fn list<S: 'static>(columns: <Self::Owned as SparkType>::Cols<S>) -> Vec<(&'static str, Handle)>;
}

/// A view of rows of `T`: every [`SparkRowRef`] of `T`, in one bound, so that a mistake is one message.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a view of a row of `{T}`",
    label = "expected a struct with a lifetime, `#[derive(SparkRow)]` and `#[spark(from(..))]` of that row",
    note = "for rows that own their values there are `collect` and `stream`"
)]
pub trait ViewOf<T: SparkRow> {
    /// The view with another lifetime.
    type Ref<'a>;
    /// The name of the view's type in messages.
    #[doc(hidden)]
    const NAME: &'static str;
    /// The columns that it looks at.
    #[doc(hidden)]
    fn schema() -> StructType;
    /// These columns among those of the row, by name.
    #[doc(hidden)]
    fn list<S: 'static>(columns: T::Cols<S>) -> Vec<(&'static str, Handle)>;
    /// Shows the rows of a batch of these columns, the first of which is number `first_row` of all, to `visit`.
    #[doc(hidden)]
    fn visit(
        batch: &RecordBatch,
        first_row: u64,
        visit: &mut impl for<'a> FnMut(Self::Ref<'a>),
    ) -> Result<()>;
}

#[diagnostic::do_not_recommend]
impl<T: SparkRow, V: SparkRowRef<Owned = T>> ViewOf<T> for V {
    type Ref<'a> = <V as DecodeRef>::Ref<'a>;
    const NAME: &'static str = <V as SparkRowRef>::NAME;
    fn schema() -> StructType {
        <V as SparkRowRef>::schema()
    }
    fn list<S: 'static>(columns: T::Cols<S>) -> Vec<(&'static str, Handle)> {
        <V as SparkRowRef>::list::<S>(columns)
    }
    fn visit(
        batch: &RecordBatch,
        first_row: u64,
        visit: &mut impl for<'a> FnMut(Self::Ref<'a>),
    ) -> Result<()> {
        visit_rows::<V>(batch, <V as SparkRowRef>::NAME, first_row, visit)
    }
}

impl<T> Dataset<T> {
    /// Shows every row to `visit`, as a view of it in the batch in which it arrived: texts and arrays of numbers are not
    /// copied, and nothing is allocated for a row. Only the columns of the view are asked for.
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Order { id: i64, name: String, note: Option<String>, amounts: Vec<f64> }
    ///
    /// #[derive(SparkRow)]
    /// #[spark(from(Order))]
    /// struct OrderRef<'a> { name: &'a str, note: Option<&'a str>, amounts: &'a [f64] }
    ///
    /// async fn longest(orders: &Dataset<Order>) -> Result<(usize, f64)> {
    ///     let (mut longest, mut sum) = (0, 0.0);
    ///     orders.for_each_ref::<OrderRef>(|order| {
    ///         longest = longest.max(order.name.len());
    ///         sum += order.amounts.iter().sum::<f64>();
    ///     }).await?;
    ///     Ok((longest, sum))
    /// }
    /// ```
    ///
    /// # Errors
    /// As [`collect`](Self::collect). The rows before the mistake have been visited.
    pub async fn for_each_ref<V>(&self, mut visit: impl for<'a> FnMut(V::Ref<'a>)) -> Result<()>
    where
        T: SparkRow,
        V: ViewOf<T> + 'static,
    {
        let prepare = || {
            let viewed = arena::frame(|| {
                let columns = T::bind::<Select<T>>(self.frame.row());
                self.frame.select(&V::list(columns), true)
            });
            Prepared::new(viewed, V::schema(), V::NAME)
        };
        let mut batches = Batches::new(self.plans().view(TypeId::of::<V>(), prepare));
        while let Some(batch) = batches.try_next().await? {
            V::visit(&batch.batch, batch.first_row, &mut visit)?;
        }
        Ok(())
    }
}
