//! A view of a column that may be NULL as one that is not.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Order {
    id: i64,
    note: Option<String>,
}

#[derive(SparkRow)]
#[spark(from(Order))]
struct OrderRef<'a> {
    note: &'a str,
}

fn main() {}
