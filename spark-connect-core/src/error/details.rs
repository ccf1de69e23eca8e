//! From the protocol's messages about a failure to a [`ServerError`].

use std::collections::BTreeMap;

use super::{BreakingChange, QueryContext, ServerError, StackFrame};
use crate::proto::{
    google::rpc::ErrorInfo,
    spark::connect::{
        FetchErrorDetailsResponse,
        fetch_error_details_response::{self as wire, query_context::ContextType},
    },
};

/// How many causes of a failure are kept: Spark sends five, another server might send any number.
const MAX_CAUSES: usize = 16;

/// Reads what comes with the failure itself.
pub(super) fn read_error_info(server: &mut ServerError, info: ErrorInfo) {
    let mut metadata = info.metadata;
    let json = |text: Option<String>| text.unwrap_or_default();
    server.classes = serde_json::from_str(&json(metadata.remove("classes"))).unwrap_or_default();
    if server.classes.is_empty() && !info.reason.is_empty() {
        server.classes.push(info.reason);
    }
    server.error_class = metadata.remove("errorClass").filter(|class| !class.is_empty());
    server.sql_state = metadata.remove("sqlState").filter(|state| !state.is_empty());
    server.error_id = metadata.remove("errorId").filter(|id| !id.is_empty());
    let parameters = json(metadata.remove("messageParameters"));
    server.message_parameters =
        serde_json::from_str::<BTreeMap<String, String>>(&parameters).unwrap_or_default();
}

/// Reads what the server keeps for a second call: the failure and, as their chain, its causes.
///
/// What the details leave out stays as it was.
pub(super) fn read_details(server: &mut ServerError, details: FetchErrorDetailsResponse) {
    let mut errors: Vec<Option<wire::Error>> = details.errors.into_iter().map(Some).collect();
    // An error is taken out when it is used, so that a chain that bites its own tail ends.
    let mut take = |index: Option<i32>| {
        let index = usize::try_from(index?).ok()?;
        errors.get_mut(index)?.take()
    };
    let mut next = details.root_error_idx;
    let mut chain = Vec::new();
    while chain.len() <= MAX_CAUSES
        && let Some(error) = take(next)
    {
        next = error.cause_idx;
        chain.push(error);
    }
    let mut chain = chain.into_iter();
    let Some(root) = chain.next() else { return };
    let cause = chain.rev().fold(None, |cause, error| {
        let mut server = ServerError { cause, ..ServerError::default() };
        read_error(&mut server, error);
        Some(Box::new(server))
    });
    read_error(server, root);
    server.cause = cause;
}

fn read_error(server: &mut ServerError, error: wire::Error) {
    if !error.error_type_hierarchy.is_empty() {
        server.classes = error.error_type_hierarchy;
    }
    if !error.message.is_empty() {
        server.message = error.message;
    }
    server.stack_trace = error.stack_trace.into_iter().map(StackFrame::from).collect();
    if let Some(throwable) = error.spark_throwable {
        server.error_class = throwable.error_class.or(server.error_class.take());
        server.sql_state = throwable.sql_state.or(server.sql_state.take());
        if !throwable.message_parameters.is_empty() {
            server.message_parameters = throwable.message_parameters;
        }
        // Where Spark knows no place, it sends one that says nothing.
        let places = throwable.query_contexts.into_iter().filter(|context| !context.fragment.is_empty());
        server.query_contexts = places.map(QueryContext::from).collect();
        server.breaking_change = throwable.breaking_change_info.map(BreakingChange::from);
    }
}

impl From<wire::QueryContext> for QueryContext {
    fn from(context: wire::QueryContext) -> Self {
        match context.context_type() {
            ContextType::Sql => Self::Sql {
                fragment: context.fragment,
                start: usize::try_from(context.start_index).ok(),
                stop: usize::try_from(context.stop_index).ok(),
                object_type: context.object_type,
                object_name: context.object_name,
                summary: context.summary,
            },
            ContextType::Dataframe => Self::DataFrame {
                fragment: context.fragment,
                call_site: context.call_site,
                summary: context.summary,
            },
        }
    }
}

impl From<wire::StackTraceElement> for StackFrame {
    fn from(element: wire::StackTraceElement) -> Self {
        Self {
            class: element.declaring_class,
            method: element.method_name,
            file: element.file_name,
            line: element.line_number,
        }
    }
}

impl From<wire::BreakingChangeInfo> for BreakingChange {
    fn from(info: wire::BreakingChangeInfo) -> Self {
        Self {
            migration: info.migration_message,
            mitigation: info.mitigation_config.map(|setting| (setting.key, setting.value)),
            needs_audit: info.needs_audit.unwrap_or_default(),
        }
    }
}
