//! What a server knows by name: catalogs, databases, tables, views, functions and columns.

mod cache;
mod change;
mod inspect;
mod objects;

use serde::de::DeserializeOwned;

pub use change::{DropDatabase, DropTable, NewDatabase, NewTable};
pub use inspect::Listing;
pub use objects::{CatalogMetadata, Column, Database, Function, Table, TablePartition};

use crate::{
    dataframe::DataFrame,
    error::{Error, ErrorKind, Result},
    plan,
    proto::spark::connect::catalog::CatType,
    session::SparkSession,
};

/// The catalogs of a session: `spark.catalog()`. Spark: `Catalog`, 2.0.
///
/// Names are in SQL's syntax, so a part with a dot or a space is quoted: `` "sales.`orders 2026`" ``. One without a
/// database is looked up among the temporary views and then in the current database.
///
/// ```no_run
/// # async fn example(spark: spark_connect_core::session::SparkSession) -> spark_connect_core::error::Result<()> {
/// let catalog = spark.catalog();
/// if !catalog.table_exists("sales.orders").await? {
///     catalog.set_current_database("sales").await?;
/// }
/// for table in catalog.list_tables().await? {
///     println!("{}: {}", table.name, table.table_type);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Catalog {
    session: SparkSession,
}

impl SparkSession {
    /// What the session knows by name: databases, tables, functions. Spark: `SparkSession.catalog`, 2.0.
    #[must_use]
    pub fn catalog(&self) -> Catalog {
        Catalog { session: self.clone() }
    }
}

impl Catalog {
    /// The answer as rows, whose columns are told by their position.
    async fn ask<T: DeserializeOwned>(&self, question: CatType) -> Result<Vec<T>> {
        self.relation(question).collect_as().await
    }

    /// The one value of an answer.
    async fn value<T: DeserializeOwned>(&self, question: CatType) -> Result<T> {
        let (value,) = self.one(question).await?;
        Ok(value)
    }

    /// The one row of an answer.
    async fn one<T: DeserializeOwned>(&self, question: CatType) -> Result<T> {
        let missing = || Error::new(ErrorKind::Protocol, "the server's catalog answered without a row");
        self.ask(question).await?.into_iter().next().ok_or_else(missing)
    }

    /// Runs what has no answer to speak of.
    async fn tell(&self, order: CatType) -> Result<()> {
        self.relation(order).collect_batches().await.map(drop)
    }

    fn relation(&self, question: CatType) -> DataFrame {
        DataFrame::new(self.session.clone(), plan::catalog(question))
    }
}
