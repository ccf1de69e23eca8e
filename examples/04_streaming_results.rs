//! Results that are larger than memory: rows, or Arrow batches, one after the other while the server sends them.

use std::{error::Error, pin::pin};

use arrow_array::{Array, cast::AsArray, types::Int64Type};
use futures::{StreamExt, TryStreamExt};
use spark_connect_core::prelude::*;

const ROWS: i64 = 1_000_000;

#[derive(Debug, SparkRow)]
struct Number {
    id: i64,
}

#[derive(Debug, SparkRow)]
struct Square {
    id: i64,
    square: i64,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let spark = SparkSession::builder().app_name("streaming_results").connect().await?;
    let numbers: Dataset<Number> = spark.range(0, ROWS).dataset();
    let squares: Dataset<Square> = numbers.select(|n| SquareCols { id: n.id, square: n.id * n.id });

    // `stream` holds the rows of one batch, and a few batches that wait. While this loop is busy, the server is not
    // asked for more. An error, also in the middle, ends the stream: what was counted until then is not the result.
    let mut stream = pin!(squares.stream());
    let (mut rows, mut largest) = (0, 0);
    while let Some(row) = stream.try_next().await? {
        rows += 1;
        largest = largest.max(row.square);
        if row.id % 250_000 == 0 {
            println!("{} squared is {}", row.id, row.square);
        }
    }
    println!("{rows} rows, the largest square is {largest}");
    assert_eq!((rows, largest), (ROWS, (ROWS - 1) * (ROWS - 1)));

    // It is a `futures` stream, with all of its combinators; here, asynchronous work for four rows at a time.
    let sevens = squares
        .stream()
        .try_filter(|row| std::future::ready(row.square % 1_000_000 == 7_569))
        .map_ok(|row| async move {
            tokio::task::yield_now().await;
            Ok::<_, spark_connect_core::error::Error>(row.id)
        })
        .try_buffered(4);
    let ids: Vec<i64> = sevens.try_collect().await?;
    println!("{} squares end in 007569, such as that of {:?}", ids.len(), ids.iter().min());
    assert_eq!(ids.iter().min(), Some(&87));

    // A stream that is dropped stops the query: the rest is not computed for nobody.
    let few: Vec<Square> = squares.stream().take(3).try_collect().await?;
    assert_eq!(few.len(), 3);

    // Arrow batches, for what works on columns. They are as the server sends them.
    let mut batches = squares.batches().await?;
    let (mut count, mut sum, mut memory) = (0, 0_i64, 0);
    while let Some(batch) = batches.try_next().await? {
        let ids = batch.column(0).as_primitive_opt::<Int64Type>().ok_or("the ids are no BIGINT")?;
        assert_eq!(ids.null_count(), 0);
        sum += ids.values().iter().sum::<i64>();
        memory = memory.max(batch.get_array_memory_size());
        count += 1;
    }
    println!("{count} batches, the largest of {} KiB; the ids add up to {sum}", memory / 1024);
    assert_eq!(sum, ROWS * (ROWS - 1) / 2);
    spark.stop().await?;
    Ok(())
}
