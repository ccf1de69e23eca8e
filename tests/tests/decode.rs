//! The decoder that `#[derive(SparkRow)]` generates against `serde_arrow`, which knows nothing of it: both read the same
//! rows from the same batches.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Debug,
    sync::Arc,
};

use arrow_array::RecordBatch;
use arrow_schema::{DataType as ArrowType, FieldRef};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, Time},
};
use proptest::{collection::vec, option, prelude::*};
use serde::{Deserialize, de::DeserializeOwned};
use spark_connect_core::{
    arrow::{decode, encode, ipc, normalize},
    prelude::*,
};

#[derive(SparkRow, Deserialize, Debug, Clone)]
struct Scalars {
    flag: bool,
    byte: i8,
    short: i16,
    int: i32,
    long: i64,
    float: f32,
    double: f64,
    text: String,
    bytes: Vec<u8>,
    #[spark(decimal(20, 4))]
    decimal: Decimal,
    months: YearMonthInterval,
    interval: CalendarInterval,
}

#[derive(SparkRow, Deserialize, Debug, Clone)]
struct Times {
    day: Date,
    at: Timestamp,
    #[spark(rename = "local time")]
    #[serde(rename = "local time")]
    local: DateTime,
    time: Time,
    #[serde(deserialize_with = "microseconds")]
    took: SignedDuration,
}

#[derive(SparkRow, Deserialize, Debug, Clone)]
struct Optional {
    int: Option<i32>,
    text: Option<String>,
    at: Option<Timestamp>,
    scalars: Option<Scalars>,
    tags: Option<Vec<Option<String>>>,
}

#[derive(SparkRow, Deserialize, Debug, Clone)]
struct Nested {
    scalars: Scalars,
    times: Vec<Times>,
    optional: Vec<Option<Optional>>,
    by_name: BTreeMap<String, Option<Times>>,
    by_number: HashMap<i64, Vec<i32>>,
    matrix: Vec<Vec<f64>>,
}

/// `serde_arrow` reads durations as numbers, where jiff wants text.
fn microseconds<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<SignedDuration, D::Error> {
    i64::deserialize(deserializer).map(SignedDuration::from_micros)
}

prop_compose! {
    fn scalars()(
        numbers in (any::<bool>(), any::<i8>(), any::<i16>(), any::<i32>(), any::<i64>()),
        floats in (prop::num::f32::ANY, prop::num::f64::ANY),
        text in any::<String>(),
        bytes in vec(any::<u8>(), 0..9),
        unscaled in -99_999_999_999_999_999_999_i128..=99_999_999_999_999_999_999,
        interval in (any::<i32>(), any::<i32>(), any::<i32>(), any::<i32>()),
    ) -> Scalars {
        let (flag, byte, short, int, long) = numbers;
        let (months, days, rest, more) = interval;
        Scalars {
            flag, byte, short, int, long, text, bytes,
            float: floats.0,
            double: floats.1,
            decimal: Decimal::new(unscaled, 4).unwrap(),
            months: YearMonthInterval(more),
            interval: CalendarInterval { months, days, microseconds: rest.into() },
        }
    }
}

prop_compose! {
    fn times()(second in -62_135_596_800_i64..=253_402_207_199, fraction in 0..1_000_000, took in any::<i64>()) -> Times {
        let at = Timestamp::new(second, fraction * 1_000).unwrap();
        let local = jiff::tz::TimeZone::UTC.to_datetime(at);
        Times { day: local.date(), at, local, time: local.time(), took: SignedDuration::from_micros(took) }
    }
}

prop_compose! {
    fn optional()(
        int in any::<Option<i32>>(),
        text in any::<Option<String>>(),
        at in option::of(times()),
        scalars in option::of(scalars()),
        tags in option::of(vec(any::<Option<String>>(), 0..3)),
    ) -> Optional {
        Optional { int, text, at: at.map(|times| times.at), scalars, tags }
    }
}

prop_compose! {
    fn nested()(
        scalars in scalars(),
        times in vec(times(), 0..3),
        optional in vec(option::of(optional()), 0..3),
        by_name in prop::collection::btree_map("[a-d]", option::of(self::times()), 0..3),
        number in any::<i64>(),
        matrix in vec(vec(any::<f64>(), 0..3), 0..3),
        list in vec(any::<i32>(), 0..3),
    ) -> Nested {
        // One entry: the order of a hash map is its own.
        Nested { scalars, times, optional, by_name, by_number: HashMap::from([(number, list)]), matrix }
    }
}

