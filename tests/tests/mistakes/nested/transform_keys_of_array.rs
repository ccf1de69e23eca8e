//! The keys of an array.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| o.tags.transform_keys(|key, _| key));
}

fn main() {}
