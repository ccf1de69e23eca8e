//! A row that contains itself.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Employee {
    name: String,
    reports: Vec<Employee>,
}

fn main() {}
