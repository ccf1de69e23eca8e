//! Values on their way to a server and back: every type a field can have, in every shape.
//!
//! Random rows, a few queries of many rows each, and a table of the extremes. Rows are compared as texts, which tell
//! -0.0 from 0.0 and let a NaN be equal to itself, and as a set, since a dataset has no order.

#![expect(clippy::type_complexity, reason = "types in each other are what is tested")]

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Debug,
};

use bytes::Bytes;
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, DateTime, Time, date, time},
    tz::Offset,
};
use proptest::{
    collection::{btree_map, hash_map, vec},
    option,
    prelude::*,
    sample::select,
    test_runner::{Config, TestRunner},
};
use rust_decimal::Decimal as SmallDecimal;
use spark_connect_core::{
    prelude::*,
    types::{CalendarInterval, Decimal, YearMonthInterval},
};
use spark_connect_tests::{on_every_server, servers::Kind};
use tokio::runtime::Handle;
use uuid::Uuid;

/// Queries a property and server; each has up to [`ROWS`] rows.
const CASES: u32 = 6;
const ROWS: usize = 50;

/// Sends the rows and has them sent back.
async fn round_trip<T: SparkRow + Debug>(spark: &SparkSession, rows: &[T]) -> Result<(), TestCaseError> {
    let texts = |rows: &[T]| {
        let mut texts: Vec<_> = rows.iter().map(|row| format!("{row:?}")).collect();
        texts.sort_unstable();
        texts
    };
    let back = spark.create_dataset(rows).collect().await;
    let back = back.map_err(|error| TestCaseError::fail(error.to_string()))?;
    let (sent, back) = (texts(rows), texts(&back));
    prop_assert_eq!(sent.len(), back.len());
    for (sent, back) in sent.iter().zip(&back) {
        prop_assert_eq!(sent, back);
    }
    Ok(())
}

