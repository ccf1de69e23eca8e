//! Merging rows into a table.
//!
//! The source gets an alias of its own, as the sides of a join do. The protocol has no alias for the table: its columns
//! are qualified by the last part of its name, under which Spark knows them wherever the table is.

use std::{fmt, marker::PhantomData};

use futures::future::try_join;

use super::{
    super::{
        Condition, Dataset, Expr, Frame, Handle, SparkRow,
        arena::{self, Node},
        lower,
        shape::{Shape, unique_alias},
    },
    Table, Target,
};
use crate::{
    error::Result,
    expr::{Column, own_attribute},
    writer::MergeIntoWriter,
};

impl<T> Table<T> {
    /// Starts to describe how rows change the table: which of its rows they belong to, and what then happens to both.
    /// Spark: `mergeInto`, 4.0.
    ///
    /// It needs a table that can merge, such as one of Delta Lake or Iceberg. Of the clauses of one kind, the first whose
    /// condition is true decides about a row. Only the columns that a clause changes are sent.
    ///
    /// ```no_run
    /// use spark_connect_core::{dataset::Table, prelude::*};
    ///
    /// #[derive(SparkRow)]
    /// struct Order { id: i64, status: String, amount: f64 }
    /// #[derive(SparkRow)]
    /// struct Change { id: i64, amount: Option<f64> }
    ///
    /// # async fn example(spark: SparkSession, changes: Dataset<Change>) -> Result<()> {
    /// let orders: Table<Order> = spark.table_of("lake.shop.orders");
    /// orders
    ///     .merge(&changes)
    ///     .on(|order, change| order.id.eq(change.id))
    ///     .when_matched_delete_if(|_, change| change.amount.is_null())
    ///     .when_matched_update(|order, change| OrderCols { amount: change.amount.unwrap_or(0.0), ..order })
    ///     .when_not_matched_insert(|change| OrderCols {
    ///         id: change.id,
    ///         status: lit("new"),
    ///         amount: change.amount.unwrap_or(0.0),
    ///     })
    ///     .run()
    ///     .await
    /// # }
    /// ```
    pub fn merge<R: SparkRow>(&self, rows: &Dataset<R>) -> MergeTarget<T, R> {
        MergeTarget { source: rows.packed(), target: self.target.clone(), marker: PhantomData }
    }
}

/// A table that rows are about to be merged into: [`on`](Self::on) says which of their rows belong together.
#[must_use = "nothing is merged until `run`"]
pub struct MergeTarget<T, R> {
    source: Frame,
    target: Target,
    marker: PhantomData<fn() -> (T, R)>,
}

impl<T, R> fmt::Debug for MergeTarget<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MergeTarget").field("table", &self.target.name).finish_non_exhaustive()
    }
}

impl<T, R> MergeTarget<T, R> {
    /// A row of the table and a row of the source belong together if this is true.
    pub fn on<B: Condition>(
        self,
        condition: impl FnOnce(T::Cols<(T, R)>, R::Cols<(T, R)>) -> Expr<(T, R), B>,
    ) -> Merge<T, R>
    where
        T: SparkRow,
        R: SparkRow,
    {
        let alias = unique_alias();
        let mut rows = Rows {
            target: Shape::leaf(T::IS_STRUCT, Some(last_part(&self.target.name).into())),
            source: Shape::leaf(R::IS_STRUCT, Some(alias.clone())),
            frame: self.source.clone(),
        };
        let on = rows.condition(|target, source| condition(T::bind(target), R::bind(source)));
        Merge {
            writer: self.source.df.alias(&alias).merge_into(&*self.target.name, on),
            target: self.target,
            rows,
            marker: PhantomData,
        }
    }
}

/// A merge of rows of type `R` into a table with rows of type `T`: what happens to them; [`run`](Self::run) runs it.
#[must_use = "nothing is merged until `run`"]
pub struct Merge<T, R> {
    writer: MergeIntoWriter,
    rows: Rows,
    target: Target,
    marker: PhantomData<fn() -> (T, R)>,
}

impl<T, R> fmt::Debug for Merge<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Merge").field("writer", &self.writer).finish_non_exhaustive()
    }
}

