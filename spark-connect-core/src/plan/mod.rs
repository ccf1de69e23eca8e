//! From inputs to plan nodes: one function per relation and command of the protocol, one file per family.
//!
//! Nothing here talks to a server. A function takes what its node needs and returns a [`Relation`], or for a command
//! the `spark.connect.Command` as a message.

mod aggregate;
mod catalog;
mod columns;
mod command;
mod fold;
mod join;
mod merge;
mod na;
mod nearest;
mod rows;
mod set;
mod show;
mod source;
mod stat;
mod state;
mod write;

pub(crate) use aggregate::{Grouping, aggregate};
pub(crate) use catalog::catalog;
pub(crate) use columns::{
    drop, drop_names, project, subquery_alias, to_df, to_schema, transpose, unpivot, with_columns,
    with_columns_renamed, with_metadata,
};
pub(crate) use command::{create_view, external_command, sql_command};
pub use join::JoinType;
pub(crate) use join::{JoinOn, join, lateral_join, zip};
pub(crate) use merge::{Assignments, Merge, MergeAction, MergeClause, merge};
pub use na::{DropWhen, NaValue};
pub(crate) use na::{drop_nulls, fill, replace};
pub use nearest::{AsOf, AsOfDirection, NearestBy};
pub(crate) use nearest::{as_of_join, nearest_by_join};
pub(crate) use rows::{
    Sample, collect_metrics, deduplicate, filter, hint, limit, offset, repartition, repartition_by, sample,
    sort, tail, with_watermark,
};
pub(crate) use set::{SetOperator, set_operation};
pub use show::Show;
pub(crate) use show::show_string;
pub(crate) use source::{
    Arguments, changes, data_source, empty, local, parse, range, sql, table, table_valued_function, uploaded,
};
pub(crate) use stat::{
    approx_quantile, correlation, covariance, crosstab, describe, freq_items, sample_by, summary,
};
pub use state::{Checkpoint, StorageLevel};
pub(crate) use state::{checkpoint, remote, remove_remote};
pub use write::SaveMode;
pub(crate) use write::{Buckets, TableMode, Target, Write, WriteTable, write, write_table};

#[cfg(test)]
mod tests;
