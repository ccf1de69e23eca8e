//! What a client does about failures.

use super::RetryPolicy;

/// What is done about calls that fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recovery {
    pub(super) retry_policies: Vec<RetryPolicy>,
}

impl Default for Recovery {
    fn default() -> Self {
        Self { retry_policies: vec![RetryPolicy::default()] }
    }
}
