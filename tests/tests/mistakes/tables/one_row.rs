//! A row where rows are expected.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub async fn count(spark: &SparkSession, order: Order) -> Result<u64> {
    spark.create_dataset(order).count().await
}

fn main() {}
