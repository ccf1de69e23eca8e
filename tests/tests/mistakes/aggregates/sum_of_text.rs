//! The sum of a text.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.agg(|o| (o.note.sum(), count()));
}

fn main() {}
