//! How sessions begin, are shared and end, on real servers.

use std::time::Duration;

use spark_connect_core::{
    error::{ErrorKind, Result},
    prelude::*,
    proto::spark::connect as proto,
    session::SparkSessionBuilder,
};
use spark_connect_tests::{
    on_every_server,
    servers::{Kind, TestServer, spark40, spark43},
};

const TIME_ZONE: &str = "spark.sql.session.timeZone";

/// The value that queries of the session see.
async fn time_zone(spark: &SparkSession) -> Result<String> {
    let rows = spark.sql("SELECT current_timezone()").await?.collect_as::<(String,)>().await?;
    Ok(rows.into_iter().next().expect("one row").0)
}

/// The server, under a name of the user's that no other test has.
fn as_user(server: &TestServer, user: &str) -> SparkSessionBuilder {
    SparkSession::builder().remote(format!("{};user_id={user}", server.connection_string()))
}

on_every_server! {
    async fn a_new_session_has_nothing_of_the_old_one(server) -> Result<()> {
        let spark = server.session().await;
        spark.conf().set(TIME_ZONE, "Asia/Tokyo").await?;
        spark.add_tag("old")?;
        let _ = spark.sql("CREATE TEMPORARY VIEW seen AS SELECT 1 AS x").await?;
        let new = spark.new_session();
        assert_ne!(new.session_id(), spark.session_id());
        assert!(new.tags().is_empty());
        assert_ne!(time_zone(&new).await?, "Asia/Tokyo");
        assert_eq!(new.table("seen").count().await.expect_err("no view").kind(), ErrorKind::Analysis);
        // Each ends by itself.
        spark.stop().await?;
        assert!(spark.is_stopped());
        assert!(!new.is_stopped());
        assert_eq!(new.range(0, 2).count().await?, 2);
        Ok(())
    }

    async fn a_new_session_that_is_never_used_can_be_stopped(server) -> Result<()> {
        let spark = server.session().await;
        let new = spark.new_session();
        new.stop().await?;
        assert!(new.is_stopped());
        assert_eq!(new.range(0, 2).count().await.expect_err("stopped").kind(), ErrorKind::Session);
        Ok(())
    }

    async fn a_cloned_session_goes_its_own_way(server) -> Result<()> {
        let spark = server.session().await;
        spark.conf().set(TIME_ZONE, "Asia/Tokyo").await?;
        let _ = spark.sql("CREATE TEMPORARY VIEW seen AS SELECT 1 AS x").await?;
        spark.add_tag("old")?;
        if server.kind() != Kind::Spark43 {
            let error = spark.clone_session().await.expect_err("not there");
            assert_eq!(error.kind(), ErrorKind::Unsupported);
            assert_eq!(error.to_string(), "the server cannot copy a session: it takes Spark 4.1 or newer");
            // Nothing happened to the session.
            assert_eq!(spark.table("seen").count().await?, 1);
            return Ok(());
        }
        let copy = spark.clone_session().await?;
        assert_ne!(copy.session_id(), spark.session_id());
        assert_eq!(time_zone(&copy).await?, "Asia/Tokyo");
        assert_eq!(copy.table("seen").count().await?, 1);
        assert!(copy.tags().is_empty());
        copy.conf().set(TIME_ZONE, "Europe/Lisbon").await?;
        let _ = copy.sql("DROP VIEW seen").await?;
        assert_eq!(time_zone(&spark).await?, "Asia/Tokyo");
        assert_eq!(spark.table("seen").count().await?, 1);
        spark.stop().await?;
        assert_eq!(time_zone(&copy).await?, "Europe/Lisbon");
        // A session that has made no call yet can be copied too.
        assert_eq!(copy.new_session().clone_session().await?.range(0, 2).count().await?, 2);
        Ok(())
    }

    async fn a_session_is_shared_by_those_who_ask_alike(server) -> Result<()> {
        let ask = || as_user(server, "shares");
        let (one, two) = tokio::try_join!(ask().get_or_create(), ask().config(TIME_ZONE, "Asia/Tokyo").get_or_create())?;
        assert_eq!(one.session_id(), two.session_id());
        // The configuration is set on the one that is there.
        assert_eq!(time_zone(&one).await?, "Asia/Tokyo");
        // Another user, a session that was asked for by its id, and one of `connect` are others.
        assert_ne!(as_user(server, "other").get_or_create().await?.session_id(), one.session_id());
        assert_ne!(ask().connect().await?.session_id(), one.session_id());
        // What was stopped is replaced.
        one.stop().await?;
        let three = ask().get_or_create().await?;
        assert_ne!(three.session_id(), one.session_id());
        assert_eq!(three.range(0, 2).count().await?, 2);
        // What nobody holds is gone.
        let id = three.session_id().to_owned();
        drop(three);
        assert_ne!(ask().get_or_create().await?.session_id(), id);
        Ok(())
    }

    async fn a_session_that_others_end_is_lost_and_replaced(server) -> Result<()> {
        let ask = || as_user(server, "ends");
        let spark = ask().get_or_create().await?;
        let id = spark.session_id().parse().expect("a UUID");
        let joined = ask().session_id(id).connect().await?;
        assert_eq!(joined.session_id(), spark.session_id());
        joined.stop().await?;
        // Nobody told this side.
        assert!(!spark.is_stopped());
        let next = ask().get_or_create().await?;
        assert_ne!(next.session_id(), spark.session_id());
        assert!(spark.is_stopped());
        let error = spark.range(0, 1).count().await.expect_err("ended");
        assert!(error.is_session_lost());
        assert!(error.to_string().ends_with(": make a new `SparkSession`"), "{error}");
        // There is nothing left to end.
        spark.stop().await?;
        assert_eq!(next.range(0, 2).count().await?, 2);
        Ok(())
    }

    async fn a_session_belongs_to_its_user(server) -> Result<()> {
        let spark = as_user(server, "ada").connect().await?;
        let _ = spark.sql("CREATE TEMPORARY VIEW seen AS SELECT 1 AS x").await?;
        let id = spark.session_id().parse().expect("a UUID");
        let same = as_user(server, "ada").session_id(id).connect().await?;
        assert_eq!(same.table("seen").count().await?, 1);
        let other = as_user(server, "bob").session_id(id).connect().await?;
        // Sail has one session for all users that know its id.
        assert_eq!(other.table("seen").count().await.is_ok(), !server.kind().is_spark());
        Ok(())
    }

    async fn the_user_context_may_be_extended(server) -> Result<()> {
        let message = prost::Message::encode_to_vec(&"the team".to_owned());
        let builder = as_user(server, "extends")
            .user_context_extension("type.googleapis.com/google.protobuf.StringValue", message);
        let spark = builder.connect().await?;
        assert_eq!(spark.range(0, 2).count().await?, 2);
        Ok(())
    }
}

