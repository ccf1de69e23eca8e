//! What lives as long as a plan that needs it.

use std::{any::Any, fmt, sync::Arc};

/// Something that is dropped with the last plan that holds it. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Guard {
    _held: Arc<dyn Any + Send + Sync>,
}

impl Guard {
    pub(crate) fn new(held: impl Any + Send + Sync) -> Self {
        Self { _held: Arc::new(held) }
    }
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Guard")
    }
}
