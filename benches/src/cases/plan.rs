//! Plans of many steps: built, encoded and dropped, but not sent. The relations of `plan-nested` are as deep as they are
//! many; the steps of the others are what a program's loop makes, which folds them.

use std::{hint::black_box, time::Duration};

use spark_connect_core::{dataframe::DataFrame, functions::col, session::SparkSession};
use tokio::runtime::Runtime;

use crate::{
    by_hand,
    child::{Result, Round, Setting},
    work::{Case, Server, Unit, Work},
};

type Start = fn(&Setting) -> Result<Round>;

pub(crate) fn works() -> Vec<Work> {
    let works: [(_, _, _, Start); 5] = [
        ("plan-3000", "a plan of 3,000 steps", 3_000, nested),
        ("plan-nested", "a plan of 10,000 steps", 10_000, nested),
        ("plan-with-column", "10,000 times `with_column`", 10_000, with_column),
        ("plan-filter", "10,000 times `filter`", 10_000, filter),
        ("plan-select", "10,000 times `select`", 10_000, select),
    ];
    let work = |(name, title, size, start)| Work {
        name,
        title,
        server: Server::ReplayNumber,
        size,
        unit: Unit::Whole,
        samples: 5,
        turns: 11,
        pause: Duration::ZERO,
        cases: cases(name, start),
    };
    works.into_iter().map(work).collect()
}

fn cases(name: &str, start: Start) -> Vec<Case> {
    let floor = || Case::floor("bytes by hand, from the innermost step on", nested_by_hand);
    let ours = Case::ours("built and encoded", start);
    match name {
        "plan-3000" => vec![floor(), ours, Case::peer("apache-spark-connect, spark-connect").rarely()],
        "plan-nested" => vec![floor(), ours],
        _ => vec![ours],
    }
}

fn nested(setting: &Setting) -> Result<Round> {
    let step = |df: DataFrame, number| {
        if number % 2 == 0 { df.limit(1_000) } else { df.filter(col("id").gt(number)) }
    };
    encoded(setting, step)
}

fn nested_by_hand(setting: &Setting) -> Result<Round> {
    let steps = setting.size as i64;
    Ok(Box::new(move || {
        let bytes = black_box(by_hand::nested_plan(steps)).len();
        Ok(Box::new(move || u64::from(bytes > 0)))
    }))
}

fn with_column(setting: &Setting) -> Result<Round> {
    encoded(setting, |df, number| df.with_column(&format!("c{number}"), col("id") + number))
}

fn filter(setting: &Setting) -> Result<Round> {
    encoded(setting, |df, number| df.filter(col("id").ne(number)))
}

fn select(setting: &Setting) -> Result<Round> {
    encoded(setting, |df, _| df.select(("id", "name", (col("id") + 1).alias("next"))))
}

fn encoded(setting: &Setting, step: impl Fn(DataFrame, i64) -> DataFrame + 'static) -> Result<Round> {
    let runtime = Runtime::new()?;
    let spark = runtime.block_on(SparkSession::builder().remote(setting.remote.as_str()).connect())?;
    let (table, steps) = (spark.table("orders"), setting.size as i64);
    Ok(Box::new(move || {
        let _inside = runtime.enter();
        let df = (0..steps).fold(table.clone(), &step);
        let bytes = black_box(df.relation().message().to_bytes()).len();
        drop(df);
        Ok(Box::new(move || u64::from(bytes > 0)))
    }))
}
