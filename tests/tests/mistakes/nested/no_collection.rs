//! Exploding a column that is no array or map.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.explode(|o| o.status);
}

fn main() {}
