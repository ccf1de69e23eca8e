//! A path to the library that means something else elsewhere.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
#[spark(crate = library::spark)]
struct Order {
    id: i64,
}

fn main() {}
