//! Spark's SQL functions, a table for each group.

pub(crate) mod aggregate;
pub(crate) mod bitwise;
pub(crate) mod collection;
pub(crate) mod csv;
pub(crate) mod datetime;
pub(crate) mod encoding;
pub(crate) mod generator;
pub(crate) mod geospatial;
pub(crate) mod hash;
pub(crate) mod json;
pub(crate) mod lambda;
pub(crate) mod math;
pub(crate) mod misc;
pub(crate) mod partition;
pub(crate) mod predicate;
pub(crate) mod sketch;
pub(crate) mod string;
pub(crate) mod time;
pub(crate) mod time_window;
pub(crate) mod url;
pub(crate) mod variant;
pub(crate) mod vector;
pub(crate) mod window;
pub(crate) mod xml;
