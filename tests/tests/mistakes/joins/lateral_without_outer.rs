//! A column of the left side in a lateral join, without `outer`.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>, customers: &Dataset<Customer>) {
    let _ = customers.lateral_join(|c| orders.filter(|o| o.customer_id.eq(c.id)));
}

fn main() {}
