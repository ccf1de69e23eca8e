//! What becomes of a server's errors.

use std::time::{Duration, Instant};

use spark_connect_core::{
    client::RetryPolicy,
    error::{Error, ErrorKind, QueryContext},
    proto::spark::connect::{
        FetchErrorDetailsResponse,
        fetch_error_details_response::{self as parts, SparkThrowable},
    },
    session::SparkSession,
};
use spark_connect_tests::scripted::{Call, End, Script, ScriptedServer, details, error_info, retry_info};
use spark_connect_tests::sources;
use tonic::{Code, Status};

use crate::{connect, outcome, three_batches};

const ANALYSIS: [&str; 3] =
    ["org.apache.spark.sql.AnalysisException", "java.lang.Exception", "java.lang.Throwable"];

async fn failure(status: Status) -> (ScriptedServer, Error) {
    let (server, outcome) = outcome(Script::new(three_batches()).segment(1, End::Failure(status))).await;
    (server, outcome.expect_err("a failure"))
}

#[tokio::test]
async fn an_error_says_what_the_server_said() {
    let text = "[TABLE_OR_VIEW_NOT_FOUND] The table or view `t` cannot be found. SQLSTATE: 42P01; line 1 pos 14;\n\
                'Project [*]\n+- 'UnresolvedRelation [t], [], false\n";
    let metadata = [
        ("errorClass", "TABLE_OR_VIEW_NOT_FOUND"),
        ("sqlState", "42P01"),
        ("messageParameters", r#"{"relationName":"`t`"}"#),
        ("errorId", "1"),
    ];
    let (server, error) = failure(error_info(text, &ANALYSIS, &metadata)).await;
    assert_eq!(error.kind(), ErrorKind::Analysis);
    assert_eq!(error.error_class(), Some("TABLE_OR_VIEW_NOT_FOUND"));
    assert_eq!(error.sql_state(), Some("42P01"));
    assert_eq!(error.message_parameters().get("relationName").map(String::as_str), Some("`t`"));
    let short =
        "[TABLE_OR_VIEW_NOT_FOUND] The table or view `t` cannot be found. SQLSTATE: 42P01; line 1 pos 14";
    assert_eq!(error.to_string(), short);
    assert_eq!(error.server().expect("a server's error").message(), text);
    assert!(error.operation_id().is_some());
    assert!(error.is_error_class("TABLE_OR_VIEW_NOT_FOUND") && !error.is_error_class("TABLE_OR_VIEW"));
    assert_eq!(details_asked_for(&server), ["1"]);
}

fn details_asked_for(server: &ScriptedServer) -> Vec<String> {
    let asked = |call| match call {
        Call::ErrorDetails(request) => Some(request.error_id),
        _ => None,
    };
    server.calls().into_iter().filter_map(asked).collect()
}

/// An exception as the details have it.
fn exception(class: &str, message: &str, cause: Option<i32>) -> parts::Error {
    parts::Error {
        error_type_hierarchy: vec![class.to_owned()],
        message: message.to_owned(),
        cause_idx: cause,
        ..Default::default()
    }
}

/// The error of a query that the server explains with these exceptions, the first one being the root.
async fn explained(errors: Vec<parts::Error>) -> Error {
    let status = error_info("It failed.", &ANALYSIS, &[("errorId", "e-1")]);
    let kept = FetchErrorDetailsResponse { root_error_idx: Some(0), errors, ..Default::default() };
    let script = Script::new(three_batches()).segment(1, End::Failure(status)).error_details(kept);
    let (_server, outcome) = outcome(script).await;
    outcome.expect_err("a failure")
}

#[tokio::test]
async fn the_server_s_causes_are_sources() {
    let mut root = exception("org.apache.spark.SparkException", "[OUTER] It failed.", Some(2));
    root.stack_trace = vec![
        parts::StackTraceElement {
            declaring_class: "org.apache.spark.Foo".into(),
            method_name: "bar".into(),
            file_name: Some("Foo.scala".into()),
            line_number: 12,
        },
        parts::StackTraceElement {
            declaring_class: "java.lang.Thread".into(),
            method_name: "run".into(),
            file_name: None,
            line_number: -1,
        },
    ];
    root.spark_throwable = Some(SparkThrowable {
        breaking_change_info: Some(parts::BreakingChangeInfo {
            migration_message: vec!["Write it in another way.".into()],
            mitigation_config: Some(parts::MitigationConfig { key: "k".into(), value: "v".into() }),
            needs_audit: Some(true),
        }),
        ..Default::default()
    });
    let error = explained(vec![
        root,
        exception("java.lang.ArithmeticException", "", None),
        exception("java.util.concurrent.ExecutionException", "java.lang.X: by it", Some(1)),
    ])
    .await;
    assert_eq!(error.kind(), ErrorKind::Execution);
    assert_eq!(error.to_string(), "[OUTER] It failed.");
    assert_eq!(sources(&error), ["ExecutionException: java.lang.X: by it", "ArithmeticException"]);
    let server = error.server().expect("a server's error");
    let frames: Vec<_> = server.stack_trace().iter().map(ToString::to_string).collect();
    assert_eq!(frames, ["org.apache.spark.Foo.bar(Foo.scala:12)", "java.lang.Thread.run(Unknown Source)"]);
    let change = server.breaking_change().expect("a change");
    assert_eq!((change.migration.len(), change.needs_audit), (1, true));
    assert_eq!(change.mitigation, Some(("k".to_owned(), "v".to_owned())));
}

/// Causes that are not there, that go round in a circle, and more of them than any server has.
#[tokio::test]
async fn odd_chains_of_causes_end() {
    let class = "org.apache.spark.SparkException";
    for (cause, length) in [(Some(7), 0), (Some(-1), 0), (Some(0), 0), (Some(1), 1)] {
        let errors = vec![exception(class, "a", cause), exception(class, "b", Some(0))];
        assert_eq!(sources(&explained(errors).await).len(), length, "{cause:?}");
    }
    let long = (0..1_000).map(|index| exception(class, "[A] a", Some(index + 1))).collect();
    assert_eq!(sources(&explained(long).await).len(), 16);
}

/// Where the call was made is said once, however the server says it.
#[tokio::test]
async fn the_place_in_the_program() {
    let place = parts::QueryContext {
        context_type: parts::query_context::ContextType::Dataframe.into(),
        fragment: "/".into(),
        call_site: "src/main.rs:3:9".into(),
        ..Default::default()
    };
    let text =
        "[DIVIDE_BY_ZERO] Zero. SQLSTATE: 22012\n== DataFrame ==\n\"/\" was called from\nsrc/main.rs:3:9\n";
    let mut root = exception("org.apache.spark.SparkArithmeticException", text, None);
    root.spark_throwable = Some(SparkThrowable { query_contexts: vec![place], ..Default::default() });
    let error = explained(vec![root]).await;
    assert_eq!(error.to_string(), "[DIVIDE_BY_ZERO] Zero. SQLSTATE: 22012 (`/` at src/main.rs:3:9)");
    assert_eq!(error.query_context().len(), 1);
    assert_eq!(error.query_context().first().and_then(QueryContext::call_site), Some("src/main.rs:3:9"));
}

#[tokio::test]
async fn an_interruption_needs_no_details() {
    let metadata = [("errorClass", "OPERATION_CANCELED"), ("errorId", "e-1")];
    let status =
        error_info("[OPERATION_CANCELED] Stopped.", &["org.apache.spark.SparkSQLException"], &metadata);
    let (server, error) = failure(status).await;
    assert!(error.is_cancelled());
    assert!(details_asked_for(&server).is_empty());
}

#[tokio::test]
async fn details_complete_what_was_cut() {
    let root = parts::Error {
        error_type_hierarchy: ANALYSIS.map(str::to_owned).into(),
        message: "[UNRESOLVED_COLUMN.WITH_SUGGESTION] The whole message.".into(),
        spark_throwable: Some(SparkThrowable {
            error_class: Some("UNRESOLVED_COLUMN.WITH_SUGGESTION".into()),
            message_parameters: [("objectName".to_owned(), "`a`".to_owned())].into(),
            query_contexts: vec![parts::QueryContext {
                fragment: "a".into(),
                start_index: 7,
                ..Default::default()
            }],
            sql_state: Some("42703".into()),
            breaking_change_info: None,
        }),
        ..Default::default()
    };
    let cut =
        error_info("A message that was cut...", &ANALYSIS, &[("sqlState", "42703"), ("errorId", "e-1")]);
    let script = Script::new(three_batches()).segment(1, End::Failure(cut)).error_details(details(root));
    let (server, outcome) = outcome(script).await;
    let error = outcome.expect_err("a failure");
    assert_eq!(error.error_class(), Some("UNRESOLVED_COLUMN.WITH_SUGGESTION"));
    assert_eq!(error.to_string(), "[UNRESOLVED_COLUMN.WITH_SUGGESTION] The whole message.");
    assert_eq!(error.message_parameters().len(), 1);
    let context = error.query_context().first().expect("a place");
    assert_eq!(context.to_string(), "`a` at character 7 of the SQL text");
    assert_eq!(details_asked_for(&server), ["e-1"]);
}

#[tokio::test]
async fn an_error_stands_without_its_details() {
    let (server, error) = failure(error_info("It failed.", &ANALYSIS, &[("errorId", "e-1")])).await;
    assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Analysis, "It failed."));
    assert!(server.calls().iter().any(|call| matches!(call, Call::ErrorDetails(_))));
}

