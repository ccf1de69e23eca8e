//! Writing the rows of a relation, to files and tables.

use std::collections::BTreeMap;

use crate::{
    error::{Error, ErrorKind, Result},
    expr::Column,
    options::Options,
    proto::{
        field::{command, write_operation as field, write_operation_v2 as v2},
        spark::connect::{
            WriteOperation, WriteOperationV2,
            write_operation::{self, BucketBy, SaveTable, SaveType, save_table::TableSaveMethod},
            write_operation_v2::Mode,
        },
    },
    relation::{Message, Relation},
};

/// What a write does if its target exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum SaveMode {
    /// Fails, which is Spark's default too.
    #[default]
    ErrorIfExists,
    /// Adds the rows.
    Append,
    /// Replaces all rows.
    Overwrite,
    /// Writes nothing.
    Ignore,
}

impl SaveMode {
    fn to_proto(self) -> write_operation::SaveMode {
        match self {
            Self::ErrorIfExists => write_operation::SaveMode::ErrorIfExists,
            Self::Append => write_operation::SaveMode::Append,
            Self::Overwrite => write_operation::SaveMode::Overwrite,
            Self::Ignore => write_operation::SaveMode::Ignore,
        }
    }
}

/// Where rows are written.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    /// Where the options say.
    Source,
    /// A folder.
    Path(String),
    /// A table, created if it is missing.
    Table(String),
    /// A table that exists; columns are matched by position.
    InsertInto(String),
}

/// Rows that are spread over a fixed number of files by the hash of some columns.
#[derive(Debug, Clone)]
pub(crate) struct Buckets {
    pub(crate) count: u32,
    pub(crate) columns: Vec<String>,
}

/// How rows are written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Write {
    pub(crate) format: Option<String>,
    /// Not sent if it was not chosen, so that the server's default for the target holds.
    pub(crate) mode: Option<SaveMode>,
    pub(crate) partition_by: Vec<String>,
    pub(crate) buckets: Option<Buckets>,
    pub(crate) sort_by: Vec<String>,
    pub(crate) cluster_by: Vec<String>,
    pub(crate) schema_evolution: bool,
    pub(crate) options: Options,
}

/// Writes the rows of a relation.
///
/// # Errors
/// If the relation cannot be sent, and for a number of buckets that the protocol cannot hold.
pub(crate) fn write(input: &Relation, write: &Write, target: Target) -> Result<Message> {
    input.check()?;
    let table = |table_name, method: TableSaveMethod| SaveTable { table_name, save_method: method.into() };
    let save_type = match target {
        Target::Source => None,
        Target::Path(path) => Some(SaveType::Path(path)),
        Target::Table(name) => Some(SaveType::Table(table(name, TableSaveMethod::SaveAsTable))),
        Target::InsertInto(name) => Some(SaveType::Table(table(name, TableSaveMethod::InsertInto))),
    };
    let operation = WriteOperation {
        source: write.format.clone(),
        mode: write.mode.map_or(0, |mode| mode.to_proto().into()),
        sort_column_names: write.sort_by.clone(),
        partitioning_columns: write.partition_by.clone(),
        bucket_by: write.buckets.as_ref().map(buckets).transpose()?,
        clustering_columns: write.cluster_by.clone(),
        with_schema_evolution: write.schema_evolution,
        options: write.options.to_map(),
        save_type,
        ..Default::default()
    };
    let body = Message::builder().child(field::INPUT, input.message()).fields(&operation).build();
    Ok(Message::wrap(command::WRITE_OPERATION, &body))
}

fn buckets(buckets: &Buckets) -> Result<BucketBy> {
    let num_buckets = i32::try_from(buckets.count).ok().filter(|count| *count > 0).ok_or_else(|| {
        let text = format!("{} buckets: rows are put into 1 to {} of them", buckets.count, i32::MAX);
        Error::new(ErrorKind::InvalidPlan, text)
    })?;
    Ok(BucketBy { bucket_column_names: buckets.columns.clone(), num_buckets })
}

/// What is done with a table that rows are written to.
#[derive(Debug, Clone)]
pub(crate) enum TableMode {
    Create,
    Replace,
    CreateOrReplace,
    Append,
    /// Replaces the rows for which the condition is true.
    Overwrite(Column),
    OverwritePartitions,
}

/// How rows are written to a table of a catalog.
#[derive(Debug, Clone)]
pub(crate) struct WriteTable {
    /// In Spark's syntax for names.
    pub(crate) table: String,
    pub(crate) provider: Option<String>,
    pub(crate) partitioned_by: Vec<Column>,
    pub(crate) cluster_by: Vec<String>,
    pub(crate) options: Options,
    pub(crate) properties: BTreeMap<String, String>,
    pub(crate) schema_evolution: bool,
}

/// Writes the rows of a relation to a table of a catalog.
///
/// # Errors
/// If the relation or an expression cannot be sent.
pub(crate) fn write_table(input: &Relation, write: &WriteTable, mode: &TableMode) -> Result<Message> {
    input.check()?;
    let (kind, condition) = match mode {
        TableMode::Create => (Mode::Create, None),
        TableMode::Replace => (Mode::Replace, None),
        TableMode::CreateOrReplace => (Mode::CreateOrReplace, None),
        TableMode::Append => (Mode::Append, None),
        TableMode::Overwrite(condition) => (Mode::Overwrite, Some(condition)),
        TableMode::OverwritePartitions => (Mode::OverwritePartitions, None),
    };
    let operation = WriteOperationV2 {
        table_name: write.table.clone(),
        provider: write.provider.clone(),
        options: write.options.to_map(),
        table_properties: write.properties.clone(),
        mode: kind.into(),
        clustering_columns: write.cluster_by.clone(),
        with_schema_evolution: write.schema_evolution,
        ..Default::default()
    };
    let body = Message::builder()
        .child(v2::INPUT, input.message())
        .fields(&operation)
        .children(v2::PARTITIONING_COLUMNS, write.partitioned_by.iter().map(Column::message))
        .children(v2::OVERWRITE_CONDITION, condition.map(Column::message))
        .build();
    without_subqueries(&body, "the condition of an overwrite")?;
    Ok(Message::wrap(command::WRITE_OPERATION_V2, &body))
}

/// A command has no place for the relations that subqueries of its own expressions refer to; those of its input are in
/// the input.
///
/// # Errors
/// If there are any.
pub(super) fn without_subqueries(body: &Message, place: &str) -> Result<()> {
    if body.references().is_empty() {
        return Ok(());
    }
    let text = format!(
        "{place} has a subquery, which Spark Connect cannot send: join its rows to those that are written"
    );
    Err(Error::new(ErrorKind::InvalidPlan, text))
}
