//! A function of timestamps on a number.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| o.id.timestamp_diff("DAY", o.id));
}

fn main() {}
