//! Several mistakes in one struct: all of them are reported, each in its place.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
#[spark(rename_all = "CamelCase")]
struct Order {
    #[spark(renamed = "order id")]
    id: i64,
    #[spark(decimal(2, 15))]
    price: Decimal,
    #[spark(rename = "price")]
    discount: f64,
    quantity: u16,
}

fn main() {}
