//! A view that is kept after its batch.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Order {
    id: i64,
    note: Option<String>,
}

#[derive(SparkRow)]
#[spark(from(Order))]
struct OrderRef<'a> {
    note: Option<&'a str>,
}

pub async fn query(orders: &Dataset<Order>) -> Result<usize> {
    let mut notes = Vec::new();
    orders.for_each_ref::<OrderRef>(|order| notes.push(order.note)).await?;
    Ok(notes.len())
}

fn main() {}
