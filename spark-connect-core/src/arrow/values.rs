//! Single values as columns, so that what reads columns reads them too.

use std::sync::Arc;

use ::serde::de::DeserializeOwned;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, Field, Schema};

use super::{encode, serde};
use crate::{
    error::{Error, ErrorKind, Result},
    row::{Row, Value},
    types::{DataType, StructType},
};

impl Row {
    /// The row as anything that `serde` can read: a struct or a map by the names, a tuple by the positions.
    ///
    /// # Errors
    /// [`ErrorKind::Conversion`] if a value is missing or does not fit.
    pub fn read_as<T: DeserializeOwned>(&self) -> Result<T> {
        let rows = serde::rows(&[batch(self, self.schema())?])?;
        rows.into_iter().next().ok_or_else(|| misfit("a row"))
    }
}

/// A row as a batch with the columns that `wanted` names, of the types that the values have.
///
/// # Errors
/// [`ErrorKind::Schema`] if a column is missing, [`ErrorKind::Conversion`] for a value that Arrow's type cannot hold.
pub(crate) fn batch(row: &Row, wanted: &StructType) -> Result<RecordBatch> {
    let (mut fields, mut columns) = (Vec::new(), Vec::new());
    for field in &wanted.fields {
        let known = row.schema().field(&field.name).zip(row.get(&field.name));
        let (sent, value) = known.ok_or_else(|| {
            Error::new(
                ErrorKind::Schema,
                format!("there is no value `{}` among those that were sent", field.name),
            )
        })?;
        // Spark 4.0 forgets the type of a NULL.
        let data_type = if value.is_null() { &field.data_type } else { &sent.data_type };
        let column = column(value, data_type)?;
        fields.push(Field::new(&field.name, column.data_type().clone(), true));
        columns.push(column);
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).map_err(inconsistent)
}

/// A value as a column of one row.
fn column(value: &Value, data_type: &DataType) -> Result<ArrayRef> {
    encode::one(value, data_type)
}

fn misfit(wanted: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Conversion, format!("a value is not what it was said to be: {wanted}"))
}

fn inconsistent(error: ArrowError) -> Error {
    Error::new(ErrorKind::Conversion, "the values do not fit their types").with_source(error)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use bytes::Bytes;
    use jiff::{SignedDuration, Timestamp, civil};
    use prost::Message;

    use super::*;
    use crate::{
        arrow::decode::{Decode, append_rows},
        dataset::SparkType,
        expr::Literal,
        proto::spark::connect::expression::Literal as Sent,
        types::{CalendarInterval, Decimal, YearMonthInterval},
    };

    fn row<const N: usize>(values: &[(&str, Literal); N]) -> Row {
        let literals = values.iter().map(|(_, literal)| Sent::decode(literal.message().to_bytes()).unwrap());
        let names = values.iter().map(|(name, _)| (*name).to_owned()).collect();
        Row::from_literals(names, literals.collect()).unwrap()
    }

    /// Sends a value as a literal, and reads it as a Rust type.
    fn there_and_back<T>(value: T)
    where
        T: SparkType + Decode + Into<Literal> + Clone + PartialEq + std::fmt::Debug,
    {
        let row = row(&[("value", value.clone().into())]);
        let batch = batch(&row, row.schema()).unwrap();
        let mut read = Vec::<T>::new();
        append_rows(&mut read, &batch, "T", 0).unwrap();
        assert_eq!(read, [value]);
    }

    #[test]
    fn values_of_every_type() {
        there_and_back(true);
        there_and_back(-1_i8);
        there_and_back(-300_i16);
        there_and_back(7_i32);
        there_and_back(i64::MIN);
        there_and_back(0.5_f32);
        there_and_back(-1e300_f64);
        there_and_back("text".to_owned());
        there_and_back(Bytes::from_static(b"\0\xff"));
        there_and_back("-12.340".parse::<Decimal>().unwrap());
        there_and_back(civil::date(1969, 12, 31));
        there_and_back(civil::date(2024, 2, 29).at(23, 59, 59, 999_999_000));
        there_and_back("1969-12-31T23:59:59.999999Z".parse::<Timestamp>().unwrap());
        there_and_back(civil::time(12, 34, 56, 789_012_000));
        there_and_back(SignedDuration::from_micros(-1));
        there_and_back(YearMonthInterval(-25));
        there_and_back(CalendarInterval { months: 1, days: -2, microseconds: 3 });
        there_and_back(None::<i32>);
        there_and_back(vec![Some(1_i64), None]);
        there_and_back(Vec::<String>::new());
        there_and_back(vec![vec![Some(1_i32)], vec![]]);
        there_and_back(BTreeMap::from([("a".to_owned(), Some(vec![true])), ("b".to_owned(), None)]));
    }

    #[test]
    fn rows_for_serde() {
        #[derive(Debug, PartialEq, ::serde::Deserialize)]
        struct Seen {
            rows: i64,
            names: Vec<Option<String>>,
            at: Option<Point>,
        }
        #[derive(Debug, PartialEq, ::serde::Deserialize)]
        struct Point {
            x: f64,
        }
        let seen = row(&[
            ("rows", 7_i64.into()),
            ("names", vec![Some("a".to_owned()), None].into()),
            ("at", Literal::structure([("x", 0.5.into())])),
        ]);
        let expected = Seen { rows: 7, names: vec![Some("a".into()), None], at: Some(Point { x: 0.5 }) };
        assert_eq!(seen.read_as::<Seen>().unwrap(), expected);
        let error = row(&[("rows", 7_i64.into())]).read_as::<Seen>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conversion);
    }

    #[test]
    fn a_column_that_was_not_sent() {
        let row = row(&[("a", 1_i64.into())]);
        let wanted = StructType::new([crate::types::StructField::new("b", DataType::Long, true)]);
        let error = batch(&row, &wanted).unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (ErrorKind::Schema, "there is no value `b` among those that were sent")
        );
    }
}
