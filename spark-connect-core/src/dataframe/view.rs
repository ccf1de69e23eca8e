//! Views: a plan under a name, for SQL.

use super::DataFrame;
use crate::{error::Result, plan};

impl DataFrame {
    /// Gives the plan a name in this session; `table(name)` and SQL then find it, and run it each time.
    /// Spark: `DataFrame.createOrReplaceTempView`, 2.0.
    ///
    /// # Errors
    /// The plan has a mistake or does not fit the data, or the name is not one.
    pub async fn create_or_replace_temp_view(&self, name: &str) -> Result<()> {
        self.create_view(name, false, true).await
    }

    /// As [`create_or_replace_temp_view`](Self::create_or_replace_temp_view), for a name that is not taken.
    /// Spark: `DataFrame.createTempView`, 2.0.
    ///
    /// # Errors
    /// The plan has a mistake or does not fit the data, or there is a view of that name.
    pub async fn create_temp_view(&self, name: &str) -> Result<()> {
        self.create_view(name, false, false).await
    }

    /// Gives the plan a name in all sessions of the server, in the database `global_temp`.
    /// Spark: `DataFrame.createOrReplaceGlobalTempView`, 2.2.
    ///
    /// # Errors
    /// The plan has a mistake or does not fit the data, or the name is not one.
    pub async fn create_or_replace_global_temp_view(&self, name: &str) -> Result<()> {
        self.create_view(name, true, true).await
    }

    /// As [`create_or_replace_global_temp_view`](Self::create_or_replace_global_temp_view), for a name that is not
    /// taken. Spark: `DataFrame.createGlobalTempView`, 2.1.
    ///
    /// # Errors
    /// The plan has a mistake or does not fit the data, or there is a view of that name.
    pub async fn create_global_temp_view(&self, name: &str) -> Result<()> {
        self.create_view(name, true, false).await
    }

    async fn create_view(&self, name: &str, is_global: bool, replace: bool) -> Result<()> {
        let command = plan::create_view(&self.relation, name, is_global, replace)?;
        self.session.command(&command).await.map(drop)
    }
}
