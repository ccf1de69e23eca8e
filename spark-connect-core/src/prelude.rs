//! What most programs need: `use spark_connect_core::prelude::*`.

pub use crate::{
    dataframe::DataFrame,
    dataset::{
        Agg, Dataset, Expr, Select, SparkRow, SparkType, count, lit, outer, partition_by, row_number, when,
    },
    error::{Error, ErrorKind, Result},
    session::SparkSession,
    types::{CalendarInterval, DataType, Decimal, StructField, StructType, YearMonthInterval},
    writer::SaveMode,
};

#[cfg(feature = "derive")]
pub use spark_connect_derive::SparkRow;
