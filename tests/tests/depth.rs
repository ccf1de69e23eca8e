//! Deep plans and deep expressions: built, encoded and dropped without recursion and in linear time, refused before
//! they are sent where no server reads them, and run where servers do.

use std::{
    thread,
    time::{Duration, Instant},
};

use spark_connect_core::{dataframe::DataFrame, functions::col, prelude::*, relation::MAX_DEPTH};
use spark_connect_tests::{
    on_every_server,
    scripted::{Call, Script, ScriptedServer},
    servers::Kind,
};

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Item {
    id: i64,
    name: String,
    note: Option<String>,
}

fn items() -> Vec<Item> {
    let item = |id| Item { id, name: format!("item {id}"), note: (id > 1).then(|| "ä".to_owned()) };
    (0..4).map(item).collect()
}

/// A pipeline of this many relations, one of which is the data; every second one is a filter, the others are
/// projections. No step changes a row or takes one away.
fn pipeline(spark: &SparkSession, relations: usize) -> Dataset<Item> {
    let mut dataset = spark.create_dataset(&items());
    for step in 1..relations {
        let number = i64::try_from(step).expect("small");
        dataset = if step % 2 == 0 {
            dataset.filter(|item| item.id.gt(-number) & item.name.starts_with("item"))
        } else {
            dataset.select(|item| ItemCols { name: item.name.concat(""), ..item })
        };
    }
    dataset
}

/// The items with these numbers, by a condition as deep as they are many.
fn one_of(items: &Dataset<Item>, numbers: i64) -> Dataset<Item> {
    items.filter(|item| {
        (0..numbers).fold(item.id.eq(-1), |condition, number| condition.or(item.id.eq(number)))
    })
}

/// Runs it on a thread with the stack that Rust gives to threads by default: on a runtime's, for one.
fn on_a_small_stack<R: Send + 'static>(run: impl FnOnce() -> R + Send + 'static) -> R {
    let thread = thread::Builder::new().stack_size(2 << 20).spawn(run).expect("a thread");
    thread.join().expect("no stack overflow and no panic")
}

async fn scripted() -> (ScriptedServer, SparkSession) {
    let server = ScriptedServer::start(Script::new([])).await;
    let spark = SparkSession::builder().remote(server.remote()).connect().await.expect("the server is there");
    (server, spark)
}

/// How many bytes a pipeline of this many relations has, and how long it takes to build, encode and drop it.
fn cost(spark: &SparkSession, relations: usize) -> (usize, Duration) {
    let start = Instant::now();
    let dataset = pipeline(spark, relations);
    let copy = dataset.clone();
    let df = dataset.to_df();
    assert_eq!(df.relation().depth(), relations);
    let bytes = df.relation().message().to_bytes().len();
    assert_eq!(bytes, df.relation().message().encoded_len());
    drop((dataset, df));
    drop(copy);
    (bytes, start.elapsed())
}

#[tokio::test]
async fn a_pipeline_of_a_thousand_steps_fits_on_a_small_stack() {
    let (_server, spark) = scripted().await;
    let (bytes, _) = on_a_small_stack(move || cost(&spark, 1_001));
    assert!(bytes > 50_000, "{bytes}");
}

#[tokio::test]
async fn a_pipeline_costs_what_its_steps_cost() {
    let (_server, spark) = scripted().await;
    on_a_small_stack(move || {
        // The shortest of several runs: the machine may be busy with something else.
        let fastest = |relations| (0..5).map(|_| cost(&spark, relations)).min_by_key(|(_, time)| *time);
        let (short, long) = (fastest(1_001).expect("runs"), fastest(4_001).expect("runs"));
        assert!(long.0 < short.0 * 5, "4 times the steps: {} bytes after {}", long.0, short.0);
        assert!(long.1 < short.1 * 8, "4 times the steps: {:?} after {:?}", long.1, short.1);
    });
}

/// Ten thousand steps of each kind that folds, from a program's loop.
fn loops(df: &DataFrame, steps: i64) -> [DataFrame; 3] {
    let chain = |step: &dyn Fn(DataFrame, i64) -> DataFrame| (0..steps).fold(df.clone(), step);
    [
        chain(&|df, number| df.with_column(&format!("c{number}"), col("id") + number)),
        chain(&|df, number| df.filter(col("id").ne(-1 - number))),
        chain(&|df, _| df.select(("id", "name", (col("id") + 1).alias("next")))),
    ]
}

#[tokio::test]
async fn a_loop_costs_what_its_steps_cost() {
    let (_server, spark) = scripted().await;
    on_a_small_stack(move || {
        let items = spark.create_dataset(&items()).to_df();
        let cost = |steps| {
            let start = Instant::now();
            for df in loops(&items, steps) {
                assert!(df.relation().depth() < 40, "{}", df.relation().depth());
                let message = df.relation().message();
                assert_eq!(message.to_bytes().len(), message.encoded_len());
            }
            start.elapsed()
        };
        // The shortest of several runs: the machine may be busy with something else.
        let fastest = |steps| (0..4).map(|_| cost(steps)).min().expect("runs");
        let (short, long) = (fastest(2_500), fastest(10_000));
        assert!(long < short * 12, "4 times the steps: {long:?} after {short:?}");
    });
}