impl<T, R> Merge<T, R> {
    /// Updates the rows of the table that belong to a row of the source. Columns that the closure takes unchanged from
    /// the table (`..order`) are left alone.
    pub fn when_matched_update(
        mut self,
        columns: impl FnOnce(T::Cols<(T, R)>, R::Cols<(T, R)>) -> T::Cols<(T, R)>,
    ) -> Self
    where
        T: SparkRow,
        R: SparkRow,
    {
        let changes = self.rows.changes::<T, (T, R)>(|t, s| columns(T::bind(t), R::bind(s)));
        self.then(|writer| writer.when_matched().update(changes))
    }

    /// As [`when_matched_update`](Self::when_matched_update), if the condition is true.
    pub fn when_matched_update_if<B: Condition>(
        mut self,
        condition: impl FnOnce(T::Cols<(T, R)>, R::Cols<(T, R)>) -> Expr<(T, R), B>,
        columns: impl FnOnce(T::Cols<(T, R)>, R::Cols<(T, R)>) -> T::Cols<(T, R)>,
    ) -> Self
    where
        T: SparkRow,
        R: SparkRow,
    {
        let condition = self.rows.condition(|t, s| condition(T::bind(t), R::bind(s)));
        let changes = self.rows.changes::<T, (T, R)>(|t, s| columns(T::bind(t), R::bind(s)));
        self.then(|writer| writer.when_matched_and(condition).update(changes))
    }

    /// Deletes the rows of the table that belong to a row of the source.
    pub fn when_matched_delete(self) -> Self {
        self.then(|writer| writer.when_matched().delete())
    }

    /// As [`when_matched_delete`](Self::when_matched_delete), if the condition is true.
    pub fn when_matched_delete_if<B: Condition>(
        mut self,
        condition: impl FnOnce(T::Cols<(T, R)>, R::Cols<(T, R)>) -> Expr<(T, R), B>,
    ) -> Self
    where
        T: SparkRow,
        R: SparkRow,
    {
        let condition = self.rows.condition(|t, s| condition(T::bind(t), R::bind(s)));
        self.then(|writer| writer.when_matched_and(condition).delete())
    }

    /// Adds a row to the table for each row of the source that no row of the table belongs to.
    pub fn when_not_matched_insert(mut self, columns: impl FnOnce(R::Cols<R>) -> T::Cols<R>) -> Self
    where
        T: SparkRow,
        R: SparkRow,
    {
        let values = self.rows.values::<T, R>(|source| columns(R::bind(source)));
        self.then(|writer| writer.when_not_matched().insert(values))
    }

    /// As [`when_not_matched_insert`](Self::when_not_matched_insert), if the condition is true.
    pub fn when_not_matched_insert_if<B: Condition>(
        mut self,
        condition: impl FnOnce(R::Cols<R>) -> Expr<R, B>,
        columns: impl FnOnce(R::Cols<R>) -> T::Cols<R>,
    ) -> Self
    where
        T: SparkRow,
        R: SparkRow,
    {
        let condition = self.rows.condition(|_, source| condition(R::bind(source)));
        let values = self.rows.values::<T, R>(|source| columns(R::bind(source)));
        self.then(|writer| writer.when_not_matched_and(condition).insert(values))
    }

    /// Updates the rows of the table that belong to no row of the source; as in
    /// [`when_matched_update`](Self::when_matched_update), unchanged columns are left alone.
    pub fn when_not_matched_by_source_update(mut self, columns: impl FnOnce(T::Cols<T>) -> T::Cols<T>) -> Self
    where
        T: SparkRow,
    {
        let changes = self.rows.changes::<T, T>(|target, _| columns(T::bind(target)));
        self.then(|writer| writer.when_not_matched_by_source().update(changes))
    }

    /// As [`when_not_matched_by_source_update`](Self::when_not_matched_by_source_update), if the condition is true.
    pub fn when_not_matched_by_source_update_if<B: Condition>(
        mut self,
        condition: impl FnOnce(T::Cols<T>) -> Expr<T, B>,
        columns: impl FnOnce(T::Cols<T>) -> T::Cols<T>,
    ) -> Self
    where
        T: SparkRow,
    {
        let condition = self.rows.condition(|target, _| condition(T::bind(target)));
        let changes = self.rows.changes::<T, T>(|target, _| columns(T::bind(target)));
        self.then(|writer| writer.when_not_matched_by_source_and(condition).update(changes))
    }

    /// Deletes the rows of the table that belong to no row of the source.
    pub fn when_not_matched_by_source_delete(self) -> Self {
        self.then(|writer| writer.when_not_matched_by_source().delete())
    }

