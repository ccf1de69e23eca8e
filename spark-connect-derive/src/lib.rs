//! Derive macros of `spark-connect-core`.
