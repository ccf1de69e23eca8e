//! A dataset of structs without `#[derive(SparkRow)]`.
use spark_connect_core::prelude::*;

pub struct Item {
    pub id: i64,
}

pub async fn count(spark: &SparkSession, items: Vec<Item>) -> Result<u64> {
    spark.create_dataset(&items).count().await
}

fn main() {}
