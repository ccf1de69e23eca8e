//! Rows to a server. The floor sends them inside of a plan, in one piece, which real servers refuse if it is large.

use std::{sync::Arc, time::Duration};

use arrow_array::{
    ArrayRef, RecordBatch,
    builder::{Float64Builder, Int64Builder, StringBuilder, TimestampMicrosecondBuilder},
};
use arrow_ipc::writer::StreamWriter;
use futures::StreamExt;
use spark_connect_core::{dataset::Dataset, session::SparkSession};

use super::asynchronous;
use crate::{
    bare::Bare,
    child::{Check, Result, Round, Setting},
    sample::{Mixed, Sample},
    work::{Case, Server, Unit, Work},
};

pub(crate) fn works() -> Vec<Work> {
    vec![Work {
        name: "upload",
        title: "uploading 1M rows",
        server: Server::ReplayNumber,
        size: 1_000_000,
        unit: Unit::Whole,
        samples: 1,
        turns: 7,
        pause: Duration::ZERO,
        cases: vec![
            Case::floor("bare tonic", bare),
            Case::ours("`upload_dataset`", streamed),
            Case::ours("`create_dataset`", created),
            Case::peer("apache-spark-connect `create_dataframe`"),
            Case::python("PySpark `createDataFrame`").rarely(),
        ],
    }]
}

async fn connect(remote: &str) -> Result<SparkSession> {
    Ok(SparkSession::builder().remote(remote).connect().await?)
}

fn rows(count: usize) -> Vec<Mixed> {
    (0..count as i64).map(Mixed::row).collect()
}

/// The rows are made while they are uploaded, so making them is a part of the work here.
fn streamed(setting: &Setting) -> Result<Round> {
    let size = setting.size as i64;
    asynchronous(
        async || connect(&setting.remote).await,
        move |spark: &SparkSession| {
            let spark = spark.clone();
            async move { run(spark.upload_dataset((0..size).map(Mixed::row)).await?).await }
        },
    )
}

/// As [`streamed`], but with all rows in memory.
fn created(setting: &Setting) -> Result<Round> {
    let size = setting.size;
    asynchronous(
        async || connect(&setting.remote).await,
        move |spark: &SparkSession| {
            let spark = spark.clone();
            async move { run(spark.create_dataset(&rows(size))).await }
        },
    )
}

/// Runs a query on the rows, whose result is another.
async fn run(rows: Dataset<Mixed>) -> Result<Check> {
    let mut batches = rows.to_df().batches();
    let mut count = 0;
    while let Some(batch) = batches.next().await {
        count += batch?.num_rows() as u64;
    }
    Ok(Box::new(move || count))
}

fn bare(setting: &Setting) -> Result<Round> {
    let size = setting.size;
    asynchronous(
        async || Bare::connect(&setting.remote).await,
        move |client: &Bare| {
            let client = client.clone();
            async move {
                let plan = Bare::rows(stream(&rows(size))?);
                let mut count = 0;
                let add = |batch: &RecordBatch| {
                    count += batch.num_rows() as u64;
                    Ok(())
                };
                client.for_each_batch(plan, add).await?;
                Ok(Box::new(move || count) as Check)
            }
        },
    )
}

/// An Arrow IPC stream of one batch, built column by column.
fn stream(rows: &[Mixed]) -> Result<Vec<u8>> {
    let mut ids = Int64Builder::with_capacity(rows.len());
    let mut prices = Float64Builder::with_capacity(rows.len());
    let mut names = StringBuilder::with_capacity(rows.len(), rows.len() * 16);
    let mut quantities = Int64Builder::with_capacity(rows.len());
    let mut discounts = Int64Builder::with_capacity(rows.len());
    let mut times = TimestampMicrosecondBuilder::with_capacity(rows.len()).with_timezone("UTC");
    for row in rows {
        ids.append_value(row.id);
        prices.append_value(row.price);
        names.append_value(&row.name);
        quantities.append_value(row.quantity);
        discounts.append_option(row.discount);
        times.append_value(row.at.as_microsecond());
    }
    let columns: [(&str, ArrayRef); 6] = [
        ("id", Arc::new(ids.finish())),
        ("price", Arc::new(prices.finish())),
        ("name", Arc::new(names.finish())),
        ("quantity", Arc::new(quantities.finish())),
        ("discount", Arc::new(discounts.finish())),
        ("at", Arc::new(times.finish())),
    ];
    let batch = RecordBatch::try_from_iter(columns)?;
    let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema())?;
    writer.write(&batch)?;
    Ok(writer.into_inner()?)
}
