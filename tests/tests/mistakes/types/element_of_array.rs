//! An array searched for an element of another type.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.filter(|o| o.tags.contains(1));
}

fn main() {}
