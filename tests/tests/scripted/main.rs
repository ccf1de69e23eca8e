//! The client against a server that does what real servers do not do on demand.

mod artifacts;
mod errors;
mod layouts;
mod results;
mod rows;
mod session;
mod streams;
mod telemetry;

use arrow_array::{RecordBatch, cast::AsArray, types::Int64Type};
use futures::TryStreamExt;
use spark_connect_core::{
    error::Error,
    proto::{field, spark::connect as proto},
    relation::Relation,
    session::{Results, SparkSession},
};
use spark_connect_tests::scripted::{Script, ScriptedServer, complete, long_batch, long_schema_response};

/// A session on the server.
async fn connect(remote: String) -> SparkSession {
    SparkSession::builder().remote(remote).user_id("tester").connect().await.expect("the server is there")
}

/// Runs a plan; the script decides what comes back.
fn run(spark: &SparkSession) -> Results {
    let range = proto::Range { start: None, end: 30, step: 1, num_partitions: None };
    let plan =
        Relation::builder(field::relation::RANGE).fields(&range).build().to_plan().expect("a valid plan");
    spark.run(&plan)
}

/// The result in the column `id`, as it arrives.
async fn ids(results: Results) -> Result<Vec<i64>, Error> {
    let batches: Vec<RecordBatch> = results.try_collect().await?;
    let column = |batch: &RecordBatch| batch.column(0).as_primitive::<Int64Type>().values().to_vec();
    Ok(batches.iter().flat_map(column).collect())
}

/// A result of 30 rows in 3 batches, as Spark sends it.
fn three_batches() -> Vec<proto::ExecutePlanResponse> {
    vec![long_schema_response(), long_batch(0..10), long_batch(10..20), long_batch(20..30), complete()]
}

/// Runs a query on a server with this script.
async fn outcome(script: Script) -> (ScriptedServer, Result<Vec<i64>, Error>) {
    let server = ScriptedServer::start(script).await;
    let spark = connect(server.remote()).await;
    let outcome = ids(run(&spark)).await;
    (server, outcome)
}
