//! The rows that the functions are tried on.

use std::collections::BTreeMap;

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, Time, date, time},
};
use spark_connect_core::{
    prelude::*,
    types::{Geography, Geometry},
};

/// The same columns twice.
#[derive(Debug, Clone, SparkRow)]
pub(crate) struct Row {
    pub(crate) plain: Plain,
    pub(crate) opt: Opts,
}

#[derive(Debug, Clone, PartialEq, SparkRow)]
pub(crate) struct Inner {
    pub(crate) a: i32,
    pub(crate) b: Option<String>,
}

macro_rules! columns {
    ($($(#[$meta:meta])* $name:ident: $type:ty,)*) => {
        /// Columns that are never NULL.
        #[derive(Debug, Clone, SparkRow)]
        pub(crate) struct Plain {
            $($(#[$meta])* pub(crate) $name: $type,)*
        }

        /// Columns that may be NULL.
        #[derive(Debug, Clone, SparkRow)]
        pub(crate) struct Opts {
            $($(#[$meta])* pub(crate) $name: Option<$type>,)*
        }

        impl Opts {
            fn some(plain: Plain) -> Self {
                Self { $($name: Some(plain.$name)),* }
            }

            const NONE: Self = Self { $($name: None),* };
        }
    };
}
columns! {
    b: bool,
    i8: i8,
    i16: i16,
    i32: i32,
    i64: i64,
    f32: f32,
    f64: f64,
    #[spark(decimal(10, 2))]
    dec: Decimal,
    s: String,
    t: String,
    bin: Vec<u8>,
    day: Date,
    ts: Timestamp,
    ntz: DateTime,
    time: Time,
    dt: SignedDuration,
    ym: YearMonthInterval,
    cal: CalendarInterval,
    ints: Vec<i32>,
    opts: Vec<Option<i32>>,
    nums: Vec<f64>,
    strs: Vec<String>,
    nested: Vec<Vec<i32>>,
    inner: Inner,
    inners: Vec<Inner>,
    map: BTreeMap<String, i32>,
    json: String,
    xml: String,
    csv: String,
    url: String,
    vector: Vec<f32>,
    wkb: Vec<u8>,
    srid: i32,
    place: Geometry,
    area: Geography,
    hll: Vec<u8>,
    theta: Vec<u8>,
    kll_i: Vec<u8>,
    kll_f: Vec<u8>,
    kll_d: Vec<u8>,
    tuple_d: Vec<u8>,
    tuple_i: Vec<u8>,
}

/// What JSON is read as.
#[derive(Debug, Clone, SparkRow)]
pub(crate) struct Parsed {
    pub(crate) a: Option<i32>,
    pub(crate) b: Option<Vec<Option<i32>>>,
}

/// What CSV and XML are read as.
#[derive(Debug, Clone, SparkRow)]
pub(crate) struct Line {
    pub(crate) a: Option<i32>,
    pub(crate) b: Option<String>,
}

/// Sketches of a few values, which only a server can make.
#[derive(Debug, Clone, SparkRow)]
pub(crate) struct Sketches {
    hll: Vec<u8>,
    theta: Vec<u8>,
    kll_i: Vec<u8>,
    kll_f: Vec<u8>,
    kll_d: Vec<u8>,
    tuple_d: Vec<u8>,
    tuple_i: Vec<u8>,
}

impl Sketches {
    pub(crate) const SQL: &str = "select hll_sketch_agg(id) hll, theta_sketch_agg(id) theta, \
        kll_sketch_agg_bigint(id) kll_i, kll_sketch_agg_float(float(id)) kll_f, \
        kll_sketch_agg_double(double(id)) kll_d, tuple_sketch_agg_double(id, double(id)) tuple_d, \
        tuple_sketch_agg_integer(id, int(id)) tuple_i from range(20)";
}

/// The point (1, 2) in the Well-Known Binary format.
const POINT: &[u8] = b"\x01\x01\0\0\0\0\0\0\0\0\0\xf0\x3f\0\0\0\0\0\0\0\x40";

pub(crate) fn rows(sketches: Sketches) -> Vec<Row> {
    let Sketches { hll, theta, kll_i, kll_f, kll_d, tuple_d, tuple_i } = sketches;
    let inner = |a: i32, b: Option<&str>| Inner { a, b: b.map(str::to_owned) };
    let first = Plain {
        b: true,
        i8: 1,
        i16: 2,
        i32: 3,
        i64: 4,
        f32: 0.5,
        f64: 0.25,
        dec: "12.34".parse().expect("a decimal"),
        s: "Spark Connect".into(),
        t: "park".into(),
        bin: b"bytes".to_vec(),
        day: date(2024, 2, 29),
        ts: "2024-02-29T12:34:56.789Z".parse().expect("a timestamp"),
        ntz: date(2024, 2, 29).at(12, 34, 56, 789_000_000),
        time: time(12, 34, 56, 789_000_000),
        dt: SignedDuration::from_secs(93_784),
        ym: YearMonthInterval(14),
        cal: CalendarInterval { months: 1, days: 2, microseconds: 3_000_000 },
        ints: vec![3, 1, 2],
        opts: vec![Some(1), None],
        nums: vec![1.5, 2.5],
        strs: vec!["b".into(), "a".into()],
        nested: vec![vec![1, 2], vec![3]],
        inner: inner(1, Some("one")),
        inners: vec![inner(2, None), inner(1, Some("x"))],
        map: BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]),
        json: r#"{"a": 1, "b": [1, 2]}"#.into(),
        xml: "<r><a>1</a><b>x</b></r>".into(),
        csv: "1,x".into(),
        url: "https://user@spark.apache.org:80/a/b?q=1&r=2#top".into(),
        vector: vec![3.0, 4.0],
        wkb: POINT.to_vec(),
        srid: 4326,
        place: Geometry::new(POINT, 4326),
        area: Geography::new(POINT, Geography::SRID),
        hll,
        theta,
        kll_i,
        kll_f,
        kll_d,
        tuple_d,
        tuple_i,
    };
    let second = Plain {
        b: false,
        i32: 2,
        s: String::new(),
        t: "ü".into(),
        f64: 0.75,
        ints: vec![5],
        map: BTreeMap::from([("k".to_owned(), 7)]),
        ..first.clone()
    };
    vec![
        Row { plain: first.clone(), opt: Opts::some(second.clone()) },
        Row { plain: second, opt: Opts::NONE },
        Row { plain: first.clone(), opt: Opts::some(first) },
    ]
}
