//! Results that break the protocol, and results that only look odd.

use spark_connect_core::{
    error::ErrorKind,
    proto::spark::connect::{
        ExecutePlanResponse,
        execute_plan_response::{ArrowBatch, ResponseType},
    },
};
use spark_connect_tests::scripted::{
    Script, ScriptedServer, chunks, complete, long_batch, long_schema_response, longs,
};

use crate::{connect, outcome, run};

fn change(mut response: ExecutePlanResponse, change: impl Fn(&mut ArrowBatch)) -> ExecutePlanResponse {
    if let Some(ResponseType::ArrowBatch(batch)) = &mut response.response_type {
        change(batch);
    }
    response
}

async fn broken(responses: Vec<ExecutePlanResponse>, expected: &str) {
    let (_, outcome) = outcome(Script::new(responses)).await;
    let error = outcome.expect_err("the protocol is broken");
    assert_eq!(error.kind(), ErrorKind::Protocol, "{error}");
    assert!(error.to_string().contains(expected), "{error}");
    assert!(error.operation_id().is_some());
}

#[tokio::test]
async fn rows_that_are_missing_or_doubled() {
    let wrong = change(long_batch(0..10), |batch| batch.row_count = 11);
    broken(vec![wrong, complete()], "a batch holds 10 rows where 11 were announced").await;
    broken(vec![long_batch(0..10), long_batch(11..20), complete()], "starts at row 11 where row 10 was due")
        .await;
    broken(vec![long_batch(0..10), long_batch(0..10), complete()], "starts at row 0 where row 10 was due")
        .await;
}

#[tokio::test]
async fn chunks_that_are_missing_or_out_of_order() {
    let parts = || chunks(&longs(0..1000), 0, 3);
    let without = |index: usize| {
        let mut parts = parts();
        parts.remove(index);
        parts.push(complete());
        parts
    };
    broken(without(0), "chunk 1 of 3 of a batch arrived where chunk 0 of 3 was due").await;
    broken(without(1), "chunk 2 of 3 of a batch arrived where chunk 1 of 3 was due").await;
    broken(without(2), "the result ended after 2 of the 3 chunks").await;
    let mut interrupted = parts();
    interrupted.truncate(1);
    interrupted.extend([long_batch(0..10), complete()]);
    broken(interrupted, "chunk 0 of 1 of a batch arrived where chunk 1 of 3 was due").await;
}

#[tokio::test]
async fn data_that_is_not_arrow() {
    let garbage = change(long_batch(0..10), |batch| batch.data = b"not an arrow stream".to_vec().into());
    broken(vec![garbage, complete()], "not a whole Arrow IPC stream").await;
    let cut = change(long_batch(0..10), |batch| batch.data.truncate(batch.data.len() / 2));
    broken(vec![cut, complete()], "not a whole Arrow IPC stream").await;
}

#[tokio::test]
async fn the_schema_comes_before_the_rows() {
    let server =
        ScriptedServer::start(Script::new([long_schema_response(), long_batch(0..1), complete()])).await;
    let spark = connect(server.remote()).await;
    let mut results = run(&spark);
    assert_eq!(results.schema().await.expect("a schema").to_string(), "struct<id:bigint>");
}

#[tokio::test]
async fn a_result_without_a_schema() {
    let server = ScriptedServer::start(Script::new([complete()])).await;
    let spark = connect(server.remote()).await;
    let error = run(&spark).schema().await.expect_err("no schema").clone();
    assert_eq!(error.kind(), ErrorKind::Protocol);
}
