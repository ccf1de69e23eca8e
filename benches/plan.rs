//! How long it takes to build a plan of many steps, to encode it, and to drop it: nothing is sent. The relations of
//! `nested` are as deep as they are many; the steps of the others are what a program's loop makes, which folds them.
//!
//! ```text
//! cargo bench --package spark-connect-tests --bench plan
//! ```

use std::hint::black_box;

use divan::Bencher;
use spark_connect_core::{dataframe::DataFrame, functions::col, prelude::*};
use spark_connect_tests::scripted::{Script, ScriptedServer};

const STEPS: [i64; 2] = [1_000, 10_000];

/// A table on a server that is not asked for anything.
fn table() -> DataFrame {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let server = ScriptedServer::start(Script::new([])).await;
        let spark = SparkSession::builder().remote(server.remote()).connect().await.expect("a session");
        spark.table("orders")
    })
}

fn encoded(bencher: Bencher<'_, '_>, steps: i64, step: impl Fn(DataFrame, i64) -> DataFrame + Sync) {
    let table = table();
    bencher.bench(|| {
        let df = (0..steps).fold(table.clone(), &step);
        black_box(df.relation().message().to_bytes()).len()
    });
}

#[divan::bench(args = STEPS)]
fn nested(bencher: Bencher<'_, '_>, steps: i64) {
    encoded(
        bencher,
        steps,
        |df, number| if number % 2 == 0 { df.limit(1_000) } else { df.filter(col("id").gt(number)) },
    );
}

#[divan::bench(args = STEPS)]
fn with_column(bencher: Bencher<'_, '_>, steps: i64) {
    encoded(bencher, steps, |df, number| df.with_column(&format!("c{number}"), col("id") + number));
}

#[divan::bench(args = STEPS)]
fn filter(bencher: Bencher<'_, '_>, steps: i64) {
    encoded(bencher, steps, |df, number| df.filter(col("id").ne(number)));
}

#[divan::bench(args = STEPS)]
fn select(bencher: Bencher<'_, '_>, steps: i64) {
    encoded(bencher, steps, |df, _| df.select(("id", "name", (col("id") + 1).alias("next"))));
}

fn main() {
    divan::main();
}
