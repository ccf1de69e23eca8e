//! Dates and timestamps.

use jiff::civil;

use super::SparkType;
use crate::{functions, types::DataType};

/// A column type with a calendar date: a date or a timestamp.
///
/// The date of a timestamp with a time zone is the one in the session's time zone, `spark.sql.session.timeZone`.
#[diagnostic::on_unimplemented(
    message = "expected a date or timestamp column, found a `{Self}` column",
    label = "not a date or a timestamp"
)]
pub trait Calendar: SparkType {}
impl Calendar for civil::Date {}
impl Calendar for Option<civil::Date> {}
impl Calendar for jiff::Timestamp {}
impl Calendar for Option<jiff::Timestamp> {}
impl Calendar for civil::DateTime {}
impl Calendar for Option<civil::DateTime> {}

/// A date column type.
#[diagnostic::on_unimplemented(
    message = "expected a date column, found a `{Self}` column",
    label = "not a date",
    note = "for the date of a timestamp write `.cast::<jiff::civil::Date>()`"
)]
pub trait DateLike: SparkType<Base = civil::Date> {}
impl DateLike for civil::Date {}
impl DateLike for Option<civil::Date> {}

methods! {
    /// The year. Spark: `year`.
    strict year(self: Calendar) -> i32 = functions::year;
    /// The quarter, 1 to 4. Spark: `quarter`.
    strict quarter(self: Calendar) -> i32 = functions::quarter;
    /// The month, 1 to 12. Spark: `month`.
    strict month(self: Calendar) -> i32 = functions::month;
    /// The day of the month, 1 to 31. Spark: `dayofmonth`.
    strict day(self: Calendar) -> i32 = functions::dayofmonth;
    /// The day of the week, 1 (Sunday) to 7 (Saturday). Spark: `dayofweek`.
    strict day_of_week(self: Calendar) -> i32 = functions::dayofweek;
    /// The day of the year, 1 to 366. Spark: `dayofyear`.
    strict day_of_year(self: Calendar) -> i32 = functions::dayofyear;
    /// The ISO 8601 week of the year, 1 to 53. Spark: `weekofyear`.
    strict week_of_year(self: Calendar) -> i32 = functions::weekofyear;

    /// The date so many days later (earlier, if negative). Spark: `date_add`.
    strict date_add(self: DateLike, days: i32 as R) -> civil::Date = functions::date_add;
    /// The date so many days earlier (later, if negative). Spark: `date_sub`.
    strict date_sub(self: DateLike, days: i32 as R) -> civil::Date = functions::date_sub;
    /// The number of days from `start` to this date, negative if `start` is later. Spark: `datediff`.
    // Sail answers with a bigint.
    strict date_diff(self: DateLike, start: civil::Date as R) -> i32 =
        |this, start| functions::datediff(this, start).cast(&DataType::Integer);
    /// The date so many months later; the day is cut to the last one of that month. Spark: `add_months`.
    strict add_months(self: DateLike, months: i32 as R) -> civil::Date = functions::add_months;
    /// The last day of the month. Spark: `last_day`.
    strict last_day(self: DateLike) -> civil::Date = functions::last_day;
    /// The date or timestamp as text, by a pattern such as `"yyyy-MM-dd"`
    /// ([Spark's patterns](https://spark.apache.org/docs/latest/sql-ref-datetime-pattern.html)). Spark: `date_format`.
    strict date_format(self: Calendar, pattern: String as R) -> String = functions::date_format;
}
