//! Literals of values whose types are known only at run time.

use super::{Literal, ValueKind, nested};
use crate::{
    row::Value,
    types::{DataType, Decimal},
};

/// Of the type that [`Value::data_type`] tells.
impl From<Value> for Literal {
    fn from(value: Value) -> Self {
        let data_type = value.data_type();
        Self::typed(value, &data_type)
    }
}

impl Literal {
    /// A value as a literal of a type: NULL, empty arrays and integers do not tell all of theirs.
    ///
    /// A value that is not of the type, nor fits into it (a smaller integer, an integer in a decimal, a `FLOAT` in a
    /// `DOUBLE`), is a mistake that the action returns; so are types that Spark has no literals of: `VARIANT`,
    /// `GEOMETRY`, `GEOGRAPHY` and user-defined ones.
    ///
    /// ```
    /// use spark_connect_core::{expr::{Literal, lit}, row::Value, types::DataType};
    ///
    /// let none = lit(Literal::typed(Value::Array(vec![]), &"array<bigint>".parse::<DataType>()?));
    /// # let _ = none;
    /// # Ok::<(), spark_connect_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn typed(value: Value, data_type: &DataType) -> Self {
        let misfit = || Self::invalid(&format!("it does not fit {data_type}"), data_type.clone());
        match (value, data_type) {
            (Value::Null, _) => Self::null(data_type.clone()),
            (Value::Boolean(value), DataType::Boolean) => value.into(),
            (
                value @ (Value::Byte(_) | Value::Short(_) | Value::Integer(_) | Value::Long(_)),
                DataType::Byte
                | DataType::Short
                | DataType::Integer
                | DataType::Long
                | DataType::Decimal { .. },
            ) => integer(&value, data_type).unwrap_or_else(misfit),
            (Value::Float(value), DataType::Float) => value.into(),
            (Value::Float(value), DataType::Double) => f64::from(value).into(),
            (Value::Double(value), DataType::Double) => value.into(),
            (Value::Decimal(value), DataType::Decimal { .. }) => {
                decimal(value, data_type).unwrap_or_else(misfit)
            }
            (Value::String(value), DataType::String) => value.into(),
            (
                Value::String(value),
                DataType::CollatedString(_) | DataType::Char(_) | DataType::VarChar(_),
            ) => Self::stated(ValueKind::String(value), data_type),
            (Value::Binary(value), DataType::Binary) => value.into(),
            (Value::Date(value), DataType::Date) => value.into(),
            (Value::Timestamp(value), DataType::Timestamp) => value.into(),
            (Value::TimestampNtz(value), DataType::TimestampNtz) => value.into(),
            (Value::Timestamp(value), DataType::TimestampLtzNanos { precision }) => {
                Self::timestamp_nanos(value, *precision)
            }
            (Value::TimestampNtz(value), DataType::TimestampNtzNanos { precision }) => {
                Self::timestamp_ntz_nanos(value, *precision)
            }
            (Value::Time(value), DataType::Time { precision }) => Self::time(value, *precision),
            (Value::CalendarInterval(value), DataType::CalendarInterval) => value.into(),
            (Value::YearMonthInterval { interval, .. }, &DataType::YEAR_MONTH_INTERVAL) => interval.into(),
            (Value::YearMonthInterval { interval, .. }, DataType::YearMonthInterval { .. }) => {
                Self::stated(ValueKind::YearMonthInterval(interval.months()), data_type)
            }
            (Value::DayTimeInterval { duration, .. }, &DataType::DAY_TIME_INTERVAL) => duration.into(),
            (Value::DayTimeInterval { duration, .. }, DataType::DayTimeInterval { .. }) => {
                match i64::try_from(duration.as_micros()) {
                    Ok(micros) => Self::stated(ValueKind::DayTimeInterval(micros), data_type),
                    Err(_) => misfit(),
                }
            }
            (Value::Array(elements), DataType::Array { element, .. }) => {
                let elements: Vec<Self> =
                    elements.into_iter().map(|value| Self::typed(value, element)).collect();
                nested::array(&elements, data_type.clone())
            }
            (Value::Map(entries), DataType::Map { key, value, .. }) => {
                let typed = |(one, other)| (Self::typed(one, key), Self::typed(other, value));
                let (keys, values): (Vec<Self>, Vec<Self>) = entries.into_iter().map(typed).unzip();
                nested::map(&keys, &values, data_type.clone())
            }
            (Value::Struct(row), DataType::Struct(schema)) if row.len() == schema.fields.len() => {
                let values = row.into_values().into_iter().zip(&schema.fields);
                let values: Vec<Self> =
                    values.map(|(value, field)| Self::typed(value, &field.data_type)).collect();
                nested::structure(&values, data_type.clone())
            }
            _ => misfit(),
        }
    }
}

/// An integer of a type that holds it.
fn integer(value: &Value, data_type: &DataType) -> Option<Literal> {
    let number = value.as_i64()?;
    Some(match data_type {
        DataType::Byte => i8::try_from(number).ok()?.into(),
        DataType::Short => i16::try_from(number).ok()?.into(),
        DataType::Integer => i32::try_from(number).ok()?.into(),
        DataType::Long => number.into(),
        _ => return decimal(number.into(), data_type),
    })
}

/// A decimal of a type that holds it.
fn decimal(value: Decimal, data_type: &DataType) -> Option<Literal> {
    let DataType::Decimal { precision, scale } = data_type else { return None };
    let (precision, scale) = DataType::decimal_size(*precision, *scale);
    let value = value.rescale(scale).filter(|value| value.precision() <= precision)?;
    Some(Literal::decimal(value, DataType::Decimal { precision, scale }))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        error::ErrorKind,
        row::{Row, Variant},
        types::StructType,
    };

    #[test]
    fn a_value_keeps_its_type() {
        let schema: Arc<StructType> = Arc::new(
            "a ARRAY<INTERVAL DAY>, b MAP<STRING, DECIMAL(5,2)>, c CHAR(3), d TIME(3)".parse().unwrap(),
        );
        let value = Value::from(Row::new(
            Arc::clone(&schema),
            vec![
                Value::Array(vec![]),
                Value::Map(vec![("k".into(), 7.into()), ("l".into(), Value::Null)]),
                "abc".into(),
                jiff::civil::time(1, 2, 3, 4_999_999).into(),
            ],
        ));
        let literal = Literal::from(value);
        assert_eq!(literal.data_type(), &DataType::Struct((*schema).clone()));
        assert!(literal.message().error().is_none());
        let mixed = Literal::from(Value::from(vec![
            Value::from(vec![None::<Decimal>]),
            Value::from(vec!["1.5".parse::<Decimal>().unwrap(), "22.25".parse().unwrap()]),
        ]));
        assert_eq!(mixed.data_type().to_string(), "array<array<decimal(4,2)>>");
        assert!(mixed.message().error().is_none());
    }

    #[test]
    fn what_does_not_fit_is_a_mistake() {
        let cases: Vec<(Value, &str)> = vec![
            (300.into(), "tinyint"),
            ("1".into(), "int"),
            (Value::Double(0.5), "float"),
            (vec![300].into(), "array<tinyint>"),
            ("123.456".parse::<Decimal>().unwrap().into(), "decimal(5,2)"),
            (Variant::new(b"\0".as_slice(), b"\x01\0\0".as_slice()).into(), "variant"),
        ];
        for (value, data_type) in cases {
            let literal = Literal::typed(value, &data_type.parse().unwrap());
            let kind = literal.message().error().map(crate::error::Error::kind);
            assert_eq!(kind, Some(ErrorKind::InvalidPlan), "{data_type}");
        }
    }
}
