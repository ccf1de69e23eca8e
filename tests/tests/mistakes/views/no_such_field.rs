//! A view of a field that the row does not have.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Order {
    id: i64,
    note: Option<String>,
}

#[derive(SparkRow)]
#[spark(from(Order))]
struct OrderRef<'a> {
    id: i64,
    notes: Option<&'a str>,
}

fn main() {}
