//! Literals: every Rust type of a column.

use std::collections::{BTreeMap, HashMap};

use jiff::{
    SignedDuration, Timestamp,
    civil::{date, time},
};
use spark_connect_core::{
    dataset::{functions::coalesce, lit},
    types::{CalendarInterval, Decimal, YearMonthInterval},
};

const ELEMENTS: &str = "Spark calls the elements of a literal nullable, though none of them is NULL";

cases! {
    "true" => |_| lit(true);
    "1Y" => |_| lit(1_i8);
    "2S" => |_| lit(2_i16);
    "3" => |_| lit(3);
    "4L" => |_| lit(4_i64);
    "0.5F" => |_| lit(0.5_f32);
    "0.25D" => |_| lit(0.25);
    "'text'" => |_| lit("text");
    "1.50BD" => |_| lit("1.50".parse::<Decimal>().expect("a decimal"));
    "X'0102'" => |_| lit(vec![1_u8, 2]);
    "X'03'" => |_| lit(b"\x03");
    "X'04'" => |_| lit(bytes::Bytes::from_static(b"\x04"));
    "DATE'2024-02-29'" => |_| lit(date(2024, 2, 29));
    "TIMESTAMP'1970-01-01 00:00:01Z'" => |_| lit(Timestamp::from_second(1).expect("a timestamp"));
    "TIMESTAMP_NTZ'2024-02-29 01:02:03'" => |_| lit(date(2024, 2, 29).at(1, 2, 3, 0));
    "TIME'01:02:03'" => |_| lit(time(1, 2, 3, 0));
    "INTERVAL '1 02:03:04' DAY TO SECOND" => |_| lit(SignedDuration::from_secs(93_784));
    "INTERVAL '1-2' YEAR TO MONTH" => |_| lit(YearMonthInterval(14));
    "make_interval(0, 1, 0, 2, 0, 0, 3)" => |_| lit(CalendarInterval { months: 1, days: 2, microseconds: 3_000_000 });
    "array(1, 2)" => |_| lit(vec![1, 2]), ELEMENTS;
    "array('a', 'b')" => |_| lit(["a", "b"]), ELEMENTS;
    "array(array(1), array())" => |_| lit(vec![vec![1], vec![]]), ELEMENTS;
    "array(1, null)" => |_| lit(vec![Some(1), None]);
    "map('a', 1)" => |_| lit(BTreeMap::from([("a", 1)])), ELEMENTS;
    "map(1, array('a'))" => |_| lit(HashMap::from([(1, vec!["a"])])), ELEMENTS;
    "cast(null as int)" => |_| lit(None::<i32>);
    "'some'" => |_| lit(Some("some")), "Spark sees that there is a value";

    "x.i32 = null" => |x| x.i32.eq(None::<i32>);
    "coalesce(x.s, null, 'a')" => |x| coalesce((x.s, None::<&str>, "a"));
    "x.bin = X'01'" => |x| x.bin.eq(b"\x01");
    "x.time = TIME'01:02:03'" => |x| x.time.eq(time(1, 2, 3, 0));
    "x.dt > INTERVAL '1' DAY" => |x| x.dt.gt(SignedDuration::from_hours(24));
    "x.ym = INTERVAL '1-2' YEAR TO MONTH" => |x| x.ym.eq(YearMonthInterval(14));
    "x.ints = array(3, 1, 2)" => |x| x.ints.eq([3, 1, 2]);
    "x.strs = array('b', 'a')" => |x| x.strs.eq(vec!["b", "a"]);
    "x.nested = array(array(1, 2), array(3))" => |x| x.nested.eq(vec![vec![1, 2], vec![3]]);
}
