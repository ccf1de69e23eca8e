//! Keeping the elements for which a text, not a condition, is true.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| o.tags.retain(|tag| tag.upper()));
}

fn main() {}
