//! A date moved by a number of days that is a float.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| o.status.to_date().date_add(1.5));
}

fn main() {}
