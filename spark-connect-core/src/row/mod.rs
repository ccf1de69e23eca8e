//! Values and rows whose types are known only at run time.

mod from;
mod into;
mod literal;
#[cfg(test)]
mod tests;
mod text;
mod value;
mod variant;

use std::{fmt, sync::Arc};

pub use into::FromValue;
pub use value::Value;
pub use variant::Variant;

use crate::{
    error::{Error, ErrorKind, Result},
    proto::spark::connect::expression::Literal,
    types::{StructField, StructType},
};

/// Named values, and their types (Spark: `Row`).
///
/// ```
/// # fn example(row: spark_connect_core::row::Row) {
/// let rows = row.get("rows").and_then(|value| value.as_i64());
/// for (name, value) in row.iter() {
///     println!("{name}: {value:?}");
/// }
/// # let _ = rows;
/// # }
/// ```
#[derive(Clone, PartialEq)]
pub struct Row {
    schema: Arc<StructType>,
    values: Vec<Value>,
}

impl fmt::Debug for Row {
    /// The names and the values: the types show in these.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Row ")?;
        f.debug_map().entries(self.iter()).finish()
    }
}

impl Row {
    /// A row of what the server sent.
    ///
    /// # Errors
    /// A value that is none, or a name too many or too few.
    pub(crate) fn from_literals(names: Vec<String>, literals: Vec<Literal>) -> Result<Self> {
        if names.len() != literals.len() {
            return Err(Error::new(
                ErrorKind::Protocol,
                format!("the server sent {} values with {} names", literals.len(), names.len()),
            ));
        }
        let (mut fields, mut values) = (Vec::new(), Vec::new());
        for (name, literal) in names.into_iter().zip(literals) {
            let (value, data_type) = literal::read(literal)?;
            fields.push(StructField::new(name, data_type, true));
            values.push(value);
        }
        Ok(Self::new(Arc::new(StructType::new(fields)), values))
    }

    /// A row of values that are those of `schema`, in its order. Rows may share the schema.
    ///
    /// Whether there are as many values as columns, each of its type, shows where the row is sent to a server.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use spark_connect_core::{row::Row, types::StructType};
    ///
    /// let schema: Arc<StructType> = Arc::new("id BIGINT, name STRING".parse()?);
    /// let row = Row::new(Arc::clone(&schema), vec![1_i64.into(), "one".into()]);
    /// assert_eq!(row.try_get::<&str>("name")?, "one");
    /// # Ok::<(), spark_connect_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn new(schema: Arc<StructType>, values: Vec<Value>) -> Self {
        Self { schema, values }
    }

    /// The names and types of the values.
    #[must_use]
    pub fn schema(&self) -> &StructType {
        &self.schema
    }

    /// The values in their order.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// The value at a position, counted from 0, or of a name, as it is spelled; the first one if there are several.
    #[must_use]
    pub fn get(&self, column: impl RowIndex) -> Option<&Value> {
        self.values.get(column.position(self)?)
    }

    /// The value at a position or of a name, as a Rust type (Spark: `Row.getAs`).
    ///
    /// ```
    /// # fn example(row: spark_connect_core::row::Row) -> spark_connect_core::error::Result<()> {
    /// let id: i64 = row.try_get("id")?;
    /// let name: Option<&str> = row.try_get(1)?;
    /// # let _ = (id, name);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Schema`] if there is no such column, [`ErrorKind::Conversion`] if its value is of another type, too
    /// large, or NULL and `T` not an `Option`.
    pub fn try_get<'a, T: FromValue<'a>>(&'a self, column: impl RowIndex) -> Result<T> {
        let named = column.to_string();
        let value = self.get(column).ok_or_else(|| {
            let names: Vec<_> = self.schema.names().collect();
            Error::new(
                ErrorKind::Schema,
                format!("there is no column {named}: the row has {}", names.join(", ")),
            )
        })?;
        value.to().map_err(|error| Error::new(error.kind(), format!("column {named}: {error}")))
    }

    /// How many values there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are no values.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The values, without their names.
    #[must_use]
    pub fn into_values(self) -> Vec<Value> {
        self.values
    }

    /// The values with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.schema.names().zip(&self.values)
    }
}

impl From<Row> for Vec<Value> {
    fn from(row: Row) -> Self {
        row.values
    }
}

/// Which value of a [`Row`]: a position counted from 0, or a name.
pub trait RowIndex: Copy + fmt::Display {
    /// The position in `row`, if there is one.
    fn position(&self, row: &Row) -> Option<usize>;
}

impl RowIndex for usize {
    fn position(&self, row: &Row) -> Option<usize> {
        Some(*self).filter(|position| *position < row.values.len())
    }
}

impl RowIndex for &str {
    fn position(&self, row: &Row) -> Option<usize> {
        row.schema.names().position(|name| name == *self)
    }
}

impl RowIndex for &String {
    fn position(&self, row: &Row) -> Option<usize> {
        self.as_str().position(row)
    }
}
