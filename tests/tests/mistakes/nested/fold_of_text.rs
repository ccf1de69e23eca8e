//! A text, folded.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| o.status.fold(0, |state, _| state));
}

fn main() {}
