//! What servers tell of an operation beside its rows: progress, metrics and observations.

use std::sync::{Arc, Mutex};

use futures::TryStreamExt;
use spark_connect_core::{
    dataset,
    error::ErrorKind,
    functions::{avg, count, expr, lit, max},
    observation::Observation,
    prelude::{Result, SparkRow, SparkSession},
    row::Value,
    session::{MetricKind, Progress, ProgressGuard},
};
use spark_connect_tests::{on_every_server, servers::Kind};

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Order {
    id: i64,
    amount: f64,
    note: Option<String>,
}

#[derive(Debug, PartialEq, SparkRow)]
struct Seen {
    orders: i64,
    largest: Option<f64>,
    first: Option<String>,
    mean: Option<f64>,
}

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

    async fn observations(server) -> Result<()> {
        let spark = server.session().await;
        let metrics = || (count(lit(1)).alias("rows"), max("id").alias("largest"), avg("id").alias("mean"));
        let (observed, observation) = spark.range(0, 100).observe(metrics());
        assert!(observation.try_get().is_none());
        // What is above does not matter, and the plan may hold the rows twice.
        let query = observed.filter("id > 10").select(["id"]);
        if !server.kind().is_spark() {
            let error = query.count().await.expect_err("Sail does not observe");
            assert_eq!(error.kind(), ErrorKind::Unsupported);
            assert_eq!(observation.get().await.expect_err("as the query").kind(), ErrorKind::Unsupported);
            return Ok(());
        }
        assert_eq!(query.count().await?, 89);
        let row = observation.get().await?;
        assert_eq!(row.schema().to_string(), "struct<rows:bigint,largest:bigint,mean:double>");
        assert_eq!(row.values(), [Value::Long(100), Value::Long(99), Value::Double(49.5)]);
        // Whatever runs later.
        assert_eq!(observed.limit(1).count().await?, 1);
        assert_eq!(observation.get().await?, row);

        // Commands observe too, also while somebody waits.
        let (observed, observation) = spark.range(0, 1000).observe(count(lit(1)).alias("rows"));
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("rows").display().to_string();
        let (written, row) = futures::future::join(observed.write().parquet(path), observation.get()).await;
        written?;
        assert_eq!(row?.get("rows").and_then(Value::as_i64), Some(1000));

        // By name, and two in one plan.
        let (observed, observation) = spark.range(0, 10).observe_as("first", metrics()).filter("id < 5").observe(metrics());
        let mut results = observed.batches();
        while results.try_next().await?.is_some() {}
        let first = results.observed_metrics().get("first").expect("metrics of that name").clone()?;
        assert_eq!(first.get("rows"), Some(&Value::Long(10)));
        assert_eq!(observation.get().await?.get("rows"), Some(&Value::Long(5)));
        assert_eq!(results.observed_metrics().len(), 2);
        Ok(())
    }

    async fn observations_of_every_type(server) -> Result<()> {
        if !server.kind().is_spark() {
            return Ok(());
        }
        let spark = server.session().await;
        let metrics = [
            "max(struct(id, 'a' AS name)) AS s",
            "collect_list(id) AS l",
            "first(map('a', id)) AS m",
            "max(CAST(NULL AS INT)) AS n",
            "max(DATE'2020-01-02') AS d",
            "max(TIMESTAMP'2020-01-02 03:04:05.678') AS ts",
            "max(TIMESTAMP_NTZ'2020-01-02 03:04:05.678') AS tn",
            "max(1.50BD) AS de",
            "max(INTERVAL '2' DAY) AS di",
            "max(INTERVAL '2' YEAR) AS yi",
            "max(X'0102') AS b",
            "first(make_interval(1, 2, 3, 4, 5, 6, 7.8)) AS ci",
            "max(CAST(1 AS TINYINT)) AS ti",
            "max(CAST(1 AS SMALLINT)) AS si",
            "max(1.5f) AS f",
            "max(true) AS bo",
            "max('x') AS st",
        ];
        // Spark 4.0 cannot send nested values.
        let nested = server.kind() != Kind::Spark40;
        let metrics = metrics.into_iter().skip(if nested { 0 } else { 3 });
        spark.conf().set("spark.sql.session.timeZone", "Asia/Tokyo").await?;
        let (observed, observation) = spark.range(0, 3).observe(metrics.map(expr).collect::<Vec<_>>());
        observed.collect_batches().await?;
        let all = observation.get().await?;
        let id = all.get("s").and_then(Value::as_struct).and_then(|s| s.get("id"));
        assert_eq!(id, nested.then_some(&Value::Long(2)));
        let list = Value::Array([0, 1, 2].map(Value::Long).to_vec());
        assert_eq!(all.get("l"), nested.then_some(&list));
        let map = Value::Map(vec![(Value::String("a".into()), Value::Long(0))]);
        assert_eq!(all.get("m"), nested.then_some(&map));
        assert_eq!(all.get("n"), Some(&Value::Null));
        assert_eq!(format!("{:?}", all.get("d")), "Some(Date(2020-01-02))");
        assert_eq!(format!("{:?}", all.get("ts")), "Some(Timestamp(2020-01-01T18:04:05.678Z))");
        assert_eq!(format!("{:?}", all.get("tn")), "Some(TimestampNtz(2020-01-02T03:04:05.678))");
        assert_eq!(format!("{:?}", all.get("de")), "Some(Decimal(Decimal(1.50)))");
        let text = |name: &str| all.get(name).map(ToString::to_string);
        assert_eq!(text("di").as_deref(), Some("INTERVAL '2 00:00:00' DAY TO SECOND"));
        assert_eq!(text("yi").as_deref(), Some("INTERVAL '2-0' YEAR TO MONTH"));
        assert_eq!(all.get("b"), Some(&Value::Binary(vec![1, 2].into())));
        assert_eq!((all.get("ti"), all.get("si")), (Some(&Value::Byte(1)), Some(&Value::Short(1))));
        assert_eq!((all.get("f"), all.get("bo")), (Some(&Value::Float(1.5)), Some(&Value::Boolean(true))));
        assert_eq!(all.get("st").and_then(Value::as_str), Some("x"));
        let types = all.schema().to_string();
        for (name, data_type) in [("de", "decimal(3,2)"), ("n", if nested { "int" } else { "void" }), ("di", "interval day"), ("ts", "timestamp")] {
            assert!(types.contains(&format!("{name}:{data_type}")), "{types}");
        }
        Ok(())
    }

    async fn typed_observations(server) -> Result<()> {
        if !server.kind().is_spark() {
            return Ok(());
        }
        let spark = server.session().await;
        let order = |id: i64, note: Option<&str>| Order { id, amount: id as f64 / 2.0, note: note.map(str::to_owned) };
        let orders = spark.create_dataset(&[order(1, Some("a")), order(2, None), order(3, Some("c"))]);
        let (observed, observation) = orders.observe(|o| SeenCols {
            orders: dataset::count(),
            largest: o.amount.max(),
            first: o.note.min(),
            mean: o.amount.sum() / 2.0,
        });
        assert_eq!(observed.filter(|o| o.id.gt(1)).count().await?, 2);
        let expected = Seen { orders: 3, largest: Some(1.5), first: Some("a".into()), mean: Some(1.5) };
        assert_eq!(observation.get().await?, expected);

        // Of one value, and of the pairs of a join.
        let (joined, observation) = orders.join(&orders, |left, right| left.id.eq(right.id)).observe(|(left, _)| left.id.max());
        assert_eq!(joined.collect().await?.len(), 3);
        assert_eq!(observation.get().await?, Some(3));

        // No rows, so no largest one.
        let (none, observation) = orders.filter(|o| o.id.gt(9)).observe(|o| o.amount.max());
        assert_eq!(none.collect().await?, []);
        assert_eq!(observation.get().await?, None);
        Ok(())
    }

    async fn observations_that_fail(server) -> Result<()> {
        if !server.kind().is_spark() {
            return Ok(());
        }
        let spark = server.session().await;
        let (observed, observation) = spark.range(0, 3).observe(expr("max(1 / (id - 2))"));
        let error = observed.count().await.expect_err("a division by zero");
        assert_eq!(error.error_class(), Some("DIVIDE_BY_ZERO"));
        let same = observation.get().await.expect_err("as the action");
        assert_eq!((same.error_class(), same.operation_id()), (error.error_class(), error.operation_id()));

        // On Spark 4.0 the first action decides, whatever comes of it.
        let rows = async |observation: &Observation, expected: i64| match observation.get().await {
            Ok(row) => assert_eq!(row.get("rows"), Some(&Value::Long(expected))),
            Err(error) => assert_eq!((error.kind(), server.kind()), (ErrorKind::Unsupported, Kind::Spark40)),
        };

        // A later action may do better.
        let name = format!("t{}", uuid(&spark));
        let (observed, observation) = spark.table(&name).observe(count(lit(1)).alias("rows"));
        assert!(observed.count().await.is_err());
        assert_eq!(observation.get().await.expect_err("no table").kind(), ErrorKind::Analysis);
        spark.range(0, 7).create_or_replace_temp_view(&name).await?;
        assert_eq!(observed.count().await?, 7);
        rows(&observation, 7).await;

        // Only the metric fails: the query of a newer server does not.
        let (observed, observation) = spark.range(0, 3).observe(expr("raise_error('no')"));
        let counted = observed.count().await;
        assert_eq!(counted.is_ok(), server.kind() == Kind::Spark43);
        assert_eq!(observation.get().await.expect_err("raised").error_class(), Some("USER_RAISED_EXCEPTION"));

        // A view only gives the plan a name.
        let (observed, observation) = spark.range(0, 3).observe(count(lit(1)).alias("rows"));
        observed.create_or_replace_temp_view("observed").await?;
        assert!(observation.try_get().is_none());
        assert_eq!(observed.count().await?, 3);
        rows(&observation, 3).await;
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

/// The session's id as a part of a name.
fn uuid(spark: &SparkSession) -> String {
    spark.session_id().replace('-', "")
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
