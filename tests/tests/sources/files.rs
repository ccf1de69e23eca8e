//! Which files are read, and where rows are written.

use std::{fs, path::Path};

use spark_connect_core::{
    error::Result,
    reader::{ParseMode, RebaseMode},
    writer::SaveMode,
};

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
        // A file that is gone since the query was planned: the cached plan knows the old files.
        let gone = path(&folder, "gone");
        spark.range_into(0, 4, 1, 2).write().parquet(&*gone).await?;
        let (strict, lenient) = (spark.read().parquet(&*gone), spark.read().ignore_missing_files().parquet(&*gone));
        let (strict, lenient) = (strict.persist().await?, lenient.filter("id >= 0").persist().await?);
        for entry in fs::read_dir(&gone).unwrap() {
            let file = entry.unwrap().path();
            if file.file_name().unwrap().to_string_lossy().starts_with("part-00001") {
                fs::remove_file(file).unwrap();
            }
        }
        assert!(rows(&strict).await.is_err());
        assert_eq!(rows(&lenient).await?, [r#"{"id":0}"#, r#"{"id":1}"#]);
        let _ = strict.unpersist().await?;
        let _ = lenient.unpersist().await?;
        Ok(())
    }

    async fn options_say_where_rows_are(server) {
        let spark = server.session().await;
        let folder = tempfile::tempdir().unwrap();
        let target = path(&folder, "rows");
        let write = spark.sql("SELECT 1 a, 'x' b").await?.write().format("csv");
        write.options([("path", target.as_str()), ("sep", ";")]).save().await?;
        assert_eq!(String::from_utf8(crate::written(&target)).unwrap(), "1;x\n");
        let read = spark.read().format("csv").options([("path", target.as_str()), ("sep", ";")]);
        assert_eq!(rows(&read.load()).await?, [r#"{"_c0":"1","_c1":"x"}"#]);
        Ok(())
    }

    async fn rows_of_xml_satisfy_their_schema(server) {
        const XSD: &str = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="r"><xs:complexType>
            <xs:sequence><xs:element name="a" type="xs:integer"/></xs:sequence></xs:complexType></xs:element></xs:schema>"#;
        let spark = server.session().await;
        let folder = tempfile::tempdir().unwrap();
        let (file, xsd) = (path(&folder, "rows.xml"), path(&folder, "rows.xsd"));
        fs::write(&file, "<all><r><a>1</a></r><r><a>x</a></r></all>").unwrap();
        fs::write(&xsd, XSD).unwrap();
        let read = || spark.read().row_tag("r").schema("a STRING");
        assert_eq!(rows(&read().xml(&*file)).await?, [r#"{"a":"1"}"#, r#"{"a":"x"}"#]);
        let checked = read().row_validation_xsd(&xsd).parse_mode(ParseMode::DropMalformed);
        assert_eq!(rows(&checked.xml(&*file)).await?, [r#"{"a":"1"}"#]);

        let odd = spark.sql("SELECT 1 AS `a b`").await?;
        let write = |name: &str| (odd.write().row_tag("r"), path(&folder, name));
        let (refused, place) = write("refused");
        assert!(refused.xml(place).await.is_err());
        let (allowed, place) = write("allowed");
        allowed.allow_any_name().xml(&*place).await?;
        assert!(String::from_utf8(crate::written(&place)).unwrap().contains("<a b>1</a b>"));
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
