//! A struct with a constant as a parameter, which is used.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Page<const N: usize> {
    number: i64,
    content: String,
}

pub fn query(pages: &Dataset<Page<3>>) -> Dataset<Page<3>> {
    pages.limit(10)
}

fn main() {}
