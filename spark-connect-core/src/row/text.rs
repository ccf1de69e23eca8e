//! Values as Spark's `CAST(.. AS STRING)` writes them.

use std::{
    fmt::{self, Display, Formatter, LowerExp},
    str::FromStr,
};

use jiff::{
    SignedDuration,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

use super::{Row, Value};
use crate::types::{DayTimeField, YearMonthField};

impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.display_in(&TimeZone::UTC).fmt(f)
    }
}

/// As a struct: `{1, abc, null}`.
impl Display for Row {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write_all(f, ["{", "}"], self.values(), |f, value| nested(f, value, &TimeZone::UTC))
    }
}

impl Value {
    /// The text of the value where timestamps are shown in `zone`: what Spark's `CAST(value AS STRING)` gives if that
    /// is the session's time zone.
    ///
    /// A NULL inside of an array, a map or a struct is `null`, one of its own `NULL`. Bytes are read as UTF-8. Spark
    /// on a Java before 19 writes a few `FLOAT`s and `DOUBLE`s with a digit more than they need; this does not.
    ///
    /// ```
    /// use jiff::{Timestamp, tz::{TimeZone, offset}};
    /// use spark_connect_core::row::Value;
    ///
    /// let instant = Value::from(Timestamp::UNIX_EPOCH);
    /// assert_eq!(instant.to_string(), "1970-01-01 00:00:00");
    /// let tokyo = TimeZone::fixed(offset(9));
    /// assert_eq!(instant.display_in(&tokyo).to_string(), "1970-01-01 09:00:00");
    /// ```
    pub fn display_in<'a>(&'a self, zone: &'a TimeZone) -> impl Display + 'a {
        Text { value: self, zone }
    }
}

struct Text<'a> {
    value: &'a Value,
    zone: &'a TimeZone,
}

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.value {
            Value::Null => f.write_str("NULL"),
            Value::Variant(variant) => variant.write_text(f, self.zone),
            value => nested(f, value, self.zone),
        }
    }
}

fn nested(f: &mut Formatter<'_>, value: &Value, zone: &TimeZone) -> fmt::Result {
    match value {
        Value::Null => f.write_str("null"),
        Value::Boolean(value) => write!(f, "{value}"),
        Value::Byte(value) => write!(f, "{value}"),
        Value::Short(value) => write!(f, "{value}"),
        Value::Integer(value) => write!(f, "{value}"),
        Value::Long(value) => write!(f, "{value}"),
        Value::Float(value) => float(f, *value, value.is_finite()),
        Value::Double(value) => float(f, *value, value.is_finite()),
        Value::Decimal(value) => write!(f, "{value}"),
        Value::String(value) => f.write_str(value),
        Value::Binary(value) => f.write_str(&String::from_utf8_lossy(value)),
        Value::Date(value) => date(f, *value),
        Value::Timestamp(value) => date_time(f, zone.to_datetime(*value)),
        Value::TimestampNtz(value) => date_time(f, *value),
        Value::Time(value) => time(f, *value),
        Value::CalendarInterval(value) => write!(f, "{value}"),
        Value::YearMonthInterval { interval, start, end } => year_month(f, interval.months(), *start, *end),
        Value::DayTimeInterval { duration, start, end } => day_time(f, *duration, *start, *end),
        Value::Array(elements) => write_all(f, ["[", "]"], elements, |f, value| nested(f, value, zone)),
        Value::Map(entries) => write_all(f, ["{", "}"], entries, |f, (key, value)| {
            nested(f, key, zone)?;
            f.write_str(" -> ")?;
            nested(f, value, zone)
        }),
        Value::Struct(row) => write_all(f, ["{", "}"], row.values(), |f, value| nested(f, value, zone)),
        Value::Variant(variant) => variant.write_json(f, zone),
        Value::Geometry(shape) => write!(f, "{shape}"),
        Value::Geography(shape) => write!(f, "{shape}"),
    }
}

fn write_all<T>(
    f: &mut Formatter<'_>,
    [open, close]: [&str; 2],
    items: &[T],
    write: impl Fn(&mut Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    f.write_str(open)?;
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            f.write_str(", ")?;
        }
        write(f, item)?;
    }
    f.write_str(close)
}

