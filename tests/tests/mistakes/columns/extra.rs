//! A projection with a column that its row does not have.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| SaleCols { customer: o.status, total: o.amount, town: o.status, city: o.status });
}

fn main() {}