/// What it says, what the classes are, the kind that it becomes, and what is left of the text.
#[tokio::test]
async fn the_kinds_of_errors() {
    let parse = "org.apache.spark.sql.catalyst.parser.ParseException";
    let cases: [(&str, &[&str], ErrorKind, &str); 9] = [
        ("[PARSE_SYNTAX_ERROR] No.", &[parse, ANALYSIS[0]], ErrorKind::Parse, "[PARSE_SYNTAX_ERROR] No."),
        ("[A.B] No.", &["org.example.Custom", ANALYSIS[0]], ErrorKind::Analysis, "[A.B] No."),
        (
            "[OPERATION_CANCELED] Stopped.",
            &["org.apache.spark.SparkSQLException"],
            ErrorKind::Cancelled,
            "[OPERATION_CANCELED] Stopped.",
        ),
        (
            "[INVALID_HANDLE.SESSION_CLOSED] Closed.",
            &["org.apache.spark.SparkSQLException"],
            ErrorKind::Session,
            "[INVALID_HANDLE.SESSION_CLOSED] Closed.",
        ),
        ("[CONNECT_INVALID_PLAN.X] No.", &[], ErrorKind::InvalidPlan, "[CONNECT_INVALID_PLAN.X] No."),
        (
            "java.lang.UnsupportedOperationException: no",
            &["java.lang.UnsupportedOperationException"],
            ErrorKind::Unsupported,
            "no",
        ),
        (
            "org.apache.spark.SparkException: [X] boom\n\tat org.apache.spark.Foo.bar(Foo.scala:1)\n",
            &["org.apache.spark.SparkException"],
            ErrorKind::Execution,
            "[X] boom",
        ),
        ("what Sail says", &["java.lang.IllegalArgumentException"], ErrorKind::Execution, "what Sail says"),
        ("no details at all", &[], ErrorKind::Internal, "no details at all"),
    ];
    for (text, classes, kind, short) in cases {
        let (_, error) = failure(error_info(text, classes, &[])).await;
        assert_eq!((error.kind(), error.to_string().as_str()), (kind, short));
    }
}

