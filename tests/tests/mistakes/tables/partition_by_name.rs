//! A partition by the name of a column instead of the column.
use spark_connect_core::{dataset::Table, prelude::*};
use spark_connect_tests::models::*;

pub fn write(table: &Table<Order>, orders: &Dataset<Order>) {
    let _ = table.create(orders).partitioned_by(|_| "status");
}

fn main() {}
