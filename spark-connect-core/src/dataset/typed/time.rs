//! Times of day.

use jiff::civil::Time;

use super::{Is, Text};
use crate::{functions, types::Decimal};

methods! {
    /// The text as a time of day: `HH:mm:ss` with an optional fraction. Any other text fails the query. Spark: `to_time`,
    /// 4.1.
    strict to_time(self: Text) -> Time = functions::to_time;
    /// The text as a time of day, by a [pattern](Self::date_format). Spark: `to_time`, 4.1.
    strict to_time_with(self: Text, pattern: String as R) -> Time = functions::to_time_with;
    /// As [`to_time`](Self::to_time), but NULL where the text is no time. Spark: `try_to_time`, 4.1.
    exact try_to_time(self: Text) -> Option<Time> = functions::try_to_time;
    /// As [`to_time_with`](Self::to_time_with), but NULL where the text is no such time. Spark: `try_to_time`, 4.1.
    exact try_to_time_with(self: Text, pattern: String as R) -> Option<Time> = functions::try_to_time_with;
    /// The time cut to a unit: `"HOUR"`, `"MINUTE"`, `"SECOND"`, `"MILLISECOND"` or `"MICROSECOND"`. Spark: `time_trunc`,
    /// 4.1.
    strict time_trunc(self: Is[<Time>], unit: String as R) -> Time = |this, unit| functions::time_trunc(unit, this);
    /// The number of whole units from `start` to this time; units as for [`time_trunc`](Self::time_trunc). Spark:
    /// `time_diff`, 4.1.
    strict time_diff(self: Is[<Time>], unit: String as A, start: Time as B) -> i64 =
        |this, unit, start| functions::time_diff(unit, start, this);
    /// The seconds since midnight, with six digits after the point. Spark: `time_to_seconds`, 4.2.
    strict time_to_seconds(self: Is[<Time>]) -> Decimal = functions::time_to_seconds;
    /// The whole milliseconds since midnight. Spark: `time_to_millis`, 4.2.
    strict time_to_millis(self: Is[<Time>]) -> i64 = functions::time_to_millis;
    /// The microseconds since midnight. Spark: `time_to_micros`, 4.2.
    strict time_to_micros(self: Is[<Time>]) -> i64 = functions::time_to_micros;
    /// The time so many seconds after midnight; what is no time of a day fails the query. Spark: `time_from_seconds`, 4.2.
    strict time_from_seconds(self: Is[<i64>]) -> Time = functions::time_from_seconds;
    /// The time so many milliseconds after midnight; what is no time of a day fails the query. Spark: `time_from_millis`,
    /// 4.2.
    strict time_from_millis(self: Is[<i64>]) -> Time = functions::time_from_millis;
    /// The time so many microseconds after midnight; what is no time of a day fails the query. Spark: `time_from_micros`,
    /// 4.2.
    strict time_from_micros(self: Is[<i64>]) -> Time = functions::time_from_micros;
}

functions! {
    /// The start of the query as a time of day in the session's time zone; the same in all rows. Spark: `current_time`,
    /// 4.1.
    exact current_time() -> Time = functions::current_time;
    /// The time of an hour, a minute and seconds with up to six digits after the point; what is no time of a day fails the
    /// query. Spark: `make_time`, 4.1.
    strict make_time(hour: i32 as A, minute: i32 as B, second: Decimal as C) -> Time = functions::make_time;
}
