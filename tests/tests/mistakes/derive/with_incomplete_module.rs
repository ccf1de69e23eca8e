//! A conversion with one direction only.
use spark_connect_core::prelude::*;

mod tags {
    pub type Stored = String;
    pub fn from_stored(stored: Stored) -> Result<Vec<String>, String> {
        Ok(stored.split(',').map(str::to_owned).collect())
    }
}

#[derive(SparkRow)]
struct Order {
    id: i64,
    #[spark(with = tags)]
    tags: Vec<String>,
}

fn main() {}