/// Sends what the strategy makes; a failure is made as small as it gets.
async fn random<T: SparkRow + Debug + Send>(spark: &SparkSession, strategy: fn() -> BoxedStrategy<T>) {
    let (spark, runtime) = (spark.clone(), Handle::current());
    let run = move || {
        let config =
            Config { cases: CASES, max_shrink_iters: 100, failure_persistence: None, ..Config::default() };
        TestRunner::new(config)
            .run(&vec(strategy(), 1..ROWS), |rows| runtime.block_on(round_trip(&spark, &rows)))
            .map_err(|failure| failure.to_string())
    };
    let outcome = tokio::task::spawn_blocking(run).await.expect("the property does not panic");
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

/// Sends fixed rows.
async fn fixed<T: SparkRow + Debug>(spark: &SparkSession, rows: &[T]) {
    let outcome = round_trip(spark, rows).await;
    outcome.unwrap_or_else(|failure| panic!("{}: {failure}", T::NAME));
}

/// Fields of some types, each with its random values and its extremes, in every shape: plain, optional, in lists
/// (plain, with NULLs, optional), and as values of a map.
macro_rules! every_shape {
    ($module:ident { $($(#[$meta:meta])* $field:ident: $type:ty = $values:expr, [$($extreme:expr),+ $(,)?];)+ }) => {
        mod $module {
            use super::*;

            #[derive(Debug, Clone, SparkRow)]
            pub struct Plain {
                $($(#[$meta])* $field: $type,)+
            }

            #[derive(Debug, Clone, SparkRow)]
            pub struct Optional {
                $($(#[$meta])* $field: Option<$type>,)+
            }

            #[derive(Debug, Clone, SparkRow)]
            pub struct Lists {
                $($(#[$meta])* $field: Vec<$type>,)+
            }

            #[derive(Debug, Clone, SparkRow)]
            pub struct OptionalLists {
                $($(#[$meta])* $field: Option<Vec<Option<$type>>>,)+
            }

            #[derive(Debug, Clone, SparkRow)]
            pub struct Maps {
                $($(#[$meta])* $field: BTreeMap<String, Option<$type>>,)+
            }

            $(fn $field() -> BoxedStrategy<$type> {
                prop_oneof![1 => select(vec![$($extreme),+]), 3 => $values].boxed()
            })+

            fn plain() -> BoxedStrategy<Plain> {
                ($($field(),)+).prop_map(|($($field,)+)| Plain { $($field),+ }).boxed()
            }

            fn optional() -> BoxedStrategy<Optional> {
                ($(option::of($field()),)+).prop_map(|($($field,)+)| Optional { $($field),+ }).boxed()
            }

            fn lists() -> BoxedStrategy<Lists> {
                ($(vec($field(), 0..4),)+).prop_map(|($($field,)+)| Lists { $($field),+ }).boxed()
            }

            fn optional_lists() -> BoxedStrategy<OptionalLists> {
                ($(option::of(vec(option::of($field()), 0..4)),)+)
                    .prop_map(|($($field,)+)| OptionalLists { $($field),+ })
                    .boxed()
            }

            fn maps() -> BoxedStrategy<Maps> {
                ($(btree_map("[a-zß]{0,3}", option::of($field()), 0..4),)+)
                    .prop_map(|($($field,)+)| Maps { $($field),+ })
                    .boxed()
            }

            /// As many rows as the field with the most extremes has; the other fields start anew.
            fn extremes() -> Vec<Plain> {
                $(let $field: Vec<$type> = vec![$($extreme),+];)+
                let rows = [$($field.len()),+].into_iter().max().unwrap_or(0);
                (0..rows).map(|row| Plain { $($field: $field[row % $field.len()].clone()),+ }).collect()
            }

            pub async fn survive(spark: &SparkSession) {
                let rows = extremes();
                fixed(spark, &rows).await;
                fixed::<Plain>(spark, &[]).await;
                let nothing = [Optional { $($field: None),+ }];
                fixed(spark, &nothing).await;
                let all = OptionalLists { $($field: Some(rows.iter().map(|row| Some(row.$field.clone())).collect())),+ };
                let empty = OptionalLists { $($field: Some(vec![])),+ };
                fixed(spark, &[all, empty, OptionalLists { $($field: None),+ }]).await;
                random(spark, plain).await;
                random(spark, optional).await;
                random(spark, lists).await;
                random(spark, optional_lists).await;
                random(spark, maps).await;
            }
        }
    };
}

fn days() -> impl Strategy<Value = Date> {
    (0..3_652_059).prop_map(|days: i32| date(1, 1, 1).checked_add(days.days()).expect("before 10000"))
}

/// The first instant of the year 1 in UTC, and the last one that jiff has, in microseconds.
const FIRST: i64 = -62_135_596_800_000_000;
const LAST: i64 = 253_402_207_200_000_000;

fn instant(microseconds: i64) -> Timestamp {
    Timestamp::from_microsecond(microseconds).expect("in range")
}

fn unscaled(digits: u32) -> impl Strategy<Value = i128> {
    let limit = 10_i128.pow(digits);
    // Small numbers too: with all digits, nearly every number is a large one.
    prop_oneof![1 - limit..limit, -1_000_i128..1_000]
}

fn decimal(unscaled: i128, scale: u8) -> Decimal {
    Decimal::new(unscaled, scale).expect("38 digits")
}

const LARGEST: i128 = 10_i128.pow(38) - 1;

every_shape! {
    numbers {
        boolean: bool = any::<bool>(), [false, true];
        byte: i8 = any::<i8>(), [i8::MIN, i8::MAX, 0, -1];
        short: i16 = any::<i16>(), [i16::MIN, i16::MAX, 0, -1];
        int: i32 = any::<i32>(), [i32::MIN, i32::MAX, 0, -1];
        long: i64 = any::<i64>(), [i64::MIN, i64::MAX, 0, -1];
        float: f32 = any::<u32>().prop_map(f32::from_bits),
            [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, -0.0, 0.0, f32::MIN, f32::MAX, f32::MIN_POSITIVE, f32::from_bits(1)];
        double: f64 = any::<u64>().prop_map(f64::from_bits),
            [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0, 0.0, f64::MIN, f64::MAX, f64::MIN_POSITIVE, f64::from_bits(1)];
    }
}

every_shape! {
    texts {
        text: String = any::<String>(),
            [String::new(), "Zürich 東京 🦀 e\u{301}".into(), "\0\u{10ffff}\"\\\n".into(), "NULL".into(), "ä".repeat(40_000)];
        binary: Vec<u8> = vec(any::<u8>(), 0..20), [vec![], vec![0], vec![0xff, 0xfe], vec![7; 100_000]];
        shared: Bytes = vec(any::<u8>(), 0..20).prop_map(Bytes::from), [Bytes::new(), Bytes::from_static(b"\xc3\x28")];
    }
}

every_shape! {
    decimals {
        #[spark(decimal(38, 0))]
        whole: Decimal = unscaled(38).prop_map(|value| decimal(value, 0)),
            [decimal(LARGEST, 0), decimal(-LARGEST, 0), decimal(0, 0), decimal(-1, 0), decimal(i128::from(i64::MIN), 0)];
        #[spark(decimal(38, 18))]
        parts: Decimal = unscaled(38).prop_map(|value| decimal(value, 18)),
            [decimal(LARGEST, 18), decimal(-LARGEST, 18), decimal(0, 18), decimal(-1, 18)];
        #[spark(decimal(38, 38))]
        fraction: Decimal = unscaled(38).prop_map(|value| decimal(value, 38)),
            [decimal(LARGEST, 38), decimal(-LARGEST, 38), decimal(0, 38), decimal(-1, 38)];
        #[spark(decimal(15, 2))]
        money: Decimal = unscaled(15).prop_map(|value| decimal(value, 2)),
            [decimal(999_999_999_999_999, 2), decimal(-999_999_999_999_999, 2), decimal(0, 2), decimal(-1, 2)];
        #[spark(decimal(1, 0))]
        digit: Decimal = unscaled(1).prop_map(|value| decimal(value % 10, 0)), [decimal(9, 0), decimal(-9, 0)];
        undeclared: Decimal = unscaled(38).prop_map(|value| decimal(value, 18)), [decimal(LARGEST, 18), decimal(0, 18)];
    }
}

every_shape! {
    times {
        day: Date = days(), [date(1, 1, 1), date(9999, 12, 31), date(1969, 12, 31), date(1582, 10, 10), date(2024, 2, 29)];
        at: Timestamp = (FIRST..LAST).prop_map(instant),
            [instant(FIRST), instant(LAST), instant(-1), instant(0), instant(-2_208_988_800_000_001)];
        local: DateTime = (FIRST..LAST).prop_map(|at| Offset::UTC.to_datetime(instant(at))),
            [date(1, 1, 1).at(0, 0, 0, 0), date(9999, 12, 31).at(23, 59, 59, 999_999_000), date(1969, 12, 31).at(23, 59, 59, 999_999_000)];
        length: SignedDuration = any::<i64>().prop_map(SignedDuration::from_micros),
            [SignedDuration::from_micros(i64::MIN), SignedDuration::from_micros(i64::MAX), SignedDuration::ZERO, SignedDuration::from_micros(-1)];
    }
}

every_shape! {
    months {
        months: YearMonthInterval = any::<i32>().prop_map(YearMonthInterval),
            [YearMonthInterval(i32::MIN), YearMonthInterval(i32::MAX), YearMonthInterval(0), YearMonthInterval(-1)];
    }
}

/// Arrow counts an interval's part below a day in nanoseconds: this is what fits.
const INTERVAL: i64 = i64::MAX / 1_000;

every_shape! {
    intervals {
        interval: CalendarInterval = (any::<i32>(), any::<i32>(), -INTERVAL..=INTERVAL)
            .prop_map(|(months, days, microseconds)| CalendarInterval { months, days, microseconds }),
            [
                CalendarInterval::default(),
                CalendarInterval { months: i32::MIN, days: i32::MIN, microseconds: -INTERVAL },
                CalendarInterval { months: i32::MAX, days: i32::MAX, microseconds: INTERVAL },
                CalendarInterval { months: 1, days: -1, microseconds: 1 },
            ];
    }
}

every_shape! {
    clocks {
        clock: Time = (0_i64..86_400_000_000).prop_map(|at| time(0, 0, 0, 0).wrapping_add(at.microseconds())),
            [time(0, 0, 0, 0), time(23, 59, 59, 999_999_000), time(12, 0, 0, 1_000)];
    }
}

#[derive(Debug, Clone, PartialEq, SparkEnum)]
#[spark(rename_all = "kebab-case")]
enum Status {
    Open,
    InTransit,
    #[spark(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
#[spark(transparent)]
struct Number(i64);

#[derive(Debug, Clone, PartialEq, SparkRow)]
#[spark(transparent)]
struct Numbers(Vec<Number>);

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Into::into),
            btree_map("[a-zß\"]{0,3}", inner, 0..3).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

every_shape! {
    stored {
        status: Status = any::<String>().prop_map(|name| Status::from_name(&name).expect("any name")),
            [Status::Open, Status::InTransit, Status::Other(String::new()), Status::Other("open ".into())];
        number: Number = any::<i64>().prop_map(Number), [Number(i64::MIN), Number(i64::MAX)];
        numbers: Numbers = vec(any::<i64>().prop_map(Number), 0..4).prop_map(Numbers), [Numbers(vec![])];
        id: Uuid = any::<u128>().prop_map(Uuid::from_u128), [Uuid::nil(), Uuid::max()];
        json: serde_json::Value = any_json(), [serde_json::Value::Null, "null".into(), 0.1.into()];
        #[spark(decimal(38, 10))]
        small: SmallDecimal = any::<i64>().prop_map(|value| SmallDecimal::new(value, 10)),
            [SmallDecimal::from_i128_with_scale((1 << 96) - 1, 10), SmallDecimal::from_i128_with_scale(-1, 10)];
    }
}

fn in_utc(microseconds: i64) -> chrono::DateTime<chrono::Utc> {
    chrono::DateTime::from_timestamp_micros(microseconds).expect("in range")
}

fn with_offset(microseconds: i64) -> time::OffsetDateTime {
    time::OffsetDateTime::from_unix_timestamp_nanos(i128::from(microseconds) * 1_000).expect("in range")
}

fn without_offset(microseconds: i64) -> time::PrimitiveDateTime {
    let at = with_offset(microseconds);
    time::PrimitiveDateTime::new(at.date(), at.time())
}

every_shape! {
    foreign_times {
        day: chrono::NaiveDate = (FIRST..LAST).prop_map(|at| in_utc(at).date_naive()),
            [in_utc(FIRST).date_naive(), in_utc(LAST).date_naive(), in_utc(-1).date_naive()];
        at: chrono::DateTime<chrono::Utc> = (FIRST..LAST).prop_map(in_utc), [in_utc(FIRST), in_utc(LAST), in_utc(-1)];
        local: chrono::NaiveDateTime = (FIRST..LAST).prop_map(|at| in_utc(at).naive_utc()),
            [in_utc(FIRST).naive_utc(), in_utc(LAST).naive_utc(), in_utc(-1).naive_utc()];
        length: chrono::TimeDelta = any::<i64>().prop_map(chrono::TimeDelta::microseconds),
            [chrono::TimeDelta::microseconds(i64::MIN), chrono::TimeDelta::microseconds(i64::MAX)];
        date: time::Date = (FIRST..LAST).prop_map(|at| with_offset(at).date()),
            [with_offset(FIRST).date(), with_offset(LAST).date()];
        instant: time::OffsetDateTime = (FIRST..LAST).prop_map(with_offset),
            [with_offset(FIRST), with_offset(LAST), with_offset(-1)];
        civil: time::PrimitiveDateTime = (FIRST..LAST).prop_map(without_offset),
            [without_offset(FIRST), without_offset(LAST), without_offset(-1)];
        duration: time::Duration = any::<i64>().prop_map(time::Duration::microseconds),
            [time::Duration::microseconds(i64::MIN), time::Duration::microseconds(i64::MAX)];
    }
}

/// A row of which no column is spelt as its field is.
#[derive(Debug, Clone, SparkRow)]
struct Converted {
    #[spark(default)]
    count: i32,
    #[spark(with = halves)]
    half: f64,
    #[spark(flatten)]
    inner: Inner,
    #[spark(skip)]
    #[expect(dead_code, reason = "only printed")]
    skipped: Option<String>,
    nested: Vec<Option<Generic<Inner>>>,
}

#[derive(Debug, Clone, SparkRow)]
struct Generic<T> {
    #[spark(flatten)]
    middle: T,
    more: Option<T>,
}

/// Halves of whole numbers, stored as these.
mod halves {
    pub(super) type Stored = i32;

    pub(super) fn to_stored(half: &f64) -> Result<Stored, String> {
        #[expect(clippy::cast_possible_truncation, reason = "twice the half of an `i32`")]
        Ok((half * 2.0) as i32)
    }

    pub(super) fn from_stored(stored: Stored) -> Result<f64, String> {
        Ok(f64::from(stored) / 2.0)
    }
}

fn converted() -> BoxedStrategy<Converted> {
    let nested = (inner(), option::of(inner())).prop_map(|(middle, more)| Generic { middle, more });
    let fields = (any::<i32>(), any::<i32>(), inner(), vec(option::of(nested), 0..3));
    fields
        .prop_map(|(count, half, inner, nested)| Converted {
            count,
            half: f64::from(half) / 2.0,
            inner,
            skipped: None,
            nested,
        })
        .boxed()
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Inner {
    number: i32,
    text: Option<String>,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Middle {
    inner: Inner,
    maybe: Option<Inner>,
    pair: (i64, Option<bool>),
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Outer {
    middle: Middle,
    maybe: Option<Middle>,
    list: Vec<Inner>,
    holes: Vec<Option<Inner>>,
    lists: Option<Vec<Option<Vec<Option<i32>>>>>,
    map: BTreeMap<String, Inner>,
    maps: Option<BTreeMap<i32, Option<BTreeMap<String, Vec<i64>>>>>,
    tuple: (i8, String, Vec<Inner>),
    tuples: Vec<Option<(Option<i32>, Inner)>>,
}

fn inner() -> impl Strategy<Value = Inner> + Clone {
    (any::<i32>(), option::of("[a-zäöü]{0,8}")).prop_map(|(number, text)| Inner { number, text })
}

fn middle() -> impl Strategy<Value = Middle> {
    (inner(), option::of(inner()), (any::<i64>(), option::of(any::<bool>())))
        .prop_map(|(inner, maybe, pair)| Middle { inner, maybe, pair })
}

fn outer() -> BoxedStrategy<Outer> {
    let key = || "[a-z]{0,3}";
    let lists = option::of(vec(option::of(vec(option::of(any::<i32>()), 0..4)), 0..4));
    let inner_maps = btree_map(key(), vec(any::<i64>(), 0..3), 0..3);
    let fields = (
        middle(),
        option::of(middle()),
        vec(inner(), 0..4),
        vec(option::of(inner()), 0..4),
        lists,
        btree_map(key(), inner(), 0..4),
        option::of(btree_map(any::<i32>(), option::of(inner_maps), 0..4)),
        (any::<i8>(), key(), vec(inner(), 0..3)),
        vec(option::of((option::of(any::<i32>()), inner())), 0..4),
    );
    fields
        .prop_map(|(middle, maybe, list, holes, lists, map, maps, tuple, tuples)| Outer {
            middle,
            maybe,
            list,
            holes,
            lists,
            map,
            maps,
            tuple,
            tuples,
        })
        .boxed()
}

/// A hash map prints its entries in any order: these rows are compared with `==`, by their number.
#[derive(Debug, Clone, PartialEq, SparkRow)]
struct Hashed {
    row: i32,
    plain: HashMap<String, i64>,
    optional: Option<HashMap<i32, Option<Inner>>>,
}

fn hashed() -> BoxedStrategy<Hashed> {
    (
        hash_map("[a-z]{0,3}", any::<i64>(), 0..5),
        option::of(hash_map(any::<i32>(), option::of(inner()), 0..5)),
    )
        .prop_map(|(plain, optional)| Hashed { row: 0, plain, optional })
        .boxed()
}

on_every_server! {
    async fn every_number(server) {
        numbers::survive(&server.session().await).await;
    }

    async fn every_text(server) {
        texts::survive(&server.session().await).await;
    }

    async fn every_decimal(server) {
        decimals::survive(&server.session().await).await;
    }

    async fn every_time(server) {
        times::survive(&server.session().await).await;
    }

    async fn every_stored_type(server) {
        stored::survive(&server.session().await).await;
    }

    async fn every_time_of_other_crates(server) {
        foreign_times::survive(&server.session().await).await;
    }

    async fn rows_that_are_not_spelt_as_their_columns(server) {
        random(&server.session().await, converted).await;
    }

    async fn every_year_month_interval(server) {
        months::survive(&server.session().await).await;
    }

    async fn every_calendar_interval(server) {
        intervals::survive(&server.session().await).await;
    }

    async fn every_time_of_day(server) -> Result<()> {
        let spark = server.session().await;
        match server.kind() {
            // Spark 4.3 has the type, and turns it off unless told otherwise.
            Kind::Spark43 => spark.conf().set("spark.sql.timeType.enabled", true).await?,
            // Spark 4.0 is older than the type (4.1): it has to say so.
            Kind::Spark40 => {
                let error = spark.create_dataset(&[time(1, 2, 3, 0)]).collect().await.expect_err("no such type");
                assert_eq!(error.error_class(), Some("PARSE_SYNTAX_ERROR"), "{error:?}");
                return Ok(());
            }
            Kind::Sail => {}
        }
        clocks::survive(&spark).await;
        Ok(())
    }

    async fn structs_lists_and_maps_in_each_other(server) {
        let spark = &server.session().await;
        fixed::<Outer>(spark, &[]).await;
        random(spark, outer).await;
    }

    async fn hash_maps(server) -> Result<()> {
        let spark = server.session().await;
        let mut runner = TestRunner::default();
        for _ in 0..CASES {
            let tree = vec(hashed(), ROWS).new_tree(&mut runner).expect("values");
            let mut rows = proptest::strategy::ValueTree::current(&tree);
            for (number, row) in (0..).zip(&mut rows) {
                row.row = number;
            }
            assert_eq!(spark.create_dataset(&rows).order_by(|row| row.row).collect().await?, rows);
        }
        Ok(())
    }

    /// Rows that are no structs have one column, `value`.
    async fn rows_without_fields(server) {
        let spark = &server.session().await;
        fixed(spark, &[i64::MIN, 0, i64::MAX]).await;
        fixed(spark, &[Some("é".to_owned()), None, Some(String::new())]).await;
        fixed(spark, &[vec![1_u8, 2], vec![]]).await;
        fixed(spark, &[vec![Some(1_i32), None], vec![]]).await;
        fixed(spark, &[BTreeMap::from([(1_i32, "x".to_owned())]), BTreeMap::new()]).await;
        fixed(spark, &[(f64::NAN, None, vec![Some(true), None]), (-0.0, Some(date(1, 1, 1)), vec![])]).await;
        fixed::<i64>(spark, &[]).await;
        fixed::<(String, Option<Vec<i32>>)>(spark, &[]).await;
    }

    /// More rows than servers put into one batch.
    async fn many_rows(server) -> Result<()> {
        let row = |number: i64| {
            let text = (number % 7 != 0).then(|| format!("row {number}"));
            (number, text, (0..number % 4).collect::<Vec<_>>(), Inner { number: -1, text: None })
        };
        let rows: Vec<_> = (0..20_000).map(row).collect();
        let spark = server.session().await;
        let dataset = spark.create_dataset(&rows);
        assert_eq!(dataset.order_by(|row| row.0).collect().await?, rows);
        let batches = dataset.union(&dataset).batches().await?;
        let batches: Vec<_> = futures::TryStreamExt::try_collect(batches).await?;
        assert!(batches.len() > 1, "one batch only");
        assert_eq!(batches.iter().map(|batch| batch.num_rows()).sum::<usize>(), 40_000);
        Ok(())
    }
}
