//! Attributes that say nothing beside others.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Order {
    id: i64,
    #[spark(skip, rename = "seen")]
    seen: bool,
    #[spark(metadata(unit))]
    price: f64,
}

fn main() {}
