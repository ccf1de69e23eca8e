//! The largest row by something that has no order.
use spark_connect_core::{dataset::functions::max_by, prelude::*};
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.agg(|o| (max_by(o.id, o.tags), count()));
}

fn main() {}
