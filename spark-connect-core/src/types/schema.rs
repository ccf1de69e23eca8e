//! Schemas: named, typed, nullable fields.

use super::DataType;

/// The columns of a table, or the fields of a struct (Spark: `StructType`).
///
/// `Display` writes Spark's `simpleString`, `struct<id:bigint,name:string>`.
///
/// ```
/// use spark_connect_core::types::{DataType, StructField, StructType};
///
/// let schema = StructType::new([
///     StructField::new("id", DataType::Long, false),
///     StructField::new("name", DataType::String, true),
/// ]);
/// assert_eq!(schema, "id BIGINT NOT NULL, name STRING".parse()?);
/// # Ok::<(), spark_connect_core::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct StructType {
    /// The fields in order. Names may repeat.
    pub fields: Vec<StructField>,
}

/// A column of a table, or a field of a struct (Spark: `StructField`).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StructField {
    /// The name, unquoted.
    pub name: String,
    /// The type.
    pub data_type: DataType,
    /// Whether it may be NULL.
    pub nullable: bool,
    /// What else is known of it, as a JSON object; Spark keeps a column's comment under `comment`.
    pub metadata: Option<String>,
}

impl StructType {
    /// A schema of these fields.
    #[must_use]
    pub fn new(fields: impl IntoIterator<Item = StructField>) -> Self {
        Self { fields: fields.into_iter().collect() }
    }

    /// The first field of this name, case-sensitive.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&StructField> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The names of the fields in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|field| field.name.as_str())
    }
}

impl StructField {
    /// A field without metadata.
    #[must_use]
    pub fn new(name: impl Into<String>, data_type: DataType, nullable: bool) -> Self {
        Self { name: name.into(), data_type, nullable, metadata: None }
    }

    /// The same field with `json`, a JSON object, as its metadata.
    #[must_use]
    pub fn metadata(mut self, json: impl Into<String>) -> Self {
        self.metadata = Some(json.into());
        self
    }
}

impl FromIterator<StructField> for StructType {
    fn from_iter<I: IntoIterator<Item = StructField>>(fields: I) -> Self {
        Self::new(fields)
    }
}

impl From<StructType> for DataType {
    fn from(schema: StructType) -> Self {
        Self::Struct(schema)
    }
}
