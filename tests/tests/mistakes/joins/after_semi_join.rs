//! A column of the right side after a semi join, which keeps the left side only.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>, customers: &Dataset<Customer>) {
    let with_orders = customers.semi_join(orders, |c, o| c.id.eq(o.customer_id));
    let _ = with_orders.select(|c| (c.name, c.amount));
}

fn main() {}
