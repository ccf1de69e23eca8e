//! Waiting: outside of runtimes it works for everything, inside it is refused.

use std::{
    thread,
    time::{Duration, Instant},
};

use spark_connect_core::{
    blocking::{Wait, WaitIter},
    error::{Error, ErrorKind},
    local::LocalServer,
    prelude::*,
};
use spark_connect_tests::{
    models::{Customer, CustomerCols},
    scripted::{Call, End, Script, ScriptedServer, complete, long_batch, long_schema_response},
    servers::Kind,
};
use tokio::runtime;

fn session(kind: Kind) -> SparkSession {
    async { Ok::<_, Error>(kind.server().await.session().await) }.wait().expect("a server")
}

/// A server in the runtime that waits.
fn scripted(script: Script) -> ScriptedServer {
    async { Ok::<_, Error>(ScriptedServer::start(script).await) }.wait().expect("a server")
}

fn received(server: &ScriptedServer, wanted: impl Fn(&Call) -> bool) {
    async {
        server.received(wanted).await;
        Ok::<_, Error>(())
    }
    .wait()
    .expect("no runtime here");
}

fn everything(kind: Kind) -> Result<()> {
    let spark = session(kind);
    assert_eq!(spark.version().wait()?, kind.spark_version());
    spark.conf().set("spark.sql.session.timeZone", "UTC").wait()?;
    let customers: Vec<Customer> =
        (0..500).map(|id| Customer { id, name: format!("c{id}"), age: 20 + (id % 50) as i32 }).collect();
    let rows = spark.create_dataset(&customers).order_by(|c| c.id);
    assert_eq!(rows.collect().wait()?, customers);
    assert_eq!(rows.first().wait()?.as_ref(), customers.first());
    let old = rows.filter(|c| c.age.ge(65));
    assert_eq!(old.count().wait()?, 50);
    let streamed: Vec<Customer> = old.stream().wait_iter().collect::<Result<_>>()?;
    assert!(streamed.iter().eq(customers.iter().filter(|customer| customer.age >= 65)));
    rows.select(|c| CustomerCols { id: c.id, name: c.name, age: c.age })
        .to_df()
        .create_or_replace_temp_view("c")
        .wait()?;
    let counted: Vec<(i64,)> = spark.sql("SELECT count(*) FROM c").wait()?.collect_as().wait()?;
    assert_eq!(counted, [(500,)]);

    let mut results = spark.range(0, 300_000).batches();
    assert_eq!(results.schema().wait()?.to_string(), "struct<id:bigint>");
    let mut batches = (&mut results).wait_iter();
    let first = batches.next().expect("a batch")?.num_rows();
    let rest = batches.map(|batch| batch.map(|batch| batch.num_rows())).sum::<Result<usize>>()?;
    assert_eq!(first + rest, 300_000);
    assert!((&mut results).wait_iter().next().is_none(), "a result that has ended has no more batches");

    let error = spark.table("no_such_table").count().wait().expect_err("no table");
    assert_eq!(error.kind(), ErrorKind::Analysis);
    spark.stop().wait()?;
    assert_eq!(spark.range(0, 1).count().wait().expect_err("stopped").kind(), ErrorKind::Session);
    Ok(())
}

#[test]
fn everything_on_spark43() -> Result<()> {
    everything(Kind::Spark43)
}

#[test]
fn everything_on_spark40() -> Result<()> {
    everything(Kind::Spark40)
}

#[test]
fn everything_on_sail() -> Result<()> {
    everything(Kind::Sail)
}

