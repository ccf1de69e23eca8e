//! A window by the columns of another dataset.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>, customers: &Dataset<Customer>) {
    let _ = orders.select(|o| {
        let _ = customers.select(|c| {
            let _ = o.amount.sum().over(partition_by(c.name));
            c.id
        });
        o.id
    });
}

fn main() {}
