//! Values of Spark as Rust values.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasher, Hash},
};

use bytes::Bytes;
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, Time},
};

use super::{Row, Value, Variant};
use crate::{
    error::{Error, ErrorKind, Result},
    types::{CalendarInterval, Decimal, Geography, Geometry, YearMonthInterval},
};

/// A Rust type that a [`Value`] can be read into: see [`Value::to`] and [`Row::try_get`].
///
/// A value is read into the type that it converts to without a loss: integers into every integer type that holds them, a
/// `FLOAT` also into an `f64`, an integer also into a [`Decimal`]. NULL is the `None` of an `Option`, and nothing else.
#[diagnostic::on_unimplemented(
    message = "a value of Spark cannot be read into `{Self}`",
    note = "values are read into bool, i8, i16, i32, i64, f32, f64, String, &str, Vec<u8>, Decimal, jiff's dates and \
            times, Option<T>, Vec<T>, HashMap<K, V>, BTreeMap<K, V>, Row and Value"
)]
pub trait FromValue<'a>: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// [`ErrorKind::Conversion`] if the value is of another type, too large, or NULL.
    fn from_value(value: &'a Value) -> Result<Self>;
}

impl Value {
    /// The value as a Rust type.
    ///
    /// ```
    /// use spark_connect_core::row::Value;
    ///
    /// let ids = Value::from(vec![Some(1_i64), None]);
    /// assert_eq!(ids.to::<Vec<Option<i32>>>()?, [Some(1), None]);
    /// assert!(ids.to::<Vec<i32>>().is_err()); // NULL is no i32
    /// # Ok::<(), spark_connect_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Conversion`] if it is of another type, too large, or NULL and `T` not an `Option`.
    pub fn to<'a, T: FromValue<'a>>(&'a self) -> Result<T> {
        T::from_value(self)
    }
}

#[cold]
fn misfit(value: &Value, rust: &str) -> Error {
    let problem = match value {
        Value::Null => format!("NULL cannot be read into {rust}: make it an Option"),
        value => format!("a value of type {} cannot be read into {rust}", value.kind()),
    };
    Error::new(ErrorKind::Conversion, problem)
}

macro_rules! values {
    ($($rust:ty: $($pattern:pat => $value:expr),+;)+) => {$(
        impl<'a> FromValue<'a> for $rust {
            fn from_value(value: &'a Value) -> Result<Self> {
                match value {
                    $($pattern => Ok($value),)+
                    _ => Err(misfit(value, stringify!($rust))),
                }
            }
        }
    )+};
}

values! {
    bool: Value::Boolean(value) => *value;
    f32: Value::Float(value) => *value;
    f64: Value::Double(value) => *value, Value::Float(value) => (*value).into();
    String: Value::String(value) => value.clone();
    &'a str: Value::String(value) => value.as_str();
    Bytes: Value::Binary(value) => value.clone();
    Vec<u8>: Value::Binary(value) => value.to_vec();
    &'a [u8]: Value::Binary(value) => &**value;
    Date: Value::Date(value) => *value;
    Timestamp: Value::Timestamp(value) => *value;
    DateTime: Value::TimestampNtz(value) => *value;
    Time: Value::Time(value) => *value;
    CalendarInterval: Value::CalendarInterval(value) => *value;
    YearMonthInterval: Value::YearMonthInterval { interval, .. } => *interval;
    SignedDuration: Value::DayTimeInterval { duration, .. } => *duration;
    Row: Value::Struct(value) => value.clone();
    &'a Row: Value::Struct(value) => value;
    Variant: Value::Variant(value) => value.clone();
    Geometry: Value::Geometry(value) => value.clone();
    Geography: Value::Geography(value) => value.clone();
}

impl<'a> FromValue<'a> for Value {
    fn from_value(value: &'a Value) -> Result<Self> {
        Ok(value.clone())
    }
}

impl<'a> FromValue<'a> for &'a Value {
    fn from_value(value: &'a Value) -> Result<Self> {
        Ok(value)
    }
}

macro_rules! integers {
    ($($rust:ty)+) => {$(
        impl<'a> FromValue<'a> for $rust {
            fn from_value(value: &'a Value) -> Result<Self> {
                let number = value.as_i64().ok_or_else(|| misfit(value, stringify!($rust)))?;
                Self::try_from(number).map_err(|_| {
                    let problem = concat!("an integer is out of the range of ", stringify!($rust));
                    Error::new(ErrorKind::Conversion, problem)
                })
            }
        }
    )+};
}

integers!(i8 i16 i32 i64);

impl<'a> FromValue<'a> for Decimal {
    fn from_value(value: &'a Value) -> Result<Self> {
        let decimal = value.as_decimal().or_else(|| value.as_i64().map(Self::from));
        decimal.ok_or_else(|| misfit(value, "Decimal"))
    }
}

impl<'a, T: FromValue<'a>> FromValue<'a> for Option<T> {
    fn from_value(value: &'a Value) -> Result<Self> {
        if value.is_null() { Ok(None) } else { T::from_value(value).map(Some) }
    }
}

