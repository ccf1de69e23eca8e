//! A default of a type that has none.
use spark_connect_core::prelude::*;

#[derive(SparkEnum)]
enum Status {
    Open,
    Paid,
}

#[derive(SparkRow)]
struct Order {
    id: i64,
    #[spark(default)]
    status: Status,
}

fn main() {}
