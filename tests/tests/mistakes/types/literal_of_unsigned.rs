//! A number without a sign.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| (o.id, lit(3_u32)));
}

fn main() {}
