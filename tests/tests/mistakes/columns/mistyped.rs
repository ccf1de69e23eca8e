//! A projection with a column of another type.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| SaleCols { customer: o.status, total: o.id, city: o.status });
}

fn main() {}
