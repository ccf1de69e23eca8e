//! Literal values.

mod nested;
mod scalar;
mod temporal;
mod value;

use std::fmt;

use crate::{
    error::{Error, ErrorKind},
    expr::Column,
    proto::{
        field::expression,
        spark::connect::expression::{Literal as Value, literal::LiteralType as ValueKind},
    },
    relation::Message,
    types::{DataType, Decimal},
};

/// A constant value with its Spark type.
///
/// Made with `Literal::from`, or where a [`ColumnOrLiteral`](crate::expr::ColumnOrLiteral) is wanted from the value itself:
///
/// | Rust | Spark |
/// |---|---|
/// | `bool` | BOOLEAN |
/// | `i8`, `i16`, `i32`, `i64` | TINYINT, SMALLINT, INT, BIGINT |
/// | `f32`, `f64` | FLOAT, DOUBLE |
/// | `&str`, `String`, `char` | STRING |
/// | `&[u8]`, `Vec<u8>`, `Bytes`, `&[u8; N]` | BINARY |
/// | [`Decimal`](crate::types::Decimal) | DECIMAL of its own precision and scale |
/// | `jiff::civil::Date` | DATE |
/// | `jiff::Timestamp` | TIMESTAMP (microseconds; finer parts are cut off) |
/// | `jiff::civil::DateTime` | TIMESTAMP_NTZ (microseconds) |
/// | `jiff::civil::Time` | TIME(6), since Spark 4.1 |
/// | `jiff::SignedDuration` | INTERVAL DAY TO SECOND (microseconds) |
/// | [`YearMonthInterval`](crate::types::YearMonthInterval) | INTERVAL YEAR TO MONTH |
/// | [`CalendarInterval`](crate::types::CalendarInterval) | INTERVAL |
/// | `Vec<T>`, `[T; N]`, `&[T]` | ARRAY |
/// | `HashMap<K, V>`, `BTreeMap<K, V>` | MAP |
/// | `Option<T>` | the type of `T`; `None` is NULL |
///
/// | [`Value`](crate::row::Value) | the type that it tells; [`Literal::typed`] takes another |
///
/// A struct is made by [`Literal::structure`].
#[derive(Clone)]
pub struct Literal {
    message: Message,
    data_type: DataType,
    /// The value of a decimal: the elements of an array are brought to one size.
    decimal: Option<Decimal>,
}

/// A Rust type whose Spark type is known without a value: what an empty array, an empty map and NULL need.
pub trait LiteralType: Into<Literal> {
    /// The Spark type of the values.
    fn data_type() -> DataType;
}

/// A constant: the same value in every row.
///
/// Spark: `lit`, 1.3. A [`Column`] is not accepted: it needs no `lit`.
pub fn lit(value: impl Into<Literal>) -> Column {
    value.into().into_column()
}

impl Literal {
    fn new(value: ValueKind, data_type: DataType) -> Self {
        let message = Message::of(&Value { literal_type: Some(value), data_type: None });
        Self::encoded(message, data_type)
    }

    /// A literal whose type stands beside the value, which does not tell it; servers before 4.1 do not read that.
    fn stated(value: ValueKind, data_type: &DataType) -> Self {
        let message =
            Message::of(&Value { literal_type: Some(value), data_type: Some(data_type.to_proto()) });
        Self::encoded(message, data_type.clone())
    }

    fn encoded(message: Message, data_type: DataType) -> Self {
        Self { message, data_type, decimal: None }
    }

    /// A literal that stands for a value Spark cannot hold.
    fn invalid(what: &str, data_type: DataType) -> Self {
        let error = Error::new(ErrorKind::InvalidPlan, format!("a literal is out of range: {what}"));
        Self::encoded(Message::invalid(error), data_type)
    }

    /// NULL of a type; `Literal::null(DataType::Null)` is SQL's untyped NULL.
    #[must_use]
    pub fn null(data_type: DataType) -> Self {
        Self::new(ValueKind::Null(data_type.to_proto()), data_type)
    }

    /// The Spark type of the value.
    #[must_use]
    pub fn data_type(&self) -> &DataType {
        &self.data_type
    }

    /// The encoded `spark.connect.Expression.Literal`.
    #[must_use]
    pub fn message(&self) -> &Message {
        &self.message
    }

    /// This literal as a column.
    pub fn into_column(self) -> Column {
        Column::from_message(self.message.wrapped(expression::LITERAL))
    }
}

impl fmt::Debug for Literal {
    /// The size only: a value may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Literal").field(&self.message).finish()
    }
}
