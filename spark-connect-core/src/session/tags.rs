//! Tags: names for the operations of a session, by which they are interrupted.

use std::collections::BTreeSet;

use super::SparkSession;
use crate::error::{Error, Result};

/// Tags of operations. A tag is any text that is not empty and has no comma.
impl SparkSession {
    /// Adds a tag to all operations that this session starts from now on, wherever in the program (Spark's `addTag`).
    ///
    /// Tags belong to the session: its clones have them too. For the operations of one part of the program there is
    /// [`tagged`](Self::tagged).
    ///
    /// # Errors
    /// The tag is empty or contains a comma ([`ErrorKind::InvalidConfig`](crate::error::ErrorKind::InvalidConfig)).
    pub fn add_tag(&self, tag: impl AsRef<str>) -> Result<()> {
        self.client().add_tag(tag.as_ref())
    }

    /// Removes a tag of the session (Spark's `removeTag`). A tag that it does not have is no error.
    ///
    /// # Errors
    /// The tag is empty or contains a comma ([`ErrorKind::InvalidConfig`](crate::error::ErrorKind::InvalidConfig)).
    pub fn remove_tag(&self, tag: impl AsRef<str>) -> Result<()> {
        self.client().remove_tag(tag.as_ref())
    }

    /// Removes all tags of the session (Spark's `clearTags`). The tags of [`tagged`](Self::tagged) scopes stay.
    pub fn clear_tags(&self) {
        self.client().clear_tags();
    }

    /// The tags of an operation that this session would start here and now: the session's, and those of the
    /// [`tagged`](Self::tagged) scopes that the code runs in (Spark's `getTags`).
    #[must_use]
    pub fn tags(&self) -> BTreeSet<String> {
        self.client().tags()
    }

    /// Runs `work`, whose operations on this session have the tag, beside those of the session and of the scopes around.
    ///
    /// The scope follows the task across threads. Other tasks are not in it, also those that `work` spawns: use
    /// `tagged` inside of them. An operation keeps the tags that it was started with.
    ///
    /// ```no_run
    /// # use spark_connect_core::{error::Error, session::SparkSession};
    /// # async fn example(spark: SparkSession) -> Result<(), Error> {
    /// let nightly = spark.tagged("nightly", async {
    ///     let orders = spark.table("orders").count().await?;
    ///     let customers = spark.table("customers").count().await?;
    ///     Ok::<_, Error>((orders, customers))
    /// });
    /// // At the same time, elsewhere: `spark.interrupt_tag("nightly").await?`
    /// let (orders, customers) = nightly.await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The tag is empty or contains a comma ([`ErrorKind::InvalidConfig`](crate::error::ErrorKind::InvalidConfig)), then
    /// `work` does not run; the error of `work`.
    pub async fn tagged<T, E: From<Error>>(
        &self,
        tag: impl AsRef<str>,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        self.client().tagged(tag.as_ref(), work).await?
    }
}
