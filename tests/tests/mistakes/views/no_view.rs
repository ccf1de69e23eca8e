//! A row where a view of one is wanted.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub async fn query(orders: &Dataset<Order>) -> Result<()> {
    orders.for_each_ref::<Order>(|order| drop(order.id)).await
}

fn main() {}