    /// As [`when_not_matched_by_source_delete`](Self::when_not_matched_by_source_delete), if the condition is true.
    pub fn when_not_matched_by_source_delete_if<B: Condition>(
        mut self,
        condition: impl FnOnce(T::Cols<T>) -> Expr<T, B>,
    ) -> Self
    where
        T: SparkRow,
    {
        let condition = self.rows.condition(|target, _| condition(T::bind(target)));
        self.then(|writer| writer.when_not_matched_by_source_and(condition).delete())
    }

    /// Changes the table. Spark: `MergeIntoWriter.merge`, 4.0.
    ///
    /// # Errors
    /// The columns of the table or of the source do not fit their row types
    /// ([`ErrorKind::Schema`](crate::error::ErrorKind::Schema)); the table cannot merge; several rows of the source
    /// would change one row of it; there is no clause; or the query fails.
    pub async fn run(self) -> Result<()> {
        try_join(self.target.check(), self.rows.frame.check()).await?;
        self.target.explaining(self.writer.merge()).await
    }

    fn then(self, clause: impl FnOnce(MergeIntoWriter) -> MergeIntoWriter) -> Self {
        Self { writer: clause(self.writer), ..self }
    }
}

/// Where the closures find the row of the table and that of the source.
struct Rows {
    target: Shape,
    source: Shape,
    /// The source's plan, with what the closures refer to.
    frame: Frame,
}

/// Columns of the table, by name, and their values.
type Assignments = Vec<(Column, Column)>;

impl Rows {
    fn bind(&self) -> (Handle, Handle) {
        (arena::push(Node::Row(self.target.clone())), arena::push(Node::Row(self.source.clone())))
    }

    /// Runs a closure in an arena frame of its own.
    fn build<E, R>(
        &mut self,
        closure: impl FnOnce(Handle, Handle) -> E,
        lower: impl FnOnce(Handle, E) -> R,
    ) -> R {
        arena::frame(|| {
            let (target, source) = self.bind();
            let built = closure(target, source);
            self.frame = self.frame.clone().with_subqueries();
            lower(target, built)
        })
    }

    fn condition<S, B>(&mut self, condition: impl FnOnce(Handle, Handle) -> Expr<S, B>) -> Column {
        self.build(condition, |_, condition| lower::column(condition.handle()))
    }

    /// The columns of the table that are no longer what they were.
    fn changes<T: SparkRow, S: 'static>(
        &mut self,
        columns: impl FnOnce(Handle, Handle) -> T::Cols<S>,
    ) -> Assignments {
        self.build(columns, |target, columns| {
            let mut list = T::list(T::unbind::<S>(columns));
            list.retain(|(name, value)| !is_column(target, name, *value));
            assignments(&list)
        })
    }

    /// All columns of the table.
    fn values<T: SparkRow, S: 'static>(&mut self, columns: impl FnOnce(Handle) -> T::Cols<S>) -> Assignments {
        self.build(|_, source| columns(source), |_, columns| assignments(&T::list(T::unbind::<S>(columns))))
    }
}

/// Whether `value` is the column `name` of `row` as it is.
fn is_column(row: Handle, name: &str, value: Handle) -> bool {
    // A row that is a scalar is its only column.
    value == row
        || matches!(arena::node(value), Node::Field { parent, name: field, .. } if parent == row && field == name)
}

fn assignments(list: &[(&'static str, Handle)]) -> Assignments {
    let values: Vec<_> = list.iter().map(|(_, value)| *value).collect();
    list.iter()
        .zip(lower::columns(&values))
        .map(|((name, _), value)| (own_attribute(&[name]), value))
        .collect()
}

/// The last part of a table's name.
fn last_part(table: &str) -> String {
    let mut part = String::new();
    let mut is_quoted = false;
    let mut chars = table.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '`' if is_quoted && chars.next_if_eq(&'`').is_some() => part.push('`'),
            '`' => is_quoted = !is_quoted,
            '.' if !is_quoted => part.clear(),
            _ if char.is_whitespace() && !is_quoted => {}
            _ => part.push(char),
        }
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_known_by_the_last_part_of_its_name() {
        let names = [
            ("orders", "orders"),
            ("cat.shop.orders", "orders"),
            ("shop.`all orders`", "all orders"),
            ("`a.b`.`c.``d`", "c.`d"),
            ("delta.`/data/orders.v1`", "/data/orders.v1"),
            (" shop . orders ", "orders"),
        ];
        for (table, part) in names {
            assert_eq!(last_part(table), part, "{table}");
        }
    }
}
