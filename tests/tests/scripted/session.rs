//! The session: what every call says of it, and how it ends.

use spark_connect_core::{
    error::ErrorKind,
    proto::spark::connect::{ExecutePlanResponse, config_request::operation::OpType},
    session::SparkSession,
};
use spark_connect_tests::scripted::{Call, Script, ScriptedServer, long_batch};

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
