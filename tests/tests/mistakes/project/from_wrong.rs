//! A projection by name in which one field does not exist and another has a different type.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

#[derive(SparkRow)]
#[spark(from(Order))]
pub struct Slim {
    pub id: i64,
    pub statu: String,
    pub amount: i32,
}

fn main() {}
