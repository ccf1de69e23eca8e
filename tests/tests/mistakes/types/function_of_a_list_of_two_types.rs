//! The larger one of a float and an integer.
use spark_connect_core::{dataset::functions::greatest, prelude::*};
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| greatest((o.amount, o.id)));
}

fn main() {}
