//! Texts of a `DataFrame`, read in one of the formats.

use spark_connect_core::{
    error::{ErrorKind, Result},
    reader::ParseMode,
};
use spark_connect_tests::servers::Kind;

use crate::{on_every_spark, rows};

on_every_spark! {
    async fn lines_of_csv(server) {
        let spark = server.session().await;
        let texts = spark.sql("SELECT * FROM VALUES ('1;x'), ('2;y'), ('z;') AS t(line)").await?;
        let found = rows(&spark.read().separator(";").schema("a INT, b STRING").parse_csv(&texts)).await?;
        assert_eq!(found, [r#"{"a":1,"b":"x"}"#, r#"{"a":2,"b":"y"}"#, "{}"]);
        let found = rows(&spark.read().separator(";").infer_schema().parse_csv(&texts.limit(2))).await?;
        assert_eq!(found, [r#"{"_c0":1,"_c1":"x"}"#, r#"{"_c0":2,"_c1":"y"}"#]);
        Ok(())
    }

    async fn objects_of_json(server) {
        let spark = server.session().await;
        let texts = spark.sql(r#"SELECT * FROM VALUES ('{"a": 1, "b": ["x"]}'), ('{') AS t(line)"#).await?;
        let read = || spark.read().parse_mode(ParseMode::DropMalformed);
        let expected = [r#"{"a":1,"b":["x"]}"#];
        assert_eq!(rows(&read().parse_json(&texts)).await?, expected);
        let json = r#"{"type":"struct","fields":[{"name":"b","type":{"type":"array","elementType":"string","containsNull":true},"nullable":true,"metadata":{}}]}"#;
        assert_eq!(rows(&read().schema(json).parse_json(&texts)).await?, [r#"{"b":["x"]}"#]);
        assert_eq!(rows(&read().schema("a INT, b ARRAY<STRING>").parse_json(&texts)).await?, expected);
        Ok(())
    }

    async fn elements_of_xml(server) {
        let spark = server.session().await;
        let texts = spark.sql("SELECT '<r><a>1</a></r>' AS line").await?;
        let found = rows(&spark.read().row_tag("r").schema("a INT").parse_xml(&texts)).await;
        if server.kind() == Kind::Spark43 {
            assert_eq!(found?, [r#"{"a":1}"#]);
        } else {
            // The format came with Spark 4.2.
            let error = found.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidPlan, "{error:?}");
        }
        Ok(())
    }

    async fn mistakes(server) {
        let spark = server.session().await;
        let error = spark.read().schema("a NUMBER(").parse_json(&spark.range(0, 1)).count().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Parse, "{error:?}");
        let error = spark.read().schema("a INT").changes("t").count().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidPlan, "{error:?}");
        assert!(error.to_string().contains("without `schema`"), "{error}");
        if server.kind() == Kind::Spark43 {
            let number = spark.read().parse_json(&spark.range(0, 1)).count().await.unwrap_err();
            assert_eq!(number.error_class(), Some("DATAFRAME_INPUT_NOT_STRING_TYPE"), "{number:?}");
            // No catalog of a bare Spark keeps a log of changes; ours has arrived there.
            let changes = spark.read().option("startingVersion", 1).changes("nothing").count().await.unwrap_err();
            assert_eq!(changes.error_class(), Some("UNSUPPORTED_FEATURE.CHANGE_DATA_CAPTURE"), "{changes:?}");
        }
        Ok(())
    }
}
