//! Batches to rows: nothing is sent.

use std::time::Duration;

use arrow_array::RecordBatch;
use spark_connect_core::arrow::{decode::append_rows, encode::struct_batch};

use crate::{
    bare,
    child::{Result, Round, Setting},
    sample::{Mixed, Nested, Sample, digests},
    work::{Case, Server, Unit, Work},
};

/// As many rows as servers put into a batch, about.
const BATCH: i64 = 10_000;

pub(crate) fn works() -> Vec<Work> {
    let work = |name, title, cases| Work {
        name,
        title,
        server: Server::None,
        size: 1_000_000,
        unit: Unit::Whole,
        samples: 3,
        turns: 7,
        pause: Duration::ZERO,
        cases,
    };
    vec![
        work(
            "decode-flat",
            "batches to `Vec<struct>`, flat",
            vec![
                Case::floor("columns by hand", by_hand),
                Case::ours("generated", generated::<Mixed>),
                Case::library("serde_arrow", with_serde::<Mixed>),
            ],
        ),
        work(
            "decode-nested",
            "batches to `Vec<struct>`, nested",
            vec![
                Case::ours("generated", generated::<Nested>),
                Case::library("serde_arrow", with_serde::<Nested>),
            ],
        ),
    ]
}

/// Batches of so many rows.
///
/// # Errors
/// The rows cannot be encoded.
pub fn batches<T: Sample>(rows: usize) -> Result<Vec<RecordBatch>> {
    let (schema, count) = (T::schema(), rows as i64);
    let starts = (0..count).step_by(BATCH as usize);
    let batch = |start: i64| {
        let rows: Vec<T> = (start..count.min(start + BATCH)).map(T::row).collect();
        Ok(struct_batch(&rows, &schema)?)
    };
    starts.map(batch).collect()
}

fn by_hand(setting: &Setting) -> Result<Round> {
    let batches = batches::<Mixed>(setting.size)?;
    Ok(Box::new(move || {
        let mut read = Vec::new();
        for batch in &batches {
            bare::append(&mut read, batch)?;
        }
        Ok(Box::new(move || digests(&read)))
    }))
}

fn generated<T: Sample>(setting: &Setting) -> Result<Round> {
    let batches = batches::<T>(setting.size)?;
    Ok(Box::new(move || {
        let mut read: Vec<T> = Vec::new();
        for batch in &batches {
            let first_row = read.len() as u64;
            append_rows(&mut read, batch, T::NAME, first_row)?;
        }
        Ok(Box::new(move || digests(&read)))
    }))
}

fn with_serde<T: Sample>(setting: &Setting) -> Result<Round> {
    let batches = batches::<T>(setting.size)?;
    Ok(Box::new(move || {
        let mut read: Vec<T> = Vec::new();
        for batch in &batches {
            let rows: Vec<T> = serde_arrow::from_record_batch(batch)?;
            read.extend(rows);
        }
        Ok(Box::new(move || digests(&read)))
    }))
}
