//! Times of day.

use spark_connect_core::functions::*;

columns! {
    #[volatile] "F.current_time()" => current_time(),
    #[volatile] "F.current_time(3)" => current_time_with_precision(3),
    "F.make_time('a', lit(2), lit(3.5))" => make_time(col("a"), 2, 3.5),
    "F.to_time(lit('12:34:56.7'))" => to_time(lit("12:34:56.7")),
    "F.to_time(lit('12.34'), lit('HH.mm'))" => to_time_with(lit("12.34"), "HH.mm"),
    "F.try_to_time('s')" => try_to_time("s"),
    "F.try_to_time('s', lit('HH.mm'))" => try_to_time_with("s", "HH.mm"),
    "F.time_diff(lit('MINUTE'), F.make_time(lit(1), lit(0), lit(0)), 'tm')"
        => time_diff("MINUTE", make_time(1, 0, 0), "tm"),
    "F.time_trunc(lit('HOUR'), 'tm')" => time_trunc("HOUR", "tm"),
    "F.time_from_seconds(F.abs('dec'))" => time_from_seconds(abs("dec")),
    "F.time_from_seconds('a')" => time_from_seconds("a"),
    "F.time_from_millis('id')" => time_from_millis("id"),
    "F.time_from_micros('id')" => time_from_micros("id"),
    "F.time_to_seconds('tm')" => time_to_seconds("tm"),
    "F.time_to_millis('tm')" => time_to_millis("tm"),
    "F.time_to_micros('tm')" => time_to_micros("tm"),
}
