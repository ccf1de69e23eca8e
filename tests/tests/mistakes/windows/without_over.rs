//! A window function without its window.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| RankedCols { id: o.id, rank: row_number() });
}

fn main() {}
