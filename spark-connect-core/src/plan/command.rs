//! Commands: what changes something on the server.

use crate::{
    error::Result,
    options::Options,
    proto::{
        field::{
            command, create_data_frame_view_command as view, sql_command as sql, write_operation as field,
        },
        spark::connect::{
            CreateDataFrameViewCommand, WriteOperation,
            write_operation::{self, SaveTable, SaveType, save_table::TableSaveMethod},
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

/// How rows are written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Write {
    pub(crate) format: Option<String>,
    /// Not sent if it was not chosen, so that the server's default for the target holds.
    pub(crate) mode: Option<SaveMode>,
    pub(crate) partition_by: Vec<String>,
    pub(crate) options: Options,
}

/// Writes the rows of a relation.
///
/// # Errors
/// If the relation cannot be sent.
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
        partitioning_columns: write.partition_by.clone(),
        options: write.options.to_map(),
        save_type,
        ..Default::default()
    };
    let body = Message::builder().child(field::INPUT, input.message()).fields(&operation).build();
    Ok(Message::wrap(command::WRITE_OPERATION, &body))
}

/// Gives a relation a name in the session, or in all sessions of the server (`is_global`).
///
/// # Errors
/// If the relation cannot be sent.
pub(crate) fn create_view(input: &Relation, name: &str, is_global: bool, replace: bool) -> Result<Message> {
    input.check()?;
    let fields = CreateDataFrameViewCommand { input: None, name: name.to_owned(), is_global, replace };
    let body = Message::builder().child(view::INPUT, input.message()).fields(&fields).build();
    Ok(Message::wrap(command::CREATE_DATAFRAME_VIEW, &body))
}

/// Runs an SQL relation at once; the server answers with the relation that holds its result.
///
/// # Errors
/// If the relation cannot be sent.
pub(crate) fn sql_command(input: &Relation) -> Result<Message> {
    input.check()?;
    Ok(Message::wrap(command::SQL_COMMAND, &Message::wrap(sql::INPUT, input.message())))
}
