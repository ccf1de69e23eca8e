//! A sketch of a column that has none.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.agg(|o| (o.amount.hll_sketch_agg(), count()));
}

fn main() {}
