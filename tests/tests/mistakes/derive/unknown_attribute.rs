//! Attributes that do not exist, or not here.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
#[spark(rename_al = "camelCase", rename = "orders")]
struct Order {
    #[spark(renam = "order id")]
    id: i64,
    #[spark(alias)]
    note: Option<String>,
}

fn main() {}
