//! Spark's SQL functions, a table for each group.

pub(crate) mod bitwise;
pub(crate) mod datetime;
pub(crate) mod encoding;
pub(crate) mod example;
pub(crate) mod geospatial;
pub(crate) mod hash;
pub(crate) mod math;
pub(crate) mod misc;
pub(crate) mod predicate;
pub(crate) mod string;
pub(crate) mod time;
pub(crate) mod url;
pub(crate) mod vector;
