//! Keys of two types.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>, customers: &Dataset<Customer>) {
    let _ = orders.join(customers, |o, c| o.customer_id.eq(c.name));
}

fn main() {}
