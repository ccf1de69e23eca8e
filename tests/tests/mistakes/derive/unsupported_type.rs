//! Types that Spark does not have.
use spark_connect_core::prelude::*;

#[derive(SparkRow)]
struct Order {
    id: u32,
    status: std::rc::Rc<String>,
}

fn main() {}