/// Codes that say it all.
#[tokio::test]
async fn the_codes_of_grpc() {
    let cases = [
        (Code::PermissionDenied, ErrorKind::Authentication),
        (Code::Unimplemented, ErrorKind::Unsupported),
        (Code::Cancelled, ErrorKind::Cancelled),
        (Code::ResourceExhausted, ErrorKind::Internal),
        (Code::Unknown, ErrorKind::Internal),
    ];
    for (code, kind) in cases {
        let (_, error) = failure(Status::new(code, "")).await;
        assert_eq!(error.kind(), kind, "{code:?}: {error}");
        assert!(error.to_string().contains("without a message"), "{error}");
    }
}

#[tokio::test]
async fn calls_are_repeated_while_the_server_is_unavailable() {
    let server = ScriptedServer::start(Script::default()).await;
    let spark = connect(server.remote()).await;
    let busy = || Status::unavailable("busy");
    server.play(Script::default().config_failure(busy()).config_failure(busy()));
    let before = server.calls().len();
    spark.conf().get_option("a").await.expect("an answer in the end");
    assert_eq!(server.calls().len() - before, 3);
}

/// The policies are the application's: which failures, how often, after which waits.
#[tokio::test]
async fn an_application_chooses_its_retries() {
    let short = || RetryPolicy::default().initial_backoff(Duration::from_millis(1)).backoff_multiplier(1.0);
    let starting = short().recognizes(|error| error.to_string().contains("starting"));
    let server = ScriptedServer::start(Script::default()).await;
    let builder = SparkSession::builder().remote(server.remote());
    let spark =
        builder.retry_policies([starting, short().max_retries(3)]).connect().await.expect("a session");
    let played = |failures: &[Status]| {
        server.play(failures.iter().cloned().fold(Script::default(), Script::config_failure));
        server.calls().len()
    };

    let before = played(&[Status::internal("starting"), Status::unavailable("busy")]);
    spark.conf().get_option("a").await.expect("an answer in the end");
    assert_eq!(server.calls().len() - before, 3);

    let before = played(&[(); 9].map(|()| Status::unavailable("busy")));
    let error = spark.conf().get_option("a").await.expect_err("too often");
    assert_eq!(server.calls().len() - before, 4);
    let retries = error.retries().expect("there were some");
    assert_eq!(retries.count, 3);
    assert!(retries.elapsed >= Duration::from_millis(3), "{retries:?}");
    assert!(error.is_retryable());
    assert!(error.to_string().starts_with("busy (given up after 3 retries in 0."), "{error}");

    let none = SparkSession::builder().remote(server.remote()).retry_policies([]);
    server.play(Script::default());
    let spark = none.connect().await.expect("a session");
    let before = played(&[Status::unavailable("busy")]);
    let error = spark.conf().get_option("a").await.expect_err("no retries");
    assert_eq!(
        (server.calls().len() - before, error.retries(), error.to_string().as_str()),
        (1, None, "busy")
    );
}

