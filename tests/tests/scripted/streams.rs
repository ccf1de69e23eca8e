//! Streams that end early, and what the server is told of the end.

use std::time::{Duration, Instant};

use arrow_array::RecordBatch;
use arrow_ipc::writer::IpcWriteOptions;
use futures::StreamExt;
use spark_connect_core::{
    client::{Connection, Deadlines, RetryPolicy},
    error::ErrorKind,
    proto::spark::connect::{
        config_request::operation::OpType, interrupt_request::Interrupt as Interrupted,
        release_execute_request::Release,
    },
    session::SparkSession,
};
use spark_connect_tests::{
    alone::alone,
    faults::Proxy,
    log::Log,
    scripted::{
        Call, End, Script, ScriptedServer, batch, chunks, complete, error_info, long_batch,
        long_schema_response, longs, response,
    },
};
use tonic::{Code, Status};

use crate::{connect, ids, outcome, run, three_batches};

fn rows(range: std::ops::Range<i64>) -> Vec<i64> {
    range.collect()
}

/// Ends the first segment after every number of responses, in every way: there is every row once.
#[tokio::test]
async fn a_stream_that_ends_early_is_attached_to_again() {
    let ends = [
        End::Graceful,
        End::Failure(Status::unavailable("the network")),
        End::Failure(Status::new(Code::DeadlineExceeded, "the segment's deadline")),
        End::Failure(Status::internal(
            "[INVALID_CURSOR.DISCONNECTED] The cursor has been disconnected by the server.",
        )),
    ];
    for end in ends {
        for until in 0..three_batches().len() {
            let (server, outcome) = outcome(Script::new(three_batches()).segment(until, end.clone())).await;
            assert_eq!(outcome.expect("a result"), rows(0..30), "{end:?} after {until}");
            let last = until.checked_sub(1).map(|index| format!("r{index}"));
            assert_eq!(server.reattached(), [last], "{end:?} after {until}");
        }
    }
}

#[tokio::test]
async fn a_stream_that_ends_again_and_again() {
    let script =
        (0..5).fold(Script::new(three_batches()), |script, until| script.segment(until, End::Graceful));
    let (server, outcome) = outcome(script.segment(4, End::Graceful)).await;
    assert_eq!(outcome.expect("a result"), rows(0..30));
    assert_eq!(server.reattached().len(), 6);
    let executed = server.calls().iter().filter(|call| matches!(call, Call::Execute(_))).count();
    assert_eq!(executed, 1);
}

/// As a process that is killed, or a network that fails, ends it: tonic reports that as an unknown error.
#[tokio::test]
async fn a_connection_that_is_cut_is_made_again() {
    for until in 0..three_batches().len() {
        // The script is only complete once its server has an address.
        let server = ScriptedServer::start(Script::default()).await;
        let proxy = Proxy::start(server.address()).await;
        let spark = connect(proxy.remote()).await;
        server.play(Script::new(three_batches()).segment(until, End::Cut(proxy.clone())));
        assert_eq!(ids(run(&spark)).await.expect("a result"), rows(0..30), "after {until}");
        assert!(!server.reattached().is_empty());
    }
}

#[tokio::test]
async fn a_connection_that_is_cut_inside_a_batch() {
    let large = |range| long_batch(range);
    let responses = [long_schema_response(), large(0..50_000), large(50_000..100_000), complete()];
    let server = ScriptedServer::start(Script::new(responses)).await;
    let proxy = Proxy::start(server.address()).await;
    let spark = connect(proxy.remote()).await;
    // The first batch is 400 kB, so this is in the middle of the second.
    proxy.cut_after(600_000);
    assert_eq!(ids(run(&spark)).await.expect("a result"), rows(0..100_000));
    assert_eq!(server.reattached(), [Some("r1".to_owned())]);
}

#[tokio::test]
async fn a_batch_in_chunks_is_put_together_across_segments() {
    let mut responses = vec![long_schema_response(), long_batch(0..10)];
    responses.extend(chunks(&longs(10..1000), 10, 4));
    responses.extend([long_batch(1000..1010), complete()]);
    for until in 2..7 {
        let script = Script::new(responses.clone()).segment(until, End::Graceful);
        let (_, outcome) = outcome(script).await;
        assert_eq!(outcome.expect("a result"), rows(0..1010), "after {until}");
    }
}

