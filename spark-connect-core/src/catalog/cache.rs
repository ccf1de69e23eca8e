//! Tables that the server keeps in its cache, and what it remembers of their files.

use super::Catalog;
use crate::{
    error::Result,
    plan::StorageLevel,
    proto::spark::connect::{
        CacheTable, ClearCache, IsCached, RefreshByPath, RefreshTable, UncacheTable, catalog::CatType,
    },
};

impl Catalog {
    /// Whether a table or view is in the cache, or will be when it is read. Spark: `Catalog.isCached`, 2.0.
    ///
    /// # Errors
    /// There is no such table.
    pub async fn is_cached(&self, table: &str) -> Result<bool> {
        self.value(CatType::IsCached(IsCached { table_name: table.to_owned() })).await
    }

    /// Lets the server keep the rows of a table or view once they are read, in memory and on disk what does not fit.
    /// Spark: `Catalog.cacheTable`, 2.0.
    ///
    /// # Errors
    /// There is no such table.
    pub async fn cache_table(&self, table: &str) -> Result<()> {
        self.cached(table, None).await
    }

    /// As [`cache_table`](Self::cache_table), at a level of choice.
    /// Spark: `Catalog.cacheTable` with `storageLevel`, 3.5.
    ///
    /// # Errors
    /// There is no such table.
    pub async fn cache_table_at(&self, table: &str, level: StorageLevel) -> Result<()> {
        self.cached(table, Some(level)).await
    }

    async fn cached(&self, table: &str, level: Option<StorageLevel>) -> Result<()> {
        let storage_level = level.map(StorageLevel::to_proto);
        self.tell(CatType::CacheTable(CacheTable { table_name: table.to_owned(), storage_level })).await
    }

    /// Takes a table or view out of the cache. Spark: `Catalog.uncacheTable`, 2.0.
    ///
    /// # Errors
    /// There is no such table.
    pub async fn uncache_table(&self, table: &str) -> Result<()> {
        self.tell(CatType::UncacheTable(UncacheTable { table_name: table.to_owned() })).await
    }

    /// Empties the cache, also of what other sessions of the server have put there. Spark: `Catalog.clearCache`, 2.0.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn clear_cache(&self) -> Result<()> {
        self.tell(CatType::ClearCache(ClearCache {})).await
    }

    /// Forgets what the server remembers of a table's files, after somebody else has changed them; what is cached of it
    /// is computed again. Spark: `Catalog.refreshTable`, 2.0.
    ///
    /// # Errors
    /// There is no such table.
    pub async fn refresh_table(&self, table: &str) -> Result<()> {
        self.tell(CatType::RefreshTable(RefreshTable { table_name: table.to_owned() })).await
    }

    /// Forgets what the server remembers of all files below a folder. Spark: `Catalog.refreshByPath`, 2.2.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub async fn refresh_by_path(&self, path: &str) -> Result<()> {
        self.tell(CatType::RefreshByPath(RefreshByPath { path: path.to_owned() })).await
    }
}
