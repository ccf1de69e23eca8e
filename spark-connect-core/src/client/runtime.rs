//! The tokio runtime that a connection was made in.

use std::future::pending;

use tokio::{runtime::Handle, task::JoinHandle};

use crate::error::{Error, ErrorKind, Result};

/// A runtime, and whether it still runs.
pub(super) struct Runtime {
    handle: Handle,
    /// A task that does nothing; a runtime that ends takes it along.
    life: JoinHandle<()>,
}

impl Runtime {
    /// The runtime that this code runs in.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn current() -> Result<Self> {
        let handle = Handle::try_current().map_err(|error| {
            Error::new(ErrorKind::InvalidConfig, "connecting needs a running tokio runtime")
                .with_source(error)
        })?;
        Ok(Self { life: handle.spawn(pending()), handle })
    }

    /// Whether it has not been shut down.
    pub(super) fn is_running(&self) -> bool {
        !self.life.is_finished()
    }

    /// Polls something as if on this runtime, whose timers and tasks it uses; `None` if it was shut down.
    pub(super) fn within<R>(&self, poll: impl FnOnce() -> R) -> Option<R> {
        if !self.is_running() {
            return None;
        }
        let _context = self.handle.enter();
        Some(poll())
    }

    /// Runs a task in the background.
    pub(super) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        self.handle.spawn(task);
    }

    /// Runs something that takes a while, on a thread of its own.
    pub(super) fn spawn_blocking<O: Send + 'static>(
        &self,
        work: impl FnOnce() -> O + Send + 'static,
    ) -> JoinHandle<O> {
        self.handle.spawn_blocking(work)
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        self.life.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runtime_that_ends_is_noticed() {
        let tokio = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let runtime = tokio.block_on(async { Runtime::current().unwrap() });
        assert!(runtime.is_running());
        drop(tokio);
        assert!(!runtime.is_running());
        assert_eq!(Runtime::current().err().unwrap().kind(), ErrorKind::InvalidConfig);
    }
}
