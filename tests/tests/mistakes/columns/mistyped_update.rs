//! One column replaced by a value of another type.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| OrderCols { status: o.customer_id, ..o });
}

fn main() {}
