//! Rows sorted by an array.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.order_by(|o| o.tags.desc());
}

fn main() {}
