//! Dates and timestamps.

use jiff::civil;

use super::{Expr, Null1, Null2, Operand, SparkType};
use crate::expr::{call, lit};

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

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident => $function:literal;)*) => {
        impl<S: 'static, T: SparkType> Expr<S, T> { $(
            $(#[$doc])*
            #[must_use]
            #[track_caller]
            pub fn $name(self) -> Expr<S, Null1<T, i32>> where T: Calendar {
                self.map(|this| call($function, [this.clone()]))
            }
        )* }
    };
}
parts! {
    /// The year. Spark: `year`.
    year => "year";
    /// The quarter, 1 to 4. Spark: `quarter`.
    quarter => "quarter";
    /// The month, 1 to 12. Spark: `month`.
    month => "month";
    /// The day of the month, 1 to 31. Spark: `dayofmonth`.
    day => "dayofmonth";
    /// The day of the week, 1 (Sunday) to 7 (Saturday). Spark: `dayofweek`.
    day_of_week => "dayofweek";
    /// The day of the year, 1 to 366. Spark: `dayofyear`.
    day_of_year => "dayofyear";
    /// The ISO 8601 week of the year, 1 to 53. Spark: `weekofyear`.
    week_of_year => "weekofyear";
}

impl<S: 'static, T: SparkType> Expr<S, T> {
    /// The date so many days later (earlier, if negative). Spark: `date_add`.
    #[must_use]
    #[track_caller]
    pub fn date_add<R: Operand<S, i32>>(self, days: R) -> Expr<S, Null2<T, R::Ty, civil::Date>>
    where
        T: DateLike,
    {
        self.with(days, |this, days| call("date_add", [this.clone(), days.clone()]))
    }

    /// The date so many days earlier (later, if negative). Spark: `date_sub`.
    #[must_use]
    #[track_caller]
    pub fn date_sub<R: Operand<S, i32>>(self, days: R) -> Expr<S, Null2<T, R::Ty, civil::Date>>
    where
        T: DateLike,
    {
        self.with(days, |this, days| call("date_sub", [this.clone(), days.clone()]))
    }

    /// The number of days from `start` to this date, negative if `start` is later. Spark: `datediff`.
    #[must_use]
    #[track_caller]
    pub fn date_diff<R: Operand<S, civil::Date>>(self, start: R) -> Expr<S, Null2<T, R::Ty, i32>>
    where
        T: DateLike,
    {
        // Sail answers with a bigint.
        self.with(start, |this, start| {
            call("datediff", [this.clone(), start.clone()]).cast(&crate::types::DataType::Integer)
        })
    }

    /// The date so many months later; the day is cut to the last one of that month. Spark: `add_months`.
    #[must_use]
    #[track_caller]
    pub fn add_months<R: Operand<S, i32>>(self, months: R) -> Expr<S, Null2<T, R::Ty, civil::Date>>
    where
        T: DateLike,
    {
        self.with(months, |this, months| call("add_months", [this.clone(), months.clone()]))
    }

    /// The last day of the month. Spark: `last_day`.
    #[must_use]
    #[track_caller]
    pub fn last_day(self) -> Self
    where
        T: DateLike,
    {
        self.map(|this| call("last_day", [this.clone()]))
    }

    /// The date or timestamp as text, by a pattern such as `"yyyy-MM-dd"`
    /// ([Spark's patterns](https://spark.apache.org/docs/latest/sql-ref-datetime-pattern.html)). Spark: `date_format`.
    #[must_use]
    #[track_caller]
    pub fn date_format(self, pattern: &str) -> Expr<S, Null1<T, String>>
    where
        T: Calendar,
    {
        let pattern = lit(pattern);
        self.map(move |this| call("date_format", [this.clone(), pattern.clone()]))
    }
}
