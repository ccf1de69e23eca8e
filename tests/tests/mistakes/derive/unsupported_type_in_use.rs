//! A type that Spark does not have, in a row that is used.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Order {
    id: i64,
    quantity: u32,
}

pub async fn query(spark: &SparkSession) -> Result<Vec<i64>> {
    let orders: Dataset<Order> = spark.table("orders").dataset();
    let ids = orders.filter(|o| o.id.gt(3)).select(|o| OrderCols { id: o.id + 1, ..o }).select(|o| o.id);
    let _: Vec<Order> = orders.collect().await?;
    ids.collect().await
}

fn main() {}
