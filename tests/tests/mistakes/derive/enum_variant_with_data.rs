//! A variant with a value in an enum that is stored as names.
use spark_connect_core::prelude::*;

#[derive(SparkEnum)]
enum Status {
    Open,
    Paid(i64),
    #[spark(other)]
    Other,
}

#[derive(SparkRow)]
struct Order {
    id: i64,
    status: Status,
}

fn main() {}
