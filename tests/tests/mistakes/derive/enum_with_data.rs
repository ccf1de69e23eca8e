//! An enum with data.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
enum Payment {
    Cash,
    Card(String),
}

fn main() {}
