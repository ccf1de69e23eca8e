//! The sessions that all parts of a program share.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use super::Inner;
use crate::client::{Connection, Extensions};

/// What a shared session is found by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key {
    pub(super) connection: Connection,
    pub(super) extensions: Extensions,
}

/// The place of one shared session. Its lock is held while a session is made, so that there is only one.
pub(super) type Slot = Arc<tokio::sync::Mutex<Weak<Inner>>>;

/// The places of all sessions that somebody holds or makes. They are few: a search is quick.
static SLOTS: Mutex<Vec<(Key, Slot)>> = Mutex::new(Vec::new());

/// The place of the session with these settings.
pub(super) fn slot(key: Key) -> Slot {
    let mut slots = SLOTS.lock().unwrap_or_else(PoisonError::into_inner);
    slots.retain(|(_, slot)| match slot.try_lock() {
        // Whoever came for it but has not locked it yet holds it.
        Ok(session) => session.strong_count() > 0 || Arc::strong_count(slot) > 1,
        Err(_) => true,
    });
    if let Some((_, slot)) = slots.iter().find(|(taken, _)| *taken == key) {
        return Arc::clone(slot);
    }
    let slot = Slot::default();
    slots.push((key, Arc::clone(&slot)));
    slot
}