/// The plan never arrived: it is sent again, under the same id, so it cannot run twice.
#[tokio::test]
async fn an_operation_that_the_server_does_not_know_is_started_again() {
    for class in ["INVALID_HANDLE.OPERATION_NOT_FOUND", "INVALID_HANDLE.SESSION_NOT_FOUND"] {
        let unknown = error_info(&format!("[{class}] The handle is unknown."), &[], &[("errorClass", class)]);
        let script = Script::new(three_batches())
            .segment(0, End::Failure(Status::unavailable("lost")))
            .segment(0, End::Failure(unknown));
        let (server, outcome) = outcome(script).await;
        assert_eq!(outcome.expect("a result"), rows(0..30));
        let ids = server.calls().into_iter().filter_map(|call| match call {
            Call::Execute(request) => Some(request.operation_id),
            _ => None,
        });
        let ids: Vec<_> = ids.collect();
        assert_eq!(ids.len(), 2);
        assert_eq!(ids.first(), ids.last());
    }
}

/// The plan arrived late, and then once more at the same time: the operation is there.
#[tokio::test]
async fn an_operation_that_the_server_has_already_is_attached_to() {
    let there = class("INVALID_HANDLE.OPERATION_ALREADY_EXISTS");
    let script = Script::new(three_batches())
        .segment(0, End::Failure(Status::unavailable("lost")))
        .segment(0, End::Failure(class(NOT_FOUND)))
        .segment(0, End::Failure(there));
    let (server, outcome) = outcome(script).await;
    assert_eq!(outcome.expect("a result"), rows(0..30));
    let executed = server.calls().iter().filter(|call| matches!(call, Call::Execute(_))).count();
    assert_eq!((executed, server.reattached().len()), (2, 2));
}

/// A request that is cut off may still arrive: Spark drops an operation that is attached to before it runs.
#[tokio::test]
async fn an_operation_is_given_time_to_begin() {
    let policy = RetryPolicy::default().initial_backoff(Duration::ZERO).max_backoff(Duration::ZERO);
    let script = Script::new(three_batches()).segment(0, End::Failure(Status::unavailable("lost")));
    let server = ScriptedServer::start(script).await;
    let builder = SparkSession::builder().remote(server.remote()).retry_policies([policy]);
    let spark = builder.connect().await.expect("a session");
    let started = Instant::now();
    assert_eq!(ids(run(&spark)).await.expect("a result"), rows(0..30));
    assert!(started.elapsed() >= Duration::from_millis(250), "{:?}", started.elapsed());
}

/// Rows have arrived: starting again would give them twice.
#[tokio::test]
async fn an_operation_that_the_server_lost_after_its_first_rows_is_an_error() {
    let unknown = Status::internal("[INVALID_HANDLE.OPERATION_NOT_FOUND] The handle is unknown.");
    let script = Script::new(three_batches()).segment(2, End::Graceful).segment(2, End::Failure(unknown));
    let (server, outcome) = outcome(script).await;
    let error = outcome.expect_err("rows are missing");
    assert_eq!(error.error_class(), Some("INVALID_HANDLE.OPERATION_NOT_FOUND"));
    let executed = server.calls().iter().filter(|call| matches!(call, Call::Execute(_))).count();
    assert_eq!(executed, 1);
}

/// Sail ends the stream of an interrupted operation as if it were complete, and then has forgotten it.
#[tokio::test]
async fn a_stream_that_ends_early_for_good_is_an_error() {
    let forgotten =
        error_info("task context not found for operation", &["java.lang.IllegalArgumentException"], &[]);
    let script = Script::new(three_batches()).segment(3, End::Graceful).segment(3, End::Failure(forgotten));
    let (_, outcome) = outcome(script).await;
    let error = outcome.expect_err("rows are missing");
    assert_eq!(error.kind(), ErrorKind::Cancelled);
    assert!(error.to_string().contains("ended before it was complete"), "{error}");
    assert!(error.operation_id().is_some());
}

const NOT_FOUND: &str = "INVALID_HANDLE.OPERATION_NOT_FOUND";

fn class(class: &str) -> Status {
    error_info(&format!("[{class}] What the server says."), &[], &[("errorClass", class)])
}

