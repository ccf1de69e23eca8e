//! Who calls: what every request says and every response is checked against.

use std::{fmt, sync::OnceLock};

use prost_types::Any;
use uuid::Uuid;

use crate::{
    error::{Error, ErrorKind, Failure, Result},
    proto::spark::connect as proto,
    relation::{Message, MessageBuilder},
};

/// What a server is told of the user beside its name. May hold credentials: only the types are printed.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct Extensions(Vec<Any>);

impl Extensions {
    /// Adds an extension: a message, and the URL of its type.
    pub(crate) fn push(&mut self, type_url: String, value: Vec<u8>) {
        self.0.push(Any { type_url, value });
    }
}

impl fmt::Debug for Extensions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|extension| &extension.type_url)).finish()
    }
}

/// The session as both sides know it. It holds what the user context holds, so it is not printed.
pub(super) struct Identity {
    pub(super) session_id: String,
    pub(super) user: proto::UserContext,
    pub(super) client_type: String,
    /// The three, as requests about operations have them: the most frequent ones are not to encode them each time.
    caller: Message,
    /// The server's own id of the session, from its first response.
    observed: OnceLock<String>,
    /// Why the session cannot be used any more.
    lost: OnceLock<Error>,
}

/// A response, which names the session that it belongs to.
pub(crate) trait Reply: prost::Message + Default + 'static {
    fn session_id(&self) -> &str;
    fn server_side_session_id(&self) -> &str;
}

macro_rules! replies {
    ($($message:ident),+ $(,)?) => {
        $(impl Reply for proto::$message {
            fn session_id(&self) -> &str {
                &self.session_id
            }

            fn server_side_session_id(&self) -> &str {
                &self.server_side_session_id
            }
        })+
    };
}

replies!(
    ExecutePlanResponse,
    AnalyzePlanResponse,
    ConfigResponse,
    ReleaseExecuteResponse,
    ReleaseSessionResponse,
    FetchErrorDetailsResponse,
    AddArtifactsResponse,
    InterruptResponse,
    CloneSessionResponse,
    GetStatusResponse,
    ArtifactStatusesResponse,
);

impl Identity {
    pub(super) fn new(
        session_id: Uuid,
        user: Option<&str>,
        extensions: Extensions,
        client_type: String,
    ) -> Self {
        let name = user.unwrap_or_default();
        let user = proto::UserContext {
            user_id: name.to_owned(),
            user_name: name.to_owned(),
            extensions: extensions.0,
        };
        Self::of(session_id, user, client_type)
    }

    fn of(session_id: Uuid, user: proto::UserContext, client_type: String) -> Self {
        let session_id = session_id.to_string();
        let caller = Message::of(&proto::ReleaseExecuteRequest {
            session_id: session_id.clone(),
            user_context: Some(user.clone()),
            client_type: Some(client_type.clone()),
            ..Default::default()
        });
        Self { session_id, user, client_type, caller, observed: OnceLock::new(), lost: OnceLock::new() }
    }

    /// Another session of the same user.
    pub(super) fn sibling(&self, session_id: Uuid) -> Self {
        Self::of(session_id, self.user.clone(), self.client_type.clone())
    }

    /// The server's id of the session, if it told one.
    pub(super) fn observed(&self) -> Option<String> {
        self.observed.get().cloned()
    }

    /// A request about an operation, with nothing in it yet but who calls; `observed` is the number of the field for the
    /// server's id of the session.
    pub(super) fn request(&self, observed: u32) -> MessageBuilder {
        let builder = Message::builder().inline(&self.caller);
        match self.observed.get() {
            Some(id) => builder.string(observed, id),
            None => builder,
        }
    }

    /// Remembers the server's id of the session, which it told beforehand.
    pub(super) fn expect(&self, server_side: String) {
        if !server_side.is_empty() {
            let _ = self.observed.set(server_side);
        }
    }

    /// Whether calls make sense.
    ///
    /// # Errors
    /// The session was lost or stopped.
    pub(super) fn check_open(&self) -> Result<()> {
        self.lost.get().map_or(Ok(()), |error| Err(error.clone()))
    }

    /// The session was stopped by the application.
    pub(super) fn stop(&self) {
        // If it is already lost, the first reason stays.
        let _ = self
            .lost
            .set(Error::new(ErrorKind::Session, "the session was stopped: make a new `SparkSession`"));
    }

    /// Whether a response belongs to this session, on the server that it began on.
    ///
    /// # Errors
    /// It does not; the session cannot be used any more.
    pub(super) fn check(&self, reply: &impl Reply) -> Result<()> {
        let id = reply.session_id();
        if !id.is_empty() && id != self.session_id {
            return Err(self.lose("the server answered for another session"));
        }
        let server_side = reply.server_side_session_id();
        if !server_side.is_empty() && self.observed.get_or_init(|| server_side.to_owned()) != server_side {
            return Err(self.lose("the server was restarted or replaced, and the session was lost with it"));
        }
        Ok(())
    }

    /// Remembers that the server says that the session is gone.
    pub(super) fn observe(&self, failure: Failure) -> Error {
        let error = failure.into_error();
        if error.is_session_lost() {
            // The next calls are not those that found out: they have a text of their own.
            let reason = error.error_class().map(|class| format!(" ({class})")).unwrap_or_default();
            let later = format!("the session is lost{reason}: make a new `SparkSession`");
            let later = Error::new(ErrorKind::Session, later);
            // If it was lost or stopped before, the first reason stays.
            let _ = self.lost.set(match error.server() {
                Some(server) => later.with_server(server.clone()),
                None => later,
            });
        }
        error
    }

    fn lose(&self, reason: &str) -> Error {
        let error = Error::new(ErrorKind::Session, format!("{reason}: make a new `SparkSession`"));
        self.lost.get_or_init(|| error).clone()
    }
}
