//! A number among texts.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>, customers: &Dataset<Customer>) {
    let names = customers.select(|c| c.name);
    let _ = orders.filter(|o| o.customer_id.in_query(&names));
}

fn main() {}
