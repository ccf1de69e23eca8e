//! The untyped `DataFrame`: what the typed `Dataset` is a view over, and the way to everything that it has no types for.

mod actions;
mod columns;
mod create;
mod grouping;
mod inspect;
mod join;
mod na;
mod observe;
mod partitions;
mod rows;
mod sample;
mod set;
mod show;
mod sketch;
mod sql;
mod stat;
mod state;
mod subquery;
mod tvf;
mod upload;
mod view;

pub use grouping::RelationalGroupedDataset;
pub use na::DataFrameNaFunctions;
pub use sketch::{BloomFilter, CountMinSketch, SketchItem};
pub use stat::DataFrameStatFunctions;
pub use tvf::TableValuedFunction;
pub use upload::{Iterated, RowSource, Streamed};

pub(crate) use upload::Pieces;

pub use crate::{
    expr::TableArg,
    plan::{AsOf, AsOfDirection, Checkpoint, DropWhen, JoinType, NaValue, NearestBy, Show, StorageLevel},
};
use crate::{relation::Relation, session::SparkSession};

/// Rows with named columns whose types only the server knows.
///
/// *Transformations* (`select`, `filter`, `join` and so on) describe another `DataFrame`: they do nothing else, cannot
/// fail and leave this one as it is. *Actions* (`collect_as`, `count`, `show`, a write) send the plan to the server and
/// return its answer; a mistake that was made on the way, on either side, is returned there.
///
/// Cheap to clone. Spark: `DataFrame`, 1.3.
///
/// ```no_run
/// use spark_connect_core::{functions::{col, sum}, session::SparkSession};
///
/// # async fn example() -> spark_connect_core::error::Result<()> {
/// let spark = SparkSession::builder().connect().await?;
/// let revenue = spark
///     .table("orders")
///     .filter(col("status").eq("paid"))
///     .group_by("customer")
///     .agg(sum("amount").alias("revenue"))
///     .order_by(col("revenue").desc());
/// revenue.show(10).await?;
/// let rows: Vec<(String, Option<f64>)> = revenue.collect_as().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use = "a DataFrame describes a query: it runs when an action is called"]
pub struct DataFrame {
    session: SparkSession,
    relation: Relation,
}

impl DataFrame {
    /// The rows of a plan, on a session: the way in for plans that this crate does not model.
    pub fn new(session: SparkSession, relation: Relation) -> Self {
        Self { session, relation }
    }

    /// The session that runs the plan.
    #[must_use]
    pub fn session(&self) -> &SparkSession {
        &self.session
    }

    /// The plan.
    #[must_use]
    pub fn relation(&self) -> &Relation {
        &self.relation
    }

    /// What a function makes of this `DataFrame`: for steps of the program's own in a chain of transformations.
    /// Spark: `DataFrame.transform`, 3.0.
    ///
    /// ```no_run
    /// # use spark_connect_core::{dataframe::DataFrame, functions::col};
    /// fn paid(orders: &DataFrame) -> DataFrame {
    ///     orders.filter(col("status").eq("paid"))
    /// }
    ///
    /// # fn example(orders: DataFrame) {
    /// let recent = orders.transform(paid).order_by(col("day").desc()).limit(10);
    /// # }
    /// ```
    pub fn transform(&self, step: impl FnOnce(&Self) -> Self) -> Self {
        step(self)
    }

    /// Another plan on the same session.
    fn with(&self, relation: Relation) -> Self {
        Self { session: self.session.clone(), relation }
    }
}
