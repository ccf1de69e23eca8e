//! A column of another dataset, carried out of its closure.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>, customers: &Dataset<Customer>) {
    let mut leaked = None;
    let _ = customers.filter(|c| {
        leaked = Some(c.name);
        c.age.gt(18)
    });
    let _ = orders.filter(|o| o.status.eq(leaked.unwrap()));
}

fn main() {}
