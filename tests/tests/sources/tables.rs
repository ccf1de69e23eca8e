//! Tables of Spark's own catalog, and of Sail's.

use std::collections::BTreeMap;

use arrow_array::cast::AsArray;
use spark_connect_core::{
    error::{Error, ErrorKind, Result},
    expr::col,
    functions::bucket,
    session::SparkSession,
    writer::SaveMode,
};
use spark_connect_tests::servers::{Kind, sail};

use crate::{on_every_spark, rows};

/// What `DESCRIBE EXTENDED` tells of a table, by the name of the line.
pub(crate) async fn described(spark: &SparkSession, table: &str) -> Result<BTreeMap<String, String>> {
    let lines =
        spark.sql(&format!("DESCRIBE EXTENDED {table}")).await?.select_expr(["col_name", "data_type"]);
    let mut known = BTreeMap::new();
    for batch in lines.collect_batches().await? {
        let texts = |index: usize| {
            batch.column(index).as_string::<i32>().iter().map(|text| text.unwrap_or("").to_owned())
        };
        known.extend(texts(0).zip(texts(1)));
    }
    Ok(known)
}

on_every_spark! {
    async fn columns_go_where_they_belong(server) {
        let spark = server.session().await;
        let frame = spark.sql("SELECT 1 a, 2 b, 3 c, 'x' p").await?;
        frame.write().bucket_by(4, ["a", "b"]).sort_by(["c"]).partition_by(["p"]).save_as_table("bucketed").await?;
        let known = described(&spark, "bucketed").await?;
        assert_eq!(known["Num Buckets"], "4", "{known:?}");
        assert_eq!(known["Bucket Columns"], "[`a`, `b`]");
        assert_eq!(known["Sort Columns"], "[`c`]");
        assert!(known["# Partition Information"].is_empty() && known["Provider"] == "parquet", "{known:?}");
        assert_eq!(known["p"], "string");

        frame.write().cluster_by(["a", "b"]).save_as_table("clustered").await?;
        let known = described(&spark, "clustered").await?;
        assert_eq!(known["Table Properties"], r#"[clusteringColumns=[["a"],["b"]]]"#, "{known:?}");

        let error = frame.write().sort_by(["c"]).save_as_table("sorted").await.unwrap_err();
        assert_eq!(error.error_class(), Some("SORT_BY_WITHOUT_BUCKETING"), "{error:?}");
        let error = frame.write().bucket_by(0, ["a"]).save_as_table("none").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidPlan, "{error:?}");
        for table in ["bucketed", "clustered"] {
            spark.sql(&format!("DROP TABLE {table}")).await.map(drop)?;
        }
        Ok(())
    }

    async fn rows_go_into_tables(server) {
        let spark = server.session().await;
        let one = spark.sql("SELECT 1 a, 'x' b").await?;
        one.write().format("json").save_as_table("saved").await?;
        let exists = one.write().save_as_table("saved").await.unwrap_err();
        assert_eq!(exists.error_class(), Some("TABLE_OR_VIEW_ALREADY_EXISTS"), "{exists:?}");
        // By name, then by position.
        let turned = spark.sql("SELECT 'y' b, 2 a").await?;
        turned.write().format("json").mode(SaveMode::Append).save_as_table("saved").await?;
        spark.sql("SELECT 3 x, 'z' y").await?.write().insert_into("saved").await?;
        let saved = async || rows(&spark.table("saved")).await;
        assert_eq!(saved().await?, [r#"{"a":1,"b":"x"}"#, r#"{"a":2,"b":"y"}"#, r#"{"a":3,"b":"z"}"#]);
        let ignored = one.write().mode(SaveMode::Ignore).save_as_table("saved").await;
        match server.kind() {
            // It writes nothing, and then fails because nothing ran.
            Kind::Spark40 => assert!(ignored.unwrap_err().to_string().contains("with status Analyzed")),
            _ => ignored?,
        }
        assert_eq!(saved().await?.len(), 3);
        one.write().mode(SaveMode::Overwrite).insert_into("saved").await?;
        assert_eq!(saved().await?, [r#"{"a":1,"b":"x"}"#]);
        let wide = spark.sql("SELECT 1 a, 'x' b, 2 c").await?;
        assert!(wide.write().insert_into("saved").await.is_err());
        wide.write().mode(SaveMode::Overwrite).save_as_table("saved").await?;
        assert_eq!(saved().await?, [r#"{"a":1,"b":"x","c":2}"#]);
        assert_eq!(rows(&spark.read().option("any", 1).table("saved")).await?.len(), 1);
        spark.sql("DROP TABLE saved").await.map(drop)?;
        Ok(())
    }

    async fn tables_are_created_with_what_they_keep(server) {
        let spark = server.session().await;
        let frame = spark.sql("SELECT 1 a, 2 b, 'x' p").await?;
        let table = || frame.write_to("made");
        table().using("parquet").partitioned_by((col("p"), bucket(4, "a"))).table_property("owner", "me")
            .option("compression", "zstd").create().await?;
        let known = described(&spark, "made").await?;
        assert_eq!(known["Num Buckets"], "4", "{known:?}");
        assert_eq!((&*known["Bucket Columns"], &*known["Provider"], &*known["p"]), ("[`a`]", "parquet", "string"));
        assert_eq!(known["Table Properties"], "[owner=me]", "{known:?}");
        assert_eq!(known["Storage Properties"], "[compression=zstd]", "{known:?}");
        let exists = table().create().await.unwrap_err();
        assert_eq!(exists.error_class(), Some("TABLE_OR_VIEW_ALREADY_EXISTS"), "{exists:?}");
        spark.sql("DROP TABLE made").await.map(drop)?;
        table().using("parquet").cluster_by(["a"]).create().await?;
        assert_eq!(described(&spark, "made").await?["Table Properties"], r#"[clusteringColumns=[["a"]]]"#);
        // A table of the first version can be created, and nothing else.
        let replaced = table().using("parquet").replace().await.unwrap_err();
        assert_eq!(replaced.error_class(), Some("UNSUPPORTED_FEATURE.TABLE_OPERATION"), "{replaced:?}");
        let appended = table().append().await.unwrap_err();
        assert!(appended.to_string().contains("v1 table"), "{appended:?}");
        if server.kind() == Kind::Spark43 {
            // Spark 4.0 does not know of it.
            let evolving = frame.write().with_schema_evolution().mode(SaveMode::Append).save_as_table("made").await;
            let class = evolving.unwrap_err().error_class().map(str::to_owned);
            assert_eq!(class.as_deref(), Some("UNSUPPORTED_SCHEMA_EVOLUTION.V1_TABLE"));
        }
        spark.sql("DROP TABLE made").await.map(drop)?;
        Ok(())
    }
}

/// Sail has tables of Delta Lake.
#[tokio::test]
async fn tables_of_delta_lake() -> Result<()> {
    let spark = sail().await.session().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().display().to_string();
    let name = "default.delta_table";
    let write = async |query: &str| Ok::<_, Error>(spark.sql(query).await?.write_to(name));
    let table = async || rows(&spark.table(name)).await;

    let created = write("SELECT 1 a, 'x' p").await?.using("delta").option("path", &path);
    created.partitioned_by("p").create().await?;
    assert!(folder.path().join("p=x").is_dir());
    write("SELECT 2 a, 'y' p").await?.append().await?;
    assert_eq!(table().await?, [r#"{"a":1,"p":"x"}"#, r#"{"a":2,"p":"y"}"#]);
    write("SELECT 3 a, 'y' p").await?.overwrite(col("p").eq("y")).await?;
    assert_eq!(table().await?, [r#"{"a":1,"p":"x"}"#, r#"{"a":3,"p":"y"}"#]);
    write("SELECT 5 a, 'z' p").await?.using("delta").option("path", &path).create_or_replace().await?;
    assert_eq!(table().await?, [r#"{"a":5,"p":"z"}"#]);
    write("SELECT 6 a, 'z' p").await?.using("delta").option("path", &path).replace().await?;
    assert_eq!(table().await?, [r#"{"a":6,"p":"z"}"#]);

    let changed = spark.sql("SELECT 6 a, 'new' p, 3 more").await?.alias("s");
    let merge = changed.merge_into(name, "delta_table.a = s.a").with_schema_evolution();
    merge.when_matched().update_all().merge().await?;
    assert_eq!(table().await?, [r#"{"a":6,"p":"new","more":3}"#]);
    let narrow = changed.drop(["p"]).merge_into(name, "delta_table.a = s.a");
    narrow.when_matched().update([("delta_table.p", "newer")]).merge().await?;
    assert_eq!(table().await?, [r#"{"a":6,"p":"newer","more":3}"#]);
    spark.sql(&format!("DROP TABLE {name}")).await.map(drop)
}