/// What this side was told of the operation's end, where the server no longer has the rest of its result.
#[tokio::test]
async fn a_result_of_which_a_part_is_lost_is_an_error() {
    let cases = [
        ("INVALID_CURSOR.POSITION_NOT_AVAILABLE", ErrorKind::Connection, "observerRetryBufferSize"),
        ("INVALID_CURSOR.POSITION_NOT_FOUND", ErrorKind::Connection, "run the query again"),
        (
            "INVALID_CURSOR.NOT_REATTACHABLE",
            ErrorKind::Connection,
            "spark.connect.execute.reattachable.enabled",
        ),
        ("INVALID_HANDLE.OPERATION_ABANDONED", ErrorKind::Cancelled, "detachedTimeout"),
        (NOT_FOUND, ErrorKind::Cancelled, "does not know the operation any more"),
    ];
    for (name, kind, text) in cases {
        for end in [End::Graceful, End::Failure(Status::unavailable("the network"))] {
            let script = Script::new(three_batches()).segment(2, end).segment(2, End::Failure(class(name)));
            let (server, outcome) = outcome(script).await;
            let error = outcome.expect_err("rows are missing");
            assert_eq!((error.kind(), error.error_class()), (kind, Some(name)), "{error}");
            assert!(error.to_string().contains(text), "{error}");
            server.received(Call::is_release_all).await;
        }
    }
}

/// Spark with `spark.connect.execute.reattachable.enabled=false` ends streams as if nothing more were to come, and does
/// not keep operations. Nothing else says that the result is whole.
#[tokio::test]
async fn a_server_that_keeps_no_operations() {
    let unmarked = || three_batches().into_iter().take(4);
    let key = "spark.connect.execute.reattachable.enabled";
    let script = |enabled| {
        let script = Script::new(unmarked()).option(key, enabled);
        script.segment(4, End::Graceful).segment(4, End::Failure(class(NOT_FOUND)))
    };
    let server = ScriptedServer::start(script("false")).await;
    let spark = connect(server.remote()).await;
    assert_eq!(ids(run(&spark)).await.expect("a result"), rows(0..30));
    assert_eq!(server.reattached().len(), 1);
    // The second time the client knows.
    server.play(script("false"));
    assert_eq!(ids(run(&spark)).await.expect("a result"), rows(0..30));
    assert_eq!(server.reattached().len(), 1);
    // A stream that breaks is not the end, there too.
    server.play(
        Script::new(unmarked())
            .segment(3, End::Failure(Status::unavailable("the network")))
            .segment(3, End::Failure(class("INVALID_CURSOR.NOT_REATTACHABLE"))),
    );
    assert_eq!(ids(run(&spark)).await.expect_err("rows are missing").kind(), ErrorKind::Connection);

    let (_, outcome) = outcome(script("true")).await;
    assert_eq!(outcome.expect_err("it was not the end").error_class(), Some(NOT_FOUND));
}

