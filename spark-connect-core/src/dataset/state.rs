//! Rows that the server keeps.

use super::{Dataset, Frame, SparkRow};
use crate::{
    dataframe::{Checkpoint, StorageLevel},
    error::Result,
};

impl<T> Dataset<T> {
    /// Lets the server keep the rows once an action has computed them, in memory and on disk what does not fit there,
    /// until [`unpersist`](Self::unpersist) or the end of the session. Spark: `cache`, `persist`.
    ///
    /// All plans of the session that contain this one then read them, also plans that were made before.
    ///
    /// # Errors
    /// The columns do not fit `T`, or the plan has a mistake.
    pub async fn cache(&self) -> Result<Self>
    where
        T: SparkRow,
    {
        self.frame.check().await?;
        Ok(Self::of(self.frame.with(self.frame.df.cache().await?)))
    }

    /// As [`cache`](Self::cache), at a level of choice; one that is cached already keeps its level. Spark: `persist` with
    /// `storageLevel`.
    ///
    /// # Errors
    /// The columns do not fit `T`, the plan has a mistake, or the level is none of Spark's.
    pub async fn persist_at(&self, level: StorageLevel) -> Result<Self>
    where
        T: SparkRow,
    {
        self.frame.check().await?;
        Ok(Self::of(self.frame.with(self.frame.df.persist_at(level).await?)))
    }

    /// Lets the server forget the rows that it keeps, which it then does in the background; nothing changes if it keeps
    /// none. Spark: `unpersist`.
    ///
    /// # Errors
    /// The plan has a mistake.
    pub async fn unpersist(&self) -> Result<Self> {
        Ok(Self::of(self.frame.with(self.frame.df.unpersist().await?)))
    }

    /// As [`unpersist`](Self::unpersist), and waits until the rows are gone. Spark: `unpersist` with `blocking`.
    ///
    /// # Errors
    /// The plan has a mistake.
    pub async fn unpersist_and_wait(&self) -> Result<Self> {
        Ok(Self::of(self.frame.with(self.frame.df.unpersist_and_wait().await?)))
    }

    /// Where the server keeps the rows; [`StorageLevel::NONE`] if it does not. Spark: `storageLevel`.
    ///
    /// # Errors
    /// The plan has a mistake.
    pub async fn storage_level(&self) -> Result<StorageLevel> {
        self.frame.df.storage_level().await
    }

    /// Whether the server keeps the rows, or will once they are computed. Spark: `is_cached`.
    ///
    /// # Errors
    /// The plan has a mistake.
    pub async fn is_cached(&self) -> Result<bool> {
        self.frame.df.is_cached().await
    }

    /// Computes the rows now, keeps them in files, and returns them as a plan of one step, for plans that grow with each
    /// step of an iteration. Spark: `checkpoint`.
    ///
    /// The server forgets the files when the result and all that was built on it are dropped; its
    /// `spark.checkpoint.dir` says where they are.
    ///
    /// # Errors
    /// The columns do not fit `T`, the query fails, or the server has no folder for checkpoints.
    pub async fn checkpoint(&self) -> Result<Self>
    where
        T: SparkRow,
    {
        self.checkpoint_as(Checkpoint::reliable()).await
    }

    /// As [`checkpoint`](Self::checkpoint), but quicker, without a folder: the executors keep the rows, which are lost
    /// when an executor is. Spark: `localCheckpoint`.
    ///
    /// # Errors
    /// The columns do not fit `T`, or the query fails.
    pub async fn local_checkpoint(&self) -> Result<Self>
    where
        T: SparkRow,
    {
        self.checkpoint_as(Checkpoint::local()).await
    }

    /// A checkpoint of another kind: computed later, or kept at a level of choice. Spark: `checkpoint` with `eager`,
    /// `localCheckpoint` with `storageLevel`, 4.0.
    ///
    /// # Errors
    /// The columns do not fit `T`, the query fails, or the server has no folder for checkpoints.
    pub async fn checkpoint_as(&self, how: Checkpoint) -> Result<Self>
    where
        T: SparkRow,
    {
        self.frame.check().await?;
        // What is read back has no aliases, so a join is packed before; what was below has been compared.
        let packed = self.packed();
        let df = packed.df.checkpoint_as(how).await?;
        Ok(Self::of(Frame { sources: [].into(), ..packed.with(df) }))
    }
}
