//! A newtype of two values, and one of a value that may be NULL.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
#[spark(transparent)]
struct OrderId {
    shop: i32,
    number: i64,
}

#[derive(SparkRow)]
#[spark(transparent)]
struct Note(Option<String>);

fn main() {}
