//! A value that may be NULL in a column that may not.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| SaleCols { customer: o.note, total: o.amount, city: o.status });
}

fn main() {}