/// A query may be silent for as long as it needs to: that deadline is only there to notice that a stream is dead.
#[tokio::test]
async fn a_stream_that_is_silent_is_attached_to_again() {
    let script = Script::new(three_batches());
    let script = (0..5).fold(script, |script, _| script.segment(0, End::Open)).segment(2, End::Open);
    let server = ScriptedServer::start(script).await;
    let connection: Connection = server.remote().parse().expect("an address");
    let connection = connection.deadlines(Deadlines::default().stream(Duration::from_millis(50)));
    let connection = connection.retry_policies([]);
    let spark = SparkSession::builder().connection(connection).connect().await.expect("a session");
    assert_eq!(ids(run(&spark)).await.expect("a result"), rows(0..30));
    let last = |number: usize| (number == 5).then(|| "r1".to_owned());
    assert_eq!(server.reattached(), (0..6).map(last).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_complete_operation_is_released() {
    let (server, outcome) = outcome(Script::new(three_batches())).await;
    outcome.expect("a result");
    server.received(Call::is_release_all).await;
    assert_eq!(server.calls().iter().filter(|call| call.is_release_all()).count(), 1);
}

#[tokio::test]
async fn a_failed_operation_is_released() {
    let failure =
        error_info("[DIVIDE_BY_ZERO] Division by zero.", &["org.apache.spark.SparkArithmeticException"], &[]);
    let (server, outcome) = outcome(Script::new(three_batches()).segment(2, End::Failure(failure))).await;
    assert_eq!(outcome.expect_err("a failure").kind(), ErrorKind::Execution);
    server.received(Call::is_release_all).await;
    assert_eq!(server.reattached(), []);
}

#[tokio::test]
async fn dropping_a_result_releases_its_operation() {
    let server = ScriptedServer::start(Script::new(three_batches()).segment(2, End::Open)).await;
    let spark = connect(server.remote()).await;
    let mut results = run(&spark);
    results.next().await.expect("a batch").expect("no failure");
    assert!(!server.calls().iter().any(Call::is_release_all));
    drop(results);
    server.received(Call::is_release_all).await;
}

/// It may be interrupted as well, before it is released.
#[tokio::test]
async fn dropping_a_result_may_interrupt_its_operation() {
    let server = ScriptedServer::start(Script::new(three_batches()).segment(2, End::Open)).await;
    let builder = SparkSession::builder().remote(server.remote()).interrupt_on_drop();
    let mut results = run(&builder.connect().await.expect("a session"));
    results.next().await.expect("a batch").expect("no failure");
    drop(results);
    server.received(Call::is_release_all).await;
    let calls = server.calls();
    let [.., Call::Interrupt(interrupted), Call::Release(released)] = calls.as_slice() else {
        panic!("not interrupted and released: {calls:#?}");
    };
    let id = Interrupted::OperationId(released.operation_id.clone());
    assert_eq!(interrupted.interrupt, Some(id));
}

#[tokio::test]
async fn a_result_that_is_dropped_while_the_server_is_silent_is_released() {
    let server = ScriptedServer::start(Script::new(three_batches()).segment(0, End::Open)).await;
    let spark = connect(server.remote()).await;
    let waiting = tokio::time::timeout(Duration::from_millis(100), ids(run(&spark))).await;
    assert!(waiting.is_err());
    server.received(Call::is_release_all).await;
}

/// A release that overtakes the request which starts the operation would release nothing, and leave it running.
#[tokio::test]
async fn an_operation_that_is_dropped_while_it_starts_is_released() {
    let script = Script::new(three_batches()).start_delay(Duration::from_millis(300));
    let server = ScriptedServer::start(script).await;
    let spark = connect(server.remote()).await;
    let results = run(&spark);
    tokio::time::sleep(Duration::from_millis(50)).await;
    drop(results);
    server.received(Call::is_release_all).await;
    spark.stop().await.expect("the server is told");
    let calls = server.calls();
    let started = calls.iter().position(|call| matches!(call, Call::Execute(_))).expect("it was on its way");
    let released = calls.iter().rposition(Call::is_release_all).expect("a release");
    assert!(started < released, "{calls:#?}");
    assert!(matches!(calls.last(), Some(Call::ReleaseSession(_))), "the session waits for it: {calls:#?}");
}

/// The server is gone while the operation starts: it is neither started again, nor released for ever.
#[tokio::test]
async fn an_operation_that_is_dropped_while_it_starts_is_not_started_again() {
    let script = Script::new(three_batches()).start_delay(Duration::from_millis(100));
    let server = ScriptedServer::start(script.segment(0, End::Failure(class(NOT_FOUND)))).await;
    let spark = connect(server.remote()).await;
    drop(run(&spark));
    server.received(Call::is_release_all).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let executed = server.calls().iter().filter(|call| matches!(call, Call::Execute(_))).count();
    assert!(executed <= 1, "{executed}");
}

/// Not after every response: that would be a call for each.
#[tokio::test]
async fn what_has_arrived_is_released_in_portions() {
    let batches = (0..2500).map(|index| long_batch(index * 10..(index + 1) * 10));
    let script = Script::new(batches.chain([complete()]));
    let (server, outcome) = outcome(script).await;
    assert_eq!(outcome.expect("a result"), rows(0..25_000));
    server.received(Call::is_release_all).await;
    let until = |call| match call {
        Call::Release(request) => match request.release {
            Some(Release::ReleaseUntil(until)) => Some(until.response_id),
            _ => None,
        },
        _ => None,
    };
    let released: Vec<_> = server.calls().into_iter().filter_map(until).collect();
    // The second is due while the first is on its way, and then waits; the end of the result covers it.
    assert!(released == ["r999"] || released == ["r999", "r1999"], "{released:?}");
}

/// Recognizes a question for a configuration value.
fn asks_for(key: &str) -> impl Fn(&Call) -> bool {
    move |call| match call {
        Call::Config(request) => {
            match request.operation.as_ref().and_then(|operation| operation.op_type.as_ref()) {
                Some(OpType::GetOption(get)) => get.keys.iter().any(|asked| asked == key),
                _ => false,
            }
        }
        _ => false,
    }
}

/// A result that nobody reads is not read ahead without bound, and the operation stays attached.
#[tokio::test]
async fn a_busy_consumer_keeps_its_operation() {
    let batch_of = |index: i64| {
        let rows: RecordBatch = longs(index * 100_000..(index + 1) * 100_000);
        batch(&rows, index * 100_000, IpcWriteOptions::default())
    };
    let responses = (0..100).map(batch_of).chain([complete()]);
    let server = ScriptedServer::start(Script::new(responses)).await;
    let spark = connect(format!("{}/;grpc_keepalive_enabled=false", server.remote())).await;
    let mut results = run(&spark);
    results.next().await.expect("a batch").expect("no failure");
    let number = |call: Call| match call {
        Call::Release(request) => match request.release {
            Some(Release::ReleaseUntil(until)) => {
                until.response_id.trim_start_matches('r').parse::<usize>().ok()
            }
            _ => None,
        },
        _ => None,
    };
    let read = || server.calls().into_iter().filter_map(number).max();
    // Let the buffers fill: then nothing is read for a while.
    let mut last = None;
    while last.is_none() || last != read() {
        last = read();
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    assert!(last < Some(60), "{last:?} of 100 batches are held");
    // The client asks how long the server waits for it, then two minutes pass.
    server.received(asks_for("spark.connect.execute.manager.detachedTimeout")).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(121)).await;
    tokio::time::resume();
    server.received(|call| matches!(call, Call::Reattach(_))).await;
    let mut count = 100_000;
    while let Some(batch) = results.next().await {
        count += batch.expect("no failure").num_rows();
    }
    assert_eq!(count, 10_000_000);
}

/// The server says how long it keeps an operation that nobody is attached to; that is often enough.
#[tokio::test]
async fn a_busy_consumer_keeps_its_operation_on_an_impatient_server() {
    let key = "spark.connect.execute.manager.detachedTimeout";
    let batches = (0..100).map(|index| long_batch(index * 10..(index + 1) * 10)).chain([complete()]);
    let script = Script::new(batches).option(key, "500ms").segment(90, End::Graceful);
    let server = ScriptedServer::start(script).await;
    let spark = connect(server.remote()).await;
    let mut results = run(&spark);
    results.next().await.expect("a batch").expect("no failure");
    tokio::time::sleep(Duration::from_secs(3)).await;
    // One after a second, then five in each.
    let count = server.reattached().len();
    assert!((5..=12).contains(&count), "{count}");
    let rest: usize =
        results.map(|batch| batch.expect("no failure").num_rows()).collect::<Vec<_>>().await.iter().sum();
    assert_eq!(rest, 990);
}

/// What waits for consumers that are slow must not keep others of the same connection waiting.
#[tokio::test]
async fn busy_consumers_do_not_hold_up_others() {
    let batch_of = |index: i64| {
        let rows: RecordBatch = longs(index * 100_000..(index + 1) * 100_000);
        batch(&rows, index * 100_000, IpcWriteOptions::default())
    };
    let responses: Vec<_> = (0..50).map(batch_of).chain([complete()]).collect();
    let server = ScriptedServer::start(Script::new(responses)).await;
    let spark = connect(server.remote()).await;
    let mut paused = Vec::new();
    for _ in 0..5 {
        let mut results = run(&spark);
        results.next().await.expect("a batch").expect("no failure");
        paused.push(results);
    }
    // Until nothing more is read of any of them.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let other = tokio::time::timeout(Duration::from_secs(10), ids(run(&spark))).await;
    assert_eq!(other.expect("not held up").expect("a result").len(), 5_000_000);
    for results in paused {
        assert_eq!(ids(results).await.expect("a result").len(), 4_900_000);
    }
}

/// An application sees in its own log what happened, with the ids that the server's log has, and without secrets.
#[test]
fn the_log_says_what_happened() {
    // The first thread that comes to a place in the code decides whether anybody listens there: other tests must not.
    alone("streams::the_log_says_what_happened", || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(log_of_a_disturbed_query());
    });
}

async fn log_of_a_disturbed_query() {
    let log = Log::start();
    let script = Script::new(three_batches()).token("s3cret");
    let server = ScriptedServer::start(script).await;
    let builder = SparkSession::builder().remote(format!("sc://localhost:{}", server.address().port()));
    let spark = builder.token("s3cret").connect().await.expect("a session");
    server.play(
        Script::new(three_batches())
            .token("s3cret")
            .segment(2, End::Failure(Status::unavailable("the network")))
            .segment(3, End::Graceful),
    );
    let results = run(&spark);
    let operation = results.operation_id().to_owned();
    assert_eq!(ids(results).await.expect("a result"), rows(0..30));
    server.received(Call::is_release_all).await;
    let methods = ["Config", "ExecutePlan", "ReattachExecute", "ReleaseExecute"];
    assert_eq!(methods.map(|method| log.calls(method)), [1, 1, 2, 1], "{:#?}", log.lines());
    let lines = log.lines();
    let says = |parts: &[&str]| lines.iter().any(|line| parts.iter().all(|part| line.contains(part)));
    assert!(says(&["DEBUG operation", &operation, spark.session_id()]), "{lines:#?}");
    assert!(says(&["WARN", "attaching again", "Unavailable: the network", "wait="]), "{lines:#?}");
    assert!(says(&["DEBUG", "the stream ended, attaching again", "r2"]), "{lines:#?}");
    assert!(!says(&["s3cret"]), "{lines:#?}");
}

/// Many queries over one connection, of which some fail, break or are dropped: each is released, once.
#[tokio::test]
async fn every_operation_is_released_once() {
    let failures = [Status::unavailable("the network"), Status::internal("no")];
    let script = (0..60).fold(Script::new(three_batches()), |script, index| match index % 4 {
        3 => script.segment(index % 5, End::Failure(failures[index % 2].clone())),
        _ => script.segment(index % 6, End::Graceful),
    });
    let server = ScriptedServer::start(script).await;
    let spark = connect(server.remote()).await;
    let queries = (0..120).map(|index| {
        let mut results = run(&spark);
        async move {
            let id = results.operation_id().to_owned();
            if index % 3 == 0 {
                drop(results.next().await);
            } else {
                // Some fail: the script says so.
                let _ = ids(results).await;
            }
            id
        }
    });
    let operations = futures::future::join_all(queries).await;
    spark.stop().await.expect("the server is told");
    let released = |call| match call {
        Call::Release(request) if matches!(request.release, Some(Release::ReleaseAll(_))) => {
            Some(request.operation_id)
        }
        _ => None,
    };
    let mut released: Vec<_> = server.calls().into_iter().filter_map(released).collect();
    released.sort_unstable();
    let mut expected = operations;
    expected.sort_unstable();
    assert_eq!(released, expected);
}

/// The server stays away: the error says how often and for how long it was looked for.
#[tokio::test]
async fn a_server_that_does_not_come_back() {
    let away = || End::Failure(Status::unavailable("away"));
    let script = (0..9).fold(Script::new(three_batches()), |script, _| script.segment(2, away()));
    let server = ScriptedServer::start(script).await;
    let policy = RetryPolicy::default().max_retries(4).max_backoff(Duration::from_millis(10));
    let builder = SparkSession::builder().remote(server.remote()).retry_policies([policy]);
    let error = ids(run(&builder.connect().await.expect("a session"))).await.expect_err("rows are missing");
    assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Connection, true));
    let retries = error.retries().expect("there were some");
    assert_eq!(retries.count, 4);
    assert!(retries.elapsed >= Duration::from_millis(40), "{retries:?}");
    assert!(error.to_string().starts_with("away (given up after 4 retries in 0."), "{error}");
    let executed = server.calls().iter().filter(|call| matches!(call, Call::Execute(_))).count();
    assert_eq!((executed, server.reattached().len()), (1, 4));
}

#[tokio::test]
async fn messages_that_are_not_rows_are_ignored() {
    use spark_connect_core::proto::spark::connect::{
        self as proto, execute_plan_response as parts, execute_plan_response::ResponseType,
    };
    let progress = response(ResponseType::ExecutionProgress(parts::ExecutionProgress::default()));
    let metrics = proto::ExecutePlanResponse {
        metrics: Some(parts::Metrics::default()),
        ..proto::ExecutePlanResponse::default()
    };
    let observed = proto::ExecutePlanResponse {
        observed_metrics: vec![parts::ObservedMetrics::default()],
        ..proto::ExecutePlanResponse::default()
    };
    // What a newer server sends in a field that this client does not know.
    let unknown = proto::ExecutePlanResponse::default();
    let extension = response(ResponseType::Extension(Default::default()));
    let responses = [
        progress.clone(),
        long_schema_response(),
        unknown.clone(),
        long_batch(0..10),
        extension,
        progress.clone(),
        long_batch(10..20),
        metrics,
        observed,
        progress,
        unknown,
        complete(),
    ];
    let (_, outcome) = outcome(Script::new(responses)).await;
    assert_eq!(outcome.expect("a result"), rows(0..20));
}
