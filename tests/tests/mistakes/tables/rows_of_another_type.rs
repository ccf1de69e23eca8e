//! Rows of one type as a dataset of another.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

pub fn orders(spark: &SparkSession, customers: &[Customer]) -> Dataset<Order> {
    spark.create_dataset(customers)
}

fn main() {}
