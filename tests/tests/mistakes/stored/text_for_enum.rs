//! A string where the value of an enum is wanted.
use spark_connect_core::prelude::*;

#[derive(SparkEnum)]
enum Status {
    Open,
    Paid,
}

#[derive(SparkRow)]
struct Order {
    id: i64,
    status: Status,
}

pub fn query(orders: &Dataset<Order>) -> Dataset<Order> {
    orders.filter(|o| o.status.eq("Paid"))
}

fn main() {}
