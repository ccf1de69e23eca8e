//! How long it takes to turn a million rows of Arrow batches into structs: the decoder that `#[derive(SparkRow)]`
//! generates against `serde_arrow`, on the same batches of 8192 rows, into the same types.
//!
//! ```text
//! cargo bench --package spark-connect-tests --bench decode
//! ```

use arrow_array::RecordBatch;
use divan::{Bencher, counter::ItemsCount};
use jiff::Timestamp;
use serde::{Deserialize, de::DeserializeOwned};
use spark_connect_core::{
    arrow::{decode::append_rows, encode::struct_batch, serde::rows},
    prelude::*,
};

const ROWS: i64 = 1_000_000;
/// As many rows as servers put into a batch, about.
const BATCH: usize = 8192;

/// Flat, numbers only.
#[derive(SparkRow, Deserialize)]
struct Numbers {
    id: i64,
    count: i32,
    price: f64,
    discount: Option<f64>,
}

/// Flat, with texts and timestamps.
#[derive(SparkRow, Deserialize)]
struct Mixed {
    id: i64,
    name: String,
    note: Option<String>,
    at: Timestamp,
    price: f64,
}

/// A struct and a list of structs in each row.
#[derive(SparkRow, Deserialize)]
struct Nested {
    id: i64,
    ship_to: Address,
    lines: Vec<Line>,
}

#[derive(SparkRow, Deserialize)]
struct Address {
    city: String,
    zip: Option<String>,
}

#[derive(SparkRow, Deserialize)]
struct Line {
    product: i64,
    quantity: i32,
}

/// A row type of which any number of rows can be made.
trait Sample: SparkRow + DeserializeOwned {
    fn row(number: i64) -> Self;
}

impl Sample for Numbers {
    fn row(number: i64) -> Self {
        Self {
            id: number,
            count: (number % 1000) as i32,
            price: number as f64 / 100.0,
            discount: (number % 4 == 0).then_some(0.1),
        }
    }
}

impl Sample for Mixed {
    fn row(number: i64) -> Self {
        Self {
            id: number,
            name: format!("customer {}", number % 10_000),
            note: (number % 4 == 0).then(|| "deliver to the back door".to_owned()),
            at: Timestamp::from_second(1_700_000_000 + number).unwrap(),
            price: number as f64 / 100.0,
        }
    }
}

impl Sample for Nested {
    fn row(number: i64) -> Self {
        let lines = (0..number % 5).map(|line| Line { product: number + line, quantity: line as i32 });
        let zip = (number % 4 == 0).then(|| format!("{:05}", number % 100_000));
        Self { id: number, ship_to: Address { city: "Lyon".to_owned(), zip }, lines: lines.collect() }
    }
}

fn batches<T: Sample>() -> Vec<RecordBatch> {
    let schema = T::schema();
    let starts = (0..ROWS).step_by(BATCH);
    let batch = |start: i64| {
        let rows: Vec<T> = (start..ROWS.min(start + BATCH as i64)).map(T::row).collect();
        struct_batch(&rows, &schema).unwrap()
    };
    starts.map(batch).collect()
}

#[divan::bench(types = [Numbers, Mixed, Nested], sample_count = 10, sample_size = 1)]
fn generated<T: Sample>(bencher: Bencher) {
    let batches = batches::<T>();
    bencher.counter(ItemsCount::new(ROWS as usize)).bench(|| {
        let mut read: Vec<T> = Vec::new();
        for batch in &batches {
            let first_row = read.len() as u64;
            append_rows(&mut read, batch, T::NAME, first_row).unwrap();
        }
        read
    });
}

#[divan::bench(types = [Numbers, Mixed, Nested], sample_count = 10, sample_size = 1)]
fn serde_arrow<T: Sample>(bencher: Bencher) {
    let batches = batches::<T>();
    bencher.counter(ItemsCount::new(ROWS as usize)).bench(|| rows::<T>(&batches).unwrap());
}

fn main() {
    divan::main();
}
