//! Results: as rows in memory, and as rows that pass by.

use std::time::Duration;

use arrow_array::RecordBatch;
use futures::TryStreamExt;
use spark_connect_core::{dataset::Dataset, session::SparkSession};

use super::asynchronous;
use crate::{
    bare::{self, Bare},
    child::{Check, Result, Round, Setting},
    sample::{Mixed, MixedRef, Sample, digests, mixed_sql},
    work::{Case, Server, Unit, Work},
};

pub(crate) fn works() -> Vec<Work> {
    let work = |name, title, size, cases| Work {
        name,
        title,
        server: Server::Replay,
        size,
        unit: Unit::Whole,
        samples: 1,
        turns: 11,
        pause: Duration::ZERO,
        cases,
    };
    vec![
        work(
            "collect",
            "collecting 1M rows",
            1_000_000,
            vec![
                Case::floor("bare tonic", collect_bare),
                Case::ours("`collect`", collect),
                Case::ours("`collect_parallel(2)`", collect_parallel),
                Case::peer("apache-spark-connect `collect`"),
                Case::peer("apache-spark-connect batches, serde_arrow"),
                Case::peer("spark-connect batches, serde_arrow"),
                Case::python("PySpark `toArrow`"),
                Case::python("PySpark `collect`").rarely(),
            ],
        ),
        work(
            "visit",
            "visiting 5M rows",
            5_000_000,
            vec![
                Case::floor("bare tonic", visit_bare),
                Case::floor("bare tonic, one `Vec`", visit_bare_rows),
                Case::ours("`for_each_ref`", visit_views),
                Case::ours("`stream`", visit_stream),
                Case::ours("`chunks`, one `Vec`", visit_chunks),
                Case::ours("`chunks().parallel(2)`", visit_parallel),
                Case::peer("apache-spark-connect batches, serde_arrow"),
                Case::peer("apache-spark-connect `to_local_iterator`").rarely(),
            ],
        ),
    ]
}

/// A case of this client: what it does with the rows of a query.
fn ours<W>(setting: &Setting, mut work: impl FnMut(Dataset<Mixed>) -> W + 'static) -> Result<Round>
where
    W: Future<Output = Result<Check>>,
{
    let connect = async || {
        let spark = SparkSession::builder().remote(setting.remote.as_str()).connect().await?;
        Ok(spark.table("rows").dataset::<Mixed>())
    };
    asynchronous(connect, move |rows| work(rows.clone()))
}

fn sum(sum: u64) -> Result<Check> {
    Ok(Box::new(move || sum))
}

fn rows(rows: Vec<Mixed>) -> Result<Check> {
    Ok(Box::new(move || digests(&rows)))
}

fn collect(setting: &Setting) -> Result<Round> {
    ours(setting, async |dataset| rows(dataset.collect().await?))
}

fn collect_parallel(setting: &Setting) -> Result<Round> {
    ours(setting, async |dataset| rows(dataset.collect_parallel(2).await?))
}

fn visit_views(setting: &Setting) -> Result<Round> {
    ours(setting, async |dataset| {
        let mut all = 0_u64;
        dataset.for_each_ref::<MixedRef>(|row| all = all.wrapping_add(row.digest())).await?;
        sum(all)
    })
}

fn visit_stream(setting: &Setting) -> Result<Round> {
    ours(setting, async |dataset| {
        let add = |sum: u64, row: Mixed| async move { Ok(sum.wrapping_add(row.digest())) };
        sum(dataset.stream().try_fold(0, add).await?)
    })
}

fn visit_chunks(setting: &Setting) -> Result<Round> {
    ours(setting, async |dataset| {
        let (mut chunks, mut rows, mut all) = (dataset.chunks(), Vec::new(), 0_u64);
        while chunks.next_into(&mut rows).await? {
            all = all.wrapping_add(digests(&rows));
        }
        sum(all)
    })
}

fn visit_parallel(setting: &Setting) -> Result<Round> {
    ours(setting, async |dataset| {
        let (mut chunks, mut all) = (dataset.chunks().parallel(2), 0_u64);
        while let Some(rows) = chunks.try_next().await? {
            all = all.wrapping_add(digests(&rows));
        }
        sum(all)
    })
}

/// A case of the floor: what it adds up of the batches of a query.
fn bare<S: Default + 'static>(
    setting: &Setting,
    add: fn(&mut S, &RecordBatch) -> Result<()>,
    check: fn(S) -> Result<Check>,
) -> Result<Round> {
    let query = mixed_sql(setting.size);
    asynchronous(
        async || Bare::connect(&setting.remote).await,
        move |client: &Bare| {
            let (client, query) = (client.clone(), Bare::sql(&query));
            async move {
                let mut state = S::default();
                client.for_each_batch(query, |batch| add(&mut state, batch)).await?;
                check(state)
            }
        },
    )
}

fn collect_bare(setting: &Setting) -> Result<Round> {
    bare(setting, bare::append, rows)
}

fn visit_bare(setting: &Setting) -> Result<Round> {
    let add = |all: &mut u64, batch: &_| {
        *all = all.wrapping_add(bare::visit(batch)?);
        Ok(())
    };
    bare(setting, add, sum)
}

/// A `Vec` of rows that is used again, and the sum.
#[derive(Default)]
struct Reused {
    rows: Vec<Mixed>,
    sum: u64,
}

fn visit_bare_rows(setting: &Setting) -> Result<Round> {
    let add = |state: &mut Reused, batch: &_| {
        state.rows.clear();
        bare::append(&mut state.rows, batch)?;
        state.sum = state.sum.wrapping_add(digests(&state.rows));
        Ok(())
    };
    bare(setting, add, |state| sum(state.sum))
}
