//! What accompanies the answers of an operation: its progress, and what was measured on the way.

use super::{
    metrics::PlanMetrics,
    progress::{ProgressHandlers, Reporter},
};
use crate::proto::spark::connect::{ExecutePlanResponse, execute_plan_response::ResponseType};

/// What one operation has told so far beside its answers.
#[derive(Debug)]
pub(super) struct Telemetry {
    reporter: Reporter,
    metrics: Vec<PlanMetrics>,
}

impl Telemetry {
    pub(super) fn new(handlers: ProgressHandlers, operation_id: &str) -> Self {
        Self { reporter: Reporter::new(handlers, operation_id), metrics: Vec::new() }
    }

    /// Takes out of a response what does not belong to the answers.
    pub(super) fn take(&mut self, response: &mut ExecutePlanResponse) {
        if let Some(metrics) = response.metrics.take() {
            self.metrics = PlanMetrics::roots(metrics);
        }
        match &response.response_type {
            Some(ResponseType::ExecutionProgress(news)) => self.reporter.update(news),
            Some(ResponseType::ResultComplete(_)) => self.end(),
            _ => return,
        }
        response.response_type = None;
    }

    /// No response will come any more.
    pub(super) fn end(&mut self) {
        self.reporter.end();
    }

    pub(super) fn metrics(&self) -> &[PlanMetrics] {
        &self.metrics
    }
}
