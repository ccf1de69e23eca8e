//! Progress and metrics as real servers do not send them.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock},
};

use futures::TryStreamExt;
use spark_connect_core::{
    proto::spark::connect::{
        ExecutePlanResponse,
        execute_plan_response::{
            ExecutionProgress, Metrics, ResponseType,
            execution_progress::StageInfo,
            metrics::{MetricObject, MetricValue},
        },
    },
    session::ProgressGuard,
};
use spark_connect_tests::scripted::{
    Script, ScriptedServer, complete, long_batch, long_schema_response, response,
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
