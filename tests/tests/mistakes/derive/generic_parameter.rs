//! A struct with a parameter, which is used.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Page<T> {
    number: i64,
    content: T,
}

pub fn query(pages: &Dataset<Page<String>>) -> Dataset<Page<String>> {
    pages.limit(10)
}

fn main() {}
