//! Which files are read, and where rows are written.

use std::{fs, path::Path};

use spark_connect_core::{error::Result, reader::RebaseMode, writer::SaveMode};

use crate::{on_every_spark, rows};

fn path(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

on_every_spark! {
    async fn some_of_the_files(server) {
        let spark = server.session().await;
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("inner")).unwrap();
        for (name, text) in [("a.txt", "a"), ("b.log", "b"), ("inner/c.txt", "c")] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let (root, a) = (folder.path().display().to_string(), r#"{"value":"a"}"#.to_owned());
        let read = || spark.read();
        assert_eq!(rows(&read().text(&root)).await?.len(), 2);
        assert_eq!(rows(&read().recursive().text(&root)).await?.len(), 3);
        assert_eq!(rows(&read().name_pattern("*.txt").text(&root)).await?, std::slice::from_ref(&a));
        assert_eq!(rows(&read().recursive().name_pattern("*.txt").text(&root)).await?.len(), 2);
        assert_eq!(rows(&read().modified_before("2020-01-01T00:00:00").text(&root)).await?.len(), 0);
        assert_eq!(rows(&read().modified_after("2020-01-01T00:00:00").text(&root)).await?.len(), 2);
        let both = [path(&folder, "a.txt"), path(&folder, "inner/c.txt")];
        assert_eq!(rows(&read().text(&both[..])).await?.len(), 2);
        assert_eq!(rows(&read().text(path(&folder, "a*"))).await?, [a]);
        Ok(())
    }

    async fn damaged_and_merged_files(server) {
        let spark = server.session().await;
        let folder = tempfile::tempdir().unwrap();
        let target = path(&folder, "rows");
        spark.range(0, 1).write().parquet(&*target).await?;
        spark.sql("SELECT 1L id, 'x' name").await?.write().mode(SaveMode::Append).parquet(&*target).await?;
        assert_eq!(spark.read().merge_schema().parquet(&*target).schema().await?.fields.len(), 2);
        let merged = spark.read().merge_schema().datetime_rebase_mode(RebaseMode::Corrected)
            .int96_rebase_mode(RebaseMode::Exception).parquet(&*target);
        assert_eq!(rows(&merged).await?, [r#"{"id":0}"#, r#"{"id":1,"name":"x"}"#]);
        fs::write(Path::new(&target).join("damaged.parquet"), "no parquet").unwrap();
        let read = || spark.read().schema("id BIGINT");
        assert!(rows(&read().parquet(&*target)).await.is_err());
        assert_eq!(rows(&read().ignore_corrupt_files().parquet(&*target)).await?.len(), 2);
        Ok(())
    }

    async fn written_formats_are_read_again(server) {
        let spark = server.session().await;
        let folder = tempfile::tempdir().unwrap();
        let frame = spark.sql("SELECT 1 a, 'x' b").await?;
        let expected = [r#"{"a":1,"b":"x"}"#];
        frame.write().compression("zstd").parquet(path(&folder, "parquet")).await?;
        assert_eq!(rows(&spark.read().parquet(path(&folder, "parquet"))).await?, expected);
        frame.write().compression("snappy").orc(path(&folder, "orc")).await?;
        assert_eq!(rows(&spark.read().orc(path(&folder, "orc"))).await?, expected);
        frame.write().row_tag("r").compression("gzip").xml(path(&folder, "xml")).await?;
        assert_eq!(rows(&spark.read().row_tag("r").xml(path(&folder, "xml"))).await?, expected);
        let is_compressed = |format, end| {
            fs::read_dir(folder.path().join(format)).unwrap().any(|entry| {
                entry.unwrap().file_name().to_string_lossy().ends_with(end)
            })
        };
        assert!(is_compressed("parquet", ".zstd.parquet") && is_compressed("orc", ".snappy.orc"));
        assert!(is_compressed("xml", ".xml.gz"));
        Ok(())
    }
}
