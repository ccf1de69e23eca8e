//! Uploads that arrive damaged, or not at all.

use std::{
    io::Write,
    sync::atomic::{AtomicI64, Ordering},
};

use arrow_array::{cast::AsArray, types::Int64Type};
use arrow_ipc::reader::StreamReader;
use futures::TryStreamExt;
use prost::Message;
use sha2::{Digest, Sha256};
use spark_connect_core::{
    error::ErrorKind,
    proto::spark::connect::{self as proto, plan::compressed_operation::OpType as Kind, relation::RelType},
    session::Artifact,
};
use spark_connect_tests::{
    faults::Proxy,
    scripted::{Call, End, Script, ScriptedServer, error_info, long_schema},
};

use crate::{connect, three_batches};

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

fn sha256(data: &[u8]) -> String {
    Sha256::digest(data).iter().map(|byte| format!("{byte:02x}")).collect()
}

const THRESHOLD: &str = "spark.sql.session.localRelationCacheThreshold";
const CHUNK_SIZE: &str = "spark.sql.session.localRelationChunkSizeBytes";

/// The relation of each plan that was executed.
fn plans(server: &ScriptedServer) -> Vec<proto::relation::RelType> {
    use proto::plan::OpType;
    let relation = |call| match call {
        Call::Execute(request) => match request.plan?.op_type? {
            OpType::Root(relation) => relation.rel_type,
            _ => None,
        },
        _ => None,
    };
    server.calls().into_iter().filter_map(relation).collect()
}

/// The hashes that were asked for, by call.
fn asked(server: &ScriptedServer) -> Vec<usize> {
    let names = |call: &Call| match call {
        Call::ArtifactStatus(request) => Some(request.names.len()),
        _ => None,
    };
    server.calls().iter().filter_map(names).collect()
}

