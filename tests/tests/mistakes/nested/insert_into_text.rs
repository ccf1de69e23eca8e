//! A value in the middle of a text.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| o.status.array_insert(1, "x"));
}

fn main() {}
