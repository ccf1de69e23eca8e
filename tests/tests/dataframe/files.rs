//! Files and tables, written and read again.

use spark_connect_core::{
    dataframe::DataFrame,
    error::{ErrorKind, Result},
    functions::*,
    reader::ParseMode,
    writer::SaveMode,
};
use spark_connect_tests::on_every_server;
use tempfile::TempDir;

use crate::{connect, orders, rows, sorted};

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

on_every_server! {
    async fn formats_round_trip(server) -> Result<()> {
        let spark = connect(server).await?;
        let folder = tempfile::tempdir().unwrap();
        let orders = orders(&spark).await?;
        let written = sorted(&orders).await?;

        orders.write().parquet(path(&folder, "parquet")).await?;
        assert_eq!(sorted(&spark.read().parquet(path(&folder, "parquet"))).await?, written);
        orders.write().json(path(&folder, "json")).await?;
        let schema = "id INT, customer STRING, amount DOUBLE, status STRING";
        assert_eq!(sorted(&spark.read().schema(schema).json(path(&folder, "json"))).await?, written);
        orders.write().header().csv(path(&folder, "csv")).await?;
        let csv = || spark.read().header();
        assert_eq!(sorted(&csv().schema(schema).csv(path(&folder, "csv"))).await?, written);
        assert_eq!(sorted(&csv().infer_schema().csv(path(&folder, "csv"))).await?, written);
        orders.select("status").write().text(path(&folder, "text")).await?;
        let lines = spark.read().text(path(&folder, "text"));
        assert_eq!(lines.filter(col("value").eq("paid")).count().await?, 3);
        if server.kind().is_spark() {
            orders.write().compression("zlib").orc(path(&folder, "orc")).await?;
            assert_eq!(sorted(&spark.read().orc(path(&folder, "orc"))).await?, written);
        }
        let both = spark.read().format("parquet").load_paths([path(&folder, "parquet"), path(&folder, "parquet")]);
        assert_eq!(both.count().await?, 8);
        Ok(())
    }

    async fn save_modes(server) -> Result<()> {
        let spark = connect(server).await?;
        let folder = tempfile::tempdir().unwrap();
        let target = path(&folder, "rows");
        let write = |frame: DataFrame, mode| {
            let target = target.clone();
            async move { frame.write().mode(mode).parquet(target).await }
        };
        let count = async || spark.read().parquet(&*target).count().await;
        let two = spark.range(0, 2);
        two.write().parquet(&*target).await?;
        let exists = two.write().parquet(&*target).await.unwrap_err();
        assert_eq!(exists.kind(), ErrorKind::Analysis, "{exists:?}");
        assert!(write(two.clone(), SaveMode::ErrorIfExists).await.is_err());
        assert_eq!(count().await?, 2);
        write(two.clone(), SaveMode::Append).await?;
        assert_eq!(count().await?, 4);
        write(two.clone(), SaveMode::Ignore).await?;
        assert_eq!(count().await?, 4);
        write(spark.range(0, 3), SaveMode::Overwrite).await?;
        assert_eq!(count().await?, 3);
        Ok(())
    }

    async fn partitions_are_folders(server) -> Result<()> {
        let spark = connect(server).await?;
        let folder = tempfile::tempdir().unwrap();
        let target = path(&folder, "parts");
        orders(&spark).await?.write().partition_by(["status"]).parquet(&*target).await?;
        assert!(std::path::Path::new(&target).join("status=paid").is_dir());
        let paid = spark.read().parquet(&*target).filter(col("status").eq("paid")).select("id").order_by("id");
        assert_eq!(rows(&paid).await?, [r#"{"id":1}"#, r#"{"id":3}"#, r#"{"id":4}"#]);
        Ok(())
    }

    async fn tables_are_saved_and_extended(server) -> Result<()> {
        let spark = connect(server).await?;
        let folder = tempfile::tempdir().unwrap();
        let frame = spark.range(0, 3);
        frame.write().format("parquet").option("path", path(&folder, "t")).save_as_table("saved_rows").await?;
        assert_eq!(spark.table("saved_rows").count().await?, 3);
        frame.write().insert_into("saved_rows").await?;
        assert_eq!(spark.read().table("saved_rows").count().await?, 6);
        let _ = spark.sql("drop table saved_rows").await?;
        Ok(())
    }

    async fn options_of_text_formats(server) -> Result<()> {
        let spark = connect(server).await?;
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.csv"), "id;text\n1;-\nx;two\n").unwrap();
        let csv = || spark.read().header().separator(";").null_value("-").schema("id INT, text STRING");
        let target = path(&folder, "a.csv");
        if server.kind().is_spark() {
            assert_eq!(rows(&csv().csv(&*target)).await?, [r#"{"id":1}"#, r#"{"text":"two"}"#]);
            assert_eq!(rows(&csv().parse_mode(ParseMode::DropMalformed).csv(&*target)).await?, [r#"{"id":1}"#]);
        }
        let failed = rows(&csv().parse_mode(ParseMode::FailFast).csv(&*target)).await;
        assert!(failed.is_err());
        // For Sail a folder that is missing is an empty one.
        if server.kind().is_spark() {
            let missing = spark.read().parquet(path(&folder, "nothing")).count().await.unwrap_err();
            assert_eq!(missing.kind(), ErrorKind::Analysis, "{missing:?}");
        }
        Ok(())
    }
}
