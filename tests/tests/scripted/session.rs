//! The session: what every call says of it, and how it ends.

use std::collections::BTreeSet;

use spark_connect_core::{
    error::{ErrorKind, Result},
    proto::spark::connect::{
        ExecutePlanResponse,
        config_request::operation::OpType,
        interrupt_request::{Interrupt, InterruptType},
    },
    session::{Artifact, OperationState, OperationStatus, SparkSession},
};
use spark_connect_tests::scripted::{Call, Script, ScriptedServer, error_info, long_batch};
use tonic::Status;

use crate::{connect, ids, run, three_batches};

#[tokio::test]
async fn every_call_is_of_the_same_session_and_user() {
    let server = ScriptedServer::start(Script::new(three_batches())).await;
    let spark = connect(server.remote()).await;
    spark.version().await.expect("a version");
    ids(run(&spark)).await.expect("a result");
    server.received(Call::is_release_all).await;
    spark.stop().await.expect("an answer");
    let calls = server.calls();
    assert_eq!(calls.len(), 5, "{calls:#?}");
    for call in calls {
        let (session_id, user) = match call {
            Call::Execute(request) => (request.session_id, request.user_context),
            Call::Release(request) => (request.session_id, request.user_context),
            Call::ReleaseSession(request) => (request.session_id, request.user_context),
            Call::Analyze(request) => (request.session_id, request.user_context),
            Call::Config(request) => (request.session_id, request.user_context),
            other => panic!("not expected: {other:?}"),
        };
        assert_eq!(session_id, spark.session_id());
        assert_eq!(user.map(|user| user.user_id).as_deref(), Some("tester"));
    }
}

#[tokio::test]
async fn the_server_s_id_of_the_session_is_sent_back() {
    let server = ScriptedServer::start(Script::new(three_batches())).await;
    let spark = connect(server.remote()).await;
    ids(run(&spark)).await.expect("a result");
    spark.conf().get_option("a").await.expect("an answer");
    let observed = |call| match call {
        Call::Config(request) => Some(request.client_observed_server_side_session_id),
        _ => None,
    };
    let observed: Vec<_> = server.calls().into_iter().filter_map(observed).collect();
    assert_eq!(observed, [None, Some("scripted-server-session".to_owned())]);
}

#[tokio::test]
async fn a_session_that_changes_is_lost() {
    let other = |change: fn(&mut ExecutePlanResponse)| {
        let mut responses = three_batches();
        let mut changed = long_batch(10..20);
        change(&mut changed);
        responses[2] = changed;
        responses
    };
    let changes: [fn(&mut ExecutePlanResponse); 2] = [
        |response| response.session_id = "other".into(),
        |response| response.server_side_session_id = "other".into(),
    ];
    for change in changes {
        let server = ScriptedServer::start(Script::new(other(change))).await;
        let spark = connect(server.remote()).await;
        let error = ids(run(&spark)).await.expect_err("another session");
        assert_eq!(error.kind(), ErrorKind::Session, "{error}");
        assert!(error.is_session_lost());
        let before = server.calls().iter().filter(|call| matches!(call, Call::Config(_))).count();
        let error = spark.conf().get_option("a").await.expect_err("the session is lost");
        assert_eq!(error.kind(), ErrorKind::Session);
        let after = server.calls().iter().filter(|call| matches!(call, Call::Config(_))).count();
        assert_eq!(before, after);
    }
}

#[tokio::test]
async fn a_stopped_session_makes_no_calls() {
    let server = ScriptedServer::start(Script::new(three_batches())).await;
    let spark = connect(server.remote()).await;
    spark.stop().await.expect("an answer");
    spark.clone().stop().await.expect("nothing to do");
    let error = ids(run(&spark)).await.expect_err("stopped");
    assert_eq!(error.kind(), ErrorKind::Session);
    let released = server.calls().iter().filter(|call| matches!(call, Call::ReleaseSession(_))).count();
    assert_eq!(released, 1);
    assert!(!server.calls().iter().any(|call| matches!(call, Call::Execute(_))));
}

