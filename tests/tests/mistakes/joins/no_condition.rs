//! A join by something that is not true or false.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>, customers: &Dataset<Customer>) {
    let _ = orders.join(customers, |o, _| o.customer_id);
}

fn main() {}
