//! The rows of a query one by one, as values whose types are known only at run time.

use std::{
    collections::BTreeMap,
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    vec,
};

use futures::Stream;

use super::{PlanMetrics, Results};
use crate::{arrow::decode, error::Result, row::Row, types::StructType};

/// The rows of one query as they arrive: a stream of [`Row`]s that share their schema, in bounded memory.
///
/// It ends after the server said that the result is complete, or in an error; never early. Dropping it stops the query.
pub struct Rows {
    results: Results,
    schema: Option<Arc<StructType>>,
    ready: vec::IntoIter<Row>,
    failed: bool,
}

impl Results {
    /// The rows one by one instead of in batches.
    #[must_use]
    pub fn into_rows(self) -> Rows {
        Rows { results: self, schema: None, ready: Vec::new().into_iter(), failed: false }
    }
}

impl Rows {
    /// The id of the operation, a UUID: for the server's logs and its user interface.
    #[must_use]
    pub fn operation_id(&self) -> &str {
        self.results.operation_id()
    }

    /// The schema of the rows; the server sends it before the first row.
    ///
    /// # Errors
    /// The query failed before it had a schema.
    pub async fn schema(&mut self) -> Result<&StructType> {
        self.results.schema().await
    }

    /// What the server measured while it ran the plan, as of [`Results::metrics`].
    #[must_use]
    pub fn metrics(&self) -> &[PlanMetrics] {
        self.results.metrics()
    }

    /// The metrics that the plan asked for, as of [`Results::observed_metrics`].
    #[must_use]
    pub fn observed_metrics(&self) -> &BTreeMap<String, Result<Row>> {
        self.results.observed_metrics()
    }

    /// The schema, once there is a batch.
    fn known(&mut self) -> Result<Arc<StructType>> {
        if let Some(schema) = &self.schema {
            return Ok(Arc::clone(schema));
        }
        let schema = Arc::new(self.results.known_schema()?.clone());
        Ok(Arc::clone(self.schema.insert(schema)))
    }
}

impl Stream for Rows {
    type Item = Result<Row>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(row) = self.ready.next() {
                return Poll::Ready(Some(Ok(row)));
            }
            if self.failed {
                return Poll::Ready(None);
            }
            let Some(batch) = ready!(Pin::new(&mut self.results).poll_next(cx)) else {
                return Poll::Ready(None);
            };
            let rows = batch.and_then(|batch| decode::rows(&batch, &self.known()?));
            match rows {
                Ok(rows) => self.ready = rows.into_iter(),
                Err(error) => {
                    self.failed = true;
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").field("results", &self.results).finish_non_exhaustive()
    }
}
