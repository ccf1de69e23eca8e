//! A struct without fields.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Nothing;

fn main() {}
