//! A key that only one side has.
use spark_connect_core::prelude::*;
use spark_connect_tests::models::*;

#[derive(SparkRow)]
#[spark(from(Order))]
pub struct Key {
    pub id: i64,
}

pub fn query(orders: &Dataset<Order>, customers: &Dataset<Customer>) {
    let _ = orders.semi_join_using::<Key, _>(customers);
}

fn main() {}
