//! A type that does not exist.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Order {
    id: i64,
    status: Strin,
}

fn main() {}