#[tokio::test]
async fn the_configuration_is_set_with_the_first_call() {
    let server = ScriptedServer::start(Script::default()).await;
    let builder = SparkSession::builder()
        .remote(server.remote())
        .app_name("app")
        .config("spark.sql.ansi.enabled", true);
    builder
        .config("spark.master", "local")
        .user_agent("tester/1")
        .connect()
        .await
        .expect("the server is there");
    let calls = server.calls();
    let [Call::Config(request)] = calls.as_slice() else { panic!("{calls:#?}") };
    assert!(
        request.client_type.as_deref().is_some_and(|agent| agent.starts_with("tester/1 spark-connect-core/"))
    );
    let Some(OpType::Set(set)) = request.operation.clone().and_then(|operation| operation.op_type) else {
        panic!("{request:#?}")
    };
    assert_eq!(set.silent, Some(true));
    let pairs: Vec<_> =
        set.pairs.into_iter().map(|pair| (pair.key, pair.value.unwrap_or_default())).collect();
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    assert_eq!(pairs, [pair("spark.app.name", "app"), pair("spark.sql.ansi.enabled", "true")]);
}

/// Every call that is answered checks whose answer it is.
#[tokio::test]
async fn every_call_notices_that_the_server_was_replaced() {
    async fn fails<T>(call: &str, work: impl AsyncFn(SparkSession) -> Result<T>) {
        let server = ScriptedServer::start(Script::default().server_session("first")).await;
        let spark = connect(server.remote()).await;
        server.play(Script::new(three_batches()).server_session("second"));
        let error = work(spark.clone()).await.err().unwrap_or_else(|| panic!("{call} notices it"));
        assert_eq!(error.kind(), ErrorKind::Session, "{call}: {error:?}");
        assert!(error.is_session_lost() && spark.is_stopped(), "{call}");
        assert_eq!(
            error.to_string(),
            "the server was restarted or replaced, and the session was lost with it: make a new `SparkSession`",
            "{call}"
        );
        // From now on nothing is sent.
        let before = server.calls().len();
        assert_eq!(spark.version().await.expect_err("lost").kind(), ErrorKind::Session);
        assert_eq!(spark.interrupt_all().await.expect_err("lost").kind(), ErrorKind::Session);
        spark.stop().await.expect("there is nothing to stop");
        assert_eq!(server.calls().len(), before, "{call}: {:#?}", server.calls());
    }
    fails("Config", async |spark| spark.conf().get_option("a").await).await;
    fails("AnalyzePlan", async |spark| spark.version().await.map(drop)).await;
    fails("Interrupt", async |spark| spark.interrupt_all().await).await;
    fails("CloneSession", async |spark| spark.clone_session().await).await;
    fails("GetStatus", async |spark| spark.all_operation_statuses().await).await;
    fails("AddArtifacts", async |spark| {
        spark.add_artifacts([Artifact::file("a.txt").content("content")]).await
    })
    .await;
    fails("ExecutePlan", async |spark| ids(run(&spark)).await).await;
}

#[tokio::test]
async fn a_session_that_the_server_closed_is_lost() {
    for class in ["SESSION_CHANGED", "SESSION_CLOSED", "SESSION_NOT_FOUND"] {
        let class = format!("INVALID_HANDLE.{class}");
        let server = ScriptedServer::start(Script::default()).await;
        let spark = connect(server.remote()).await;
        server.play(Script::default().config_failure(error_info(
            &format!("[{class}] The handle is invalid."),
            &[],
            &[("errorClass", &class)],
        )));
        let error = spark.conf().get_option("a").await.expect_err("lost");
        assert_eq!(error.to_string(), format!("[{class}] The handle is invalid."));
        assert!(error.is_session_lost() && spark.is_stopped());
        let error = spark.conf().get_option("a").await.expect_err("lost");
        assert_eq!(error.to_string(), format!("the session is lost ({class}): make a new `SparkSession`"));
        assert_eq!(error.error_class(), Some(class.as_str()));
        assert_eq!(server.calls().len(), 2, "{:#?}", server.calls());
    }
}

