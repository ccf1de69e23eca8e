//! Intervals made of their parts.

use crate::{
    expr::{Column, ColumnOrLiteral, Literal, call, lit},
    types::{DataType, Decimal},
};

/// The parts of an interval for [`make_interval`]: each one that is not set is 0.
///
/// ```
/// use spark_connect_core::{expr::col, functions::{IntervalParts, make_interval}};
///
/// let later = col("day") + make_interval(IntervalParts::new().months(1).days(col("extra")));
/// # let _ = later;
/// ```
#[derive(Debug, Clone)]
#[must_use = "the parts do nothing until an interval is made of them"]
pub struct IntervalParts {
    years: Column,
    months: Column,
    weeks: Column,
    days: Column,
    hours: Column,
    minutes: Column,
    seconds: Column,
}

impl IntervalParts {
    /// No time at all.
    pub fn new() -> Self {
        let zero = lit(0);
        Self {
            years: zero.clone(),
            months: zero.clone(),
            weeks: zero.clone(),
            days: zero.clone(),
            hours: zero.clone(),
            minutes: zero,
            // As wide as PySpark's.
            seconds: lit(Literal::decimal(Decimal::from(0), DataType::Decimal { precision: 10, scale: 0 })),
        }
    }

    /// So many years of 12 months.
    pub fn years(self, years: impl ColumnOrLiteral) -> Self {
        Self { years: years.into_operand(), ..self }
    }

    /// So many months.
    pub fn months(self, months: impl ColumnOrLiteral) -> Self {
        Self { months: months.into_operand(), ..self }
    }

    /// So many weeks of 7 days.
    pub fn weeks(self, weeks: impl ColumnOrLiteral) -> Self {
        Self { weeks: weeks.into_operand(), ..self }
    }

    /// So many days.
    pub fn days(self, days: impl ColumnOrLiteral) -> Self {
        Self { days: days.into_operand(), ..self }
    }

    /// So many hours.
    pub fn hours(self, hours: impl ColumnOrLiteral) -> Self {
        Self { hours: hours.into_operand(), ..self }
    }

    /// So many minutes.
    pub fn minutes(self, minutes: impl ColumnOrLiteral) -> Self {
        Self { minutes: minutes.into_operand(), ..self }
    }

    /// So many seconds, a number with up to six digits after the point.
    pub fn seconds(self, seconds: impl ColumnOrLiteral) -> Self {
        Self { seconds: seconds.into_operand(), ..self }
    }

    fn into_arguments(self) -> [Column; 7] {
        [self.years, self.months, self.weeks, self.days, self.hours, self.minutes, self.seconds]
    }
}

impl Default for IntervalParts {
    fn default() -> Self {
        Self::new()
    }
}

/// The INTERVAL (months, days and microseconds side by side) of its parts; where it overflows, an error in ANSI mode,
/// else NULL.
///
/// Spark: `make_interval`, 3.5.
#[track_caller]
pub fn make_interval(parts: IntervalParts) -> Column {
    call("make_interval", parts.into_arguments())
}

/// As [`make_interval`], but NULL where it overflows.
///
/// Spark: `try_make_interval`, 4.0.
#[track_caller]
pub fn try_make_interval(parts: IntervalParts) -> Column {
    call("try_make_interval", parts.into_arguments())
}

/// The INTERVAL DAY TO SECOND of its parts, the seconds with up to six digits after the point; an error where it
/// overflows.
///
/// Spark: `make_dt_interval`, 3.5.
#[track_caller]
pub fn make_dt_interval(
    days: impl ColumnOrLiteral,
    hours: impl ColumnOrLiteral,
    minutes: impl ColumnOrLiteral,
    seconds: impl ColumnOrLiteral,
) -> Column {
    call(
        "make_dt_interval",
        [days.into_operand(), hours.into_operand(), minutes.into_operand(), seconds.into_operand()],
    )
}

/// The INTERVAL YEAR TO MONTH of its parts; an error where it overflows.
///
/// Spark: `make_ym_interval`, 3.5.
#[track_caller]
pub fn make_ym_interval(years: impl ColumnOrLiteral, months: impl ColumnOrLiteral) -> Column {
    call("make_ym_interval", [years.into_operand(), months.into_operand()])
}
