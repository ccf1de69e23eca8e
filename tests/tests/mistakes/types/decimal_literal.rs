//! A decimal that is written as a float is.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|_| lit(decimal!(1.5e3)));
}

fn main() {}
