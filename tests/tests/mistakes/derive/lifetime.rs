//! A struct with a lifetime that does not say of which row it is a view.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Order<'a> {
    id: i64,
    note: &'a str,
}

fn main() {}
