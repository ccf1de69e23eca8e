//! A value at the end of a text.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| o.status.array_append("x"));
}

fn main() {}
