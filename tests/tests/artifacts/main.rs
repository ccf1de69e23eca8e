//! Artifacts on real servers: that they arrive shows in what a query can do with them.

mod layouts;
mod local_data;

use std::{
    fs,
    path::{Path, PathBuf},
};

use spark_connect_core::{
    error::{ErrorKind, Result},
    session::{Artifact, SparkSession},
};
use spark_connect_tests::{
    on_every_server,
    servers::{Kind, TestServer},
};

/// The folder with the compiled class `org.example.Greeter`, alone and in a jar.
fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/artifacts").join(name)
}

async fn text(spark: &SparkSession, query: &str) -> Result<String> {
    let rows: Vec<(String,)> = spark.sql(query).await?.collect_as().await?;
    Ok(rows.into_iter().map(|(text,)| text).collect::<Vec<_>>().join("\n"))
}

/// Asks the class that the tests upload.
async fn greeting(spark: &SparkSession) -> Result<String> {
    text(spark, "select reflect('org.example.Greeter', 'greet', 'artifact')").await
}

/// Where a task of this session finds a file: below the folder that Spark keeps them in, by the session's own id.
async fn path_of(spark: &SparkSession, file: &str) -> Result<PathBuf> {
    // Files are fetched when a task runs, so there has to be one.
    let root = "select reflect('org.apache.spark.SparkFiles', 'getRootDirectory') from range(1)";
    let root = text(spark, root).await?;
    let folders =
        fs::read_dir(&root).expect("a folder of this machine").map(|entry| entry.expect("an entry").path());
    let found = folders.map(|folder| folder.join(file)).find(|path| path.exists());
    Ok(found.unwrap_or_else(|| panic!("{file} is in no folder of {root}")))
}

on_every_server! {
    async fn a_class_is_there_for_its_session(server) -> Result<()> {
        if !server.kind().is_spark() {
            return refused(server).await;
        }
        let small = Artifact::jar(data("greeter.jar"));
        // Java reads a jar from its end, so that it may be as large as a test wants.
        let jar = [vec![7; 3_000_000], fs::read(data("greeter.jar")).expect("the jar")].concat();
        let large = Artifact::jar("large.jar").content(jar);
        let class = Artifact::class("org.example.Greeter", data("Greeter.class"));
        for artifact in [small, large, class] {
            let spark = server.session().await;
            greeting(&spark).await.expect_err("not yet");
            spark.add_artifacts([artifact.clone()]).await?;
            assert_eq!(greeting(&spark).await?, "Hello, artifact!", "{artifact:?}");
            // Once more is no mistake.
            spark.add_artifacts([artifact]).await?;
            greeting(&server.session().await).await.expect_err("another session");
        }
        Ok(())
    }

    async fn a_file_is_there_under_its_name(server) -> Result<()> {
        if !server.kind().is_spark() {
            return refused(server).await;
        }
        let spark = server.session().await;
        let long = "0123456789abcdef\n".repeat(100_000);
        let artifacts = [
            Artifact::file("small.txt").content("one\n"),
            Artifact::file("long.txt").content(long.clone()),
            Artifact::pyfile("helpers.py").content("def twice(x):\n    return 2 * x\n"),
        ];
        spark.add_artifacts(artifacts).await?;
        for (name, content) in [("small.txt", "one\n"), ("long.txt", long.as_str())] {
            let path = path_of(&spark, name).await?;
            assert_eq!(fs::read_to_string(path).expect("a file of this machine"), content, "{name}");
        }
        path_of(&spark, "helpers.py").await?;

        // The second cannot be read: then the first is not stored either, and its name is free.
        let failing = [Artifact::file("free.txt").content("one\n"), Artifact::file("no/such/file")];
        assert_eq!(spark.add_artifacts(failing).await.expect_err("no file").kind(), ErrorKind::Artifact);
        let failing = [Artifact::file("free.txt").content(long), Artifact::file("no/such/file")];
        assert_eq!(spark.add_artifacts(failing).await.expect_err("no file").kind(), ErrorKind::Artifact);
        spark.add_artifacts([Artifact::file("free.txt").content("two\n")]).await?;

        let other = Artifact::file("small.txt").content("two\n");
        let error = spark.add_artifacts([other.clone()]).await.expect_err("another file");
        assert_eq!(error.error_class(), Some("ARTIFACT_ALREADY_EXISTS"));
        server.session().await.add_artifacts([other]).await?;
        Ok(())
    }

    async fn an_archive_is_unpacked(server) -> Result<()> {
        if !server.kind().is_spark() {
            return refused(server).await;
        }
        let spark = server.session().await;
        spark.add_artifacts([Artifact::archive_as(data("greeter.jar"), "unpacked")]).await?;
        path_of(&spark, "unpacked/org/example/Greeter.class").await?;
        let spark = server.session().await;
        spark.add_artifacts([Artifact::archive(data("greeter.jar"))]).await?;
        path_of(&spark, "greeter.jar/org/example/Greeter.class").await?;
        Ok(())
    }

    async fn a_file_is_copied_where_the_server_allows_it(server) -> Result<()> {
        if !server.kind().is_spark() {
            return refused(server).await;
        }
        let spark = server.session().await;
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("copy.jar");
        let target = target.to_str().expect("UTF-8");
        let error = spark.copy_from_local_to_fs(data("greeter.jar"), target).await.expect_err("not allowed");
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        assert!(error.to_string().contains("allowDestLocal"), "{error}");
        let allowed = spark.conf().set("spark.sql.artifact.copyFromLocalToFs.allowDestLocal", true).await;
        if server.kind() == Kind::Spark43 {
            // Newer servers have to be started with it.
            let error = allowed.expect_err("a static setting");
            assert_eq!(error.error_class(), Some("CANNOT_MODIFY_STATIC_CONFIG"));
            return Ok(());
        }
        allowed?;
        spark.copy_from_local_to_fs(data("greeter.jar"), target).await?;
        assert_eq!(fs::read(target).expect("a copy"), fs::read(data("greeter.jar")).expect("the jar"));
        Ok(())
    }
}

/// Sail has no artifacts, and the error says so.
async fn refused(server: &TestServer) -> Result<()> {
    let spark = server.session().await;
    let error = spark.add_artifacts([Artifact::file("a").content("x")]).await.expect_err("no artifacts");
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert_eq!(error.to_string(), "the server keeps no artifacts: Spark does, Sail does not");
    Ok(())
}
