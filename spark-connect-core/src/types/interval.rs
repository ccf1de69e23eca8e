//! The intervals that Rust has no type for.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A number of months: the value of an `INTERVAL YEAR TO MONTH` column (Spark: `YearMonthIntervalType`).
///
/// ```
/// use spark_connect_core::types::YearMonthInterval;
///
/// assert_eq!(YearMonthInterval(14).to_string(), "INTERVAL '1-2' YEAR TO MONTH");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct YearMonthInterval(
    /// The months; negative goes back in time.
    pub i32,
);

impl YearMonthInterval {
    /// The whole interval in months.
    #[must_use]
    pub fn months(self) -> i32 {
        self.0
    }
}

impl fmt::Display for YearMonthInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let months = self.0.unsigned_abs();
        write!(f, "INTERVAL '{sign}{}-{}' YEAR TO MONTH", months / 12, months % 12)
    }
}

/// Months, days and microseconds side by side: the value of an `INTERVAL` column (Spark: `CalendarInterval`).
///
/// The parts are not carried over into each other: a month has no fixed number of days, nor a day of hours. So there
/// is no order, and 24 hours do not equal a day.
///
/// ```
/// use spark_connect_core::types::CalendarInterval;
///
/// let interval = CalendarInterval { months: 14, days: -3, microseconds: 1_500_000 };
/// assert_eq!(interval.to_string(), "1 years 2 months -3 days 1.5 seconds");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct CalendarInterval {
    /// The months.
    pub months: i32,
    /// The days.
    pub days: i32,
    /// The microseconds.
    pub microseconds: i64,
}

impl fmt::Display for CalendarInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SECOND: i64 = 1_000_000;
        let parts = [
            (i64::from(self.months / 12), "years"),
            (i64::from(self.months % 12), "months"),
            (i64::from(self.days), "days"),
            (self.microseconds / (3600 * SECOND), "hours"),
            (self.microseconds / (60 * SECOND) % 60, "minutes"),
        ];
        let mut separator = "";
        for (number, unit) in parts {
            if number != 0 {
                write!(f, "{separator}{number} {unit}")?;
                separator = " ";
            }
        }
        let rest = self.microseconds % (60 * SECOND);
        if rest != 0 {
            let sign = if rest < 0 { "-" } else { "" };
            let (seconds, fraction) = (rest.abs() / SECOND, rest.abs() % SECOND);
            let digits = format!(".{fraction:06}");
            let digits = digits.trim_end_matches('0').trim_end_matches('.');
            write!(f, "{separator}{sign}{seconds}{digits} seconds")?;
            separator = " ";
        }
        if separator.is_empty() { f.write_str("0 seconds") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_print_as_spark_does() {
        assert_eq!(YearMonthInterval(-25).to_string(), "INTERVAL '-2-1' YEAR TO MONTH");
        assert_eq!(YearMonthInterval(i32::MIN).to_string(), "INTERVAL '-178956970-8' YEAR TO MONTH");
        assert_eq!(CalendarInterval::default().to_string(), "0 seconds");
        let negative = CalendarInterval { months: -1, days: 0, microseconds: -3_661_000_001 };
        assert_eq!(negative.to_string(), "-1 months -1 hours -1 minutes -1.000001 seconds");
        let extreme = CalendarInterval { months: 0, days: 0, microseconds: i64::MIN };
        assert_eq!(extreme.to_string(), "-2562047788 hours -54.775808 seconds");
    }
}
