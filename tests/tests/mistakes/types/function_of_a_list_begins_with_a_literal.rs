//! A list of values that begins with a literal, which does not say over which rows it is.
use spark_connect_core::{dataset::functions::greatest, prelude::*};
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| greatest((0.0, o.amount)));
}

fn main() {}