#[tokio::test]
async fn many_rows_are_uploaded_once_and_named_by_their_hashes() {
    let script = Script::new(three_batches()).option(THRESHOLD, "1048576").option(CHUNK_SIZE, "16777216");
    let server = ScriptedServer::start(script).await;
    let spark = connect(server.remote()).await;
    let rows: Vec<i64> = (0..5_000_000).collect();
    let numbers = spark.create_dataset(&rows).to_df();
    for _ in 0..2 {
        numbers.batches().try_collect::<Vec<_>>().await.expect("a result");
    }
    let [RelType::ChunkedCachedLocalRelation(first), RelType::ChunkedCachedLocalRelation(second)] =
        &plans(&server)[..]
    else {
        panic!("{:?}", server.calls())
    };
    assert_eq!(first, second);
    assert_eq!((first.data_hashes.len(), asked(&server), uploads(&server)), (3, vec![4, 4], 1));

    // The server has what the hashes name: streams of their own, and the schema.
    let stored = server.artifacts();
    let mut read = Vec::new();
    for hash in &first.data_hashes {
        let data = &stored[&format!("cache/{hash}")];
        assert_eq!(&sha256(data), hash);
        for batch in StreamReader::try_new(data.as_slice(), None).expect("a stream") {
            read.extend_from_slice(batch.expect("a batch").column(0).as_primitive::<Int64Type>().values());
        }
    }
    assert!(read == rows);
    let schema = &stored[&format!("cache/{}", first.schema_hash.clone().expect("a hash"))];
    assert!(String::from_utf8_lossy(schema).contains(r#""name":"value""#));

    // Another dataset of the same rows is the same data.
    spark.create_dataset(&rows).to_df().batches().try_collect::<Vec<_>>().await.expect("a result");
    assert_eq!(uploads(&server), 1);
}

/// Rows that are sent as they are made: a few go with the plan, without a call; more are uploaded while they are made.
#[tokio::test]
async fn rows_that_are_sent_as_they_are_made() {
    let script = Script::new(three_batches()).option(THRESHOLD, "1048576").option(CHUNK_SIZE, "16777216");
    let server = ScriptedServer::start(script).await;
    let spark = connect(server.remote()).await;
    let before = server.calls().len();
    let few = spark.upload_dataset(0..1000_i64).await.expect("no call").to_df();
    assert_eq!(server.calls().len(), before);
    few.batches().try_collect::<Vec<_>>().await.expect("a result");
    assert!(matches!(plans(&server)[..], [RelType::LocalRelation(_)]));

    let count = 5_000_000;
    let made = AtomicI64::new(0);
    let rows = (0..count).inspect(|number| {
        // The first chunk is there before the last one is made; the second may be on its way.
        assert!(*number < count - 1 || uploads(&server) >= 1);
        made.fetch_add(1, Ordering::Relaxed);
    });
    let many = spark.upload_dataset(rows).await.expect("three chunks").to_df();
    // With the schema.
    assert_eq!((made.into_inner(), uploads(&server)), (count, 4));
    for _ in 0..2 {
        many.batches().try_collect::<Vec<_>>().await.expect("a result");
    }
    let [_, RelType::ChunkedCachedLocalRelation(first), RelType::ChunkedCachedLocalRelation(second)] =
        &plans(&server)[..]
    else {
        panic!("{:?}", server.calls())
    };
    assert_eq!((first, uploads(&server)), (second, 4));
    let (stored, mut read) = (server.artifacts(), Vec::new());
    for hash in &first.data_hashes {
        let data = &stored[&format!("cache/{hash}")];
        assert!(data.len() < 20 * 1024 * 1024);
        for batch in StreamReader::try_new(data.as_slice(), None).expect("a stream") {
            read.extend_from_slice(batch.expect("a batch").column(0).as_primitive::<Int64Type>().values());
        }
    }
    assert!(read.into_iter().eq(0..count));
}

/// A server that takes no chunks gets the rows as a whole, unless they are too many.
#[tokio::test]
async fn rows_for_a_server_that_takes_no_chunks() {
    let server = ScriptedServer::start(Script::new(three_batches())).await;
    let spark = connect(server.remote()).await;
    let some = spark.upload_dataset(0..5_000_000_i64).await.expect("40 MB").to_df();
    some.batches().try_collect::<Vec<_>>().await.expect("a result");
    assert!(matches!(plans(&server)[..], [RelType::LocalRelation(_)]));
    let mut made = 0;
    let rows = (0..i64::MAX).inspect(|_| made += 1);
    let error = spark.upload_dataset(rows).await.expect_err("too many");
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!((8_000_000..12_000_000).contains(&made), "{made}");
}

#[tokio::test]
async fn servers_before_4_1_know_one_hash() {
    let server = ScriptedServer::start(Script::new(three_batches()).option(THRESHOLD, "100000")).await;
    let spark = connect(server.remote()).await;
    let numbers = spark.create_dataset(&(0..50_000_i64).collect::<Vec<_>>()).to_df();
    numbers.batches().try_collect::<Vec<_>>().await.expect("a result");
    let [RelType::CachedLocalRelation(cached)] = &plans(&server)[..] else { panic!("{:?}", server.calls()) };
    let data = &server.artifacts()[&format!("cache/{}", cached.hash)];
    assert_eq!(sha256(data), cached.hash);
    let local = proto::LocalRelation::decode(data.as_slice()).expect("a relation");
    let batches = StreamReader::try_new(local.data.as_deref().expect("rows"), None).expect("a stream");
    assert_eq!(batches.map(|batch| batch.expect("a batch").num_rows()).sum::<usize>(), 50_000);
    assert!(local.schema.is_some_and(|schema| schema.contains("value")));
}

#[tokio::test]
async fn few_rows_and_those_of_servers_without_a_cache_go_with_the_plan() {
    let many = (0..500_000_i64).collect::<Vec<_>>();
    let few = (0..1000_i64).collect::<Vec<_>>();
    let cases = [
        (Script::new(three_batches()).option(THRESHOLD, "100"), &few, false),
        (
            Script::new(three_batches()).option(THRESHOLD, "2147483647").option(CHUNK_SIZE, "16777216"),
            &many,
            true,
        ),
        (Script::new(three_batches()), &many, true),
        (Script::new(three_batches()).option(THRESHOLD, "-1").option(CHUNK_SIZE, "16777216"), &many, true),
    ];
    for (script, rows, asks) in cases {
        let server = ScriptedServer::start(script).await;
        let spark = connect(server.remote()).await;
        let configs = || server.calls().iter().filter(|call| matches!(call, Call::Config(_))).count();
        let before = configs();
        let numbers = spark.create_dataset(rows).to_df();
        for _ in 0..2 {
            numbers.batches().try_collect::<Vec<_>>().await.expect("a result");
        }
        let [RelType::LocalRelation(first), RelType::LocalRelation(_)] = &plans(&server)[..] else {
            panic!("{:?}", server.calls())
        };
        assert!(first.data.as_ref().is_some_and(|data| data.len() > rows.len() * 8));
        assert_eq!((asked(&server), uploads(&server), configs() - before), (vec![], 0, usize::from(asks)));
    }
}

/// Also for questions about a plan, and wherever in the plan the rows are.
#[tokio::test]
async fn rows_are_found_inside_of_plans() {
    let script = Script::new(three_batches())
        .option(THRESHOLD, "1000")
        .option(CHUNK_SIZE, "16777216")
        .schema(long_schema());
    let server = ScriptedServer::start(script).await;
    let spark = connect(server.remote()).await;
    let numbers = |from: i64| spark.create_dataset(&(from..from + 20_000).collect::<Vec<_>>()).to_df();
    let (one, two) = (numbers(0), numbers(1));
    let plan = one.union(&two).union(&one.filter("value > 7"));
    plan.schema().await.expect("a schema");
    plan.write().save_as_table("t").await.expect("a table");
    assert_eq!((asked(&server), uploads(&server)), (vec![4, 4], 1));
    let text = format!("{:?}", server.calls());
    assert_eq!(text.matches("ChunkedCachedLocalRelation(").count(), 6, "{text}");
    assert_eq!(text.matches("LocalRelation(LocalRelation").count(), 0);
}

/// A result that is dropped while its rows are uploaded is not started.
#[tokio::test]
async fn an_upload_ends_with_the_result_that_needed_it() {
    let script = Script::new(three_batches()).option(THRESHOLD, "1000").option(CHUNK_SIZE, "16777216");
    let server = ScriptedServer::start(script).await;
    let proxy = Proxy::start(server.address()).await;
    let spark = connect(proxy.remote()).await;
    let numbers = spark.create_dataset(&(0..3_000_000_i64).collect::<Vec<_>>()).to_df();
    let results = numbers.batches();
    server.received(|call| matches!(call, Call::AddArtifacts)).await;
    drop(results);
    spark.stop().await.expect("the end");
    assert!(plans(&server).is_empty());
}

/// The plans that were executed: whether they are compressed, and the length of what they hold.
fn sent(server: &ScriptedServer) -> Vec<(bool, usize)> {
    use proto::plan::OpType;
    let plan = |call| match call {
        Call::Execute(request) => match request.plan?.op_type? {
            OpType::CompressedOperation(operation) => {
                let data = zstd::decode_all(operation.data.as_ref()).expect("zstd");
                let length = match operation.op_type() {
                    Kind::Relation => {
                        proto::Relation::decode(data.as_slice()).expect("a relation").encoded_len()
                    }
                    Kind::Command => {
                        proto::Command::decode(data.as_slice()).expect("a command").encoded_len()
                    }
                    Kind::Unspecified => panic!("no kind"),
                };
                Some((true, length))
            }
            OpType::Root(relation) => Some((false, relation.encoded_len())),
            OpType::Command(command) => Some((false, command.encoded_len())),
        },
        _ => None,
    };
    server.calls().into_iter().filter_map(plan).collect()
}

fn compressing() -> Script {
    Script::new(three_batches())
        .option("spark.connect.session.planCompression.threshold", "2000000")
        .option("spark.connect.session.planCompression.defaultAlgorithm", "ZSTD")
}

#[tokio::test]
async fn a_large_plan_is_compressed() {
    let server = ScriptedServer::start(compressing()).await;
    let spark = connect(server.remote()).await;
    let frame =
        |length: usize| spark.range(0, 3).filter(format!("id > length('{}')", "x".repeat(length)).as_str());
    for length in [1_500_000, 3_000_000] {
        frame(length).batches().try_collect::<Vec<_>>().await.expect("a result");
    }
    frame(3_000_000).write().save_as_table("t").await.expect("a table");
    let sent = sent(&server);
    assert_eq!(sent.iter().map(|(compressed, _)| *compressed).collect::<Vec<_>>(), [false, true, true]);
    assert!(sent.iter().all(|(_, length)| *length > 1_500_000), "{sent:?}");
}

#[tokio::test]
async fn a_server_that_cannot_read_it_gets_plain_plans() {
    let class = "CONNECT_INVALID_PLAN.CANNOT_PARSE";
    let unreadable = error_info(&format!("[{class}] Cannot decompress."), &[], &[("errorClass", class)]);
    let server = ScriptedServer::start(compressing().segment(0, End::Failure(unreadable))).await;
    let spark = connect(server.remote()).await;
    let frame = spark.range(0, 3).filter(format!("id > length('{}')", "x".repeat(3_000_000)).as_str());
    for _ in 0..2 {
        let batches: Vec<_> = frame.batches().try_collect().await.expect("a result");
        assert_eq!(batches.len(), 3);
    }
    assert_eq!(
        sent(&server).iter().map(|(compressed, _)| *compressed).collect::<Vec<_>>(),
        [true, false, false]
    );
}