/// Ends a session on the server behind the back of its client, in a way that lets the same id begin anew: what a
/// restart of the server looks like to the client.
async fn replace(server: &TestServer, spark: &SparkSession, user: &str) {
    let (host, rest) = server.connection_string()["sc://".len()..].split_once('/').expect("parameters");
    let token = rest.split(';').find_map(|parameter| parameter.strip_prefix("token=")).expect("a token");
    let channel = tonic::transport::Endpoint::from_shared(format!("http://{host}")).expect("an address");
    let mut grpc = tonic::client::Grpc::new(channel.connect().await.expect("the server is there"));
    grpc.ready().await.expect("the server is there");
    let mut request = tonic::Request::new(proto::ReleaseSessionRequest {
        session_id: spark.session_id().to_owned(),
        user_context: Some(proto::UserContext { user_id: user.to_owned(), ..Default::default() }),
        client_type: None,
        allow_reconnect: true,
    });
    let bearer = format!("Bearer {token}").parse().expect("a header");
    request.metadata_mut().insert("authorization", bearer);
    let path = tonic::codegen::http::uri::PathAndQuery::from_static(
        "/spark.connect.SparkConnectService/ReleaseSession",
    );
    let codec =
        tonic_prost::ProstCodec::<proto::ReleaseSessionRequest, proto::ReleaseSessionResponse>::default();
    grpc.unary(request, path, codec).await.expect("the session is released");
}

/// Sail cannot say that a session changed: it has no id of its own for one.
#[tokio::test]
async fn a_session_that_is_not_the_same_any_more_is_lost() -> Result<()> {
    for server in [spark43().await, spark40().await] {
        let name = server.kind().name();
        let ask = || as_user(server, "restarts");
        let spark = ask().get_or_create().await?;
        let _ = spark.sql("CREATE TEMPORARY VIEW seen AS SELECT 1 AS x").await?;
        // The release of that command is not to be who finds out.
        tokio::time::sleep(Duration::from_secs(1)).await;
        replace(server, &spark, "restarts").await;
        // Someone else with the same id, so that the server has such a session.
        let id = spark.session_id().parse().expect("a UUID");
        assert_eq!(ask().session_id(id).connect().await?.range(0, 2).count().await?, 2, "{name}");
        let error = spark.table("seen").count().await.expect_err("another session");
        assert_eq!(error.kind(), ErrorKind::Session, "{name}: {error:?}");
        assert_eq!(error.error_class(), Some("INVALID_HANDLE.SESSION_CHANGED"), "{name}");
        assert!(spark.is_stopped());
        let error = spark.conf().get_all().await.expect_err("lost");
        assert_eq!(
            error.to_string(),
            "the session is lost (INVALID_HANDLE.SESSION_CHANGED): make a new `SparkSession`",
            "{name}"
        );
        assert_eq!(ask().get_or_create().await?.range(0, 2).count().await?, 2, "{name}");
    }
    Ok(())
}

/// A local server configures all its sessions, whatever their first call is, and lives as long as one of them.
#[tokio::test]
async fn a_new_session_of_a_local_server_is_configured() -> Result<()> {
    const FOLDER: &str = "spark.sql.warehouse.dir";
    let spark = SparkSession::builder().remote("sail").connect().await?;
    let folder = spark.conf().get(FOLDER).await?;
    assert!(!folder.is_empty());
    let (asks, runs) = (spark.new_session(), spark.new_session());
    drop(spark);
    assert_eq!(asks.conf().get(FOLDER).await?, folder);
    assert_eq!(runs.range(0, 2).count().await?, 2);
    assert_eq!(runs.conf().get(FOLDER).await?, folder);
    Ok(())
}

/// A session outlives the runtime that it was made in, but cannot be used any more: another runtime gets another one.
#[test]
fn a_session_is_not_shared_with_a_runtime_that_is_gone() -> Result<()> {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let server = runtime().block_on(async { Kind::Sail.builder().start().await })?;
    let ask = || SparkSession::builder().remote(server.connection_string()).get_or_create();
    let first = runtime();
    let one = first.block_on(ask())?;
    drop(first);
    assert!(one.is_stopped());
    let second = runtime();
    let error = second.block_on(one.conf().get_all()).expect_err("no connection");
    assert_eq!(error.kind(), ErrorKind::Connection);
    let two = second.block_on(ask())?;
    assert_ne!(one.session_id(), two.session_id());
    assert_eq!(second.block_on(two.range(0, 2).count())?, 2);
    Ok(())
}
