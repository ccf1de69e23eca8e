//! The number of one thing compared with that of another.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
#[spark(transparent)]
struct OrderId(i64);

#[derive(SparkRow)]
#[spark(transparent)]
struct CustomerId(i64);

#[derive(SparkRow)]
struct Order {
    id: OrderId,
    customer: CustomerId,
}

pub fn query(orders: &Dataset<Order>) -> Dataset<Order> {
    orders.filter(|o| o.id.eq(o.customer))
}

fn main() {}
