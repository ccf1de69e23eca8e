//! Progress and metrics as real servers do not send them.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock},
};

use futures::TryStreamExt;
use spark_connect_core::{
    error::ErrorKind,
    functions::{count, lit},
    observation::Observation,
    proto::spark::connect::{
        ExecutePlanResponse,
        execute_plan_response::{
            ExecutionProgress, Metrics, ObservedMetrics, ResponseType,
            execution_progress::StageInfo,
            metrics::{MetricObject, MetricValue},
        },
        expression::{Literal, literal::LiteralType},
        fetch_error_details_response,
    },
    row::Value,
    session::ProgressGuard,
};
use spark_connect_tests::scripted::{
    Call, Script, ScriptedServer, complete, long_batch, long_schema_response, response,
};

use crate::{connect, run};

fn progress(stages: &[(i64, i64)], inflight: i64) -> ExecutePlanResponse {
    let stages = stages.iter().enumerate().map(|(id, (tasks, completed))| StageInfo {
        stage_id: id as i64,
        num_tasks: *tasks,
        num_completed_tasks: *completed,
        input_bytes_read: 10,
        done: tasks == completed,
    });
    let progress = ExecutionProgress { stages: stages.collect(), num_inflight_tasks: inflight };
    response(ResponseType::ExecutionProgress(progress))
}

#[tokio::test]
async fn progress_anywhere_in_the_stream() {
    let script = Script::new([
        progress(&[(0, 0)], 0),
        long_schema_response(),
        progress(&[(4, 1)], 2),
        long_batch(0..10),
        // More than there can be, and less.
        progress(&[(i64::MAX, 0), (i64::MAX, 0), (i64::MAX, 1), (-5, -5)], -3),
        complete(),
    ]);
    let server = ScriptedServer::start(script).await;
    let spark = connect(server.remote()).await;
    type News = (u64, u64, u64, bool);
    let heard: Arc<Mutex<Vec<News>>> = Arc::default();
    let hearing = Arc::clone(&heard);
    let _guard = spark.on_progress(move |progress| {
        let news =
            (progress.tasks(), progress.completed_tasks(), progress.inflight_tasks(), progress.is_done());
        hearing.lock().expect("no panic").push(news);
    });
    let rows = crate::ids(run(&spark)).await.expect("every row");
    assert_eq!(rows.len(), 10);
    let expected = [(4, 1, 2, false), (u64::MAX, 1, 0, false), (u64::MAX, 1, 0, true)];
    assert_eq!(*heard.lock().expect("no panic"), expected);
}

#[tokio::test]
async fn a_handler_may_register_and_forget() {
    let script = Script::new([progress(&[(4, 1)], 2), long_batch(0..10), progress(&[(4, 2)], 2), complete()]);
    let server = ScriptedServer::start(script).await;
    let spark = connect(server.remote()).await;
    let calls: Arc<Mutex<Vec<&str>>> = Arc::default();
    // The first one registers the second one, and is forgotten by it.
    let first: Arc<Mutex<Option<ProgressGuard>>> = Arc::default();
    let (calling, session, forgotten) = (Arc::clone(&calls), spark.clone(), Arc::clone(&first));
    let second: OnceLock<ProgressGuard> = OnceLock::new();
    let guard = spark.on_progress(move |_| {
        calling.lock().expect("no panic").push("first");
        let (calling, forgotten) = (Arc::clone(&calling), Arc::clone(&forgotten));
        let _ = second.set(session.on_progress(move |_| {
            calling.lock().expect("no panic").push("second");
            drop(forgotten.lock().expect("no panic").take());
        }));
    });
    *first.lock().expect("no panic") = Some(guard);
    crate::ids(run(&spark)).await.expect("every row");
    // The guard of the second one went with the first one.
    assert_eq!(*calls.lock().expect("no panic"), ["first", "first", "second"]);
}

fn metric(name: &str, plan_id: i64, parent: i64) -> MetricObject {
    let rows = MetricValue { name: "rows".into(), value: plan_id, metric_type: "v2Custom_Rows".into() };
    let execution_metrics = BTreeMap::from([("numOutputRows".to_owned(), rows)]);
    MetricObject { name: name.into(), plan_id, parent, execution_metrics }
}

#[tokio::test]
async fn trees_of_metrics() {
    let measured = Metrics {
        metrics: vec![
            // Children come before and after their parents,
            metric("leaf", 3, 2),
            metric("root", 1, 0),
            metric("node", 2, 1),
            metric("other leaf", 4, 1),
            // nodes twice, below themselves, and in a circle.
            metric("leaf again", 3, 4),
            metric("own child", 5, 5),
            metric("circle", 6, 7),
            metric("circle", 7, 6),
        ],
    };
    let with_metrics = ExecutePlanResponse { metrics: Some(measured), ..long_batch(0..10) };
    let server = ScriptedServer::start(Script::new([with_metrics, complete()])).await;
    let spark = connect(server.remote()).await;
    let mut results = run(&spark);
    assert_eq!(results.try_next().await.expect("a batch").expect("a batch").num_rows(), 10);
    assert!(results.try_next().await.expect("the end").is_none());
    let names = |index: usize| -> Vec<String> {
        results.metrics()[index].nodes().map(|node| node.name().to_owned()).collect()
    };
    assert_eq!(results.metrics().len(), 2);
    assert_eq!(names(0), ["root", "node", "leaf", "other leaf"]);
    assert_eq!(names(1), ["own child"]);
    let rows = results.metrics()[0].metric("numOutputRows").expect("a metric");
    assert_eq!((rows.value(), rows.description()), (1, "rows"));
    assert_eq!(format!("{:?}", rows.kind()), "Other(\"v2Custom_Rows\")");
}

