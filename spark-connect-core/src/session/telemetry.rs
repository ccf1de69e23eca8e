//! What accompanies the answers of an operation: its progress, and what was measured and observed on the way.

use std::{collections::BTreeMap, thread};

use super::{
    metrics::PlanMetrics,
    progress::{ProgressHandlers, Reporter},
};
use crate::{
    error::{Error, ErrorKind, Failure, Result},
    observation::Observer,
    proto::spark::connect::{
        ExecutePlanResponse, FetchErrorDetailsResponse,
        execute_plan_response::{ObservedMetrics, ResponseType},
    },
    row::Row,
};

/// A name that Spark keeps for itself: under it come the accumulators of Python's functions.
const RESERVED: &str = "__python_accumulator__";

/// Whether an operation that succeeds has to bring the metrics of every observation in its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// A query does.
    EveryMetric,
    /// A command may have done nothing with its plan but give it a name.
    MaybeNone,
}

/// What one operation has told so far beside its answers.
#[derive(Debug)]
pub(super) struct Telemetry {
    operation_id: String,
    reporter: Reporter,
    metrics: Vec<PlanMetrics>,
    observed: BTreeMap<String, Result<Row>>,
    /// Who has not heard yet.
    observers: Vec<Observer>,
}

impl Telemetry {
    pub(super) fn new(handlers: ProgressHandlers, operation_id: &str, observers: &[Observer]) -> Self {
        Self {
            operation_id: operation_id.to_owned(),
            reporter: Reporter::new(handlers, operation_id),
            metrics: Vec::new(),
            observed: BTreeMap::new(),
            observers: observers.to_vec(),
        }
    }

    /// Takes out of a response what does not belong to the answers.
    pub(super) fn take(&mut self, response: &mut ExecutePlanResponse) {
        if let Some(metrics) = response.metrics.take() {
            self.metrics = PlanMetrics::roots(metrics);
        }
        for observed in response.observed_metrics.drain(..) {
            self.observe(observed);
        }
        match &response.response_type {
            Some(ResponseType::ExecutionProgress(news)) => self.reporter.update(news),
            Some(ResponseType::ResultComplete(_)) => {}
            _ => return,
        }
        response.response_type = None;
    }

    fn observe(&mut self, observed: ObservedMetrics) {
        let ObservedMetrics { name, keys, values, root_error_idx, errors, .. } = observed;
        if name == RESERVED {
            return;
        }
        // Spark's answer for an action that did not run the plan, such as one that gave it a name. There is no observation
        // without a metric.
        if values.is_empty() && root_error_idx.is_none() {
            return;
        }
        let outcome = match root_error_idx {
            Some(_) => {
                let details = FetchErrorDetailsResponse { root_error_idx, errors, ..Default::default() };
                Err(Failure::partial(details).into_error().with_operation_id(&self.operation_id))
            }
            None if keys.is_empty() => {
                let names = (0..values.len()).map(|index| format!("observed_metric_{index}"));
                Row::from_literals(names.collect(), values)
            }
            None => Row::from_literals(keys, values),
        };
        self.observers.retain(|observer| {
            let waits = observer.name() == name;
            if waits {
                observer.observed(&outcome);
            }
            !waits
        });
        self.observed.insert(name, outcome);
    }

    /// No response will come any more.
    pub(super) fn end(&mut self, error: Option<&Error>, expected: Expected) {
        match error {
            Some(error) => self.disappoint(error),
            None if expected == Expected::EveryMetric => self.disappoint(&Error::new(
                ErrorKind::Unsupported,
                "the server ran the query, but sent no observed metrics with its result (Spark 4.0 sends them for the first \
                 action only, also if that fails)",
            )),
            None => {}
        }
        self.observers.clear();
        self.reporter.end();
    }

    fn disappoint(&mut self, error: &Error) {
        for observer in self.observers.drain(..) {
            observer.failed(error);
        }
    }

    pub(super) fn metrics(&self) -> &[PlanMetrics] {
        &self.metrics
    }

    pub(super) fn observed(&self) -> &BTreeMap<String, Result<Row>> {
        &self.observed
    }
}

impl Drop for Telemetry {
    fn drop(&mut self) {
        let message = match thread::panicking() {
            true => "the action that was observed panicked",
            false => "the action that was observed was dropped before its end",
        };
        self.disappoint(&Error::new(ErrorKind::Cancelled, message).with_operation_id(&self.operation_id));
    }
}
