//! Decimals that Spark does not have.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Order {
    #[spark(decimal(39, 2))]
    price: Decimal,
    #[spark(decimal(5, 6))]
    discount: Decimal,
    #[spark(decimal(5))]
    tax: Decimal,
}

fn main() {}
