//! Precision and scale of what is not a decimal.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Order {
    #[spark(decimal(15, 2))]
    price: String,
}

fn main() {}
