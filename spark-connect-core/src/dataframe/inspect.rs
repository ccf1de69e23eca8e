//! What a plan is, without running it.

use super::{DataFrame, show::print};
use crate::{error::Result, session::ExplainMode, types::StructType};

impl DataFrame {
    /// How the server would run the plan, as text. Spark: `DataFrame.explain`, 1.3, which prints it.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data.
    pub async fn explain(&self, mode: ExplainMode) -> Result<String> {
        self.session.explain(&self.relation, mode).await
    }

    /// The columns, with their types. Spark: `DataFrame.schema`, 1.3.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data.
    pub async fn schema(&self) -> Result<StructType> {
        self.session.schema(&self.relation).await
    }

    /// The names of the columns, in order. Spark: `DataFrame.columns`, 1.3.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data.
    pub async fn columns(&self) -> Result<Vec<String>> {
        Ok(self.schema().await?.fields.into_iter().map(|field| field.name).collect())
    }

    /// Prints the columns as a tree. Spark: `DataFrame.printSchema`, 1.3.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data; the standard output is closed.
    pub async fn print_schema(&self) -> Result<()> {
        print(&self.schema().await?.tree_string())
    }
}
