//! An element that is missing where the array is empty.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.explode_outer(|o| o.tags).select(|(o, tag)| SaleCols {
        customer: tag,
        total: o.amount,
        city: o.status,
    });
}

fn main() {}
