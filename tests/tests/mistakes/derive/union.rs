//! A union.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
union Number {
    whole: i64,
    real: f64,
}

fn main() {}