#[tokio::test]
async fn the_server_says_when_to_repeat() {
    let server = ScriptedServer::start(Script::default()).await;
    let spark = connect(server.remote()).await;
    let later = retry_info(Code::ResourceExhausted, "later", Duration::from_millis(400));
    server.play(Script::default().config_failure(later));
    let start = Instant::now();
    spark.conf().get_option("a").await.expect("an answer in the end");
    assert!(start.elapsed() >= Duration::from_millis(400));
}

#[tokio::test]
async fn other_failures_are_not_repeated() {
    for status in [Status::internal("no"), Status::resource_exhausted("no"), Status::deadline_exceeded("no")]
    {
        let server = ScriptedServer::start(Script::default()).await;
        let spark = connect(server.remote()).await;
        server.play(Script::default().config_failure(status));
        let before = server.calls().len();
        let error = spark.conf().get_option("a").await.expect_err("a failure");
        assert!(!error.is_retryable());
        assert_eq!(server.calls().len() - before, 1);
    }
}

#[tokio::test]
async fn a_wrong_token() {
    let server = ScriptedServer::start(Script::default().token("right")).await;
    let remote = format!("sc://localhost:{}", server.address().port());
    for wrong in [remote.clone(), format!("{remote}/;token=wrong")] {
        let error = SparkSession::builder().remote(wrong).connect().await.expect_err("a refusal");
        assert_eq!(error.kind(), ErrorKind::Authentication);
        assert!(!format!("{error} {error:?}").contains("wrong"), "{error:?}");
    }
    SparkSession::builder().remote(remote).token("right").connect().await.expect("the right token");
}

#[tokio::test]
async fn a_server_that_is_not_there() {
    let unused = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = unused.local_addr().expect("a bound address");
    drop(unused);
    let error =
        SparkSession::builder().remote(format!("sc://{address}")).connect().await.expect_err("no server");
    assert_eq!(error.kind(), ErrorKind::Connection);
    let text = error.to_string();
    assert!(
        text.contains(&address.to_string()) && text.contains("is a Spark Connect server running there"),
        "{text}"
    );
    assert!(error.is_retryable());
}

/// It takes the connection and says nothing that this client understands.
#[tokio::test]
async fn a_server_of_another_kind() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("a bound address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            use tokio::io::AsyncWriteExt;
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").await;
        }
    });
    for parameters in ["", "/;use_ssl=true"] {
        let remote = format!("sc://{address}{parameters}");
        let error = SparkSession::builder().remote(remote).connect().await.expect_err("no server");
        assert_eq!(error.kind(), ErrorKind::Connection);
        assert!(error.to_string().contains("TLS"), "{error}");
    }
}
