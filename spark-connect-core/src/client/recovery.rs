//! What a client does about failures, and about operations that are given up.

use super::RetryPolicy;

/// What is done about calls that fail, and about operations that are given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recovery {
    pub(super) retry_policies: Vec<RetryPolicy>,
    pub(super) interrupt_on_drop: bool,
}

impl Default for Recovery {
    fn default() -> Self {
        Self { retry_policies: vec![RetryPolicy::default()], interrupt_on_drop: false }
    }
}
