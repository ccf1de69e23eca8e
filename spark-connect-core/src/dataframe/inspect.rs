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

    /// The names of the columns with their types in Spark's short form: `("id", "bigint")`.
    /// Spark: `DataFrame.dtypes`, 1.3.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data.
    pub async fn dtypes(&self) -> Result<Vec<(String, String)>> {
        let fields = self.schema().await?.fields;
        Ok(fields.into_iter().map(|field| (field.name, field.data_type.to_string())).collect())
    }

    /// Prints the columns as a tree. Spark: `DataFrame.printSchema`, 1.3.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data; the standard output is closed.
    pub async fn print_schema(&self) -> Result<()> {
        print(&self.schema().await?.tree_string())
    }

    /// Prints the columns as a tree, down to `depth`: 1 for the columns alone, 2 with their own fields or elements.
    /// Spark: `DataFrame.printSchema` with `level`, 3.0.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data; the standard output is closed.
    pub async fn print_schema_to(&self, depth: usize) -> Result<()> {
        print(&self.schema().await?.tree_string_to(depth))
    }

    /// Whether an action would be computed without Spark's executors. Spark: `DataFrame.isLocal`, 1.3.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data.
    pub async fn is_local(&self) -> Result<bool> {
        self.session.is_local(&self.relation).await
    }

    /// Whether the rows come from a stream, so that only a streaming query can run. Spark: `DataFrame.isStreaming`, 2.0.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data.
    pub async fn is_streaming(&self) -> Result<bool> {
        self.session.is_streaming(&self.relation).await
    }

    /// The files that the rows come from, as URIs, as far as the server can tell: those that a filter excludes may be
    /// among them. Spark: `DataFrame.inputFiles`, 3.1.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data.
    pub async fn input_files(&self) -> Result<Vec<String>> {
        self.session.input_files(&self.relation).await
    }

    /// Whether both are the same computation, once names are set aside, so that they return the same rows. It is only
    /// known to be true: plans that return the same rows in different ways are not found out.
    /// Spark: `DataFrame.sameSemantics`, 3.1; not on Sail.
    ///
    /// # Errors
    /// One of the plans has a mistake, or does not fit the data.
    pub async fn same_semantics(&self, other: &Self) -> Result<bool> {
        self.session.same_semantics(&self.relation, &other.relation).await
    }

    /// A hash of the computation, names set aside: equal for plans with the [`same
    /// semantics`](Self::same_semantics). Spark: `DataFrame.semanticHash`, 3.1; not on Sail.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data.
    pub async fn semantic_hash(&self) -> Result<i32> {
        self.session.semantic_hash(&self.relation).await
    }
}
