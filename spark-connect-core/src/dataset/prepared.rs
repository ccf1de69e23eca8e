//! What all runs of a query have in common: computed for the first, and kept for the next.

use std::{
    any::TypeId,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use super::{Frame, check};
use crate::{
    dataframe::DataFrame,
    error::Result,
    session::{Results, SparkSession},
    types::StructType,
};

/// The plans that the actions of a dataset run, each made when it is run for the first time.
#[derive(Default)]
pub(super) struct Plans {
    /// All rows.
    pub(super) rows: OnceLock<Arc<Prepared>>,
    /// The first row.
    pub(super) first: OnceLock<Arc<Prepared>>,
    /// How many rows there are.
    pub(super) count: OnceLock<DataFrame>,
    /// A row without columns, if there is a row.
    pub(super) any: OnceLock<DataFrame>,
    /// Views of all rows, by the type of the view.
    views: Mutex<Vec<(TypeId, Arc<Prepared>)>>,
}

impl Plans {
    /// What shows rows as views of this type, which `prepare` makes.
    pub(super) fn view(&self, view: TypeId, prepare: impl FnOnce() -> Prepared) -> Arc<Prepared> {
        let known = |views: &[(TypeId, Arc<Prepared>)]| {
            let same = views.iter().find(|(known, _)| *known == view);
            same.map(|(_, prepared)| Arc::clone(prepared))
        };
        // Only whole entries are added.
        let views = || self.views.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(prepared) = known(&views()) {
            return prepared;
        }
        // Not under the lock: it runs code of the row type. Of two at once, the first stays.
        let prepared = Arc::new(prepare());
        let mut views = views();
        known(&views).unwrap_or_else(|| {
            views.push((view, Arc::clone(&prepared)));
            prepared
        })
    }
}

/// A plan whose rows are read, and the columns that are expected of it.
pub(super) struct Prepared {
    frame: Frame,
    expected: StructType,
    row_type: &'static str,
    /// Columns that have been compared with the expected ones: a result that has the same fits too.
    fits: OnceLock<StructType>,
}

impl Prepared {
    /// The plan has a column for each of those that are `expected` of rows of the type `row_type`.
    pub(super) fn new(frame: Frame, expected: StructType, row_type: &'static str) -> Self {
        Self { frame, expected, row_type, fits: OnceLock::new() }
    }

    /// The session that runs the query.
    pub(super) fn session(&self) -> &SparkSession {
        self.frame.df.session()
    }

    /// The name of the row type in messages.
    pub(super) fn row_type(&self) -> &'static str {
        self.row_type
    }

    /// Runs the query.
    ///
    /// # Errors
    /// The columns below do not fit what they are read as.
    pub(super) async fn run(&self) -> Result<Results> {
        self.frame.check().await?;
        Ok(self.frame.df.batches())
    }

    /// Compares the columns of a result with the expected ones.
    ///
    /// # Errors
    /// [`ErrorKind::Schema`](crate::error::ErrorKind::Schema): they do not fit.
    pub(super) fn compare(&self, columns: &StructType) -> Result<()> {
        if self.fits.get() != Some(columns) {
            check::compare(self.row_type, &self.expected, columns)?;
            // Of two runs at once, either may be remembered.
            let _ = self.fits.set(columns.clone());
        }
        Ok(())
    }
}
