//! What only some connectors have: types of a user's own, and commands in a language of their own.

use std::fs;

use spark_connect_core::{
    error::Result,
    expr::col,
    functions::{size, unwrap_udt},
};
use spark_connect_tests::{catalog, servers::spark43};

use crate::rows;

#[tokio::test]
async fn a_type_of_a_users_own_is_unwrapped() -> Result<()> {
    let spark = spark43().await.session().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("points.txt");
    fs::write(&file, "1 1:0.5 3:2.0\n0 2:1.5\n").unwrap();
    // A source of Spark's library for machine learning, whose vectors are such a type.
    let points = spark.read().format("libsvm").option("numFeatures", 3).load_path(file.display().to_string());
    let vector = unwrap_udt("features");
    let fields =
        points.select((col("label"), vector.field("size"), vector.field("indices"), vector.field("values")));
    assert_eq!(
        rows(&fields.to_df(["label", "size", "indices", "values"])).await?,
        [
            r#"{"label":0.0,"size":3,"indices":[1],"values":[1.5]}"#,
            r#"{"label":1.0,"size":3,"indices":[0,2],"values":[0.5,2.0]}"#,
        ]
    );
    let error = points.select(size("features.values")).count().await.unwrap_err();
    assert!(error.error_class().is_some(), "only what is unwrapped has fields: {error:?}");
    Ok(())
}

#[tokio::test]
async fn a_connector_runs_commands() -> Result<()> {
    let spark = spark43().await.session().await;
    let answer = spark.execute_command(catalog::RUNNER, "do it", [("b", "2"), ("A", "1")]).await?;
    assert_eq!(rows(&answer).await?, [r#"{"value":"A=1"}"#, r#"{"value":"b=2"}"#, r#"{"value":"do it"}"#]);
    // It ran once, when it was called.
    let failed = spark.execute_command(catalog::RUNNER, "fail", [("", ""); 0]).await.unwrap_err();
    assert!(failed.to_string().contains("as told"), "{failed:?}");
    let unknown = spark.execute_command("no.such.Runner", "x", [("", ""); 0]).await.unwrap_err();
    assert_eq!(unknown.error_class(), Some("DATA_SOURCE_NOT_FOUND"), "{unknown:?}");
    Ok(())
}
