//! A window function in a filter.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.filter(|o| row_number().over(partition_by(o.status)).le(3));
}

fn main() {}
