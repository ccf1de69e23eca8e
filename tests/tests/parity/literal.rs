//! Literals, as far as PySpark has them; `dataframe/literals.rs` compares the others with SQL.

use jiff::{SignedDuration, Timestamp, civil};
use spark_connect_core::{expr::Literal, functions::*, types::DataType};

columns! {
    "lit(None)" => lit(Literal::null(DataType::Null)),
    "lit(True)" => lit(true),
    "lit(False)" => lit(false),
    "lit(7)" => lit(7),
    "lit(-2147483648)" => lit(i32::MIN),
    "lit(2147483648)" => lit(2_147_483_648_i64),
    "lit(-9223372036854775808)" => lit(i64::MIN),
    "lit(0.1)" => lit(0.1),
    "lit(float('nan'))" => lit(f64::NAN),
    "lit(float('-inf'))" => lit(f64::NEG_INFINITY),
    "lit('it\\'s \"ü\"')" => lit("it's \"ü\""),
    "lit('')" => lit(""),
    "lit(b'\\x00\\xff')" => lit(b"\x00\xff"),
    "lit(bytearray(b'ab'))" => lit(vec![b'a', b'b']),
    "lit(datetime.date(1969, 12, 31))" => lit(civil::date(1969, 12, 31)),
    "lit(datetime.date(9999, 12, 31))" => lit(civil::date(9999, 12, 31)),
    "lit(datetime.datetime(2024, 2, 29, 12, 0, 0, 1, tzinfo=datetime.timezone.utc))" =>
        lit("2024-02-29T12:00:00.000001Z".parse::<Timestamp>().unwrap()),
    "lit(datetime.datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=datetime.timezone.utc))" =>
        lit("1969-12-31T23:59:59.999999Z".parse::<Timestamp>().unwrap()),
    "lit(datetime.time(23, 59, 59, 999999))" => lit(civil::time(23, 59, 59, 999_999_000)),
    "lit(datetime.timedelta(days=-1, microseconds=5))" =>
        lit(SignedDuration::from_hours(-24) + SignedDuration::from_micros(5)),
    "F.array(lit(1), lit(2))" => array((lit(1), lit(2))),
}
