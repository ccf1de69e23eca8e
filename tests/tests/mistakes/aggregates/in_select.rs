//! An aggregate in a projection.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| TotalCols { customer: o.status, revenue: o.amount.sum(), orders: count() });
}

fn main() {}
