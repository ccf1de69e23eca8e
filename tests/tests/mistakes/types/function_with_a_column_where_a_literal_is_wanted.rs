//! A setting that Spark wants to know before it sees a row.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| o.status.to_number(o.status));
}

fn main() {}
