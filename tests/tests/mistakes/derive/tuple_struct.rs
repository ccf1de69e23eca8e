//! A struct without named fields.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Point(f64, f64);

fn main() {}
