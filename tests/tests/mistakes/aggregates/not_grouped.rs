//! A column that is neither grouped by nor aggregated.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders
        .group_by(|o| o.status)
        .agg(|customer, o| TotalCols { customer, revenue: o.amount.sum(), orders: o.id });
}

fn main() {}
