//! A merge that gives a column a value of another type.
use spark_connect_core::{dataset::Table, prelude::*};
use spark_connect_tests::models::*;

pub fn query(orders: &Table<Order>, customers: &Dataset<Customer>) {
    let _ = orders
        .merge(customers)
        .on(|order, customer| order.customer_id.eq(customer.id))
        .when_matched_update(|order, customer| OrderCols { status: customer.age, ..order });
}

fn main() {}
