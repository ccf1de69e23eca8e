//! Timestamps made of their parts, the seconds with up to six digits after the point.
//!
//! Parts that are no time fail the query, or give NULL without `spark.sql.ansi.enabled`; the functions that begin with
//! `try_` give NULL.

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
};

use crate::{functions, types::Decimal};

functions! {
    /// The timestamp of its parts in the session's time zone. Spark: `make_timestamp_ltz`.
    strict make_timestamp(year: i32 as A, month: i32 as B, day: i32 as C, hour: i32 as D, minute: i32 as E, second: Decimal as F) -> Timestamp =
        functions::make_timestamp_ltz;
    /// The timestamp of its parts in a time zone. Spark: `make_timestamp_ltz`.
    strict make_timestamp_in_zone(year: i32 as A, month: i32 as B, day: i32 as C, hour: i32 as D, minute: i32 as E, second: Decimal as F, zone: String as G) -> Timestamp =
        functions::make_timestamp_ltz_in_zone;
    /// The timestamp of a date and a time in the session's time zone. Spark: `make_timestamp`, 4.1.
    strict make_timestamp_of(date: Date as A, time: Time as B) -> Timestamp =
        functions::make_timestamp_of;
    /// The timestamp of a date and a time in a time zone. Spark: `make_timestamp`, 4.1.
    strict make_timestamp_of_in_zone(date: Date as A, time: Time as B, zone: String as C) -> Timestamp =
        functions::make_timestamp_of_in_zone;
    /// As [`make_timestamp`], but NULL where the parts are no time. Spark: `try_make_timestamp_ltz`, 4.0.
    exact try_make_timestamp(year: i32 as A, month: i32 as B, day: i32 as C, hour: i32 as D, minute: i32 as E, second: Decimal as F) -> Option<Timestamp> =
        functions::try_make_timestamp_ltz;
    /// As [`make_timestamp_in_zone`], but NULL where the parts are no time. Spark: `try_make_timestamp_ltz`, 4.0.
    exact try_make_timestamp_in_zone(year: i32 as A, month: i32 as B, day: i32 as C, hour: i32 as D, minute: i32 as E, second: Decimal as F, zone: String as G) -> Option<Timestamp> =
        functions::try_make_timestamp_ltz_in_zone;
    /// The timestamp without a time zone of its parts. Spark: `make_timestamp_ntz`.
    strict make_timestamp_ntz(year: i32 as A, month: i32 as B, day: i32 as C, hour: i32 as D, minute: i32 as E, second: Decimal as F) -> DateTime =
        functions::make_timestamp_ntz;
    /// The timestamp without a time zone of a date and a time. Spark: `make_timestamp_ntz`, 4.1.
    strict make_timestamp_ntz_of(date: Date as A, time: Time as B) -> DateTime =
        functions::make_timestamp_ntz_of;
    /// As [`make_timestamp_ntz`], but NULL where the parts are no time. Spark: `try_make_timestamp_ntz`, 4.0.
    exact try_make_timestamp_ntz(year: i32 as A, month: i32 as B, day: i32 as C, hour: i32 as D, minute: i32 as E, second: Decimal as F) -> Option<DateTime> =
        functions::try_make_timestamp_ntz;
}
