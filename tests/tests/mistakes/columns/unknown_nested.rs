//! A field that a nested row does not have.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.filter(|o| o.ship_to.street.eq("Main Street"));
}

fn main() {}
