//! Queries and commands that last longer than the server's streams.

use std::time::{Duration, Instant};

use spark_connect_core::error::Result;

use crate::{server, session};

/// Rows that take 13 seconds each, one after the other: 130 seconds, where Spark ends every stream after 120.
const SLOW: &str =
    "SELECT id, java_method('java.lang.Thread', 'sleep', 13000 + id * 0) AS slept FROM range(0, 10, 1, 1)";

#[tokio::test]
async fn a_query_and_a_write_of_130_seconds() -> Result<()> {
    let spark = session(server().await.connection_string()).await;
    let started = Instant::now();
    let query = async {
        let rows = spark.sql(SLOW).await?.collect_as::<(i64, Option<String>)>().await?;
        assert_eq!(rows.iter().map(|(id, _)| *id).collect::<Vec<_>>(), (0..10).collect::<Vec<_>>());
        Ok(started.elapsed())
    };
    let write = async {
        let _ = spark
            .sql(&format!(
                "CREATE TABLE slow USING parquet AS SELECT id FROM ({SLOW}) WHERE slept IS DISTINCT FROM 'no'"
            ))
            .await?;
        let elapsed = started.elapsed();
        let count = spark.sql("SELECT count(*), sum(id) FROM slow").await?.collect_as::<(i64, i64)>().await?;
        assert_eq!(count, [(10, 45)]);
        Ok(elapsed)
    };
    let (query, write): (Result<Duration>, Result<Duration>) = tokio::join!(query, write);
    for elapsed in [query?, write?] {
        assert!(elapsed > Duration::from_secs(125), "{elapsed:?}");
    }
    spark.stop().await
}
