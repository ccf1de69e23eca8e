//! A typed Apache Spark Connect client.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod proto;
mod redact;
pub mod error;
pub mod types;
pub mod options;
pub mod relation;
pub mod expr;
pub mod functions;
mod plan;
pub mod arrow;
#[cfg(feature = "local")]
pub mod local;
pub mod client;
pub mod session;
pub mod dataframe;
pub mod reader;
pub mod writer;
pub mod dataset;
pub mod prelude;

#[cfg(feature = "derive")]
pub use spark_connect_derive::SparkRow;

/// What the code that the derive macros generate names. No part of the public API.
#[doc(hidden)]
pub mod __private {
    pub use arrow_array::ArrayRef;

    pub use crate::{
        arrow::{
            decode::{Decode, Input},
            encode::{Encode, StructBuilder, append_field},
        },
        dataset::{
            Columns, Expr, NotNull, SparkRow, SparkType, Value,
            derive::{Handle, column, decimal_column, field, fields, row, schema},
        },
        error::Error,
        types::{DataType, StructType},
    };
}
