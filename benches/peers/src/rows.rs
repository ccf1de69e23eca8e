//! Results, as rows in memory and as rows that pass by.

use apache::{
    DataFrame, DataType as SparkType, SparkSession,
    row::{Row, Value},
};
use arrow::{array::RecordBatch, datatypes::DataType};
use jiff::Timestamp;
use serde::Deserialize;
use spark_connect::prelude::*;
use tokio::runtime::Runtime;

use crate::child::{Result, Round, Setting};

/// The rows of the benches.
#[derive(Debug, Deserialize)]
struct Mixed {
    id: i64,
    price: f64,
    name: String,
    quantity: i64,
    discount: Option<i64>,
    #[serde(with = "jiff::fmt::serde::timestamp::microsecond::required")]
    at: Timestamp,
}

/// The same as Spark writes it.
const SCHEMA: &str = "id BIGINT, price DOUBLE, name STRING, quantity BIGINT, discount BIGINT, at TIMESTAMP";

impl Mixed {
    fn digest(&self) -> u64 {
        let discount = self.discount.unwrap_or_default();
        digest(self.id, self.price, &self.name, self.quantity, discount, self.at.as_second())
    }
}

/// As in the benches.
fn digest(id: i64, price: f64, name: &str, quantity: i64, discount: i64, seconds: i64) -> u64 {
    (id + price as i64 + name.len() as i64 + quantity + discount + seconds) as u64
}

fn table(setting: &Setting) -> Result<DataFrame> {
    Ok(SparkSession::builder().remote(&setting.remote).get_or_create()?.table("rows")?)
}

pub(crate) fn collect(setting: &Setting) -> Result<Round> {
    let table = table(setting)?;
    Ok(Box::new(move || {
        let rows = table.collect()?;
        Ok(Box::new(move || rows.iter().map(row_digest).fold(0, u64::wrapping_add)))
    }))
}

pub(crate) fn visit(setting: &Setting) -> Result<Round> {
    let table = table(setting)?;
    Ok(Box::new(move || {
        let mut sum = 0_u64;
        for row in table.to_local_iterator(true)? {
            sum = sum.wrapping_add(row_digest(&row?));
        }
        Ok(Box::new(move || sum))
    }))
}

/// Its `Row`s are made while the clock runs, as the rows of the others are.
pub(crate) fn upload(setting: &Setting) -> Result<Round> {
    let spark = SparkSession::builder().remote(&setting.remote).get_or_create()?;
    let size = setting.size as i64;
    Ok(Box::new(move || {
        let rows = (0..size).map(row).collect();
        let count = spark.create_dataframe(rows, SparkType::from_ddl(SCHEMA)?)?.collect()?.len() as u64;
        Ok(Box::new(move || count))
    }))
}

/// The row of this number, as in the benches.
fn row(number: i64) -> Row {
    let names = ["id", "price", "name", "quantity", "discount", "at"];
    let values = vec![
        Value::Long(number),
        Value::Double(number as f64 / 100.0),
        Value::String(format!("customer {}", number % 10_000)),
        Value::Long(number % 1_000),
        if number % 4 == 0 { Value::Long(number) } else { Value::Null },
        Value::Timestamp((1_700_000_000 + number) * 1_000_000),
    ];
    Row::new(names.map(str::to_owned).into(), values)
}

/// All batches are there before the first is read.
pub(crate) fn visit_batches(setting: &Setting) -> Result<Round> {
    let table = table(setting)?;
    Ok(Box::new(move || {
        let mut sum = 0_u64;
        for batch in table.collect_record_batches()? {
            let rows: Vec<Mixed> = serde_arrow::from_record_batch(&batch)?;
            sum = rows.iter().map(Mixed::digest).fold(sum, u64::wrapping_add);
        }
        Ok(Box::new(move || sum))
    }))
}

pub(crate) fn batches(setting: &Setting) -> Result<Round> {
    let table = table(setting)?;
    Ok(Box::new(move || {
        let rows = structs(table.collect_record_batches()?)?;
        Ok(Box::new(move || rows.iter().map(Mixed::digest).fold(0, u64::wrapping_add)))
    }))
}

pub(crate) fn layered_batches(setting: &Setting) -> Result<Round> {
    let runtime = Runtime::new()?;
    let builder = spark_connect::SparkSession::builder().remote(&setting.remote);
    let table = runtime.block_on(builder.get_or_create())?.table("rows")?;
    Ok(Box::new(move || {
        let rows = structs(runtime.block_on(table.collect_record_batches_async())?)?;
        Ok(Box::new(move || rows.iter().map(Mixed::digest).fold(0, u64::wrapping_add)))
    }))
}

/// Batch after batch, so that none is kept longer than it has to.
fn structs(batches: Vec<RecordBatch>) -> Result<Vec<Mixed>> {
    let mut rows: Vec<Mixed> = Vec::new();
    for batch in batches {
        debug_assert!(matches!(batch.schema().field(0).data_type(), DataType::Int64));
        let read: Vec<Mixed> = serde_arrow::from_record_batch(&batch)?;
        rows.extend(read);
    }
    Ok(rows)
}

fn row_digest(row: &Row) -> u64 {
    match row.values() {
        [Value::Long(id), Value::Double(price), Value::String(name), Value::Long(quantity), discount, at] => {
            let discount = discount.as_i64().unwrap_or_default();
            let seconds = match at {
                Value::Timestamp(micros) => micros.div_euclid(1_000_000),
                _ => 0,
            };
            digest(*id, *price, name, *quantity, discount, seconds)
        }
        _ => 0,
    }
}
