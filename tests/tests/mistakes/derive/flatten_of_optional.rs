//! Flattening a struct that may be NULL.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Order {
    id: i64,
    #[spark(flatten)]
    ship_to: Option<Address>,
}

#[derive(SparkRow)]
struct Address {
    city: String,
}

fn main() {}
