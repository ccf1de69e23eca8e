//! Results: as rows in memory, and as rows that pass by.

use std::time::Duration;

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
                Case::python("PySpark `collect`"),
            ],
        ),
        work(
            "visit",
            "visiting 5M rows",
            5_000_000,
            vec![
                Case::floor("bare tonic", visit_bare),
                Case::ours("`for_each_ref`", visit_views),
                Case::ours("`stream`", visit_stream),
                Case::ours("`chunks`, one `Vec`", visit_chunks),
                Case::ours("`chunks().parallel(2)`", visit_parallel),
                Case::peer("apache-spark-connect `to_local_iterator`"),
            ],
        ),
    ]
}

async fn connect(remote: &str) -> Result<Dataset<Mixed>> {
    let spark = SparkSession::builder().remote(remote).connect().await?;
    Ok(spark.table("rows").dataset())
}

fn collect(setting: &Setting) -> Result<Round> {
    asynchronous(
        async || connect(&setting.remote).await,
        |rows: &Dataset<Mixed>| {
            let rows = rows.clone();
            async move {
                let rows = rows.collect().await?;
                Ok(Box::new(move || digests(&rows)) as Check)
            }
        },
    )
}

fn collect_parallel(setting: &Setting) -> Result<Round> {
    asynchronous(
        async || connect(&setting.remote).await,
        |rows: &Dataset<Mixed>| {
            let rows = rows.clone();
            async move {
                let rows = rows.collect_parallel(2).await?;
                Ok(Box::new(move || digests(&rows)) as Check)
            }
        },
    )
}

fn collect_bare(setting: &Setting) -> Result<Round> {
    let query = mixed_sql(setting.size);
    asynchronous(
        async || Bare::connect(&setting.remote).await,
        move |client: &Bare| {
            let (client, query) = (client.clone(), Bare::sql(&query));
            async move {
                let mut rows = Vec::new();
                client.for_each_batch(query, |batch| bare::append(&mut rows, batch)).await?;
                Ok(Box::new(move || digests(&rows)) as Check)
            }
        },
    )
}

fn visit_views(setting: &Setting) -> Result<Round> {
    asynchronous(
        async || connect(&setting.remote).await,
        |rows: &Dataset<Mixed>| {
            let rows = rows.clone();
            async move {
                let mut sum = 0_u64;
                rows.for_each_ref::<MixedRef>(|row| sum = sum.wrapping_add(row.digest())).await?;
                Ok(Box::new(move || sum) as Check)
            }
        },
    )
}

fn visit_stream(setting: &Setting) -> Result<Round> {
    asynchronous(
        async || connect(&setting.remote).await,
        |rows: &Dataset<Mixed>| {
            let rows = rows.stream();
            async move {
                let add = |sum: u64, row: Mixed| async move { Ok(sum.wrapping_add(row.digest())) };
                let sum = rows.try_fold(0, add).await?;
                Ok(Box::new(move || sum) as Check)
            }
        },
    )
}

fn visit_chunks(setting: &Setting) -> Result<Round> {
    asynchronous(
        async || connect(&setting.remote).await,
        |rows: &Dataset<Mixed>| {
            let mut chunks = rows.chunks();
            async move {
                let (mut sum, mut rows) = (0_u64, Vec::new());
                while chunks.next_into(&mut rows).await? {
                    sum = rows.iter().fold(sum, |sum, row| sum.wrapping_add(row.digest()));
                }
                Ok(Box::new(move || sum) as Check)
            }
        },
    )
}

fn visit_parallel(setting: &Setting) -> Result<Round> {
    asynchronous(
        async || connect(&setting.remote).await,
        |rows: &Dataset<Mixed>| {
            let mut chunks = rows.chunks().parallel(2);
            async move {
                let mut sum = 0_u64;
                while let Some(rows) = chunks.try_next().await? {
                    sum = rows.iter().fold(sum, |sum, row| sum.wrapping_add(row.digest()));
                }
                Ok(Box::new(move || sum) as Check)
            }
        },
    )
}

fn visit_bare(setting: &Setting) -> Result<Round> {
    let query = mixed_sql(setting.size);
    asynchronous(
        async || Bare::connect(&setting.remote).await,
        move |client: &Bare| {
            let (client, query) = (client.clone(), Bare::sql(&query));
            async move {
                let mut sum = 0_u64;
                let add = |batch: &_| {
                    sum = sum.wrapping_add(bare::visit(batch)?);
                    Ok(())
                };
                client.for_each_batch(query, add).await?;
                Ok(Box::new(move || sum) as Check)
            }
        },
    )
}
