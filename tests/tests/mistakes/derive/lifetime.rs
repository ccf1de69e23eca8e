//! A row that borrows.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Order<'a> {
    status: &'a str,
}

fn main() {}
