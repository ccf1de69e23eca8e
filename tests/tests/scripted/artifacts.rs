//! Uploads that arrive damaged, or not at all.

use std::io::Write;

use spark_connect_core::{error::ErrorKind, session::Artifact};
use spark_connect_tests::{
    faults::Proxy,
    scripted::{Call, Script, ScriptedServer},
};

use crate::connect;

fn uploads(server: &ScriptedServer) -> usize {
    server.calls().iter().filter(|call| matches!(call, Call::AddArtifacts)).count()
}

/// Bytes that differ from chunk to chunk.
fn long() -> Vec<u8> {
    (0..3_500_000_u32).map(|index| (index / 4096) as u8).collect()
}

#[tokio::test]
async fn what_is_sent_arrives() {
    let mut file = tempfile::NamedTempFile::with_suffix(".jar").expect("a file");
    file.write_all(&long()).expect("room");
    let server = ScriptedServer::start(Script::default()).await;
    let spark = connect(server.remote()).await;
    let artifacts = [
        Artifact::jar(file.path()),
        Artifact::file("empty").content(""),
        Artifact::file("small").content("text"),
        Artifact::file("long").content(long()),
    ];
    spark.add_artifacts(artifacts).await.expect("all of them");
    spark.copy_from_local_to_fs(file.path(), "/data/x.jar").await.expect("the file");
    let name = file.path().file_name().expect("a name").to_str().expect("UTF-8");
    let stored = server.artifacts();
    let expected = [("files/empty", Vec::new()), ("files/small", b"text".to_vec()), ("files/long", long())];
    for (name, content) in expected {
        assert_eq!(stored.get(name), Some(&content), "{name}");
    }
    for name in [format!("jars/{name}"), "forward_to_fs/data/x.jar".to_owned()] {
        assert!(stored.get(&name) == Some(&long()), "{name} of {:?}", stored.keys());
    }
    assert_eq!((stored.len(), uploads(&server)), (5, 2));
    spark.add_artifacts([]).await.expect("nothing to do");
    assert_eq!(uploads(&server), 2);
}

#[tokio::test]
async fn what_arrives_damaged_is_sent_again() {
    let script = Script::default().damaged("files/a").damaged("files/a").damaged("files/b");
    let server = ScriptedServer::start(script).await;
    let spark = connect(server.remote()).await;
    let file = |name: &str| Artifact::file(name).content(long());
    spark.add_artifacts([file("a"), file("b"), file("c")]).await.expect("in the end");
    assert_eq!((server.artifacts().len(), uploads(&server)), (3, 3));

    let script = (0..3).fold(Script::default(), |script, _| script.damaged("files/d"));
    server.play(script);
    let error = spark.add_artifacts([file("d")]).await.expect_err("always damaged");
    assert_eq!(error.kind(), ErrorKind::Artifact);
    assert_eq!(error.to_string(), "`files/d` arrived damaged 3 times: does something change what is sent?");
}

#[tokio::test]
async fn an_upload_that_is_cut_off_is_made_again() {
    let server = ScriptedServer::start(Script::default()).await;
    let proxy = Proxy::start(server.address()).await;
    let spark = connect(proxy.remote()).await;
    let cut = async {
        server.received(|call| matches!(call, Call::AddArtifacts)).await;
        proxy.cut();
    };
    let artifacts = [Artifact::file("long").content(long().repeat(4))];
    let (uploaded, ()) = tokio::join!(spark.add_artifacts(artifacts), cut);
    uploaded.expect("the second time");
    assert_eq!(uploads(&server), 2);
    assert!(server.artifacts().get("files/long") == Some(&long().repeat(4)));
}

#[tokio::test]
async fn mistakes_are_errors_of_the_upload() {
    let server = ScriptedServer::start(Script::default()).await;
    let spark = connect(server.remote()).await;
    let artifacts = [Artifact::file("first").content(long()), Artifact::file("/no/such/file")];
    let error = spark.add_artifacts(artifacts).await.expect_err("no file");
    assert_eq!(
        (error.kind(), error.to_string().as_str()),
        (ErrorKind::Artifact, "/no/such/file cannot be read")
    );
    let twice = [Artifact::file("a").content("1"), Artifact::file("x/a").content("2")];
    let error = spark.add_artifacts(twice).await.expect_err("one name");
    assert_eq!(error.to_string(), "two artifacts have the name `files/a`");
    let error = spark.copy_from_local_to_fs("x", "/a/../b").await.expect_err("no such path");
    assert_eq!(error.to_string(), "`/a/../b` is no absolute path of a file: write it as `/folder/file`");
    // The first began, the others are not worth a call.
    assert!(uploads(&server) <= 1);
}
