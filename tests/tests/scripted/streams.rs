//! Streams that end early, and what the server is told of the end.

use std::time::Duration;

use arrow_array::RecordBatch;
use arrow_ipc::writer::IpcWriteOptions;
use futures::StreamExt;
use spark_connect_core::{error::ErrorKind, proto::spark::connect::release_execute_request::Release};
use spark_connect_tests::scripted::{
    Call, End, Proxy, Script, ScriptedServer, batch, chunks, complete, error_info, long_batch,
    long_schema_response, longs, response,
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

#[tokio::test]
async fn a_result_that_is_dropped_while_the_server_is_silent_is_released() {
    let server = ScriptedServer::start(Script::new(three_batches()).segment(0, End::Open)).await;
    let spark = connect(server.remote()).await;
    let waiting = tokio::time::timeout(Duration::from_millis(100), ids(run(&spark))).await;
    assert!(waiting.is_err());
    server.received(Call::is_release_all).await;
}

/// Not after every response: that would be a call for each.
#[tokio::test]
async fn what_has_arrived_is_released_in_portions() {
    let batches = (0..250).map(|index| long_batch(index * 10..(index + 1) * 10));
    let script = Script::new(batches.chain([complete()]));
    let (server, outcome) = outcome(script).await;
    assert_eq!(outcome.expect("a result"), rows(0..2500));
    server.received(Call::is_release_all).await;
    let until = |call| match call {
        Call::Release(request) => match request.release {
            Some(Release::ReleaseUntil(until)) => Some(until.response_id),
            _ => None,
        },
        _ => None,
    };
    assert_eq!(server.calls().into_iter().filter_map(until).collect::<Vec<_>>(), ["r99", "r199"]);
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
    // Two minutes pass.
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
