//! From inputs to plan nodes: one function per relation and command of the protocol, one file per family.
//!
//! Nothing here talks to a server. A function takes what its node needs and returns a [`Relation`], or for a command
//! the `spark.connect.Command` as a message.

mod aggregate;
mod columns;
mod command;
mod join;
mod merge;
mod rows;
mod set;
mod show;
mod source;
mod write;

pub(crate) use aggregate::{Grouping, aggregate};
pub(crate) use columns::{
    drop, drop_names, project, subquery_alias, to_df, with_columns, with_columns_renamed,
};
pub(crate) use command::{create_view, sql_command};
pub use join::JoinType;
pub(crate) use join::{JoinOn, join};
pub(crate) use merge::{Assignments, Merge, MergeAction, MergeClause, merge};
pub(crate) use rows::{
    Sample, collect_metrics, deduplicate, deduplicate_by, filter, hint, limit, offset, repartition,
    repartition_by, sample, sort, tail,
};
pub(crate) use set::{SetOperator, set_operation};
pub use show::Show;
pub(crate) use show::show_string;
pub(crate) use source::{Arguments, changes, data_source, local, parse, range, sql, table, uploaded};
pub use write::SaveMode;
pub(crate) use write::{Buckets, TableMode, Target, Write, WriteTable, write, write_table};

#[cfg(test)]
mod tests;
