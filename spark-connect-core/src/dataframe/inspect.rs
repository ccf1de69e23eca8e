//! What a plan is, without running it.

use super::DataFrame;
use crate::{error::Result, session::ExplainMode};

impl DataFrame {
    /// How the server would run the plan, as text. Spark: `DataFrame.explain`, 1.3, which prints it.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data.
    pub async fn explain(&self, mode: ExplainMode) -> Result<String> {
        self.session.explain(&self.relation, mode).await
    }
}
