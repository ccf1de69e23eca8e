//! Values of every type survive being written and read: alone, optional, in lists, in maps, in structs, and from the
//! middle of a batch. What `serde_arrow` reads from the same batch is the same.

use std::{collections::BTreeMap, fmt::Debug};

use arrow_array::RecordBatch;
use bytes::Bytes;
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, Time},
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde::{Deserialize, de::DeserializeOwned};

use super::{
    decode::{self, Decode},
    encode::{self, Encode},
    ipc,
};
use crate::types::{CalendarInterval, Decimal, StructType, YearMonthInterval};

/// A value in every position that a column can have it in.
type Row<T> = (
    T,
    Option<T>,
    Vec<T>,
    Option<Vec<Option<T>>>,
    BTreeMap<String, Option<T>>,
    Option<(T, Option<T>)>,
    Vec<Vec<(T,)>>,
    Option<Option<T>>,
);

/// The same for `serde`.
#[derive(Deserialize)]
struct SerdeRow<T> {
    _1: T,
    _2: Option<T>,
    _3: Vec<T>,
    _4: Option<Vec<Option<T>>>,
    _5: BTreeMap<String, Option<T>>,
    _6: Option<SerdePair<T>>,
    _7: Vec<Vec<SerdeSingle<T>>>,
    _8: Option<T>,
}

#[derive(Deserialize)]
struct SerdePair<T> {
    _1: T,
    _2: Option<T>,
}

#[derive(Deserialize)]
struct SerdeSingle<T> {
    _1: T,
}

impl<T> From<SerdeRow<T>> for Row<T> {
    fn from(row: SerdeRow<T>) -> Self {
        let lists = row._7.into_iter().map(|list| list.into_iter().map(|single| (single._1,)).collect());
        let pair = row._6.map(|pair| (pair._1, pair._2));
        (row._1, row._2, row._3, row._4, row._5, pair, lists.collect(), row._8.map(Some))
    }
}

fn schema(sql: &str) -> StructType {
    let text = format!(
        "_1 {sql} NOT NULL, _2 {sql}, _3 ARRAY<{sql}> NOT NULL, _4 ARRAY<{sql}>, _5 MAP<STRING, {sql}> NOT NULL, \
         _6 STRUCT<_1: {sql} NOT NULL, _2: {sql}>, _7 ARRAY<ARRAY<STRUCT<_1: {sql} NOT NULL>>> NOT NULL, _8 {sql}"
    );
    text.parse().unwrap()
}

fn rows<T: Debug + Clone + 'static>(
    value: impl Strategy<Value = T> + Clone + 'static,
) -> impl Strategy<Value = Vec<Row<T>>> {
    let option = prop::option::of(value.clone()).boxed();
    let row = (
        value.clone(),
        option.clone(),
        prop::collection::vec(value.clone(), 0..3),
        prop::option::of(prop::collection::vec(option.clone(), 0..3)),
        prop::collection::btree_map("[a-c]", option.clone(), 0..3),
        prop::option::of((value.clone(), option.clone())),
        prop::collection::vec(prop::collection::vec((value.clone(),), 0..3), 0..3),
        option.prop_map(|value| value.map(Some)),
    );
    prop::collection::vec(row, 0..12)
}

fn decoded<T: Decode>(batch: &RecordBatch) -> Vec<T> {
    let mut rows = Vec::new();
    decode::append_rows(&mut rows, batch, "Row", 0).unwrap();
    rows
}

