//! Arrow: how rows travel.
//!
//! Spark sends the rows of a result, and takes the rows of a local table, as Arrow record batches in IPC streams.
//! * [`decode`] reads a batch into Rust values, [`encode`] writes Rust values into a batch: both column by column, by
//!   code that `#[derive(SparkRow)]` generates.

mod calendar;
pub mod decode;
pub mod encode;
pub mod schema;
