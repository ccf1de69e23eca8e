//! A column of the outer query in a subquery, without `outer`.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>, customers: &Dataset<Customer>) {
    let _ = customers.filter(|c| orders.exists(|o| o.customer_id.eq(c.id)));
}

fn main() {}
