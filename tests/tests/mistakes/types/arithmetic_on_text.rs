//! Arithmetic with a string.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| SaleCols { customer: o.status, total: o.status * 2.0, city: o.status });
}

fn main() {}
