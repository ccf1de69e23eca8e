//! Two columns of one name, as Spark sees it.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Order {
    id: i64,
    #[spark(rename = "ID")]
    number: i64,
}

fn main() {}
