//! A state of a fold that changes its type.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| o.tags.fold(0, |_, tag| tag.length().cast::<f64>()));
}

fn main() {}
