//! Queries and commands over a network that fails all the time.

use arrow_array::RecordBatch;
use arrow_select::concat::concat_batches;
use futures::{StreamExt, stream};
use spark_connect_core::{error::Result, session::SparkSession};
use spark_connect_tests::faults::Proxy;
use tokio::sync::Mutex;

use crate::{connect, server, session, stubborn};

const QUERIES: usize = 200;
const INSERTS: usize = 20;
const FAULTS: u32 = 1000;

/// Queries of 1 row to 60,000 rows, in one and in many batches, with wide and with narrow rows.
fn query(index: usize) -> String {
    let rows = [1, 100, 3_000, 20_000, 60_000][index % 5] + index;
    let partitions = [1, 3, 8][index % 3];
    let text = if index.is_multiple_of(2) { "sha2(CAST(id AS STRING), 256)" } else { "CAST(id AS STRING)" };
    format!("SELECT id, id * {index} AS product, {text} AS text FROM range(0, {rows}, 1, {partitions})")
}

async fn run(spark: &SparkSession, query: &str) -> Result<Vec<RecordBatch>> {
    spark.sql(query).await?.collect_batches().await
}

/// Whether both hold the same rows in the same order, however they are cut into batches.
fn assert_same(query: &str, expected: &[RecordBatch], survived: &[RecordBatch]) {
    let whole = |batches: &[RecordBatch]| {
        let schema = batches.first().expect("at least one batch").schema();
        concat_batches(&schema, batches).expect("batches of one schema")
    };
    assert!(whole(expected) == whole(survived), "{query}");
}

/// Every row once and every command once, whatever happens to the connections meanwhile.
#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_faults() -> Result<()> {
    let remote = server().await.connection_string();
    let direct = session(remote).await;
    let _ = direct.sql("CREATE TABLE counted (number INT) USING parquet").await?;

    let proxy = Proxy::before(remote).await;
    let builder = SparkSession::builder().remote(proxy.instead_of(remote)).retry_policies([stubborn()]);
    // What is larger than the distance between two faults never arrives whole.
    let builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", 500);
    let disturbed = connect(builder).await;
    proxy.at_random(20_261_123, 120_000, FAULTS);

    // Spark's own: of two commands that write files of one table at once, the first to end removes what the other writes.
    let inserting = Mutex::new(());
    let queries = stream::iter(0..QUERIES).map(|index| {
        let (direct, disturbed, inserting) = (&direct, &disturbed, &inserting);
        async move {
            let query = query(index);
            if index.is_multiple_of(QUERIES / INSERTS) {
                let _one = inserting.lock().await;
                let _ = disturbed.sql(&format!("INSERT INTO counted VALUES ({index})")).await?;
            }
            let (expected, survived) = tokio::join!(run(direct, &query), run(disturbed, &query));
            assert_same(&query, &expected?, &survived?);
            Ok(())
        }
    });
    for outcome in queries.buffer_unordered(6).collect::<Vec<Result<()>>>().await {
        outcome?;
    }
    eprintln!("{} faults in {QUERIES} queries", proxy.happened());
    // The last faults, if the queries did not need enough bytes for all of them.
    let mut index = 0;
    while proxy.happened() < FAULTS {
        let query = query(index);
        assert_same(&query, &run(&direct, &query).await?, &run(&disturbed, &query).await?);
        index += 1;
    }

    let mut inserted = direct.sql("SELECT number FROM counted").await?.collect_as::<(i32,)>().await?;
    inserted.sort_unstable();
    let expected: Vec<_> = (0..INSERTS).map(|number| ((number * QUERIES / INSERTS) as i32,)).collect();
    assert_eq!(inserted, expected, "each insert once");
    let _ = direct.sql("DROP TABLE counted").await?;
    disturbed.stop().await
}
