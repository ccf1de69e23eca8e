//! The smallest query, and many of them at once.

use std::thread;

use apache::SparkSession;
use spark_connect::prelude::*;
use tokio::runtime::Runtime;

use crate::child::{Failure, Result, Round, Setting};

/// How many queries there are at a time.
const CONCURRENT: usize = 64;

pub(crate) fn one(setting: &Setting) -> Result<Round> {
    let rows = SparkSession::builder().remote(&setting.remote).get_or_create()?.range(1)?;
    Ok(Box::new(move || {
        let count = rows.collect()?.len() as u64;
        Ok(Box::new(move || count))
    }))
}

/// It blocks: each query has a thread.
pub(crate) fn many(setting: &Setting) -> Result<Round> {
    let rows = SparkSession::builder().remote(&setting.remote).get_or_create()?.range(1)?;
    let each = setting.size.div_ceil(CONCURRENT);
    Ok(Box::new(move || {
        let worker = || {
            let counts = (0..each).map(|_| Ok(rows.collect()?.len() as u64));
            counts.sum::<Result<u64>>()
        };
        let sum = thread::scope(|scope| {
            let workers: Vec<_> = (0..CONCURRENT).map(|_| scope.spawn(worker)).collect();
            let sums = workers
                .into_iter()
                .map(|worker| worker.join().map_err(|_| Failure::from("a thread fails"))?);
            sums.sum::<Result<u64>>()
        })?;
        Ok(Box::new(move || sum))
    }))
}

fn layered(setting: &Setting) -> Result<(Runtime, spark_connect::DataFrame)> {
    let runtime = Runtime::new()?;
    let builder = spark_connect::SparkSession::builder().remote(&setting.remote);
    let rows = runtime.block_on(builder.get_or_create())?.range(1)?;
    Ok((runtime, rows))
}

pub(crate) fn layered_one(setting: &Setting) -> Result<Round> {
    let (runtime, rows) = layered(setting)?;
    Ok(Box::new(move || {
        let count = runtime.block_on(rows.collect_async())?.len() as u64;
        Ok(Box::new(move || count))
    }))
}

pub(crate) fn layered_many(setting: &Setting) -> Result<Round> {
    let (runtime, rows) = layered(setting)?;
    let each = setting.size.div_ceil(CONCURRENT);
    Ok(Box::new(move || {
        let worker = |rows: spark_connect::DataFrame| async move {
            let mut sum = 0;
            for _ in 0..each {
                sum += rows.collect_async().await?.len() as u64;
            }
            Ok::<u64, Failure>(sum)
        };
        let workers: Vec<_> = (0..CONCURRENT).map(|_| runtime.spawn(worker(rows.clone()))).collect();
        let sums = workers.into_iter().map(|worker| runtime.block_on(worker)?);
        let sum = sums.sum::<Result<u64>>()?;
        Ok(Box::new(move || sum))
    }))
}
