//! An array without arrays in it.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| o.tags.flatten());
}

fn main() {}
