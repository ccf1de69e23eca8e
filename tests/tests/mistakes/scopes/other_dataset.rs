//! A column of the dataset around, in a query inside.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>, customers: &Dataset<Customer>) {
    let _ = orders.select(|o| {
        let _ = customers.select(|c| SaleCols { customer: c.name, total: o.amount, city: c.name });
        o
    });
}

fn main() {}
