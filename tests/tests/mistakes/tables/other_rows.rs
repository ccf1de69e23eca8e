//! Rows of another type, appended to a table.
use spark_connect_core::{dataset::Table, prelude::*};
use spark_connect_tests::models::*;

pub fn write(orders: &Table<Order>, customers: &Dataset<Customer>) {
    let _ = orders.append(customers);
}

fn main() {}
