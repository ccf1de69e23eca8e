//! An element of another type at the end of an array.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| o.tags.array_append(o.id));
}

fn main() {}
