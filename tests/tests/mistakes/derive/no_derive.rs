//! A struct as a row, without the derive.
use spark_connect_core::prelude::*;

struct Order {
    id: i64,
}

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.limit(10);
}

fn main() {}
