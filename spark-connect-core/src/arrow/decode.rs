//! Columns of Arrow values to Rust values.
