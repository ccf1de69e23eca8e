//! A struct in a row that is not a row.
use spark_connect_core::prelude::*;

struct Address {
    city: String,
}

#[derive(SparkRow)]
struct Order {
    id: i64,
    ship_to: Address,
}

fn main() {}
