//! An integer compared with a column of floats.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.filter(|o| o.amount.gt(100));
}

fn main() {}
