//! A default of another type.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| SaleCols { customer: o.note.unwrap_or(0), total: o.amount, city: o.status });
}

fn main() {}
