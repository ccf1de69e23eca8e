//! Intervals: three types that do not mix, of months, of microseconds, and of both with days.

use jiff::SignedDuration;

use super::{Is, Moment};
use crate::{
    expr::Column,
    functions::{self, IntervalParts},
    types::{CalendarInterval, Decimal, YearMonthInterval},
};

methods! {
    /// The timestamp so much later (earlier, if negative): SQL's `+`.
    strict add_duration(self: Moment, duration: SignedDuration as R) -> T::Base = |this, duration| this + duration;
    /// The timestamp so much earlier (later, if negative): SQL's `-`.
    strict sub_duration(self: Moment, duration: SignedDuration as R) -> T::Base = |this, duration| this - duration;
    /// The timestamp so many months later (earlier, if negative), the day cut to the last one of that month: SQL's `+`.
    strict add_year_month(self: Moment, interval: YearMonthInterval as R) -> T::Base = |this, interval| this + interval;
    /// The timestamp later by months, then days, then microseconds: SQL's `+`.
    strict add_interval(self: Moment, interval: CalendarInterval as R) -> T::Base = |this, interval| this + interval;
    /// The time from `start` to this timestamp, negative if `start` is later: SQL's `-`.
    strict duration_since(self: Moment, start: T::Base as R) -> SignedDuration = |this, start| this - start;
    /// The whole days of a duration. Spark: `extract(DAY ..)`.
    strict whole_days(self: Is[<SignedDuration>]) -> i32 = |this| functions::extract("DAY", this);
    /// The hours of a duration beside its whole days, 0 to 23, negative in a negative one. Spark: `extract(HOUR ..)`.
    strict hours(self: Is[<SignedDuration>]) -> i8 = |this| functions::extract("HOUR", this);
    /// The minutes of a duration beside its whole hours, 0 to 59, negative in a negative one. Spark:
    /// `extract(MINUTE ..)`.
    strict minutes(self: Is[<SignedDuration>]) -> i8 = |this| functions::extract("MINUTE", this);
    /// The seconds of a duration beside its whole minutes, with six digits after the point. Spark:
    /// `extract(SECOND ..)`.
    strict seconds(self: Is[<SignedDuration>]) -> Decimal = |this| functions::extract("SECOND", this);
    /// The whole years of an interval. Spark: `extract(YEAR ..)`.
    strict whole_years(self: Is[<YearMonthInterval>]) -> i32 = |this| functions::extract("YEAR", this);
    /// The months of an interval beside its whole years, 0 to 11, negative in a negative one. Spark:
    /// `extract(MONTH ..)`.
    strict months(self: Is[<YearMonthInterval>]) -> i8 = |this| functions::extract("MONTH", this);
}

functions! {
    /// The interval of its parts, the seconds with up to six digits after the point. Where it overflows, the query
    /// fails, or gives NULL without `spark.sql.ansi.enabled`. Spark: `make_interval`.
    strict make_interval(
        years: i32 as A, months: i32 as B, weeks: i32 as C, days: i32 as D, hours: i32 as E, minutes: i32 as F,
        seconds: Decimal as G
    ) -> CalendarInterval = |years, months, weeks, days, hours, minutes, seconds| {
        functions::make_interval(parts([years, months, weeks, days, hours, minutes, seconds]))
    };
    /// As [`make_interval`], but NULL where it overflows. Spark: `try_make_interval`, 4.0.
    exact try_make_interval(
        years: i32 as A, months: i32 as B, weeks: i32 as C, days: i32 as D, hours: i32 as E, minutes: i32 as F,
        seconds: Decimal as G
    ) -> Option<CalendarInterval> = |years, months, weeks, days, hours, minutes, seconds| {
        functions::try_make_interval(parts([years, months, weeks, days, hours, minutes, seconds]))
    };
    /// The duration of its parts, the seconds with up to six digits after the point; one that overflows fails the query.
    /// Spark: `make_dt_interval`.
    strict make_dt_interval(days: i32 as A, hours: i32 as B, minutes: i32 as C, seconds: Decimal as D) -> SignedDuration =
        functions::make_dt_interval;
    /// The interval of years and months; one that overflows fails the query. Spark: `make_ym_interval`.
    strict make_ym_interval(years: i32 as A, months: i32 as B) -> YearMonthInterval = functions::make_ym_interval;
}

fn parts([years, months, weeks, days, hours, minutes, seconds]: [Column; 7]) -> IntervalParts {
    IntervalParts::new()
        .years(years)
        .months(months)
        .weeks(weeks)
        .days(days)
        .hours(hours)
        .minutes(minutes)
        .seconds(seconds)
}
