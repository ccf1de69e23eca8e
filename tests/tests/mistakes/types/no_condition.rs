//! A filter by something that is not true or false.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.filter(|o| o.amount);
}

fn main() {}