#[tokio::test]
async fn a_deep_tree_needs_no_stack() {
    let metrics = (0..200_000).map(|id| metric("node", id + 1, id)).collect();
    let with_metrics = ExecutePlanResponse { metrics: Some(Metrics { metrics }), ..Default::default() };
    let server = ScriptedServer::start(Script::new([with_metrics, complete()])).await;
    let spark = connect(server.remote()).await;
    let mut results = run(&spark);
    while results.try_next().await.expect("no error").is_some() {}
    assert_eq!(results.metrics().len(), 1);
    assert_eq!(results.metrics()[0].nodes().count(), 200_000);
    assert!(format!("{:?}", results.metrics()).contains("199999"));
}

fn observed(name: &str, keys: &[&str], values: &[i64]) -> ObservedMetrics {
    let literal = |value: &i64| Literal { literal_type: Some(LiteralType::Long(*value)), data_type: None };
    ObservedMetrics {
        name: name.into(),
        keys: keys.iter().map(|key| (*key).to_owned()).collect(),
        values: values.iter().map(literal).collect(),
        ..Default::default()
    }
}

fn with_observed(observed: Vec<ObservedMetrics>) -> ExecutePlanResponse {
    ExecutePlanResponse { observed_metrics: observed, ..Default::default() }
}

#[tokio::test]
async fn observed_metrics_as_servers_may_send_them() {
    let failed = ObservedMetrics {
        root_error_idx: Some(0),
        errors: vec![fetch_error_details_response::Error {
            message: "[NO] it failed".into(),
            error_type_hierarchy: vec!["java.lang.Exception".into()],
            ..Default::default()
        }],
        ..observed("failed", &[], &[])
    };
    let script = Script::new([
        with_observed(vec![
            observed("nameless", &[], &[7, 8]),
            observed("__python_accumulator__", &["a"], &[1]),
        ]),
        long_batch(0..10),
        with_observed(vec![observed("odd", &["a", "b"], &[1]), failed, observed("good", &["a"], &[1])]),
        complete(),
    ]);
    let server = ScriptedServer::start(script).await;
    let spark = connect(server.remote()).await;
    let mut results = run(&spark);
    assert!(results.observed_metrics().is_empty());
    while results.try_next().await.expect("the rows are good").is_some() {}
    let metrics = results.observed_metrics();
    assert!(metrics.keys().eq(["failed", "good", "nameless", "odd"]));
    let nameless = metrics["nameless"].as_ref().expect("a row");
    assert!(nameless.schema().names().eq(["observed_metric_0", "observed_metric_1"]));
    assert_eq!(nameless.values(), [Value::Long(7), Value::Long(8)]);
    assert_eq!(metrics["good"].as_ref().expect("a row").get("a"), Some(&Value::Long(1)));
    assert_eq!(metrics["odd"].as_ref().expect_err("a value too few").kind(), ErrorKind::Protocol);
    let failed = metrics["failed"].as_ref().expect_err("a failure");
    assert_eq!((failed.kind(), failed.to_string().as_str()), (ErrorKind::Execution, "[NO] it failed"));
    assert_eq!(failed.operation_id(), Some(results.operation_id()));
}

#[tokio::test]
async fn observations_that_nothing_comes_of() {
    let rows = || Script::new([long_schema_response(), long_batch(0..10), complete()]);
    let server = ScriptedServer::start(rows()).await;
    let spark = connect(server.remote()).await;
    let metric = || count(lit(1)).alias("rows");
    let kind = async |observation: &Observation| observation.get().await.expect_err("nothing").kind();

    // The server forgets it.
    let (frame, observation) = spark.range(0, 10).observe(metric());
    assert_eq!(frame.collect_batches().await.expect("rows").len(), 1);
    assert_eq!(kind(&observation).await, ErrorKind::Unsupported);

    // The action does not get to its end.
    let (frame, observation) = spark.range(0, 10).observe(metric());
    let mut results = frame.batches();
    assert!(results.try_next().await.expect("rows").is_some());
    assert!(observation.try_get().is_none());
    drop(results);
    assert_eq!(kind(&observation).await, ErrorKind::Cancelled);

    // There is no action, and there can be none.
    let (frame, observation) = spark.range(0, 10).observe(metric());
    let waiting = observation.get();
    drop(frame.limit(1));
    drop(frame);
    assert_eq!(waiting.await.expect_err("nothing").kind(), ErrorKind::Cancelled);

    // The plan has a mistake: nothing is sent.
    let executed = || server.calls().iter().filter(|call| matches!(call, Call::Execute(_))).count();
    let before = executed();
    let (frame, observation) = spark.range(0, 10).limit(usize::MAX).observe(metric());
    assert!(frame.count().await.is_err());
    assert_eq!(kind(&observation).await, ErrorKind::InvalidPlan);
    let (frame, observation) = spark.range(0, 10).observe(());
    assert!(frame.write().save().await.is_err());
    assert_eq!(kind(&observation).await, ErrorKind::InvalidPlan);
    assert!(spark.range(0, 10).observe_as("", metric()).collect_batches().await.is_err());
    assert_eq!(executed(), before);
}