/// The timestamps of a batch in another zone, as a server with that session time zone sends them.
fn in_zone(batch: &RecordBatch, zone: &str) -> RecordBatch {
    let columns = batch.schema_ref().fields().iter().zip(batch.columns()).map(|(field, column)| {
        let column = arrow_cast::cast(column, &type_in_zone(field.data_type(), zone)).unwrap();
        (field.name().clone(), column, field.is_nullable())
    });
    RecordBatch::try_from_iter_with_nullable(columns).unwrap()
}

fn type_in_zone(data_type: &ArrowType, zone: &str) -> ArrowType {
    let field = |field: &FieldRef| {
        let data_type = type_in_zone(field.data_type(), zone);
        Arc::new(field.as_ref().clone().with_data_type(data_type))
    };
    match data_type {
        ArrowType::Timestamp(unit, Some(_)) => ArrowType::Timestamp(*unit, Some(zone.into())),
        ArrowType::List(element) => ArrowType::List(field(element)),
        ArrowType::Map(entries, sorted) => ArrowType::Map(field(entries), *sorted),
        ArrowType::Struct(fields) => ArrowType::Struct(fields.iter().map(field).collect()),
        other => other.clone(),
    }
}

/// Both decoders read `rows` from the batches that encode them: whole and sliced, in every time zone.
fn check<T: SparkRow + DeserializeOwned + Debug + Clone>(
    rows: &[T],
    zone: &str,
    start: usize,
) -> Result<(), TestCaseError> {
    let batch = encode::struct_batch(rows, &T::schema()).unwrap();
    let batch = in_zone(&batch, zone);
    let stream = ipc::write(&batch.schema(), &[batch]).unwrap();
    let batches: Vec<RecordBatch> =
        ipc::read(stream).unwrap().into_iter().map(|batch| normalize::incoming(batch).unwrap()).collect();
    let start = start.min(rows.len());
    let slice = batches[0].slice(start, rows.len() - start);
    for (batch, rows) in [(&batches[0], rows), (&slice, &rows[start..])] {
        let mut generated: Vec<T> = Vec::new();
        decode::append_rows(&mut generated, batch, T::NAME, 0).unwrap();
        let serde: Vec<T> = spark_connect_core::arrow::serde::rows(std::slice::from_ref(batch)).unwrap();
        // By their text: NaN is NaN there, and 1.0 is not 1.00.
        prop_assert_eq!(format!("{generated:?}"), format!("{rows:?}"));
        prop_assert_eq!(format!("{serde:?}"), format!("{rows:?}"));
    }
    Ok(())
}

fn zone() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "UTC",
        "Etc/UTC",
        "Asia/Tokyo",
        "America/Los_Angeles",
        "+05:30",
        "GMT+08:00",
        "Z",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scalars_agree(rows in vec(scalars(), 0..20), start in 0..20_usize) {
        check(&rows, "UTC", start)?;
    }

    #[test]
    fn times_agree_in_every_zone(rows in vec(times(), 0..20), zone in zone(), start in 0..20_usize) {
        check(&rows, zone, start)?;
    }

    #[test]
    fn optional_values_agree(rows in vec(optional(), 0..20), zone in zone(), start in 0..20_usize) {
        check(&rows, zone, start)?;
    }

    #[test]
    fn nested_values_agree(rows in vec(nested(), 0..8), zone in zone(), start in 0..8_usize) {
        check(&rows, zone, start)?;
    }
}

#[test]
fn the_generated_decoder_names_the_null() {
    let rows = [
        Optional { int: Some(1), text: None, at: None, scalars: None, tags: None },
        Optional { int: None, text: None, at: None, scalars: None, tags: None },
    ];
    #[derive(SparkRow, Debug)]
    struct Strict {
        int: i32,
    }
    let batch = encode::struct_batch(&rows, &Optional::schema()).unwrap();
    let mut read: Vec<Strict> = Vec::new();
    let error = decode::append_rows(&mut read, &batch, Strict::NAME, 40).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conversion);
    assert_eq!(
        error.to_string(),
        "column `int` of Strict is NULL in row 41 (counting from 0), but its field is not an Option"
    );
}
