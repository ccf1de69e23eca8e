//! The nearest text.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.as_of_join(orders, |a, b| spark_connect_core::dataset::as_of(a.status, b.status));
}

fn main() {}
