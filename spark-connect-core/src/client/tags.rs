//! The tags of operations: those of a session, and those of a scope of the program.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::Client;
use crate::error::{Error, ErrorKind, Result};

tokio::task_local! {
    /// The innermost scope that the running task is in.
    static SCOPE: Arc<Scope>;
}

/// A tag that counts for the operations that one session starts within a scope.
struct Scope {
    session_id: String,
    tag: String,
    outer: Option<Arc<Self>>,
}

/// The tags of all operations of a session.
#[derive(Debug, Default)]
pub(super) struct Tags(Mutex<BTreeSet<String>>);

impl Tags {
    fn lock(&self) -> MutexGuard<'_, BTreeSet<String>> {
        // No code that can panic runs under the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Client {
    /// Adds a tag to the operations of the session.
    ///
    /// # Errors
    /// The tag is empty or contains a comma.
    pub(crate) fn add_tag(&self, tag: &str) -> Result<()> {
        self.session_tags().lock().insert(checked_tag(tag)?);
        Ok(())
    }

    /// Removes a tag of the session, if it has it.
    ///
    /// # Errors
    /// The tag is empty or contains a comma.
    pub(crate) fn remove_tag(&self, tag: &str) -> Result<()> {
        self.session_tags().lock().remove(&checked_tag(tag)?);
        Ok(())
    }

    /// Removes all tags of the session.
    pub(crate) fn clear_tags(&self) {
        self.session_tags().lock().clear();
    }

    /// The tags of an operation that the session starts now: its own and those of the scopes around.
    pub(crate) fn tags(&self) -> BTreeSet<String> {
        let mut tags = self.session_tags().lock().clone();
        let mut scope = SCOPE.try_with(Arc::clone).ok();
        while let Some(current) = scope {
            if current.session_id == self.session_id() {
                tags.insert(current.tag.clone());
            }
            scope = current.outer.clone();
        }
        tags
    }

    /// Runs `work` in a scope whose operations have a tag more.
    ///
    /// # Errors
    /// The tag is empty or contains a comma; then `work` does not run.
    pub(crate) async fn tagged<T>(&self, tag: &str, work: impl Future<Output = T>) -> Result<T> {
        let scope = Scope {
            session_id: self.session_id().to_owned(),
            tag: checked_tag(tag)?,
            outer: SCOPE.try_with(Arc::clone).ok(),
        };
        Ok(SCOPE.scope(Arc::new(scope), work).await)
    }
}

/// A tag, if it is one: the server's own rule.
///
/// # Errors
/// It is empty or contains a comma.
pub(crate) fn checked_tag(tag: &str) -> Result<String> {
    let wrong = match tag {
        "" => "the tag of an operation is empty".to_owned(),
        _ if tag.contains(',') => format!("the tag `{tag}` contains a comma, which separates tags"),
        _ => return Ok(tag.to_owned()),
    };
    Err(Error::new(ErrorKind::InvalidConfig, wrong))
}
