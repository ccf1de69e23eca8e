//! Commands: what changes something on the server.

use crate::{
    error::Result,
    options::Options,
    proto::{
        field::{command, create_data_frame_view_command as view, sql_command as sql},
        spark::connect::{CreateDataFrameViewCommand, ExecuteExternalCommand},
    },
    relation::{Message, Relation},
};

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

/// Has a data source run a command in its own language.
pub(crate) fn external_command(runner: &str, text: &str, options: &Options) -> Message {
    let body = ExecuteExternalCommand {
        runner: runner.to_owned(),
        command: text.to_owned(),
        options: options.to_map(),
    };
    Message::wrap(command::EXECUTE_EXTERNAL_COMMAND, &Message::of(&body))
}
