//! A bare number where a newtype is wanted.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
#[spark(transparent)]
struct OrderId(i64);

#[derive(SparkRow)]
struct Order {
    id: OrderId,
}

pub fn query(orders: &Dataset<Order>) -> Dataset<Order> {
    orders.filter(|o| o.id.eq(7))
}

fn main() {}