impl<'a, T: FromValue<'a>> FromValue<'a> for Vec<T> {
    fn from_value(value: &'a Value) -> Result<Self> {
        value.as_array().ok_or_else(|| misfit(value, "Vec"))?.iter().map(T::from_value).collect()
    }
}

fn entries<'a, K: FromValue<'a>, V: FromValue<'a>, M: FromIterator<(K, V)>>(
    value: &'a Value,
    rust: &str,
) -> Result<M> {
    let Value::Map(entries) = value else { return Err(misfit(value, rust)) };
    entries.iter().map(|(key, value)| Ok((K::from_value(key)?, V::from_value(value)?))).collect()
}

impl<'a, K, V, S> FromValue<'a> for HashMap<K, V, S>
where
    K: FromValue<'a> + Eq + Hash,
    V: FromValue<'a>,
    S: BuildHasher + Default,
{
    fn from_value(value: &'a Value) -> Result<Self> {
        entries(value, "HashMap")
    }
}

impl<'a, K: FromValue<'a> + Ord, V: FromValue<'a>> FromValue<'a> for BTreeMap<K, V> {
    fn from_value(value: &'a Value) -> Result<Self> {
        entries(value, "BTreeMap")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::types::StructType;

    /// Rust values as values of Spark, and read again.
    fn there_and_back<T>(value: T)
    where
        T: Into<Value> + for<'a> FromValue<'a> + Clone + PartialEq + std::fmt::Debug,
    {
        let sent: Value = value.clone().into();
        assert_eq!(sent.to::<T>().unwrap(), value);
        assert_eq!(sent.to::<Option<T>>().unwrap(), Some(value));
        assert_eq!(Value::Null.to::<Option<T>>().unwrap(), None);
    }

    #[test]
    fn values_of_every_type() {
        there_and_back(true);
        there_and_back(-1_i8);
        there_and_back(i16::MIN);
        there_and_back(i32::MAX);
        there_and_back(i64::MIN);
        there_and_back(0.5_f32);
        there_and_back(0.1_f64);
        there_and_back("1.50".parse::<Decimal>().unwrap());
        there_and_back("text".to_owned());
        there_and_back(Bytes::from_static(b"\0"));
        there_and_back(vec![1_u8, 2]);
        there_and_back(jiff::civil::date(2024, 2, 29));
        there_and_back(Timestamp::UNIX_EPOCH);
        there_and_back(jiff::civil::date(2024, 2, 29).at(1, 2, 3, 4));
        there_and_back(jiff::civil::time(1, 2, 3, 4));
        there_and_back(CalendarInterval { months: 1, days: -2, microseconds: 3 });
        there_and_back(YearMonthInterval(14));
        there_and_back(SignedDuration::from_micros(-1));
        there_and_back(vec![Some(1_i64), None]);
        there_and_back(vec![vec!["a".to_owned()], vec![]]);
        there_and_back(BTreeMap::from([("a".to_owned(), Some(1)), ("b".to_owned(), None)]));
        there_and_back(HashMap::<i32, bool>::from([(1, true)]));
        there_and_back(Variant::new(b"\0".as_slice(), b"\x01\0\0".as_slice()));
        there_and_back(Geometry::new(b"\x01".as_slice(), 0));
        there_and_back(Geography::new(b"\x01".as_slice(), 4326));
        there_and_back(Row::new(Arc::new("a int".parse().unwrap()), vec![1.into()]));
    }

    #[test]
    fn what_is_lost_is_refused() {
        assert_eq!(Value::Long(127).to::<i8>().unwrap(), 127);
        assert_eq!(Value::Byte(7).to::<Decimal>().unwrap(), Decimal::from(7));
        assert_eq!(Value::Float(0.5).to::<f64>().unwrap(), 0.5);
        let message = |error: Error| {
            assert_eq!(error.kind(), ErrorKind::Conversion);
            error.to_string()
        };
        let error = Value::Long(128).to::<i8>().unwrap_err();
        assert_eq!(message(error), "an integer is out of the range of i8");
        let error = Value::Double(0.5).to::<f32>().unwrap_err();
        assert_eq!(message(error), "a value of type DOUBLE cannot be read into f32");
        let error = Value::Null.to::<i64>().unwrap_err();
        assert_eq!(message(error), "NULL cannot be read into i64: make it an Option");
        let error = Value::from("1").to::<i64>().unwrap_err();
        assert_eq!(message(error), "a value of type STRING cannot be read into i64");
    }

    #[test]
    fn columns_of_a_row() {
        let schema: Arc<StructType> = Arc::new("a int, b string, b string".parse().unwrap());
        let row = Row::new(schema, vec![1.into(), "x".into(), Value::Null]);
        assert_eq!(row.try_get::<i64>("a").unwrap(), 1);
        assert_eq!(row.try_get::<&str>("b").unwrap(), "x");
        assert_eq!(row.try_get::<Option<&str>>(2).unwrap(), None);
        assert_eq!(row.get(3), None);
        let message = |error: Error| error.to_string();
        assert_eq!(
            message(row.try_get::<i64>("c").unwrap_err()),
            "there is no column c: the row has a, b, b"
        );
        assert_eq!(
            message(row.try_get::<i64>("b").unwrap_err()),
            "column b: a value of type STRING cannot be read into i64"
        );
    }
}
