//! Rows replaced by something that is no condition.
use spark_connect_core::{dataset::Table, prelude::*};
use spark_connect_tests::models::*;

pub fn write(table: &Table<Order>, orders: &Dataset<Order>) {
    let _ = table.overwrite_where(|o| o.amount, orders);
}

fn main() {}
