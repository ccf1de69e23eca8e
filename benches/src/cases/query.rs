//! What a client adds to a query: the smallest one, and many at once, each over one connection.
//!
//! Against Sail, and against a replay, which answers at once. One of the floors never tells the server that it is done with
//! an operation; the other one does so in the background, as a client has to that does not want to fill the server up.

use std::time::Duration;

use futures::{TryStreamExt, future::try_join_all};
use spark_connect_core::{dataframe::DataFrame, session::SparkSession};

use super::asynchronous;
use crate::{
    bare::Bare,
    child::{Check, Failure, Result, Round, Setting},
    work::{Case, Code, Server, Unit, Work},
};

/// How many queries there are at a time.
const CONCURRENT: usize = 64;

pub(crate) fn works() -> Vec<Work> {
    let one = |name, title, server| Work {
        name,
        title,
        server,
        size: 1,
        unit: Unit::Whole,
        samples: 10,
        turns: 50,
        pause: Duration::from_millis(5),
        cases: vec![
            Case::floor("bare tonic", |setting| bare(setting, false)),
            Case::floor("bare tonic that releases", |setting| bare(setting, true)),
            Case::ours("`batches`", ours),
            Case::peer("apache-spark-connect"),
            Case::peer("spark-connect"),
            Case::python("PySpark"),
        ],
    };
    let many = |name, title, server| {
        let one = one(name, title, server);
        // So many queries take Python half a minute.
        let case = |case: Case| if let Code::Python = case.code { case.rarely() } else { case };
        Work {
            size: CONCURRENT * 20,
            unit: Unit::Rate,
            samples: 1,
            turns: 15,
            pause: Duration::from_millis(50),
            cases: one.cases.into_iter().map(case).collect(),
            ..one
        }
    };
    vec![
        one("query", "the smallest query, replayed", Server::ReplayNumber),
        one("query-sail", "the smallest query on Sail", Server::Sail),
        many("queries", "64 queries at once, replayed", Server::ReplayNumber),
        many("queries-sail", "64 queries at once on Sail", Server::Sail),
    ]
}

/// The same plan as the others': a typed dataset would ask for its columns by name besides.
fn ours(setting: &Setting) -> Result<Round> {
    let connect = async || {
        let spark = SparkSession::builder().remote(setting.remote.as_str()).connect().await?;
        Ok(spark.range(0, 1))
    };
    let size = setting.size;
    asynchronous(connect, move |rows: &DataFrame| {
        let rows = rows.clone();
        workers(size, move || {
            let rows = rows.clone();
            async move {
                let (mut batches, mut count) = (rows.batches(), 0);
                while let Some(batch) = batches.try_next().await? {
                    count += batch.num_rows() as u64;
                }
                Ok(count)
            }
        })
    })
}

fn bare(setting: &Setting, releases: bool) -> Result<Round> {
    let size = setting.size;
    asynchronous(
        async || Bare::connect(&setting.remote).await,
        move |client: &Bare| {
            let client = client.clone();
            workers(size, move || {
                let client = client.clone();
                async move { client.count(releases).await }
            })
        },
    )
}

/// So many queries, [`CONCURRENT`] at a time: the sum of what they return.
async fn workers<Q>(size: usize, query: impl Fn() -> Q) -> Result<Check>
where
    Q: Future<Output = Result<u64>>,
{
    let worker = async || {
        let mut sum = 0;
        for _ in 0..size.div_ceil(CONCURRENT) {
            sum += query().await?;
        }
        Ok::<u64, Failure>(sum)
    };
    let sums = try_join_all((0..size.min(CONCURRENT)).map(|_| worker())).await?;
    Ok(Box::new(move || sums.iter().sum()))
}
