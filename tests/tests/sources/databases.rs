//! Other databases by JDBC: Derby, which Spark brings along.

use spark_connect_core::{
    dataframe::DataFrame,
    error::{ErrorKind, Result},
    functions::{call_function, count},
    session::SparkSession,
    writer::SaveMode,
};

use crate::{on_every_spark, rows};

/// A database in the memory of the server.
fn url(name: &str) -> String {
    format!("jdbc:derby:memory:{name};create=true")
}

/// How many rows each partition has.
async fn partitions(frame: &DataFrame) -> Result<Vec<String>> {
    let partition = call_function("spark_partition_id", ()).alias("p");
    rows(&frame.group_by(partition).agg(count("*").alias("n"))).await
}

/// Makes Derby a catalog of the session.
async fn catalog(spark: &SparkSession, name: &str) -> Result<()> {
    let key = format!("spark.sql.catalog.{name}");
    let conf = spark.conf();
    conf.set(&key, "org.apache.spark.sql.execution.datasources.v2.jdbc.JDBCTableCatalog").await?;
    conf.set(&format!("{key}.url"), &url(name)).await?;
    conf.set(&format!("{key}.driver"), "org.apache.derby.iapi.jdbc.AutoloadedDriver").await
}

on_every_spark! {
    async fn tables_are_written_and_read(server) {
        let spark = server.session().await;
        let url = url("tables");
        let read = |table: &str| spark.read().jdbc(&url, table);
        let three = spark.range(0, 3);
        three.write().jdbc(&url, "numbers").await?;
        assert_eq!(rows(&read("numbers")).await?, [r#"{"id":0}"#, r#"{"id":1}"#, r#"{"id":2}"#]);
        let query = r#"(SELECT "id" + 1 AS successor FROM numbers WHERE "id" > 0) AS q"#;
        assert_eq!(rows(&read(query)).await?, [r#"{"SUCCESSOR":2}"#, r#"{"SUCCESSOR":3}"#]);
        let exists = three.write().jdbc(&url, "numbers").await.unwrap_err();
        assert_eq!(exists.kind(), ErrorKind::Analysis, "{exists:?}");
        three.write().mode(SaveMode::Ignore).jdbc(&url, "numbers").await?;
        assert_eq!(read("numbers").count().await?, 3);
        three.write().mode(SaveMode::Append).jdbc(&url, "numbers").await?;
        assert_eq!(read("numbers").count().await?, 6);
        spark.range(7, 9).write().mode(SaveMode::Overwrite).jdbc(&url, "numbers").await?;
        assert_eq!(rows(&read("numbers")).await?, [r#"{"id":7}"#, r#"{"id":8}"#]);
        Ok(())
    }

    async fn tables_are_read_in_parts(server) {
        let spark = server.session().await;
        let url = url("parts");
        spark.range(0, 10).write().jdbc(&url, "numbers").await?;
        let read = || spark.read();
        assert_eq!(partitions(&read().jdbc(&url, "numbers")).await?, [r#"{"p":0,"n":10}"#]);
        let by_range = read().jdbc_by_range(&url, "numbers", "id", 2..8, 3);
        assert_eq!(partitions(&by_range).await?, [r#"{"p":0,"n":4}"#, r#"{"p":1,"n":2}"#, r#"{"p":2,"n":4}"#]);
        let predicates = [r#""id" < 3"#, r#""id" >= 5"#];
        let by_predicates = read().jdbc_with_predicates(&url, "numbers", predicates);
        assert_eq!(partitions(&by_predicates).await?, [r#"{"p":0,"n":3}"#, r#"{"p":1,"n":5}"#]);
        Ok(())
    }

    async fn tables_of_a_catalog(server) {
        let spark = server.session().await;
        catalog(&spark, "derby").await?;
        spark.sql("CREATE NAMESPACE derby.shop").await.map(drop)?;
        let write = |from, to, table| spark.range(from, to).write_to(format!("derby.shop.{table}"));
        let ids = async |table: &str| {
            rows(&spark.table(&format!("derby.shop.{table}")).select_expr(["cast(id as string) as id"])).await
        };
        let class = |result: Result<()>| result.unwrap_err().error_class().map(str::to_owned);

        assert_eq!(class(write(0, 1, "t").append().await).as_deref(), Some("TABLE_OR_VIEW_NOT_FOUND"));
        assert_eq!(class(write(0, 1, "t").replace().await).as_deref(), Some("TABLE_OR_VIEW_NOT_FOUND"));
        write(0, 2, "t").create().await?;
        assert_eq!(class(write(0, 2, "t").create().await).as_deref(), Some("TABLE_OR_VIEW_ALREADY_EXISTS"));
        write(2, 3, "t").option("batchsize", 1).append().await?;
        assert_eq!(ids("t").await?, [r#"{"id":"0"}"#, r#"{"id":"1"}"#, r#"{"id":"2"}"#]);
        write(5, 6, "t").overwrite("true").await?;
        assert_eq!(ids("t").await?, [r#"{"id":"5"}"#]);
        write(7, 8, "t").replace().await?;
        assert_eq!(ids("t").await?, [r#"{"id":"7"}"#]);
        write(8, 9, "t").create_or_replace().await?;
        assert_eq!(ids("t").await?, [r#"{"id":"8"}"#]);
        write(9, 10, "other").create_or_replace().await?;
        assert_eq!(ids("other").await?, [r#"{"id":"9"}"#]);

        // What a database cannot do arrives there, and is told.
        let by_condition = write(5, 6, "t").overwrite("id = 8").await.unwrap_err();
        assert!(by_condition.to_string().contains("overwrite by filter"), "{by_condition}");
        let by_partition = write(5, 6, "t").overwrite_partitions().await.unwrap_err();
        assert!(by_partition.to_string().contains("dynamic overwrite"), "{by_partition}");
        let partitioned = write(5, 6, "parts").partitioned_by("id").create().await.unwrap_err();
        assert!(partitioned.to_string().contains("partition"), "{partitioned}");
        assert_eq!(ids("t").await?, [r#"{"id":"8"}"#]);
        Ok(())
    }
}
