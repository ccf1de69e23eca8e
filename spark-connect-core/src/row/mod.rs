//! Values and rows whose types are known only at run time.

mod from;
mod literal;
#[cfg(test)]
mod tests;
mod text;
mod value;
mod variant;

use std::sync::Arc;

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
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    schema: Arc<StructType>,
    values: Vec<Value>,
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

    pub(crate) fn new(schema: Arc<StructType>, values: Vec<Value>) -> Self {
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

    /// The value of this name, as it is spelled; the first one if there are several.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.iter().find_map(|(known, value)| (known == name).then_some(value))
    }

    /// The values with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.schema.names().zip(&self.values)
    }
}