/// As Java writes it: the shortest digits that read back as the number, with an exponent outside of 0.001 to 10^7.
pub(super) fn float<F>(f: &mut Formatter<'_>, number: F, is_finite: bool) -> fmt::Result
where
    F: Copy + LowerExp + Display + FromStr + PartialEq,
{
    if !is_finite {
        let text = match format!("{number}").as_str() {
            "inf" => "Infinity",
            "-inf" => "-Infinity",
            _ => "NaN",
        };
        return f.write_str(text);
    }
    let mut text = format!("{number:e}");
    if !text.contains('.') {
        // Of those with two digits Java takes the nearest: 4.9E-324 although 5E-324 would do.
        let longer = format!("{number:.1e}");
        if longer.parse::<F>().is_ok_and(|same| same == number) {
            text = longer;
        }
    }
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits = mantissa.replace('.', "");
    let digits = match digits.trim_end_matches('0') {
        "" => "0",
        digits => digits,
    };
    f.write_str(sign)?;
    match usize::try_from(exponent) {
        Ok(exponent) if exponent < 7 => {
            let (whole, fraction) = digits.split_at(digits.len().min(exponent + 1));
            write!(f, "{whole:0<width$}.{}", or_zero(fraction), width = exponent + 1)
        }
        Err(_) if exponent >= -3 => {
            let zeros = usize::try_from(-exponent - 1).unwrap_or(0);
            write!(f, "0.{:0<zeros$}{digits}", "")
        }
        _ => {
            let (whole, fraction) = digits.split_at(1);
            write!(f, "{whole}.{}E{exponent}", or_zero(fraction))
        }
    }
}

fn or_zero(digits: &str) -> &str {
    if digits.is_empty() { "0" } else { digits }
}

pub(super) fn date(f: &mut Formatter<'_>, date: Date) -> fmt::Result {
    let sign = if date.year() < 0 { "-" } else { "" };
    write!(f, "{sign}{:04}-{:02}-{:02}", date.year().unsigned_abs(), date.month(), date.day())
}

pub(super) fn date_time(f: &mut Formatter<'_>, value: DateTime) -> fmt::Result {
    date(f, value.date())?;
    f.write_str(" ")?;
    time(f, value.time())
}

fn time(f: &mut Formatter<'_>, time: Time) -> fmt::Result {
    write!(f, "{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
    fraction(f, &format!("{:09}", time.subsec_nanosecond()))
}

/// The digits after a point, without zeros at the end; nothing if they are all zero.
fn fraction(f: &mut Formatter<'_>, digits: &str) -> fmt::Result {
    match digits.trim_end_matches('0') {
        "" => Ok(()),
        digits => write!(f, ".{digits}"),
    }
}

fn year_month(f: &mut Formatter<'_>, months: i32, start: YearMonthField, end: YearMonthField) -> fmt::Result {
    let (sign, number) = (if months < 0 { "-" } else { "" }, months.unsigned_abs());
    match (start, end) {
        (YearMonthField::Year, YearMonthField::Month) => {
            write!(f, "INTERVAL '{sign}{}-{}' YEAR TO MONTH", number / 12, number % 12)
        }
        (YearMonthField::Year, YearMonthField::Year) => write!(f, "INTERVAL '{sign}{}' YEAR", number / 12),
        (YearMonthField::Month, _) => write!(f, "INTERVAL '{sign}{number}' MONTH"),
    }
}

fn day_time(
    f: &mut Formatter<'_>,
    duration: SignedDuration,
    start: DayTimeField,
    end: DayTimeField,
) -> fmt::Result {
    let sign = if duration.is_negative() { "-" } else { "" };
    write!(f, "INTERVAL '{sign}")?;
    let mut rest = duration.as_nanos().unsigned_abs() / 1_000;
    let units = DayTimeField::ALL.into_iter().filter(|unit| (start..=end).contains(unit));
    for unit in units {
        let micros = match unit {
            DayTimeField::Day => 86_400_000_000,
            DayTimeField::Hour => 3_600_000_000,
            DayTimeField::Minute => 60_000_000,
            DayTimeField::Second => 1_000_000,
        };
        let number = rest / micros;
        rest %= micros;
        if unit != start {
            f.write_str(if unit == DayTimeField::Hour { " " } else { ":" })?;
        }
        let width = if unit == DayTimeField::Day { 1 } else { 2 };
        write!(f, "{number:0width$}")?;
        if unit == DayTimeField::Second {
            fraction(f, &format!("{rest:06}"))?;
        }
    }
    f.write_str("' ")?;
    f.write_str(&start.name().to_uppercase())?;
    if start == end { Ok(()) } else { write!(f, " TO {}", end.name().to_uppercase()) }
}

#[cfg(test)]
mod tests {
    use jiff::civil;

    use super::*;
    use crate::{row::Variant, types::Decimal};

    fn text(value: impl Into<Value>) -> String {
        value.into().to_string()
    }

    #[test]
    fn floats_print_as_java_prints_them() {
        let doubles = [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (100.0, "100.0"),
            (-1.5, "-1.5"),
            (0.1, "0.1"),
            (0.001, "0.001"),
            (0.0123, "0.0123"),
            (0.000_999, "9.99E-4"),
            (9_999_999.0, "9999999.0"),
            (1e7, "1.0E7"),
            (12_345_678.9, "1.23456789E7"),
            (2e23, "2.0E23"),
            (f64::MAX, "1.7976931348623157E308"),
            (f64::MIN_POSITIVE, "2.2250738585072014E-308"),
            (5e-324, "4.9E-324"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "Infinity"),
            (f64::NEG_INFINITY, "-Infinity"),
        ];
        for (number, expected) in doubles {
            assert_eq!(text(number), expected);
        }
        let floats: [(f32, &str); 6] = [
            (0.1, "0.1"),
            (0.001, "0.001"),
            (1e10, "1.0E10"),
            (1.17e-38, "1.17E-38"),
            (1e-45, "1.4E-45"),
            (f32::MAX, "3.4028235E38"),
        ];
        for (number, expected) in floats {
            assert_eq!(text(number), expected);
        }
    }

    #[test]
    fn times_and_dates() {
        assert_eq!(text(civil::date(-44, 3, 15)), "-0044-03-15");
        assert_eq!(text(civil::date(0, 1, 1)), "0000-01-01");
        assert_eq!(text(civil::date(2024, 2, 29).at(1, 2, 3, 450_000_000)), "2024-02-29 01:02:03.45");
        assert_eq!(text(civil::time(23, 59, 0, 1)), "23:59:00.000000001");
        let day = |duration| Value::from(SignedDuration::from_micros(duration)).to_string();
        assert_eq!(day(0), "INTERVAL '0 00:00:00' DAY TO SECOND");
        assert_eq!(day(-93_784_005_600), "INTERVAL '-1 02:03:04.0056' DAY TO SECOND");
        assert_eq!(day(i64::MIN), "INTERVAL '-106751991 04:00:54.775808' DAY TO SECOND");
        let of =
            |start, end| Value::DayTimeInterval { duration: SignedDuration::from_secs(-93_784), start, end };
        use DayTimeField::{Day, Hour, Minute, Second};
        assert_eq!(of(Day, Day).to_string(), "INTERVAL '-1' DAY");
        assert_eq!(of(Day, Minute).to_string(), "INTERVAL '-1 02:03' DAY TO MINUTE");
        assert_eq!(of(Hour, Second).to_string(), "INTERVAL '-26:03:04' HOUR TO SECOND");
        assert_eq!(of(Minute, Minute).to_string(), "INTERVAL '-1563' MINUTE");
        assert_eq!(of(Second, Second).to_string(), "INTERVAL '-93784' SECOND");
        let months = |start, end| {
            Value::YearMonthInterval { interval: crate::types::YearMonthInterval(-25), start, end }
                .to_string()
        };
        use YearMonthField::{Month, Year};
        assert_eq!(months(Year, Month), "INTERVAL '-2-1' YEAR TO MONTH");
        assert_eq!(months(Year, Year), "INTERVAL '-2' YEAR");
        assert_eq!(months(Month, Month), "INTERVAL '-25' MONTH");
    }

    #[test]
    fn nested_values() {
        assert_eq!(text(None::<i32>), "NULL");
        assert_eq!(text(vec![Some("a, b"), None]), "[a, b, null]");
        assert_eq!(text(Vec::<i32>::new()), "[]");
        let entries = vec![(Value::from(1), Value::from([true])), (Value::from(2), Value::Null)];
        assert_eq!(Value::Map(entries).to_string(), "{1 -> [true], 2 -> null}");
        let price: Decimal = "1.50".parse().unwrap();
        assert_eq!(text(vec![price]), "[1.50]");
        assert_eq!(text(b"\xc3\xa4\xff".as_slice()), "ä\u{fffd}");
    }

    #[test]
    fn variants() {
        // What Spark's parse_json makes of {"a":[1,null,"x"],"b":{"c":1.5}}.
        let value = b"\x02\x02\x00\x01\x00\x0b\x16\x03\x03\x00\x02\x03\x05\x0c\x01\x00\x05x\x02\x01\x02\x00\x06\x20\x01\x0f\x00\x00\x00";
        let variant = Variant::new(value.as_slice(), b"\x01\x03\x00\x01\x02\x03abc".as_slice());
        assert_eq!(variant.to_json().unwrap(), r#"{"a":[1,null,"x"],"b":{"c":1.5}}"#);
        let empty = b"\x01\x00\x00".as_slice();
        assert_eq!(text(Variant::new(b"\x0da\"b".as_slice(), empty)), "a\"b");
        let text_in_array = Value::Array(vec![Variant::new(b"\x0da\"b".as_slice(), empty).into()]);
        assert_eq!(text_in_array.to_string(), r#"["a\"b"]"#);
        assert_eq!(text(Variant::new(b"\x20\x02\x96\0\0\0".as_slice(), empty)), "1.5");
        assert_eq!(text(Variant::new(b"\0".as_slice(), empty)), "NULL");
        assert_eq!(text(Variant::new(b"\x02\x00\x00".as_slice(), empty)), "{}");
        assert_eq!(text(Variant::new(b"".as_slice(), empty)), "malformed variant");
        // Arrays whose elements are all the same bytes would grow without end.
        let inner = b"\x03\x09\0\0\0\0\0\0\0\0\0\x01\0";
        assert_eq!(text(Variant::new(inner.as_slice(), empty)), format!("[{}]", ["null"; 9].join(",")));
        let outer = [&b"\x03\x09\0\0\0\0\0\0\0\0\0\x0d"[..], inner].concat();
        assert_eq!(text(Variant::new(outer, empty)), "malformed variant");
    }
}
