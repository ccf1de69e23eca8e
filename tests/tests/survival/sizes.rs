//! Large results, large requests, and what they cost.

use arrow_array::cast::AsArray;
use futures::StreamExt;
use spark_connect_core::{error::Result, session::SparkSession};
use spark_connect_tests::{log::Log, servers};

use crate::{builder, connect, server, session};

const MEGABYTE: usize = 1024 * 1024;

/// One row of 300 MB, which no single message can hold: it comes in chunks.
#[tokio::test]
async fn a_batch_of_300_megabytes() -> Result<()> {
    let server = builder().conf("spark.driver.memory", "5g").start().await?;
    let spark = connect(SparkSession::builder().remote(server.connection_string())).await;
    let rows =
        spark.sql("SELECT repeat('0123456789', 30 * 1024 * 1024) AS text").await?.collect_batches().await?;
    let [batch] = rows.as_slice() else { panic!("{} batches", rows.len()) };
    let text = batch.column(0).as_string::<i32>().value(0);
    assert_eq!(text.len(), 300 * MEGABYTE);
    assert!(text.as_bytes().chunks(10).all(|digits| digits == b"0123456789"));
    spark.stop().await
}

/// Ten megabytes of SQL.
#[tokio::test]
async fn a_long_text() -> Result<()> {
    let text = "x".repeat(10 * MEGABYTE);
    for remote in [server().await.connection_string(), servers::sail().await.connection_string()] {
        let spark = session(remote).await;
        let query = format!("SELECT CAST(length('{text}') AS BIGINT) AS length");
        let rows = spark.sql(&query).await?.collect_as::<(i64,)>().await?;
        assert_eq!(rows, [(text.len() as i64,)], "{remote}");
        spark.stop().await?;
    }
    Ok(())
}

/// The server is told what has arrived in portions: about 128 times per gigabyte, however small the batches are.
#[tokio::test]
async fn releases_per_gigabyte() -> Result<()> {
    let log = Log::start();
    let spark = session(server().await.connection_string()).await;
    let mut bytes = 0;
    let mut batches = 0;
    // A quarter of a gigabyte.
    let mut results =
        spark.sql("SELECT repeat('x', 1000) AS text FROM range(0, 268435, 1, 4)").await?.batches();
    let before = log.calls("ReleaseExecute");
    while let Some(batch) = results.next().await {
        let batch = batch?;
        batches += 1;
        bytes += batch.column(0).as_string::<i32>().values().len();
    }
    assert_eq!(bytes, 268_435_000);
    let releases = log.calls("ReleaseExecute") - before;
    eprintln!("{releases} releases for {bytes} bytes in {batches} batches");
    assert!((2..=40).contains(&releases), "{releases} for {batches} batches");
    spark.stop().await
}
