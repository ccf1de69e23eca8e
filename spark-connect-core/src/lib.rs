//! A typed Apache Spark client, over Spark Connect: a query that does not fit its rows does not compile.
//!
//! A row is a struct with [`#[derive(SparkRow)]`](macro@SparkRow), a query a [`Dataset<T>`](dataset::Dataset) of such
//! rows. Its methods take closures over the columns of a row, and what these return is the type of the next dataset:
//!
//! ```no_run
//! use spark_connect_core::prelude::*;
//!
//! #[derive(SparkRow)]
//! struct Order {
//!     id: i64,
//!     customer: String,
//!     amount: f64,
//!     note: Option<String>,
//! }
//!
//! #[derive(Debug, SparkRow)]
//! struct Total {
//!     customer: String,
//!     revenue: Option<f64>,
//!     orders: i64,
//! }
//!
//! # async fn example() -> Result<()> {
//! let spark = SparkSession::builder().connect().await?;
//! let orders: Dataset<Order> = spark.read().parquet("orders").dataset();
//!
//! let totals = orders
//!     .filter(|o| o.amount.gt(100.0) & o.note.is_null())
//!     .group_by(|o| o.customer)
//!     .agg(|customer, o| TotalCols { customer, revenue: o.amount.sum(), orders: count() })
//!     .order_by(|t| t.revenue.desc());
//!
//! let rows: Vec<Total> = totals.collect().await?;
//! println!("{rows:?}");
//! spark.stop().await?;
//! # Ok(())
//! # }
//! ```
//!
//! *Transformations* (`filter`, `select`, `join` ...) build a plan: they do no I/O and do not fail. *Actions* (`collect`,
//! `stream`, `count`, `write` ...) run it: they are `async`, need a tokio runtime, and return a [`Result`](error::Result).
//! A mistake that the compiler cannot see, such as a decimal with 50 digits, is kept in the plan and returned by the action.
//!
//! # Where to find things
//!
//! | for | see |
//! |---|---|
//! | which server | [`SparkSessionBuilder::remote`](session::SparkSessionBuilder::remote), [`Connection`](client::Connection) |
//! | several sessions | [`get_or_create`](session::SparkSessionBuilder::get_or_create), [`new_session`](session::SparkSession::new_session), [`clone_session`](session::SparkSession::clone_session) |
//! | stopping queries | drop their future; [`tagged`](session::SparkSession::tagged), [`interrupt_tag`](session::SparkSession::interrupt_tag) |
//! | reading and writing | [`reader`], [`writer`], [`SparkSession::create_dataset`](session::SparkSession::create_dataset), [`upload_dataset`](session::SparkSession::upload_dataset) |
//! | files for the server: jars, Python code, data | [`SparkSession::add_artifacts`](session::SparkSession::add_artifacts) |
//! | a tour | [`guide`], in ten short chapters |
//! | typed queries | [`dataset`]; which Rust type is which column: [`SparkType`](dataset::SparkType) |
//! | untyped queries | [`dataframe`], [`expr`] and [`functions`]: for what the typed ones do not have, or what is known only at run time |
//! | results | [`Dataset::collect`](dataset::Dataset::collect), [`stream`](dataset::Dataset::stream), [`batches`](dataset::Dataset::batches); any serde type: [`DataFrame::collect_as`](dataframe::DataFrame::collect_as) |
//! | rows whose columns are known only at run time | [`DataFrame::collect`](dataframe::DataFrame::collect), [`rows`](dataframe::DataFrame::rows): [`row`] |
//! | databases, tables, functions by name | [`SparkSession::catalog`](session::SparkSession::catalog) |
//! | rows that the server keeps | [`DataFrame::cache`](dataframe::DataFrame::cache), [`checkpoint`](dataframe::DataFrame::checkpoint) |
//! | progress, metrics | [`SparkSession::on_progress`](session::SparkSession::on_progress), [`Results::metrics`](session::Results::metrics) |
//! | what passes through a query | [`Dataset::observe`](dataset::Dataset::observe), [`DataFrame::observe`](dataframe::DataFrame::observe) |
//! | errors | [`Error`](error::Error): ask it for its [`ErrorKind`](error::ErrorKind), Spark's error class, the SQLSTATE, the line of your program |
//! | schemas and values | [`types`] |
//! | plans by hand | [`relation`] and [`proto`], with [`DataFrame::new`](dataframe::DataFrame::new) |
//!
//! From typed to untyped and back: [`Dataset::to_df`](dataset::Dataset::to_df),
//! [`DataFrame::dataset`](dataframe::DataFrame::dataset); [`Expr::untyped`](dataset::Expr::untyped),
//! [`sql_expr`](dataset::sql_expr); SQL as typed rows: [`SparkSession::sql_as`](session::SparkSession::sql_as).
//!
//! # How to read the compiler's errors
//!
//! The type of a column is [`Expr<S, T>`](dataset::Expr): `T` is the type of its value, `S` says where it may be used.
//! Most mistakes are a difference between two such types, at the column where it is:
//!
//! | rustc says | which means |
//! |---|---|
//! | no field `amout` on type `OrderCols<Order>` | there is no such column; the similar ones are listed |
//! | expected `Expr<_, String>`, found `Expr<_, Option<String>>` | the column may be NULL: `unwrap_or(..)`, or make the field an `Option` |
//! | expected `Expr<_, f64>`, found `Expr<_, i64>` | another type: `.cast::<f64>()` |
//! | cannot use `{integer}` where a `f64` expression over `Order` is expected | a literal of another type: `100.0`, not `100` |
//! | expected `Expr<Agg<Order>, _>`, found `Expr<Order, _>` | after `group_by`, a column that is neither the key nor aggregated |
//! | expected `Expr<Order, _>`, found `Expr<Agg<Order>, _>` | an aggregate where there are no groups: in a filter, or inside a row |
//! | expected `Expr<Select<Order>, _>`, found `Expr<Agg<_>, _>` | an aggregate or a window function without `over(..)` in a `select` |
//! | a column over `Customer` is used in an expression over `Order` | a column of another dataset: `join` them first, or [`outer`](dataset::outer) in a subquery |
//!
//! # Features
//!
//! The first three are on by default.
//!
//! | feature | what it adds |
//! |---|---|
//! | `derive` | [`#[derive(SparkRow)]`](macro@SparkRow), [`#[derive(SparkEnum)]`](macro@SparkEnum) |
//! | `local` | [`local`]: where no server is given, one is started on this machine |
//! | `tls` | connections with TLS: the system's root certificates or [others](client::Tls), client certificates |
//! | `progress` | `SparkSession::show_progress`: progress bars on the terminal |
//! | `blocking` | `blocking`: `.wait()` instead of `.await`, for programs that are not asynchronous |
//! | `chrono`, `time` | columns of their dates, times and durations, beside those of `jiff` |
//! | `rust_decimal`, `uuid`, `serde_json` | columns of `rust_decimal::Decimal` (a decimal), of `uuid::Uuid` and `serde_json::Value` (strings) |
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod proto;
mod redact;
pub mod error;
pub mod types;
pub mod row;
pub mod observation;
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
pub mod catalog;
pub mod reader;
pub mod writer;
pub mod dataset;
#[cfg(feature = "blocking")]
pub mod blocking;
pub mod prelude;
pub mod guide;

#[cfg(feature = "derive")]
pub use spark_connect_derive::{SparkEnum, SparkRow};

/// What the code that the derive macros generate names. No part of the public API.
#[doc(hidden)]
pub mod __private {
    pub use core::result::Result::{Err, Ok};

    pub use arrow_array::ArrayRef;

    pub use crate::{
        arrow::{
            decode::{Converted, Decode, DecodeRef, Input, TextColumn, Unreadable},
            encode::{
                ConvertedColumn, Encode, FinishedFields, Misfit, Refused, StructColumn, StructFields,
                TextColumn as AppendedTexts,
            },
        },
        dataset::{
            Columns, DecimalColumn, Expr, Literal, NotNull, Operand, Ordered, ProjectFrom, Scalar, SparkEnum,
            SparkRow, SparkRowRef, SparkType, StoredAs, StructRow, Value,
            derive::{
                Handle, StoredColumn, StoringColumn, column, decimal_column, expression, field, fields,
                joined, row, row_of, schema, stored, unbind,
            },
        },
        error::{BoxError, Error},
        expr::Column,
        stored_as, stored_enum,
        types::{DataType, StructField, StructType},
    };
}