/// Checks rows of `T`, a column of the SQL type `sql`.
///
/// Values are compared by their text, so that NaN is the same as NaN and 1.0 is not the same as 1.00.
fn check<T>(sql: &str, value: impl Strategy<Value = T> + Clone + 'static)
where
    T: Encode + Decode + Debug + Clone + 'static,
{
    check_with(sql, value, |_, _| Ok(()));
}

/// The same, and that `serde_arrow` reads the same values.
fn check_serde<T>(sql: &str, value: impl Strategy<Value = T> + Clone + 'static)
where
    T: Encode + Decode + DeserializeOwned + Debug + Clone + 'static,
{
    check_with(sql, value, |batch, rows: &[Row<T>]| {
        let read: Vec<SerdeRow<T>> = super::serde::rows(std::slice::from_ref(batch)).unwrap();
        let read: Vec<Row<T>> = read.into_iter().map(Row::from).collect();
        prop_assert_eq!(format!("{read:?}"), format!("{rows:?}"), "serde");
        Ok(())
    });
}

fn check_with<T>(
    sql: &str,
    value: impl Strategy<Value = T> + Clone + 'static,
    also: impl Fn(&RecordBatch, &[Row<T>]) -> Result<(), TestCaseError>,
) where
    T: Encode + Decode + Debug + Clone + 'static,
{
    let schema = schema(sql);
    let config = Config { cases: 48, failure_persistence: None, ..Config::default() };
    let strategy = (rows(value), any::<prop::sample::Index>(), any::<prop::sample::Index>());
    let result = TestRunner::new(config).run(&strategy, |(rows, start, end)| {
        let batch = encode::struct_batch(&rows, &schema).unwrap();
        let stream = ipc::write(&batch.schema(), std::slice::from_ref(&batch)).unwrap();
        let read = ipc::read(stream).unwrap();
        prop_assert_eq!(&read, std::slice::from_ref(&batch));
        prop_assert_eq!(format!("{:?}", decoded::<Row<T>>(&read[0])), format!("{rows:?}"));

        // From the middle of a batch, where every offset and every bitmap starts elsewhere.
        let (start, end) = (start.index(rows.len() + 1), end.index(rows.len() + 1));
        let (start, end) = (start.min(end), start.max(end));
        let slice = read[0].slice(start, end - start);
        prop_assert_eq!(format!("{:?}", decoded::<Row<T>>(&slice)), format!("{:?}", &rows[start..end]));

        also(&read[0], &rows)?;
        also(&slice, &rows[start..end])
    });
    if let Err(error) = result {
        panic!("{sql}: {error}");
    }
}

#[test]
fn booleans() {
    check_serde("BOOLEAN", any::<bool>());
}

#[test]
fn integers() {
    check_serde("TINYINT", any::<i8>());
    check_serde("SMALLINT", any::<i16>());
    check_serde("INT", prop_oneof![any::<i32>(), Just(i32::MIN), Just(i32::MAX)]);
    check_serde("BIGINT", prop_oneof![any::<i64>(), Just(i64::MIN), Just(i64::MAX)]);
}

#[test]
fn floats() {
    check_serde("FLOAT", prop_oneof![prop::num::f32::ANY, Just(f32::NAN), Just(-0.0), Just(f32::INFINITY)]);
    check_serde(
        "DOUBLE",
        prop_oneof![prop::num::f64::ANY, Just(f64::NAN), Just(-0.0), Just(f64::MIN_POSITIVE)],
    );
}

#[test]
fn strings() {
    check_serde("STRING", prop_oneof![any::<String>(), Just(String::new()), Just("é\u{10ffff}".repeat(50))]);
    check_serde("VARCHAR(20)", "[a-zé]{0,20}");
}

#[test]
fn bytes() {
    check_serde("BINARY", prop::collection::vec(any::<u8>(), 0..20));
    check("BINARY", prop::collection::vec(any::<u8>(), 0..20).prop_map(Bytes::from));
}

fn decimals(precision: u32, scale: u8) -> impl Strategy<Value = Decimal> + Clone {
    let largest = 10_i128.pow(precision) - 1;
    prop_oneof![-largest..=largest, Just(largest), Just(-largest), Just(0)]
        .prop_map(move |unscaled| Decimal::new(unscaled, scale).unwrap())
}

#[test]
fn decimal_numbers() {
    check_serde("DECIMAL(15,2)", decimals(15, 2));
    check("DECIMAL(38,0)", decimals(38, 0));
    check("DECIMAL(38,38)", decimals(38, 38));
}

/// Any microsecond that both Spark and jiff have.
fn instants() -> impl Strategy<Value = Timestamp> + Clone {
    let first = -62_135_596_800_000_000;
    let last = Timestamp::MAX.as_microsecond();
    prop_oneof![first..=last, Just(first), Just(last), Just(0), Just(-1)].prop_map(|ticks: i64| {
        let (second, fraction) = (ticks.div_euclid(1_000_000), ticks.rem_euclid(1_000_000) * 1_000);
        Timestamp::new(second, fraction.try_into().unwrap()).unwrap()
    })
}

#[test]
fn times() {
    check_serde("TIMESTAMP", instants());
    let civil = instants().prop_map(|instant| jiff::tz::TimeZone::UTC.to_datetime(instant));
    let last = DateTime::constant(9999, 12, 31, 23, 59, 59, 999_999_000);
    check_serde("TIMESTAMP_NTZ", prop_oneof![civil.clone(), Just(last)]);
    check_serde("DATE", prop_oneof![civil.clone().prop_map(DateTime::date), Just(Date::MAX)]);
    check_serde("TIME", civil.prop_map(DateTime::time));
    check("TIME(9)", prop_oneof![Just(Time::MAX), Just(Time::MIN), Just(Time::constant(1, 2, 3, 4))]);
}

#[test]
fn intervals() {
    let months = prop_oneof![any::<i32>(), Just(i32::MIN)];
    check_serde("INTERVAL YEAR TO MONTH", months.prop_map(YearMonthInterval));
    check("INTERVAL DAY TO SECOND", any::<i64>().prop_map(SignedDuration::from_micros));
    let calendar = (any::<i32>(), any::<i32>(), i64::MIN / 1_000..=i64::MAX / 1_000)
        .prop_map(|(months, days, microseconds)| CalendarInterval { months, days, microseconds });
    check_serde("INTERVAL", calendar);
}
