//! Consumers that take longer than servers wait.

use std::time::Duration;

use arrow_array::{cast::AsArray, types::Int64Type};
use futures::StreamExt;
use spark_connect_core::{error::Result, local::LocalServerBuilder, session::SparkSession};
use spark_connect_tests::servers::Kind;

use crate::{builder, connect};

/// Spark keeps an operation for 5 minutes that nobody is attached to, and a stream for 2. Here it is 5 seconds, and 1.
#[tokio::test]
async fn a_consumer_that_pauses_for_longer_than_the_server_keeps_an_operation() -> Result<()> {
    pauses(builder()).await
}

/// The oldest supported Spark tells its settings too.
#[tokio::test]
async fn a_consumer_that_pauses_on_the_oldest_spark() -> Result<()> {
    pauses(Kind::Spark40.builder()).await
}

async fn pauses(builder: LocalServerBuilder) -> Result<()> {
    let server = builder
        .conf("spark.connect.execute.manager.detachedTimeout", "5s")
        .conf("spark.connect.execute.manager.maintenanceInterval", "1s")
        .conf("spark.connect.execute.reattachable.senderMaxStreamDuration", "1s")
        .start()
        .await?;
    let spark = connect(SparkSession::builder().remote(server.connection_string())).await;
    // More than the buffers of both sides hold.
    let query = "SELECT id, repeat(CAST(id % 10 AS STRING), 200) AS text FROM range(0, 600000, 1, 4)";
    let mut results = spark.sql(query).await?.batches();
    let mut next = 0;
    let mut pauses = 0;
    while let Some(batch) = results.next().await {
        let batch = batch?;
        let first = batch.column(0).as_primitive::<Int64Type>().value(0);
        assert_eq!(first, next);
        next += batch.num_rows() as i64;
        if pauses < 2 && next > pauses * 200_000 {
            pauses += 1;
            tokio::time::sleep(Duration::from_secs(12)).await;
        }
    }
    assert_eq!((next, pauses), (600_000, 2));
    spark.stop().await
}

/// A server that lets no client return ends its streams without a word, and has forgotten the operation then.
#[tokio::test]
async fn a_server_that_keeps_no_operations() -> Result<()> {
    let server = builder().conf("spark.connect.execute.reattachable.enabled", "false").start().await?;
    let spark = connect(SparkSession::builder().remote(server.connection_string())).await;
    for _ in 0..2 {
        let count =
            spark.sql("SELECT id FROM range(0, 100000, 1, 3)").await?.collect_as::<(i64,)>().await?.len();
        assert_eq!(count, 100_000);
    }
    let error = spark.sql("SELECT raise_error('no')").await?.collect_batches().await.expect_err("it raises");
    assert!(error.to_string().contains("no"), "{error}");
    spark.stop().await
}
