//! Ends the work of a blocking thread when the future that waits for it is dropped.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use crate::error::{Error, ErrorKind, Result};

/// A flag that says that nobody waits for the result any more.
#[derive(Debug, Clone, Default)]
pub(super) struct Abort(Arc<AtomicBool>);

impl Abort {
    /// A guard that raises the flag when it is dropped.
    pub(super) fn on_drop(&self) -> impl Drop + Send + use<> {
        struct Guard(Abort);
        impl Drop for Guard {
            fn drop(&mut self) {
                self.0.0.store(true, Ordering::Relaxed);
            }
        }
        Guard(self.clone())
    }

    /// An error once the flag is up.
    pub(super) fn check(&self) -> Result<()> {
        if self.0.load(Ordering::Relaxed) {
            return Err(Error::new(ErrorKind::Cancelled, "the start of the local server was cancelled"));
        }
        Ok(())
    }
}
