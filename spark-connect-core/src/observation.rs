//! What a query tells about the rows that pass through it.
//!
//! [`DataFrame::observe`](../dataframe/struct.DataFrame.html#method.observe) and
//! [`Dataset::observe`](../dataset/struct.Dataset.html#method.observe) put aggregates into the middle of a query. They are
//! computed while an action runs, without another pass over the data, and reach the [`Observation`] at its end.

use std::fmt;

use tokio::sync::watch;

use crate::{
    error::{Error, ErrorKind, Result},
    row::Row,
};

/// The metrics of a query that is yet to run, as a [`Row`] or as a row type `T` (Spark: `Observation`, 3.3).
///
/// It belongs to the one `DataFrame` or `Dataset` that it was made with, and to everything that is built on that. The
/// first action that succeeds decides what was observed; on Spark 4.0, the first action must. Spark 4.0
/// sends the metrics in any order, and no arrays, maps or structs.
#[derive(Clone)]
#[must_use = "without the observation nobody can know what was observed"]
pub struct Observation<T = Row> {
    name: String,
    outcome: watch::Receiver<Outcome>,
    read: fn(&Row) -> Result<T>,
}

#[derive(Debug, Clone)]
enum Outcome {
    Pending,
    /// An action failed; another one may do better.
    Failed(Error),
    Observed(Row),
}

/// An observation as the plan sees it, which tells it what became of it.
#[derive(Clone)]
pub(crate) struct Observer {
    name: String,
    outcome: watch::Sender<Outcome>,
}

impl<T> Observation<T> {
    /// An observation of a new name, whose row is read by `read`, and the side of it that goes into the plan.
    pub(crate) fn new(read: fn(&Row) -> Result<T>) -> (Self, Observer) {
        let name = uuid::Uuid::new_v4().to_string();
        let (sender, receiver) = watch::channel(Outcome::Pending);
        (Self { name: name.clone(), outcome: receiver, read }, Observer { name, outcome: sender })
    }

    /// The name that it has on the server, a UUID.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What was observed. Waits for the end of an action on the observed rows, so it has to run before, or at the same
    /// time.
    ///
    /// # Errors
    /// - The error of the action, if it failed, and of the metrics themselves, if only they did (Spark 4.2).
    /// - [`ErrorKind::Cancelled`]: the action was dropped before its end, or what was observed is gone, so that no action
    ///   can run any more.
    /// - [`ErrorKind::Unsupported`]: the server ran the query and sent no metrics with its result.
    /// - [`ErrorKind::Schema`], [`ErrorKind::Conversion`]: the metrics do not fit the row type.
    pub async fn get(&self) -> Result<T> {
        let mut outcome = self.outcome.clone();
        match outcome.wait_for(|outcome| !matches!(outcome, Outcome::Pending)).await {
            Ok(outcome) => self.read(&outcome).unwrap_or_else(|| Err(never())),
            Err(_) => Err(never()),
        }
    }

    /// What [`get`](Self::get) returns, if it is there already.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    #[must_use]
    pub fn try_get(&self) -> Option<Result<T>> {
        self.read(&self.outcome.borrow())
    }

    fn read(&self, outcome: &Outcome) -> Option<Result<T>> {
        match outcome {
            Outcome::Pending => None,
            Outcome::Failed(error) => Some(Err(error.clone())),
            Outcome::Observed(row) => Some((self.read)(row)),
        }
    }
}

fn never() -> Error {
    Error::new(ErrorKind::Cancelled, "what was to be observed is gone, and no action has run on it")
}

impl Observer {
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Whether both are sides of one observation.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.outcome.same_channel(&other.outcome)
    }

    /// An action brought the metrics, or the failure of theirs.
    pub(crate) fn observed(&self, outcome: &Result<Row>) {
        let new = match outcome {
            Ok(row) => Outcome::Observed(row.clone()),
            Err(error) => Outcome::Failed(error.clone()),
        };
        self.outcome.send_if_modified(|outcome| {
            let open = !matches!(outcome, Outcome::Observed(_));
            if open {
                *outcome = new;
            }
            open
        });
    }

    /// An action ended without metrics.
    pub(crate) fn failed(&self, error: &Error) {
        self.observed(&Err(error.clone()));
    }
}

impl<T> fmt::Debug for Observation<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observation")
            .field("name", &self.name)
            .field("outcome", &*self.outcome.borrow())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observer").field("name", &self.name).finish_non_exhaustive()
    }
}
