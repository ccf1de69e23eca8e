//! SQL text: parameters, and commands that run once.

use spark_connect_core::{
    error::{ErrorKind, Result},
    functions::*,
};
use spark_connect_tests::on_every_server;

use crate::{connect, rows};

on_every_server! {
    async fn values_fill_markers(server) -> Result<()> {
        let spark = connect(server).await?;
        let positional = spark.sql_with_args("select ? as a, ? as b", [lit("it's"), lit(2)]).await?;
        assert_eq!(rows(&positional).await?, [r#"{"a":"it's","b":2}"#]);
        let named = spark.sql_with_named_args("select :x + :y as z", [("x", 1), ("y", 2)]).await?;
        assert_eq!(rows(&named).await?, [r#"{"z":3}"#]);
        let too_few = spark.sql_with_args("select ?, ?", [1]).await;
        assert!(too_few.is_err());
        let mistaken = spark.sql_with_args("select ?", [col("a").otherwise(1)]).await.unwrap_err();
        assert_eq!(mistaken.kind(), ErrorKind::InvalidPlan);
        Ok(())
    }

    async fn a_query_can_be_built_on(server) -> Result<()> {
        let spark = connect(server).await?;
        let numbers = spark.sql("select id from range(10)").await?;
        let even = numbers.filter(numbers.col("id") % 2).select((numbers.col("id") * 10).alias("x"));
        // Spark refuses a number as a condition; Sail takes it.
        if server.kind().is_spark() {
            assert_eq!(even.count().await.unwrap_err().kind(), ErrorKind::Analysis);
        }
        let even = numbers.filter((numbers.col("id") % 2).eq(0)).select((numbers.col("id") * 10).alias("x"));
        assert_eq!(rows(&even.agg(sum("x").alias("s"))).await?, [r#"{"s":200}"#]);
        Ok(())
    }

    async fn a_command_of_a_source_that_has_none_is_refused(server) -> Result<()> {
        let spark = connect(server).await?;
        assert!(spark.execute_command("no.such.Source", "do it", [("how", 1)]).await.is_err());
        assert!(spark.execute_command("parquet", "do it", [("how", 1)]).await.is_err());
        Ok(())
    }

    async fn a_command_runs_once_and_now(server) -> Result<()> {
        let spark = connect(server).await?;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t");
        let _ = spark.sql(&format!("create table once_only (a int) using parquet location '{}'", path.display())).await?;
        let inserted = spark.sql("insert into once_only values (1)").await?;
        assert_eq!(spark.table("once_only").count().await?, 1);
        inserted.collect_batches().await?;
        inserted.collect_batches().await?;
        assert_eq!(spark.table("once_only").count().await?, 1);
        let _ = spark.sql("drop table once_only").await?;
        Ok(())
    }
}
