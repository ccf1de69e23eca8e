//! Partitions by the hours of a column that has none.
use spark_connect_core::{
    dataset::{Table, partitioning::hours},
    prelude::*,
};
use spark_connect_tests::models::*;

pub fn write(table: &Table<Order>, orders: &Dataset<Order>) {
    let _ = table.create(orders).partitioned_by(|o| (o.status, hours(o.id)));
}

fn main() {}
