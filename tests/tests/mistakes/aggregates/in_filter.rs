//! An aggregate in a filter.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.filter(|o| o.amount.sum().gt(1.0));
}

fn main() {}
