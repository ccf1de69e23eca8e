//! Spark's SQL functions, a table for each group.

pub(crate) mod example;