#[tokio::test]
async fn a_pipeline_too_deep_for_servers_is_refused_before_it_is_sent() {
    let (server, spark) = scripted().await;
    let deep = pipeline(&spark, MAX_DEPTH + 1);
    let errors = [
        deep.collect().await.expect_err("too deep"),
        deep.count().await.expect_err("too deep"),
        deep.schema().await.expect_err("too deep"),
        deep.write().parquet("never").await.expect_err("too deep"),
        pipeline(&spark, 1_000).collect().await.expect_err("too deep"),
    ];
    for error in errors {
        assert_eq!(error.kind(), ErrorKind::InvalidPlan);
        assert!(error.to_string().contains("relations"), "{error}");
    }
    let sent = |call: &Call| matches!(call, Call::Execute(_) | Call::Analyze(_));
    assert!(!server.calls().iter().any(sent), "{:?}", server.calls());
}

#[tokio::test]
async fn a_condition_of_thousands_of_terms_fits_on_a_small_stack() {
    let (_server, spark) = scripted().await;
    on_a_small_stack(move || {
        let filtered = one_of(&spark.create_dataset(&items()), 5_000);
        let copy = filtered.clone();
        drop(filtered);
        let df = copy.to_df();
        let message = df.relation().message();
        assert!(message.depth() > 10_000, "{message:?}");
        assert_eq!(message.to_bytes().len(), message.encoded_len());
    });
}

/// The setting that ends the analysis of a pipeline in Spark: each step that calls a function takes an iteration.
const ITERATIONS: &str = "spark.sql.analyzer.maxIterations";

fn sorted(mut rows: Vec<Item>) -> Vec<Item> {
    rows.sort_by_key(|row| row.id);
    rows
}

on_every_server! {
    async fn deep_pipelines_run(server) -> Result<()> {
        let spark = server.session().await;
        let relations = match server.kind() {
            // What Spark analyzes in the 100 iterations that it takes by default.
            Kind::Spark43 | Kind::Spark40 => 95,
            // Sail 0.7.2 recurses: its process dies from a plan that is much deeper.
            Kind::Sail => 60,
        };
        assert_eq!(sorted(pipeline(&spark, relations).collect().await?), items());
        Ok(())
    }
}

on_every_server! {
    async fn thousands_of_steps_run(server) -> Result<()> {
        let spark = server.session().await;
        let items = spark.create_dataset(&items()).to_df();
        let [columns, conditions, choices] = loops(&items, 2_000);
        let last = columns.select((col("c0") + col("c1999")).alias("sum")).filter(col("sum").gt(1_999));
        assert_eq!(last.count().await?, 3);
        assert_eq!(columns.columns().await?.len(), 2_003);
        assert_eq!(conditions.count().await?, 4);
        assert_eq!(choices.columns().await?, ["id", "name", "next"]);
        assert_eq!(choices.filter(col("next").eq(col("id") + 1)).count().await?, 4);
        Ok(())
    }
}

/// Spark reads about 1,000 messages in each other. Sail 0.7.2 is not asked: its process may die from a deep plan.
async fn deep_conditions(kind: Kind) -> Result<()> {
    let data = kind.server().await.session().await.create_dataset(&items());
    assert_eq!(sorted(one_of(&data, 400).collect().await?), items());
    let error = one_of(&data, 5_000).collect().await.expect_err("too deep");
    assert_eq!(error.kind(), ErrorKind::InvalidPlan);
    assert!(error.to_string().contains("too deep"), "{error}");
    assert_eq!(data.count().await?, 4);
    Ok(())
}

#[tokio::test]
async fn spark43_reads_deep_conditions_or_says_why_not() -> Result<()> {
    deep_conditions(Kind::Spark43).await
}

#[tokio::test]
async fn spark40_reads_deep_conditions_or_says_why_not() -> Result<()> {
    deep_conditions(Kind::Spark40).await
}

/// What [`MAX_DEPTH`] promises, on a server with the stack that Java gives by default (the other tests' servers have
/// more): Spark either says what stops it, or runs a plan of that depth.
async fn the_limit_holds(kind: Kind) -> Result<()> {
    let options = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
    let server = kind.builder().conf("spark.driver.extraJavaOptions", options).start().await?;
    let spark = SparkSession::builder().remote(server.connection_string()).connect().await?;

    let error = pipeline(&spark, 150).collect().await.expect_err("more steps than iterations");
    assert_eq!(error.kind(), ErrorKind::Execution);
    assert!(error.to_string().contains(ITERATIONS), "{error}");

    spark.conf().set(ITERATIONS, 1_000).await?;
    assert_eq!(sorted(pipeline(&spark, 150).collect().await?), items());
    let data = spark.create_dataset(&items());
    let last = i64::try_from(MAX_DEPTH).expect("small");
    let filters = (1..last).fold(data.clone(), |dataset, step| dataset.filter(|item| item.id.gt(-step)));
    assert!(filters.to_df().relation().depth() < MAX_DEPTH / 4);
    assert_eq!(sorted(filters.collect().await?), items());
    // A column that is used once is computed where it is used.
    let merged = (1..last)
        .fold(data.clone(), |dataset, _| dataset.select(|item| ItemCols { id: item.id + 1, ..item }));
    assert!(merged.to_df().relation().depth() < MAX_DEPTH / 4);
    let selects = (1..last)
        .fold(data, |dataset, _| dataset.select(|item| ItemCols { id: item.id * 2 - item.id + 1, ..item }));
    assert_eq!(selects.to_df().relation().depth(), MAX_DEPTH);
    for selects in [merged, selects] {
        let ids: Vec<_> = sorted(selects.collect().await?).into_iter().map(|item| item.id).collect();
        assert_eq!(ids, [last - 1, last, last + 1, last + 2]);
    }
    Ok(())
}

#[tokio::test]
async fn spark43_runs_what_the_limit_allows() -> Result<()> {
    the_limit_holds(Kind::Spark43).await
}

#[tokio::test]
async fn spark40_runs_what_the_limit_allows() -> Result<()> {
    the_limit_holds(Kind::Spark40).await
}