#[tokio::test]
async fn interruption_says_what_is_meant() {
    let server = ScriptedServer::start(Script::default()).await;
    let spark = connect(server.remote()).await;
    assert_eq!(spark.interrupt_all().await.expect("an answer"), [""; 0]);
    assert_eq!(spark.interrupt_tag("nightly").await.expect("an answer"), ["nightly"]);
    assert_eq!(spark.interrupt_operation("an id").await.expect("an answer"), ["an id"]);
    let asked = |call| match call {
        Call::Interrupt(request) => Some((request.interrupt_type(), request.interrupt)),
        _ => None,
    };
    let asked: Vec<_> = server.calls().into_iter().filter_map(asked).collect();
    assert_eq!(
        asked,
        [
            (InterruptType::All, None),
            (InterruptType::Tag, Some(Interrupt::OperationTag("nightly".into()))),
            (InterruptType::OperationId, Some(Interrupt::OperationId("an id".into()))),
        ]
    );
}

#[tokio::test]
async fn states_of_operations_have_names() {
    let names = [
        OperationState::Unknown,
        OperationState::Unknown,
        OperationState::Running,
        OperationState::Terminating,
        OperationState::Succeeded,
        OperationState::Failed,
        OperationState::Cancelled,
        // A state that this version of the protocol does not know.
        OperationState::Unknown,
    ];
    let numbers = 0..names.len() as i32;
    let script = numbers.fold(Script::default(), |script, state| script.status(&format!("o{state}"), state));
    let server = ScriptedServer::start(script).await;
    let spark = connect(server.remote()).await;
    let statuses = spark.operation_statuses(["o2", "o3"]).await.expect("an answer");
    assert_eq!(statuses.iter().map(OperationStatus::state).collect::<Vec<_>>(), names);
    assert_eq!(statuses.first().map(OperationStatus::operation_id), Some("o0"));
    let calls = server.calls();
    // The scripted server had not told its id of the session, so it was asked for something that makes one first.
    let [_, Call::Config(_), Call::Status(request)] = calls.as_slice() else { panic!("{calls:#?}") };
    let ids = request.operation_status.as_ref().map(|status| status.operation_ids.clone());
    assert_eq!(ids, Some(vec!["o2".to_owned(), "o3".to_owned()]));
}

#[tokio::test]
async fn a_new_session_takes_no_call() {
    let server = ScriptedServer::start(Script::new(three_batches())).await;
    let spark = connect(server.remote()).await;
    let new = spark.new_session();
    assert_eq!(server.calls().len(), 1);
    ids(run(&new)).await.expect("a result");
    let calls = server.calls();
    let Some(Call::Execute(request)) = calls.get(1) else { panic!("{calls:#?}") };
    assert_eq!(request.session_id, new.session_id());
    assert_eq!(request.user_context.as_ref().map(|user| user.user_id.as_str()), Some("tester"));
    // What one session observes is not the other's.
    assert_eq!(request.client_observed_server_side_session_id, None);
}

#[tokio::test]
async fn a_copy_of_a_session_is_made_once() {
    let exists = "INVALID_CLONE_SESSION_REQUEST.TARGET_SESSION_ID_ALREADY_EXISTS";
    // The first answer is lost on its way, the second says that the first try had arrived.
    let script = Script::default()
        .server_session("origin")
        .clone_failure(Status::unavailable("a proxy is restarted"))
        .clone_failure(error_info("the target session ID exists", &[], &[("errorClass", exists)]));
    let server = ScriptedServer::start(script).await;
    let spark = connect(server.remote()).await;
    let copy = spark.clone_session().await.expect("a copy");
    let second = spark.clone_session().await.expect("another copy");
    let named = |call| match call {
        Call::CloneSession(request) => {
            assert_eq!(request.client_observed_server_side_session_id.as_deref(), Some("origin"));
            request.new_session_id
        }
        _ => None,
    };
    let named: Vec<_> = server.calls().into_iter().filter_map(named).collect();
    assert_eq!(named, [copy.session_id(), copy.session_id(), second.session_id()]);
    // The server had told its id of the copy.
    server.play(Script::default());
    second.conf().get_option("a").await.expect("an answer");
    let calls = server.calls();
    let Some(Call::Config(request)) = calls.last() else { panic!("{calls:#?}") };
    assert_eq!(request.client_observed_server_side_session_id.as_deref(), Some("copy"));
}

