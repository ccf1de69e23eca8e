//! A number in an array of texts.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| o.tags.array_append(1));
}

fn main() {}
