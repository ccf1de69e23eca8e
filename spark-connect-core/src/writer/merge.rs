//! `MERGE INTO`: changing a table by the rows of a `DataFrame`.

use crate::{
    dataframe::DataFrame,
    error::Result,
    expr::{Column, ColumnOrLiteral, ColumnOrSql},
    plan::{self, Assignments, Merge, MergeAction, MergeClause},
    relation::CallSite,
};

impl DataFrame {
    /// Starts to describe how these rows change a table: which of its rows they belong to, and what then happens to
    /// both. Spark: `DataFrame.mergeInto`, 4.0.
    ///
    /// The table is named in Spark's syntax (`"catalog.schema.table"`); its columns are known by the last part of that
    /// name, those of this `DataFrame` by its [alias](Self::alias), if it has one. The table needs a source that can
    /// merge, such as Delta Lake or Iceberg.
    ///
    /// ```no_run
    /// use spark_connect_core::{dataframe::DataFrame, expr::{col, lit}};
    ///
    /// # async fn example(changes: DataFrame) -> spark_connect_core::error::Result<()> {
    /// changes
    ///     .alias("new")
    ///     .merge_into("shop.orders", col("orders.id").eq(col("new.id")))
    ///     .when_matched_and(col("new.status").eq("cancelled")).delete()
    ///     .when_matched().update([("amount", col("new.amount")), ("status", lit("changed"))])
    ///     .when_not_matched().insert_all()
    ///     .merge()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn merge_into(&self, table: impl Into<String>, condition: impl ColumnOrSql) -> MergeIntoWriter {
        MergeIntoWriter {
            source: self.clone(),
            merge: Merge {
                table: table.into(),
                condition: condition.into_condition(),
                matched: Vec::new(),
                not_matched: Vec::new(),
                not_matched_by_source: Vec::new(),
                schema_evolution: false,
            },
        }
    }
}

/// Describes how rows change a table; [`merge`](Self::merge) changes it and returns when it is changed.
///
/// Of the clauses of one kind, the first whose condition is true decides about a row. Spark: `MergeIntoWriter`, 4.0.
#[derive(Debug, Clone)]
#[must_use = "nothing is merged until `merge` runs"]
pub struct MergeIntoWriter {
    source: DataFrame,
    merge: Merge,
}

impl MergeIntoWriter {
    /// What happens to a row of the table that belongs to a row of the source.
    pub fn when_matched(self) -> MergeUpdate {
        MergeUpdate(self.clause(Kind::Matched, None))
    }

    /// What happens to a row of the table that belongs to a row of the source, if the condition on both is true.
    pub fn when_matched_and(self, condition: impl ColumnOrSql) -> MergeUpdate {
        MergeUpdate(self.clause(Kind::Matched, Some(condition.into_condition())))
    }

    /// What happens to a row of the source that no row of the table belongs to.
    pub fn when_not_matched(self) -> MergeInsert {
        MergeInsert(self.clause(Kind::NotMatched, None))
    }

    /// What happens to a row of the source that no row of the table belongs to, if the condition on it is true.
    pub fn when_not_matched_and(self, condition: impl ColumnOrSql) -> MergeInsert {
        MergeInsert(self.clause(Kind::NotMatched, Some(condition.into_condition())))
    }

    /// What happens to a row of the table that belongs to no row of the source.
    pub fn when_not_matched_by_source(self) -> MergeUpdate {
        MergeUpdate(self.clause(Kind::NotMatchedBySource, None))
    }

    /// What happens to a row of the table that belongs to no row of the source, if the condition on it is true.
    pub fn when_not_matched_by_source_and(self, condition: impl ColumnOrSql) -> MergeUpdate {
        MergeUpdate(self.clause(Kind::NotMatchedBySource, Some(condition.into_condition())))
    }

    fn clause(self, kind: Kind, condition: Option<Column>) -> Clause {
        Clause { writer: self, kind, condition }
    }

    /// Lets the table get the columns that the source has and it has not.
    pub fn with_schema_evolution(mut self) -> Self {
        self.merge.schema_evolution = true;
        self
    }

    /// Changes the table. Spark: `MergeIntoWriter.merge`, 4.0.
    ///
    /// # Errors
    /// A mistake in the plan, a failure of the query, a table that cannot merge, a row of it that several rows of the
    /// source would change, or no clause at all.
    pub async fn merge(self) -> Result<()> {
        let command = plan::merge(self.source.relation(), &self.merge)?;
        self.source.session().command(&command).await.map(drop)
    }
}

/// The clauses of one kind that a clause is added to.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Matched,
    NotMatched,
    NotMatchedBySource,
}

/// A clause that has no action yet.
#[derive(Debug, Clone)]
struct Clause {
    writer: MergeIntoWriter,
    kind: Kind,
    condition: Option<Column>,
}

impl Clause {
    fn then(mut self, action: MergeAction) -> MergeIntoWriter {
        let merge = &mut self.writer.merge;
        let clauses = match self.kind {
            Kind::Matched => &mut merge.matched,
            Kind::NotMatched => &mut merge.not_matched,
            Kind::NotMatchedBySource => &mut merge.not_matched_by_source,
        };
        clauses.push(MergeClause { condition: self.condition, action });
        self.writer
    }
}

/// What happens to a row of the table. Spark: `MergeIntoWriter.WhenMatched` and
/// `MergeIntoWriter.WhenNotMatchedBySource`, 4.0.
#[derive(Debug, Clone)]
#[must_use = "a clause without an action is none"]
pub struct MergeUpdate(Clause);

impl MergeUpdate {
    /// Sets columns of the table, by name, to values made of its row and that of the source, if there is one.
    #[track_caller]
    pub fn update<K: ColumnOrSql, V: ColumnOrLiteral>(
        self,
        assignments: impl IntoIterator<Item = (K, V)>,
    ) -> MergeIntoWriter {
        self.0.then(MergeAction::Update(columns(assignments)))
    }

    /// Sets every column to that of the source with the same name. Where there is no row of the source, Spark refuses it
    /// when it runs.
    pub fn update_all(self) -> MergeIntoWriter {
        self.0.then(MergeAction::UpdateAll)
    }

    /// Deletes the row.
    pub fn delete(self) -> MergeIntoWriter {
        self.0.then(MergeAction::Delete)
    }
}

/// What happens for a row of the source that no row of the table belongs to. Spark: `MergeIntoWriter.WhenNotMatched`,
/// 4.0.
#[derive(Debug, Clone)]
#[must_use = "a clause without an action is none"]
pub struct MergeInsert(Clause);

impl MergeInsert {
    /// Adds a row with these values, made of the row of the source; other columns get their defaults, or NULL.
    #[track_caller]
    pub fn insert<K: ColumnOrSql, V: ColumnOrLiteral>(
        self,
        assignments: impl IntoIterator<Item = (K, V)>,
    ) -> MergeIntoWriter {
        self.0.then(MergeAction::Insert(columns(assignments)))
    }

    /// Adds the row, columns matched by name.
    pub fn insert_all(self) -> MergeIntoWriter {
        self.0.then(MergeAction::InsertAll)
    }
}

#[track_caller]
fn columns<K: ColumnOrSql, V: ColumnOrLiteral>(assignments: impl IntoIterator<Item = (K, V)>) -> Assignments {
    let site = CallSite::here();
    let column = |(key, value): (K, V)| (site.scope(|| key.into_condition()), value.into_operand());
    assignments.into_iter().map(column).collect()
}