#[tokio::test]
async fn an_operation_has_the_tags_of_where_it_starts() {
    let server = ScriptedServer::start(Script::new(three_batches())).await;
    let spark = connect(server.remote()).await;
    spark.add_tag("service").expect("a tag");
    let inside = spark.tagged("nightly", async {
        // On another thread, the tags are those of here all the same.
        tokio::task::yield_now().await;
        ids(run(&spark)).await
    });
    inside.await.expect("a result");
    spark.clear_tags();
    ids(run(&spark)).await.expect("a result");
    let tags = |call| match call {
        Call::Execute(request) => Some(request.tags),
        _ => None,
    };
    let tags: Vec<_> = server.calls().into_iter().filter_map(tags).collect();
    assert_eq!(tags, [vec!["nightly".to_owned(), "service".to_owned()], Vec::new()]);
}

#[tokio::test]
async fn every_call_extends_the_user_context() {
    let server = ScriptedServer::start(Script::new(three_batches())).await;
    let builder = SparkSession::builder()
        .remote(server.remote())
        .user_context_extension("type.example.com/Team", b"hunter2".as_slice())
        .user_context_extension("type.example.com/Cost", Vec::new());
    let printed = format!("{builder:?}");
    assert!(printed.contains("type.example.com/Team") && !printed.contains("hunter2"), "{printed}");
    assert!(!printed.contains("104, 117"), "{printed}");
    let spark = builder.connect().await.expect("the server is there");
    let new = spark.new_session();
    ids(run(&new)).await.expect("a result");
    server.received(Call::is_release_all).await;
    spark.interrupt_all().await.expect("an answer");
    spark.stop().await.expect("an answer");
    let calls = server.calls();
    assert_eq!(calls.len(), 5, "{calls:#?}");
    for call in calls {
        let user = match call {
            Call::Execute(request) => request.user_context,
            Call::Release(request) => request.user_context,
            Call::ReleaseSession(request) => request.user_context,
            Call::Interrupt(request) => request.user_context,
            Call::Config(request) => request.user_context,
            other => panic!("not expected: {other:?}"),
        };
        let extensions = user.expect("a user").extensions;
        let urls: Vec<_> = extensions.iter().map(|extension| extension.type_url.as_str()).collect();
        assert_eq!(urls, ["type.example.com/Team", "type.example.com/Cost"]);
        assert_eq!(extensions[0].value, b"hunter2");
    }
}

#[tokio::test]
async fn the_end_of_a_session_is_told_again_if_it_did_not_arrive() {
    let script = Script::default().release_session_failure(Status::unavailable("a proxy is restarted"));
    let server = ScriptedServer::start(script).await;
    let spark = connect(server.remote()).await;
    spark.stop().await.expect("an answer in the end");
    let ended = server.calls().iter().filter(|call| matches!(call, Call::ReleaseSession(_))).count();
    assert_eq!(ended, 2);
}

#[tokio::test]
async fn a_shared_session_is_made_once_and_checked() {
    let server = ScriptedServer::start(Script::default().server_session("first")).await;
    let ask = || SparkSession::builder().remote(server.remote()).get_or_create();
    let all = futures::future::try_join_all((0..8).map(|_| ask())).await.expect("the server is there");
    let ids: BTreeSet<_> = all.iter().map(|spark| spark.session_id().to_owned()).collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(server.calls().len(), 8);
    // The server is restarted: who asks gets a session of the new one, without an error.
    server.play(Script::default().server_session("second"));
    let next = ask().await.expect("the server is there");
    assert!(!ids.contains(next.session_id()));
    assert!(all.iter().all(SparkSession::is_stopped));
    // Any other failure is the caller's business.
    server.play(Script::default().config_failure(Status::resource_exhausted("too many")));
    assert_eq!(ask().await.expect_err("a failure").kind(), ErrorKind::Internal);
    assert_eq!(ask().await.expect("the same session").session_id(), next.session_id());
    // Other extensions of the user context, other rights: another session.
    let other = SparkSession::builder().remote(server.remote()).user_context_extension("a/b", Vec::new());
    assert_ne!(other.get_or_create().await.expect("a session").session_id(), next.session_id());
}
