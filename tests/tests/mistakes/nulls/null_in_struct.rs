//! A field of a struct that may be NULL.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn query(orders: &Dataset<Order>) {
    let _ = orders.select(|o| SaleCols { customer: o.status, total: o.amount, city: o.bill_to.city });
}

fn main() {}
