//! The view of another row.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

#[derive(SparkRow)]
#[spark(from(Customer))]
pub struct Named<'a> {
    pub name: &'a str,
}

pub async fn query(orders: &Dataset<Order>) -> Result<()> {
    orders.for_each_ref::<Named>(|order| drop(order.name)).await
}

fn main() {}
