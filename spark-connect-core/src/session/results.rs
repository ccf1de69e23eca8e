//! The rows of a query.

mod assembler;

use std::{
    collections::{BTreeMap, VecDeque},
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};

use arrow_array::RecordBatch;
use futures::Stream;

use super::{
    PlanMetrics, SparkSession,
    telemetry::{Expected, Telemetry},
};
use crate::{
    client::Execution,
    error::{Error, ErrorKind, Result},
    observation::Observer,
    proto::spark::connect::{ExecutePlanResponse, execute_plan_response::ResponseType},
    row::Row,
    types::StructType,
};
use assembler::Assembler;

/// The rows of one query as they arrive: a stream of Arrow batches, in bounded memory.
///
/// It ends after the server said that the result is complete, or in an error; never early. Dropping it stops the query.
pub struct Results {
    /// Keeps a local server running while its rows are read.
    _session: SparkSession,
    execution: Execution,
    schema: Option<StructType>,
    assembler: Assembler,
    ready: VecDeque<Result<RecordBatch>>,
    telemetry: Telemetry,
    ended: bool,
}

impl Results {
    pub(super) fn new(session: SparkSession, execution: Execution, observers: &[Observer]) -> Self {
        let telemetry =
            Telemetry::new(session.progress_handlers().clone(), execution.operation_id(), observers);
        Self {
            _session: session,
            execution,
            schema: None,
            assembler: Assembler::default(),
            ready: VecDeque::new(),
            telemetry,
            ended: false,
        }
    }

    /// The id of the operation, a UUID: for the server's logs and its user interface.
    #[must_use]
    pub fn operation_id(&self) -> &str {
        self.execution.operation_id()
    }

    /// The schema of the rows, with Spark's own types; the server sends it before the first row.
    ///
    /// # Errors
    /// The query failed before it had a schema.
    pub async fn schema(&mut self) -> Result<&StructType> {
        while self.schema.is_none() && !self.ended {
            if let Err(error) = poll_fn(|cx| self.poll_response(cx)).await {
                // The stream must not end as if nothing had happened.
                self.ready.push_back(Err(error.clone()));
                return Err(error);
            }
        }
        let missing = || Error::new(ErrorKind::Protocol, "the server sent no schema with the result");
        self.schema.as_ref().ok_or_else(missing)
    }

    /// The schema, once there is a batch.
    ///
    /// # Errors
    /// It has not arrived, which it does before the first batch.
    pub(crate) fn known_schema(&self) -> Result<&StructType> {
        let missing = || Error::new(ErrorKind::Protocol, "the server sent rows without a schema");
        self.schema.as_ref().ok_or_else(missing)
    }

    /// What the server measured while it ran the plan, as a tree (Spark's `executionInfo`, 4.0); usually there is one
    /// root.
    ///
    /// The server sends it after the last row: it is empty before the stream has ended, and on Sail.
    #[must_use]
    pub fn metrics(&self) -> &[PlanMetrics] {
        self.telemetry.metrics()
    }

    /// The metrics that the plan asked for with [`observe_as`](crate::dataframe::DataFrame::observe_as), by name, or why
    /// there are none. The server sends them after the last row.
    #[must_use]
    pub fn observed_metrics(&self) -> &BTreeMap<String, Result<Row>> {
        self.telemetry.observed()
    }

    /// Takes the next response in. After an error there is none.
    fn poll_response(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        let response = ready!(Pin::new(&mut self.execution).poll_next(cx));
        let taken = match response {
            Some(response) => response.and_then(|response| self.take(response)),
            None => {
                self.ended = true;
                self.assembler.finish()
            }
        };
        self.ended |= taken.is_err();
        if self.ended {
            self.telemetry.end(taken.as_ref().err(), Expected::EveryMetric);
        }
        Poll::Ready(taken.map_err(|error| match error.operation_id() {
            Some(_) => error,
            None => error.with_operation_id(self.execution.operation_id()),
        }))
    }

    fn take(&mut self, mut response: ExecutePlanResponse) -> Result<()> {
        if let (Some(schema), None) = (&response.schema, &self.schema) {
            self.schema = Some(StructType::from_proto(schema)?);
        }
        self.telemetry.take(&mut response);
        // Anything else is of a kind that this version of the protocol does not know.
        if let Some(ResponseType::ArrowBatch(batch)) = response.response_type {
            self.ready.extend(self.assembler.add(batch)?.into_iter().map(Ok));
        }
        Ok(())
    }
}

impl Stream for Results {
    type Item = Result<RecordBatch>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(batch) = self.ready.pop_front() {
                return Poll::Ready(Some(batch));
            }
            if self.ended {
                return Poll::Ready(None);
            }
            if let Err(error) = ready!(self.poll_response(cx)) {
                return Poll::Ready(Some(Err(error)));
            }
        }
    }
}

impl fmt::Debug for Results {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Results")
            .field("execution", &self.execution)
            .field("schema", &self.schema)
            .finish_non_exhaustive()
    }
}
