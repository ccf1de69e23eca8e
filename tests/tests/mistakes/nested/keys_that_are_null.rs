//! Keys that may be NULL.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| o.status.str_to_map(",", ":").transform_keys(|_, value| value));
}

fn main() {}
