//! What servers tell of an operation beside its rows: progress, metrics and observations.

use std::sync::{Arc, Mutex};

use futures::TryStreamExt;
use spark_connect_core::{
    prelude::*,
    session::{MetricKind, Progress, ProgressGuard},
};
use spark_connect_tests::on_every_server;

/// What the handlers of a session heard.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<Progress>>>);

impl Heard {
    fn listen(&self, spark: &SparkSession) -> ProgressGuard {
        let heard = self.clone();
        spark.on_progress(move |progress| heard.0.lock().expect("no panic").push(progress.clone()))
    }

    fn take(&self) -> Vec<Progress> {
        std::mem::take(&mut *self.0.lock().expect("no panic"))
    }
}

/// Checks what was heard of one operation that ran in stages.
fn check(heard: &[Progress], operation_id: Option<&str>, reports: Reports) {
    let (last, before) = heard.split_last().expect("at least the end");
    assert!(last.is_done());
    assert_eq!(last.inflight_tasks(), 0);
    assert!(before.iter().all(|progress| !progress.is_done() && progress.tasks() > 0), "{before:?}");
    assert!(heard.iter().all(|progress| progress.operation_id() == last.operation_id()));
    assert!(operation_id.is_none_or(|id| id == last.operation_id()));
    assert!(before.iter().all(|progress| progress.completed_tasks() <= progress.tasks()), "{before:?}");
    assert!(
        before.windows(2).all(|pair| pair[0].completed_tasks() <= pair[1].completed_tasks()),
        "{before:?}"
    );
    // Sail does not report; Spark does not get to it in an operation that is over soon.
    if reports == Reports::Expected {
        assert!(!before.is_empty());
        assert!(last.stages().iter().any(|stage| stage.tasks() == 4), "{last:?}");
    }
    if reports == Reports::Never {
        assert_eq!(before, []);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Reports {
    Expected,
    Possible,
    Never,
}

on_every_server! {
    async fn progress_of_queries_and_commands(server) -> Result<()> {
        let spark = server.session().await;
        let heard = Heard::default();
        let guard = heard.listen(&spark);
        let (reports, possibly) = match server.kind().is_spark() {
            true => (Reports::Expected, Reports::Possible),
            false => (Reports::Never, Reports::Never),
        };
        let frame = spark.range(0, 100_000).filter("id > 10");
        assert_eq!(frame.count().await?, 99_989);
        check(&heard.take(), None, possibly);

        // Each of 4 tasks takes a while, and every row of it is needed.
        let slow = if server.kind().is_spark() {
            let sleep = "SELECT id, java_method('java.lang.Thread', 'sleep', id * 0 + 1500) AS slept FROM range(0, 4, 1, 4)";
            spark.sql(sleep).await?
        } else {
            spark.range(0, 4)
        };
        heard.take();
        let mut results = slow.batches();
        while results.try_next().await?.is_some() {}
        check(&heard.take(), Some(results.operation_id()), reports);
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("rows").display().to_string();
        slow.write().parquet(path.clone()).await?;
        check(&heard.take(), None, reports);
        assert_eq!(spark.read().parquet(path).count().await?, 4);
        for operation in heard.take().chunk_by(|one, two| one.operation_id() == two.operation_id()) {
            check(operation, None, possibly);
        }

        // Another session's operations, and those after the guard is gone.
        assert_eq!(server.session().await.range(0, 10).count().await?, 10);
        drop(guard);
        assert_eq!(frame.count().await?, 99_989);
        assert_eq!(heard.take(), []);
        heard.listen(&spark).keep();
        assert_eq!(frame.count().await?, 99_989);
        check(&heard.take(), None, possibly);
        Ok(())
    }

    async fn an_operation_ends_once(server) -> Result<()> {
        let spark = server.session().await;
        let (one, two) = (Heard::default(), Heard::default());
        let (_one, _two) = (one.listen(&spark), two.listen(&spark));
        // With an error,
        assert!(spark.table("no_such_table").count().await.is_err());
        // or because nobody wants the rest.
        let mut results = spark.range(0, 10_000_000).batches();
        assert!(results.try_next().await?.is_some());
        drop(results);
        let ends = one.take().iter().filter(|progress| progress.is_done()).count();
        assert_eq!(ends, 2);
        assert_eq!(two.take().iter().filter(|progress| progress.is_done()).count(), 2);
        Ok(())
    }

    async fn metrics_of_the_plan(server) -> Result<()> {
        let spark = server.session().await;
        let frame = spark.range(0, 1000).filter("id >= 900").select("id");
        let mut results = frame.batches();
        assert!(results.metrics().is_empty());
        while results.try_next().await?.is_some() {}
        if !server.kind().is_spark() {
            assert!(results.metrics().is_empty());
            return Ok(());
        }
        let [root] = results.metrics() else { panic!("one tree: {:?}", results.metrics()) };
        let nodes: Vec<_> = root.nodes().collect();
        let rows = |name: &str| {
            let node = nodes.iter().find(|node| node.name() == name).unwrap_or_else(|| panic!("{nodes:?}"));
            let metric = node.metric("numOutputRows").expect("each of these counts its rows");
            assert_eq!((metric.description(), metric.kind()), ("number of output rows", &MetricKind::Sum));
            metric.value()
        };
        assert_eq!((rows("Range"), rows("Filter")), (1000, 100));
        // The filter reads what the range makes.
        let filter = nodes.iter().find(|node| node.name() == "Filter").expect("as above");
        assert!(filter.children().map(|child| child.name().to_owned()).eq(["Range"]));
        let timed = nodes.iter().filter_map(|node| node.metric("pipelineTime"));
        assert!(timed.into_iter().any(|metric| *metric.kind() == MetricKind::Timing && metric.value() >= 0));
        Ok(())
    }
}

/// Spark measures SQL statements, and no other commands.
#[tokio::test]
async fn metrics_of_a_command() -> Result<()> {
    use spark_connect_core::{
        proto::{field, spark::connect::Sql},
        relation::{Message, Relation},
    };
    let spark = spark_connect_tests::servers::spark43().await.session().await;
    let sql = Sql { query: "SHOW TABLES".into(), ..Default::default() };
    let statement = Relation::builder(field::relation::SQL).fields(&sql).build();
    let command = Message::wrap(field::sql_command::INPUT, statement.message());
    let done = spark.command(&Message::wrap(field::command::SQL_COMMAND, &command)).await?;
    let [root] = done.metrics() else { panic!("one tree: {:?}", done.metrics()) };
    assert!(root.metric("numOutputRows").is_some(), "{root:?}");
    assert_eq!(done.operation_id().len(), 36);
    Ok(())
}
