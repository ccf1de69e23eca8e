//! Pivoting: the values of a column become the fields of a row.

use std::rc::Rc;

use super::{
    Agg, Dataset, Expr, Frame, Grouped, SparkRow, SparkType,
    arena::{self, Handle, Node},
    grouped::Groups,
    lower,
    projection::Projection,
};
use crate::{
    error::{Error, ErrorKind, Result},
    expr::{Column, Literal, own_attribute},
    types::{DataType, StructField, StructType},
};

impl<T: SparkRow, K: SparkType> Grouped<T, K> {
    /// One row for each group, with an aggregate for each of some values of a column: the row type `P` has a field for
    /// each value, whose column name is the value as text. Spark: `pivot`.
    ///
    /// Rows with other values are passed over. Every field is an `Option` of the aggregate's type: it is `None` where a
    /// group has no rows of that value, also for a `count`. The value is a text, an integer, a `bool` or a date.
    ///
    /// ```
    /// use spark_connect_core::prelude::*;
    ///
    /// #[derive(SparkRow)]
    /// struct Sale { year: i32, quarter: String, amount: f64 }
    ///
    /// #[derive(SparkRow)]
    /// #[spark(rename_all = "UPPERCASE")]
    /// struct ByQuarter { q1: Option<f64>, q2: Option<f64>, q3: Option<f64>, q4: Option<f64> }
    ///
    /// fn by_quarter(sales: &Dataset<Sale>) -> Dataset<(i32, ByQuarter)> {
    ///     sales.group_by(|s| s.year).pivot_into(|s| s.quarter, |s| s.amount.sum())
    /// }
    /// ```
    ///
    /// A field of another type is a mistake that the action returns, of kind
    /// [`ErrorKind::Schema`](crate::error::ErrorKind::Schema), as is one whose name is no value of the column's type.
    /// `having` has no meaning before: filter the result.
    #[must_use]
    pub fn pivot_into<P: SparkRow, V: SparkType, A: SparkType>(
        self,
        value: impl FnOnce(T::Cols<T>) -> Expr<T, V>,
        aggregate: impl FnOnce(T::Cols<T>) -> Expr<Agg<T>, A>,
    ) -> Dataset<(K, P)> {
        Dataset::of(arena::frame(|| {
            let (key, row) = self.groups.bind();
            let value = value(T::bind(row)).handle();
            let aggregate = aggregate(T::bind(row)).handle();
            let fields = P::list(row).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
            let values = values::<P>(&V::data_type(), &A::data_type());
            self.groups.with_subqueries().pivot(key, value, aggregate, &fields, values)
        }))
    }
}

impl Groups {
    fn pivot(
        &self,
        key: Handle,
        value: Handle,
        aggregate: Handle,
        fields: &[&'static str],
        values: Result<Vec<Literal>>,
    ) -> Frame {
        let values = if self.has_condition() {
            Err(Error::new(ErrorKind::InvalidPlan, "`having` before `pivot_into`: filter its result instead"))
        } else {
            values
        };
        let (column, values) = match values {
            Ok(values) => (lower::column(value), values),
            Err(mistake) => (Column::invalid(mistake), Vec::new()),
        };
        let pivoted =
            self.grouped(&self.keys.names).pivot_values(column, values).agg(lower::column(aggregate));
        let found: Rc<[_]> = fields.iter().map(|name| (*name, arena::leaf(own_attribute(&[name])))).collect();
        let row = arena::push(Node::Struct { fields: found, present: None });
        let result = |name, part| (name, None, lower::of_groups(&self.keys, None, part).column);
        let results = [result("_1", key), result("_2", row)];
        self.frame.projected(Projection::of_results(&pivoted, results), true)
    }
}

/// The values that the fields of `P` are for, if they can hold the aggregate.
fn values<P: SparkRow>(value: &DataType, aggregate: &DataType) -> Result<Vec<Literal>> {
    if !P::IS_STRUCT {
        let message =
            format!("`pivot_into` makes rows with a field for each value, which `{}` is not", P::NAME);
        return Err(Error::new(ErrorKind::Schema, message));
    }
    values_of(P::NAME, &P::schema(), value, aggregate)
}

fn values_of(
    row_type: &str,
    row: &StructType,
    value: &DataType,
    aggregate: &DataType,
) -> Result<Vec<Literal>> {
    let mut mistakes = Vec::new();
    let made = row.names().map(|name| StructField::new(name, aggregate.clone(), true));
    let made = StructType::new(made.collect::<Vec<_>>());
    mistakes.extend(row.differences(&made).iter().map(ToString::to_string));
    let mut values = Vec::new();
    for name in row.names() {
        match literal(name, value) {
            Some(literal) => values.push(literal),
            None => mistakes.push(format!("`{name}`: no value of type {value}")),
        }
    }
    if mistakes.is_empty() {
        return Ok(values);
    }
    let mut message = format!(
        "the values of `pivot_into` do not fit the row type `{row_type}`, whose fields are an `Option` of the \
         aggregate's type each:"
    );
    for mistake in mistakes {
        message += &format!("\n  - {mistake}");
    }
    Err(Error::new(ErrorKind::Schema, message))
}

/// The value that is written so.
fn literal(text: &str, data_type: &DataType) -> Option<Literal> {
    match data_type {
        DataType::String => Some(text.into()),
        DataType::Boolean => text.parse::<bool>().ok().map(Literal::from),
        DataType::Byte => text.parse::<i8>().ok().map(Literal::from),
        DataType::Short => text.parse::<i16>().ok().map(Literal::from),
        DataType::Integer => text.parse::<i32>().ok().map(Literal::from),
        DataType::Long => text.parse::<i64>().ok().map(Literal::from),
        DataType::Date => text.parse::<jiff::civil::Date>().ok().map(Literal::from),
        _ => None,
    }
}
