//! Two values among rows of three.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>, customers: &Dataset<Customer>) {
    let known = customers.select(|c| (c.id, c.name, c.age));
    let _ = orders.filter(|o| (o.customer_id, o.status).in_query(&known));
}

fn main() {}
