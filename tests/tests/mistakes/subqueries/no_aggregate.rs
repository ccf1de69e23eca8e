//! A scalar subquery of a column that is not aggregated.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.filter(|o| o.amount.gt(orders.scalar(|other| other.amount)));
}

fn main() {}
