//! A projection to a row type that does not declare it.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.project::<Total>();
}

fn main() {}