#[test]
fn threads_wait_side_by_side() {
    let spark = session(Kind::Sail);
    let sums = thread::scope(|scope| {
        let wait = |thread: i64| {
            let frame = spark.range(0, 1000 * (thread + 1));
            move || (0..10).map(|_| frame.count().wait()).sum::<Result<u64>>()
        };
        let threads: Vec<_> = (0..8).map(|thread| scope.spawn(wait(thread))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect::<Result<Vec<_>>>()
    });
    let expected: Vec<u64> = (0..8).map(|thread| 10 * 1000 * (thread + 1)).collect();
    assert_eq!(sums.expect("answers"), expected);
}

#[test]
fn a_server_of_ones_own() -> Result<()> {
    let server = LocalServer::sail().version("0.7.2").start().wait()?;
    let spark = SparkSession::builder().remote(server.connection_string()).connect().wait()?;
    assert_eq!(spark.range(0, 10).count().wait()?, 10);
    // Dropped outside of a runtime, with a session on it.
    drop(server);
    let error = spark.range(0, 10).count().wait_timeout(Duration::from_secs(3)).expect_err("it is gone");
    assert!(matches!(error.kind(), ErrorKind::Timeout | ErrorKind::Connection), "{error}");
    Ok(())
}

fn refused<T: std::fmt::Debug>(outcome: Result<T>) {
    let error = outcome.expect_err("a refusal");
    assert_eq!(error.kind(), ErrorKind::WouldBlock);
    assert_eq!(
        error.to_string(),
        "waiting here would block a thread of a tokio runtime: write `.await` instead of `.wait()`"
    );
}

/// Everything that waits, on a thread where it must not.
fn refuses(spark: &SparkSession) {
    let frame = spark.range(0, 10);
    refused(frame.count().wait());
    refused(frame.count().wait_timeout(Duration::from_secs(1)));
    refused(SparkSession::builder().remote("sc://localhost:1").connect().wait());
    let mut batches = frame.batches().wait_iter();
    refused(batches.next().expect("an error"));
    assert!(batches.next().is_none(), "a loop over it must end");
}

#[test]
fn inside_a_runtime_it_is_refused() {
    let spark = session(Kind::Sail);
    // In each kind of runtime, in its tasks, its blocking threads, and where it is only entered.
    for mut builder in [runtime::Builder::new_current_thread(), runtime::Builder::new_multi_thread()] {
        let runtime = builder.worker_threads(1).enable_all().build().expect("a runtime");
        runtime.block_on(async { refuses(&spark) });
        let (one, two) = (spark.clone(), spark.clone());
        let task = runtime.spawn(async move { refuses(&one) });
        let thread = runtime.spawn_blocking(move || refuses(&two));
        runtime.block_on(async {
            task.await.expect("no panic");
            thread.await.expect("no panic");
        });
        let _entered = runtime.enter();
        refuses(&spark);
    }
    // Also in the runtime of `wait` itself.
    let nested = async {
        refuses(&spark);
        Ok::<_, Error>(())
    };
    nested.wait().expect("the outer one runs");
    assert_eq!(spark.range(0, 10).count().wait().expect("as before"), 10);
}

#[test]
fn an_iterator_that_moves_into_a_runtime_stops_its_query() {
    let server =
        scripted(Script::new([long_schema_response(), long_batch(0..10), complete()]).segment(2, End::Open));
    let spark = SparkSession::builder().remote(server.remote()).connect().wait().expect("a session");
    let mut batches = spark.range(0, 10).batches().wait_iter();
    assert!(batches.next().expect("a batch").is_ok());
    let runtime = runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async { refused(batches.next().expect("an error")) });
    received(&server, Call::is_release_all);
    assert!(batches.next().is_none());
}

#[test]
fn what_is_dropped_outside_of_a_runtime_is_released() {
    let server =
        scripted(Script::new([long_schema_response(), long_batch(0..10), complete()]).segment(2, End::Open));
    let spark = SparkSession::builder().remote(server.remote()).connect().wait().expect("a session");
    let mut batches = spark.range(0, 10).batches().wait_iter();
    assert!(batches.next().expect("a batch").is_ok());
    drop(batches);
    // This thread does nothing for it.
    thread::sleep(Duration::from_millis(500));
    assert!(server.calls().iter().any(Call::is_release_all));
}

#[test]
fn a_limit_of_time_stops_the_query() {
    let server = scripted(Script::new([long_schema_response(), complete()]).segment(1, End::Open));
    let spark = SparkSession::builder().remote(server.remote()).connect().wait().expect("a session");
    let start = Instant::now();
    let error =
        spark.range(0, 10).collect_batches().wait_timeout(Duration::from_millis(200)).expect_err("no end");
    assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Timeout, "not done within 200ms"));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    received(&server, Call::is_release_all);
}

#[test]
fn any_error_that_takes_ours_in_will_do() {
    let outcome: Result<u8, Box<dyn std::error::Error>> = async { Err("mine".into()) }.wait();
    assert_eq!(outcome.expect_err("mine").to_string(), "mine");
}

#[test]
fn a_session_whose_runtime_is_gone_fails() {
    let server = scripted(Script::new([long_schema_response(), long_batch(0..10), complete()]));
    let runtime =
        runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    let connect = SparkSession::builder().remote(server.remote()).connect();
    let spark = runtime.block_on(connect).expect("a session");
    // While the runtime runs, it serves this thread too.
    assert_eq!(spark.range(0, 10).collect_batches().wait().expect("a batch").len(), 1);
    drop(runtime);
    let start = Instant::now();
    let error = spark.range(0, 10).collect_batches().wait().expect_err("nobody reads");
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.to_string().contains("the tokio runtime that the session was made in is gone"), "{error}");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}
