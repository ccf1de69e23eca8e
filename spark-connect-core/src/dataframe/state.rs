//! Rows that the server keeps: cached, or as a checkpoint.

use super::{Checkpoint, DataFrame, StorageLevel};
use crate::error::Result;

impl DataFrame {
    /// Lets the server keep the rows once an action has computed them, in memory and on disk what does not fit there.
    ///
    /// All plans of the session that contain this one then read them, also plans that were made before. They are kept
    /// until [`unpersist`](Self::unpersist) or the end of the session. Spark: `DataFrame.cache`, 1.3.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data.
    pub async fn cache(&self) -> Result<Self> {
        self.persist().await
    }

    /// The same as [`cache`](Self::cache). Spark: `DataFrame.persist`, 1.3.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data.
    pub async fn persist(&self) -> Result<Self> {
        self.persist_at(StorageLevel::MEMORY_AND_DISK_DESER).await
    }

    /// As [`cache`](Self::cache), at a level of choice; one that is cached already keeps its level.
    /// Spark: `DataFrame.persist` with `storageLevel`, 1.3.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data; the level is none of Spark's.
    pub async fn persist_at(&self, level: StorageLevel) -> Result<Self> {
        // Plans that are built on it contain it as it is, and so read what is kept.
        self.relation.keep();
        self.session.persist(&self.relation, level).await?;
        Ok(self.clone())
    }

    /// Lets the server forget the rows that it keeps, which it then does in the background; nothing changes if it keeps
    /// none. Spark: `DataFrame.unpersist`, 1.3.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data.
    pub async fn unpersist(&self) -> Result<Self> {
        self.session.unpersist(&self.relation, false).await?;
        Ok(self.clone())
    }

    /// As [`unpersist`](Self::unpersist), and waits until the rows are gone.
    /// Spark: `DataFrame.unpersist` with `blocking`, 1.3.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data.
    pub async fn unpersist_and_wait(&self) -> Result<Self> {
        self.session.unpersist(&self.relation, true).await?;
        Ok(self.clone())
    }

    /// Where the server keeps the rows; [`StorageLevel::NONE`] if it does not. Spark: `DataFrame.storageLevel`, 2.1.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data.
    pub async fn storage_level(&self) -> Result<StorageLevel> {
        self.session.storage_level(&self.relation).await
    }

    /// Whether the server keeps the rows, or will once they are computed. Spark: `DataFrame.is_cached`, 1.3.
    ///
    /// # Errors
    /// The plan has a mistake, or does not fit the data.
    pub async fn is_cached(&self) -> Result<bool> {
        Ok(self.storage_level().await? != StorageLevel::NONE)
    }

    /// Computes the rows now, keeps them in files, and returns them as a plan of one step.
    ///
    /// For plans that grow with each step of an iteration, or that are expensive: what is built on the result reads the
    /// files. The server forgets them when the result and all that was built on it are dropped.
    /// The server's `spark.checkpoint.dir` says where the files are. Spark: `DataFrame.checkpoint`, 2.1.
    ///
    /// # Errors
    /// The plan has a mistake, the query failed, or the server has no folder for checkpoints.
    pub async fn checkpoint(&self) -> Result<Self> {
        self.checkpoint_as(Checkpoint::reliable()).await
    }

    /// Computes the rows now, lets the executors keep them, and returns them as a plan of one step.
    ///
    /// As [`checkpoint`](Self::checkpoint), but quicker, without a folder for them, and lost when an executor is.
    /// Spark: `DataFrame.localCheckpoint`, 2.3.
    ///
    /// # Errors
    /// The plan has a mistake, or the query failed.
    pub async fn local_checkpoint(&self) -> Result<Self> {
        self.checkpoint_as(Checkpoint::local()).await
    }

    /// A checkpoint of another kind: computed later, or kept at a level of choice.
    /// Spark: `DataFrame.checkpoint` with `eager`, 2.1, `localCheckpoint` with `storageLevel`, 4.0.
    ///
    /// ```no_run
    /// use spark_connect_core::dataframe::{Checkpoint, DataFrame, StorageLevel};
    /// # async fn example(orders: DataFrame) -> spark_connect_core::error::Result<()> {
    /// let kept = orders.checkpoint_as(Checkpoint::local_at(StorageLevel::DISK_ONLY).lazy()).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The plan has a mistake, the query failed, or the server has no folder for checkpoints.
    pub async fn checkpoint_as(&self, how: Checkpoint) -> Result<Self> {
        Ok(self.with(self.session.checkpoint(&self.relation, how).await?))
    }
}
