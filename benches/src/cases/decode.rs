//! Batches to rows and rows to batches: nothing is sent.

use std::{hint::black_box, time::Duration};

use arrow_array::{Array, RecordBatch};
use arrow_schema::SchemaRef;
use serde::Deserialize;
use spark_connect_core::{
    arrow::{
        decode::{append_rows, visit_rows},
        encode::struct_batch,
    },
    dataset::SparkRowRef,
};

use crate::{
    bare, by_hand,
    child::{Failure, Result, Round, Setting},
    sample::{Mixed, MixedRef, Nested, NestedRef, NestedTexts, Sample, digests},
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
                Case::floor("columns by hand", |setting| into_one(setting, bare::append)),
                Case::ours("generated", |setting| into_one(setting, generated::<Mixed>)),
                Case::library("serde_arrow", with_serde::<Mixed>),
            ],
        ),
        work(
            "decode-reused",
            "batches to a `Vec<struct>` that is used again",
            vec![
                Case::floor("columns by hand", |setting| one_by_one(setting, bare::append)),
                Case::ours("generated", |setting| one_by_one(setting, generated::<Mixed>)),
                Case::library("serde_arrow, a `Vec` for each batch", |setting| {
                    visited::<Mixed>(setting, |batch| serde_digests(batch, Mixed::digest))
                }),
            ],
        ),
        work(
            "decode-views",
            "batches to views of rows, flat",
            vec![
                Case::floor("columns by hand", |setting| visited::<Mixed>(setting, bare::visit)),
                Case::ours("generated", |setting| {
                    visited::<Mixed>(setting, |batch| views::<MixedRef>(batch, |row| row.digest()))
                }),
                Case::library("a copy of the buffers, not read", copied),
                Case::library("serde_arrow, a `Vec` of `&str` for each batch", |setting| {
                    visited::<Mixed>(setting, |batch| serde_digests(batch, MixedRef::digest))
                }),
            ],
        ),
        work(
            "decode-nested",
            "batches to `Vec<struct>`, nested",
            vec![
                Case::floor("columns by hand", |setting| into_one(setting, nested_by_hand)),
                Case::ours("generated", |setting| into_one(setting, generated::<Nested>)),
                Case::library("serde_arrow", with_serde::<Nested>),
            ],
        ),
        work(
            "decode-nested-views",
            "batches to views of rows, nested",
            vec![
                Case::floor("columns by hand", |setting| {
                    visited::<Nested>(setting, |batch| Ok(by_hand::visit_nested(batch)))
                }),
                Case::ours("generated", |setting| {
                    visited::<Nested>(setting, |batch| views::<NestedRef>(batch, |row| row.digest()))
                }),
                Case::library("serde_arrow, a `Vec` of `&str` for each batch", |setting| {
                    visited::<Nested>(setting, |batch| serde_digests(batch, NestedTexts::digest))
                }),
            ],
        ),
        work(
            "encode-flat",
            "structs to batches, flat",
            vec![
                Case::floor("builders by hand", |setting| encoded(setting, by_hand::mixed_batch)),
                Case::ours("generated", |setting| encoded(setting, |rows: &[Mixed], _| written(rows))),
                Case::library("serde_arrow", |setting| encoded(setting, serialized::<Mixed>)),
            ],
        ),
        work(
            "encode-nested",
            "structs to batches, nested",
            vec![
                Case::floor("builders by hand", |setting| encoded(setting, by_hand::nested_batch)),
                Case::ours("generated", |setting| encoded(setting, |rows: &[Nested], _| written(rows))),
                Case::library("serde_arrow", |setting| encoded(setting, serialized::<Nested>)),
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

fn nested_by_hand(rows: &mut Vec<Nested>, batch: &RecordBatch) -> Result<()> {
    by_hand::append_nested(rows, batch);
    Ok(())
}

fn generated<T: Sample>(rows: &mut Vec<T>, batch: &RecordBatch) -> Result<()> {
    let first_row = rows.len() as u64;
    Ok(append_rows(rows, batch, T::NAME, first_row)?)
}

/// All rows in one `Vec`.
fn into_one<T: Sample>(
    setting: &Setting,
    append: fn(&mut Vec<T>, &RecordBatch) -> Result<()>,
) -> Result<Round> {
    let batches = batches::<T>(setting.size)?;
    Ok(Box::new(move || {
        let mut read: Vec<T> = Vec::new();
        for batch in &batches {
            append(&mut read, batch)?;
        }
        Ok(Box::new(move || digests(&read)))
    }))
}

/// The rows of a batch at a time, each looked at.
fn one_by_one<T: Sample>(
    setting: &Setting,
    append: fn(&mut Vec<T>, &RecordBatch) -> Result<()>,
) -> Result<Round> {
    let batches = batches::<T>(setting.size)?;
    let mut read: Vec<T> = Vec::new();
    Ok(Box::new(move || {
        let mut sum = 0_u64;
        for batch in &batches {
            read.clear();
            append(&mut read, batch)?;
            sum = sum.wrapping_add(digests(&read));
        }
        Ok(Box::new(move || sum))
    }))
}

fn views<V: SparkRowRef>(batch: &RecordBatch, digest: impl Fn(&V::Ref<'_>) -> u64) -> Result<u64> {
    let mut sum = 0_u64;
    visit_rows::<V>(batch, V::NAME, 0, |row| sum = sum.wrapping_add(digest(&row)))?;
    Ok(sum)
}

/// Every row looked at where it is.
fn visited<T: Sample>(setting: &Setting, visit: fn(&RecordBatch) -> Result<u64>) -> Result<Round> {
    let batches = batches::<T>(setting.size)?;
    Ok(Box::new(move || {
        let mut sum = 0_u64;
        for batch in &batches {
            sum = sum.wrapping_add(visit(batch)?);
        }
        Ok(Box::new(move || sum))
    }))
}

/// The rows of a batch, borrowed from it if they can be: all together, then each looked at.
fn serde_digests<'a, T: Deserialize<'a>>(batch: &'a RecordBatch, digest: fn(&T) -> u64) -> Result<u64> {
    let rows: Vec<T> = serde_arrow::from_record_batch(batch)?;
    Ok(rows.iter().map(digest).fold(0, u64::wrapping_add))
}

/// What the memory alone takes: every buffer of every column. The sum is that of the rows that have been copied.
fn copied(setting: &Setting) -> Result<Round> {
    let batches = batches::<Mixed>(setting.size)?;
    let sum = batches
        .iter()
        .try_fold(0_u64, |sum, batch| Ok::<_, Failure>(sum.wrapping_add(bare::visit(batch)?)))?;
    Ok(Box::new(move || {
        for column in batches.iter().flat_map(RecordBatch::columns) {
            let data = column.to_data();
            let validity = data.nulls().map(|nulls| nulls.buffer());
            for buffer in data.buffers().iter().chain(validity) {
                black_box(buffer.as_slice().to_vec());
            }
        }
        Ok(Box::new(move || sum))
    }))
}

fn written<T: Sample>(rows: &[T]) -> Result<RecordBatch> {
    Ok(struct_batch(rows, &T::schema())?)
}

fn serialized<T: Sample>(rows: &[T], schema: SchemaRef) -> Result<RecordBatch> {
    Ok(serde_arrow::to_record_batch(schema.fields(), &rows)?)
}

/// A batch of every so many rows.
fn encoded<T: Sample>(
    setting: &Setting,
    encode: fn(&[T], SchemaRef) -> Result<RecordBatch>,
) -> Result<Round> {
    let rows: Vec<T> = (0..setting.size as i64).map(T::row).collect();
    let schema = written::<T>(&[])?.schema();
    Ok(Box::new(move || {
        let mut batches = Vec::new();
        for rows in rows.chunks(BATCH as usize) {
            batches.push(encode(rows, schema.clone())?);
        }
        Ok(Box::new(move || {
            let mut read: Vec<T> = Vec::new();
            let outcome = batches.iter().try_for_each(|batch| generated(&mut read, batch));
            outcome.map_or(0, |()| digests(&read))
        }))
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
