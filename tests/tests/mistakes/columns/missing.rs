//! A projection without one of the columns of its row.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| SaleCols { customer: o.status, total: o.amount });
}

fn main() {}
