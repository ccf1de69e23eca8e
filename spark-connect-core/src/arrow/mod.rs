//! Arrow: how rows travel.
//!
//! Spark sends the rows of a result, and takes the rows of a local table, as Arrow record batches in IPC streams.
//! * [`decode`] reads a batch into Rust values, [`encode`] writes Rust values into a batch: both column by column, by
//!   code that `#[derive(SparkRow)]` generates.
//! * [`serde`] reads batches into whatever `serde` can read.
//! * [`schema`] translates schemas, [`normalize`] brings columns into the layouts that the other side takes, [`ipc`]
//!   reads and writes the streams.

mod calendar;
pub(crate) mod cast;
pub mod decode;
pub mod encode;
pub mod ipc;
pub mod normalize;
#[cfg(test)]
mod round_trips;
pub mod schema;
pub mod serde;
mod take;
#[cfg(test)]
mod value_round_trips;
pub(crate) mod values;
