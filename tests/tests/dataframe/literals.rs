//! Literals of every type arrive as the value that SQL writes.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, civil::date};
use spark_connect_core::{
    error::Result,
    expr::{Column, Literal},
    functions::*,
    types::{CalendarInterval, DataType, Decimal, YearMonthInterval},
};
use spark_connect_tests::on_every_server;

use crate::{connect, rows};

/// Literals, their values in SQL, and their types.
fn literals() -> Vec<(Column, &'static str, &'static str)> {
    let decimal = |text: &str| text.parse::<Decimal>().unwrap();
    let timestamp = |text: &str| text.parse::<Timestamp>().unwrap();
    vec![
        (lit(true), "true", "boolean"),
        (lit(i8::MIN), "cast(-128 as tinyint)", "tinyint"),
        (lit(i16::MAX), "cast(32767 as smallint)", "smallint"),
        (lit(i32::MIN), "cast(-2147483648 as int)", "int"),
        (lit(i64::MAX), "9223372036854775807L", "bigint"),
        (lit(1.5_f32), "cast(1.5 as float)", "float"),
        (lit(f64::NEG_INFINITY), "double('-Infinity')", "double"),
        (lit(f64::NAN), "double('NaN')", "double"),
        (lit("ü'\"\\"), "decode(X'c3bc27225c', 'UTF-8')", "string"),
        (lit(String::new()), "''", "string"),
        (lit('x'), "'x'", "string"),
        (lit(b"\x00\xff"), "X'00ff'", "binary"),
        (lit(vec![1_u8, 2]), "X'0102'", "binary"),
        (lit(decimal("-12.340")), "cast(-12.340 as decimal(5,3))", "decimal(5,3)"),
        (
            lit(decimal("99999999999999999999999999999999999999")),
            "cast('99999999999999999999999999999999999999' as decimal(38,0))",
            "decimal(38,0)",
        ),
        (lit(decimal("0.001")), "cast(0.001 as decimal(3,3))", "decimal(3,3)"),
        (lit(date(1969, 12, 31)), "date'1969-12-31'", "date"),
        (lit(date(9999, 12, 31)), "date'9999-12-31'", "date"),
        (
            lit(timestamp("1969-12-31T23:59:59.999999Z")),
            "timestamp'1969-12-31 23:59:59.999999Z'",
            "timestamp",
        ),
        (lit(timestamp("2024-02-29T12:00:00+02:00")), "timestamp'2024-02-29 10:00:00Z'", "timestamp"),
        (
            lit(date(2024, 2, 29).at(1, 2, 3, 4_000)),
            "timestamp_ntz'2024-02-29 01:02:03.000004'",
            "timestamp_ntz",
        ),
        (
            lit(SignedDuration::from_micros(-1_500_000)),
            "interval '-0 00:00:01.5' day to second",
            "interval day to second",
        ),
        (lit(YearMonthInterval(-14)), "interval '-1-2' year to month", "interval year to month"),
        (lit(Option::<i32>::None), "cast(null as int)", "int"),
        (lit(Some("a")), "'a'", "string"),
        (lit(Literal::null(DataType::Date)), "cast(null as date)", "date"),
        (lit([1, 2]), "array(1, 2)", "array<int>"),
        (lit(vec![Some(1_i64), None]), "array(1L, null)", "array<bigint>"),
        (lit(Vec::<String>::new()), "cast(array() as array<string>)", "array<string>"),
        (lit(vec![vec!["a"], vec![]]), "array(array('a'), array())", "array<array<string>>"),
        (
            lit([decimal("1.5"), decimal("22.25")]),
            "cast(array(1.50, 22.25) as array<decimal(4,2)>)",
            "array<decimal(4,2)>",
        ),
        (lit(BTreeMap::from([("a", 1.5), ("b", 2.0)])), "map('a', 1.5D, 'b', 2.0D)", "map<string,double>"),
        (
            lit(Literal::structure([("n", 1.into()), ("t", "x".into())])),
            "named_struct('n', 1, 't', 'x')",
            "struct<n:int,t:string>",
        ),
    ]
}

on_every_server! {
    async fn have_the_value_and_type_that_sql_writes(server) -> Result<()> {
        let spark = connect(server).await?;
        let one = spark.range(0, 1);
        let mut wrong = Vec::new();
        for (literal, sql, name) in literals() {
            let same = if name.starts_with("map") {
                to_json(&literal).eq_null_safe(to_json(expr(sql)))
            } else {
                literal.eq_null_safe(expr(sql))
            };
            match rows(&one.select((same.alias("same"), type_of(&literal).alias("type")))).await {
                Ok(found) if found == [format!(r#"{{"same":true,"type":"{name}"}}"#)] => {}
                found => wrong.push(format!("{sql}: {found:?}")),
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        Ok(())
    }

    async fn of_calendar_intervals_move_times(server) -> Result<()> {
        let one = connect(server).await?.range(0, 1);
        let interval = CalendarInterval { months: 1, days: -1, microseconds: 3_600_000_000 };
        let moved = (expr("timestamp'2024-01-31 00:00:00'") + lit(interval)).cast("string").alias("t");
        assert_eq!(rows(&one.select(moved)).await?, [r#"{"t":"2024-02-28 01:00:00"}"#]);
        Ok(())
    }
}
