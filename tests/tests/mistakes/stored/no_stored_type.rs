//! Asking for what a plain column is stored as.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Order {
    id: i64,
    status: String,
}

pub fn query(orders: &Dataset<Order>) -> Dataset<Order> {
    orders.filter(|o| o.status.stored().eq("paid"))
}

fn main() {}
