//! Rows of one type where another is expected.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _: Dataset<Total> = orders.select(|o| SaleCols { customer: o.status, total: o.amount, city: o.status });
}

fn main() {}
