//! A row with a parameter, which is no type of a column.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Page<T> {
    number: i64,
    content: T,
}

pub fn query(pages: &Dataset<Page<u32>>) -> Dataset<Page<u32>> {
    pages.limit(10)
}

fn main() {}
