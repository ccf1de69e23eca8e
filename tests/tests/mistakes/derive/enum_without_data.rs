//! An enum.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
enum Status {
    Open,
    Paid,
}

#[derive(SparkRow)]
struct Order {
    id: i64,
    status: Status,
}

fn main() {}
