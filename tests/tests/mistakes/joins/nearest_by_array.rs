//! A measure that is an array.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.nearest_by_join(orders, |a, _| spark_connect_core::dataset::by_distance(a.tags, 1));
}

fn main() {}
