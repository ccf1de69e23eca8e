//! Attributes that are not written as they should be.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
#[spark(rename_all = "camel", crate = "spark_connect_core")]
struct Order {
    #[spark(rename)]
    id: i64,
    #[spark(rename = status)]
    status: String,
    #[spark(rename = "a", rename = "b")]
    amount: f64,
}

fn main() {}
