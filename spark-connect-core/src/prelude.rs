//! What most programs need: `use spark_connect_core::prelude::*`.
//!
//! These are the session, the typed `Dataset` with what its closures are written with, and the types of errors and of
//! values. [`Result`] hides Rust's own: it is the same type with [`Error`] as the error unless another is given.
//!
//! The untyped layer is not here, since names such as `sum` and `lit` would be two things: import from
//! [`functions`](crate::functions) and [`expr`](crate::expr) what you use.

pub use crate::{
    arrow::decode::Texts,
    dataframe::DataFrame,
    dataset::{
        Agg, Dataset, Expr, InQuery, ProjectFrom, Select, SparkEnum, SparkRow, SparkType, StoredAs, count,
        lit, outer, partition_by, row_number, when,
    },
    decimal,
    error::{Error, ErrorKind, Result},
    session::SparkSession,
    types::{CalendarInterval, DataType, Decimal, StructField, StructType, YearMonthInterval},
    writer::SaveMode,
};

#[cfg(feature = "derive")]
pub use spark_connect_derive::{SparkEnum, SparkRow};
